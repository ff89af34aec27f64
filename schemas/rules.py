"""The rules across tables.

Each rule is a function of the tables (each valid by its own model); it yields a `Failure` for every cell that breaks
it. `check_texts` needs the texts of the articles as well, which only their owner has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from newstables.schemas.evidence import LONGEST_QUOTE
from newstables.schemas.failures import Failure, failures_of
from newstables.schemas.tables import GROUNDED, MEETING_AND_AGREEMENT, REVIEWED, TABLES, key, references, schema

Tables = Mapping[str, pd.DataFrame]
Rule = Callable[[Tables], Iterator[Failure]]


def check_references(tables: Tables) -> Iterator[Failure]:
    """Every id is found in the table that it points to; a person is named where, and only where, the type says so."""
    for name in TABLES:
        frame = tables[name]
        for column, target in references(name).items():
            lost = frame[frame[column].notna() & ~frame[column].isin(tables[target][key(target)[0]])]
            yield from failures_of(name, lost, key(name), column, f"is not in {target}")
    # Where every row was checked by a person, whoever was not has no row.
    checked_only = all((tables[name]["review"] != "unchecked").all() for name in REVIEWED)
    for name in ("participants", "parties"):
        frame = tables[name]
        person, named = frame["type"] == "person", frame["person_id"].notna()
        odd = frame[named & ~person if checked_only else named != person]
        yield from failures_of(name, odd, key(name), "person_id", "does not go with type {type}")
    evidence = tables["evidence"]
    for name in GROUNDED:
        rows = evidence[evidence["table"] == name]
        lost = rows[~rows["row_id"].isin(tables[name][key(name)[0]])]
        yield from failures_of("evidence", lost, "row_id", "row_id", f"is not in {name}")
        # a cell of the row, or of its reports alone: who says so
        told = [name, MEETING_AND_AGREEMENT[name][1]] if name in MEETING_AND_AGREEMENT else [name]
        columns = {column for table in told for column in schema(table).columns}
        odd = rows[rows["column"].notna() & ~rows["column"].isin(columns)]
        yield from failures_of("evidence", odd, "row_id", "column", f"is not a column of {name}")


def check_copies(tables: Tables) -> Iterator[Failure]:
    """A copy has an original that is none itself, and gives no rows of its own."""
    articles = tables["articles"]
    copies = set(articles.loc[articles["copy_of"].notna(), "article_id"])
    odd = articles[articles["copy_of"].isin(copies)]
    yield from failures_of("articles", odd, "article_id", "copy_of", "is itself a copy")
    for name in ("appearances", "meeting_reports", "agreement_reports", "figures"):
        rows = tables[name][tables[name]["article_id"].isin(copies)]
        yield from failures_of(name, rows, key(name), "article_id", "is a copy, which gives no rows of its own")


def check_evidence(tables: Tables) -> Iterator[Failure]:
    """Every row is supported by evidence, and every report by evidence in its article."""
    stated = tables["evidence"][tables["evidence"]["column"].isna()]
    for name in GROUNDED:
        grounded = stated.loc[stated["table"] == name, "row_id"]
        bare = tables[name][~tables[name][key(name)[0]].isin(grounded)]
        yield from failures_of(name, bare, key(name), key(name)[0], "has no evidence")
    for name, (row_id, report_table, _) in MEETING_AND_AGREEMENT.items():
        yield from _ungrounded(tables[report_table], row_id, report_table, stated[stated["table"] == name])
    yield from _ungrounded(tables["appearances"], "person_id", "appearances", stated[stated["table"] == "people"])


def _ungrounded(reports: pd.DataFrame, row_id: str, name: str, stated: pd.DataFrame) -> Iterator[Failure]:
    places = pd.MultiIndex.from_frame(stated[["row_id", "article_id"]])
    bare = reports[~pd.MultiIndex.from_frame(reports[[row_id, "article_id"]]).isin(places)]
    yield from failures_of(name, bare, key(name), "article_id", "has no evidence in this article")


def check_counts(tables: Tables) -> Iterator[Failure]:
    """Counts and days agree with the rows that they sum up."""
    published = tables["articles"][["article_id", "published"]]
    summed = (
        tables["appearances"]
        .merge(published, on="article_id")
        .groupby("person_id")
        .agg(
            articles=("article_id", "size"),
            mentions=("mentions", "sum"),
            first_seen=("published", "min"),
            last_seen=("published", "max"),
        )
    )
    yield from _disagree("people", "person_id", tables["people"], summed)
    places = tables["evidence"]
    places = places[(places["table"] == "people") & places["column"].isna()].rename(columns={"row_id": "person_id"})
    printed = places.groupby(["person_id", "article_id"], as_index=False).agg(printed=("start", "size"))
    counted = tables["appearances"].merge(printed, how="left", on=["person_id", "article_id"])
    odd = counted[counted["mentions"] != counted["printed"].fillna(0)]
    yield from failures_of("appearances", odd, key("appearances"), "mentions", "but evidence shows {printed}")
    for name, (row_id, report_table, member_table) in MEETING_AND_AGREEMENT.items():
        reports = tables[report_table].merge(published, on="article_id")
        summed = reports.groupby(row_id).agg(
            articles=("article_id", "size"), first_reported=("published", "min"), last_reported=("published", "max")
        )
        members = tables[member_table].groupby(row_id)
        summed = summed.assign(**{member_table: members.size()}).fillna({member_table: 0})
        summed = summed.assign(
            countries=members["country"].agg(lambda codes: "; ".join(sorted(set(codes.dropna()))) or None)
        )
        yield from _disagree(name, row_id, tables[name], summed)


def _disagree(name: str, row_id: str, frame: pd.DataFrame, summed: pd.DataFrame) -> Iterator[Failure]:
    """Yield the cells of `frame` that differ from what `summed`, indexed by `row_id`, says of the same columns."""
    summed = summed.reindex(frame[row_id])
    for column in summed.columns:
        stands, found = frame[column].to_numpy(dtype=object), summed[column].to_numpy(dtype=object)
        for at, (left, right) in enumerate(zip(stands, found, strict=True)):
            if not (pd.isna(left) and pd.isna(right)) and (pd.isna(left) or pd.isna(right) or left != right):
                value = None if pd.isna(left) else str(left)
                told = "nothing" if pd.isna(right) else right
                yield Failure(name, str(frame[row_id].iloc[at]), column, value, f"but the rows it sums up give {told}")


def check_values(tables: Tables) -> Iterator[Failure]:
    """Values of one row agree: the ends of a time or range, its precision, and sums with their currency."""
    for name in ("meetings", "meeting_reports", "agreements", "agreement_reports"):
        frame = tables[name]
        untold = frame["date"].isna()
        odd = frame[(frame["date_end"].isna() != untold) | (frame["date_precision"].isna() != untold)]
        yield from failures_of(name, odd, key(name), "date", "date, date_end and date_precision go together")
        odd = frame[frame["date_end"] < frame["date"]]
        yield from failures_of(name, odd, key(name), "date_end", "lies before date {date}")
        odd = frame[(frame["date_precision"] == "day") & (frame["date_end"] != frame["date"])]
        yield from failures_of(name, odd, key(name), "date_end", "differs from date {date}, of the precision of a day")
    for name in ("agreements", "agreement_reports"):
        frame = tables[name]
        for column in ("currency", "amount_qualifier", "amount_per"):
            odd = frame[frame["amount"].isna() & frame[column].notna()]
            yield from failures_of(name, odd, key(name), column, "stands without an amount")
    figures = tables["figures"]
    odd = figures[figures["value_max"] < figures["value"]]
    yield from failures_of("figures", odd, "figure_id", "value_max", "is less than value {value}")
    for name in ("meetings", "agreements"):
        named = tables[name][tables[name]["conflicts"].notna()]
        apart = named["conflicts"].map(lambda cell, name=name: not set(cell.split("; ")) <= set(schema(name).columns))
        yield from failures_of(
            name, named[apart.astype(bool)], key(name), "conflicts", "names a column that there is not"
        )


def check_offsets(tables: Tables) -> Iterator[Failure]:
    """Offsets lie inside the body, and are as far apart as quotations and the text of figures are long."""
    evidence, figures = tables["evidence"], tables["figures"]
    odd = evidence[evidence["start"] >= evidence["end"]]
    yield from failures_of("evidence", odd, ["table", "row_id"], "start", "is not before end {end}")
    length = figures["end"] - figures["start"]
    odd = figures[length != figures["text"].str.len()]
    yield from failures_of("figures", odd, "figure_id", "text", "is not as long as its offsets, {start} to {end}")
    quoted = evidence[evidence["quote"].notna()]
    odd = quoted[quoted["quote"].str.len() != (quoted["end"] - quoted["start"]).clip(upper=LONGEST_QUOTE)]
    yield from failures_of(
        "evidence", odd, ["table", "row_id"], "quote", "is not as long as its offsets, {start} to {end}"
    )
    bodies = evidence[evidence["part"] == "body"].merge(
        tables["articles"][["article_id", "characters"]], on="article_id"
    )
    odd = bodies[bodies["end"] > bodies["characters"]]
    yield from failures_of("evidence", odd, ["table", "row_id"], "end", "lies outside the body of {article_id}")


def check_texts(tables: Tables, texts: pd.DataFrame) -> Iterator[Failure]:
    """Bodies have the hash and length told; offsets lie in their part and cut out quotations and figures exactly."""
    parts = {(a, p): t for a, p, t in zip(texts["article_id"], texts["part"], texts["text"], strict=True)}
    for row in tables["articles"].to_dict("records"):
        body = parts.get((row["article_id"], "body"))
        if body is None:
            yield Failure("articles", row["article_id"], "article_id", row["article_id"], "has no body in texts")
            continue
        told = (("text_sha256", hashlib.sha256(body.encode()).hexdigest()), ("characters", len(body)))
        for column, found in told:
            if row[column] != found:
                yield Failure("articles", row["article_id"], column, str(row[column]), f"but the text gives {found}")
    for row in tables["figures"].to_dict("records"):
        if parts.get((row["article_id"], "body"), "")[row["start"] : row["end"]] != row["text"]:
            yield Failure("figures", row["figure_id"], "text", row["text"], "is not what its offsets cut out")
    for row in tables["evidence"].to_dict("records"):
        text = parts.get((row["article_id"], row["part"]))
        name = f"{row['table']} {row['row_id']}"
        if text is None:
            yield Failure("evidence", name, "part", row["part"], f"{row['article_id']} has no such part")
        elif row["end"] > len(text):
            yield Failure(
                "evidence", name, "end", str(row["end"]), f"lies outside the {row['part']} of {row['article_id']}"
            )
        elif not pd.isna(row["quote"]) and text[row["start"] : row["end"]][:LONGEST_QUOTE] != row["quote"]:
            yield Failure("evidence", name, "quote", row["quote"], "is not what its offsets cut out")


RULES: tuple[Rule, ...] = (
    check_references,
    check_copies,
    check_evidence,
    check_counts,
    check_values,
    check_offsets,
)
"""The rules, in the order in which they are tried; all are."""
