"""What one article tells of a meeting or an agreement, in the form in which reports are compared."""

from __future__ import annotations

import pandas as pd

from newstables.folding import fold
from newstables.scripts.link.events import CLAUSES, Report
from newstables.scripts.link.wording import name_set, word_set


def make_reports(
    table: str, reports: pd.DataFrame, members: pd.DataFrame, evidence: pd.DataFrame, articles: pd.DataFrame
) -> list[Report]:
    """Turn flat rows of meetings or agreements into reports, in their order.

    Parameters
    ----------
    table : str
        ``meetings`` or ``agreements``.
    reports : pandas.DataFrame
        Its flat rows.
    members : pandas.DataFrame
        The flat rows of their members, with `identity`.
    evidence : pandas.DataFrame
        The evidence of all.
    articles : pandas.DataFrame
        `article_id` and `published` of the articles.
    """
    published = articles.set_index("article_id")["published"].map(lambda day: day.toordinal()).to_dict()
    identities: dict[str, set[str]] = {}
    countries: dict[str, set[str]] = {}
    for of, identity, country in zip(members["of"], members["identity"], members["country"], strict=True):
        identities.setdefault(of, set()).add(identity)
        if isinstance(country, str):
            countries.setdefault(of, set()).add(f"c:{country}")
    said: dict[str, list[frozenset[str]]] = {}
    stated = evidence[(evidence["table"] == table) & evidence["column"].isna()]
    for of, quote in zip(stated["row"], stated["quote"], strict=True):
        if len(said.setdefault(of, [])) < CLAUSES:
            said[of].append(word_set(quote))
    made = []
    for row in reports.to_dict("records"):
        first, last = (
            pd.Timestamp(row[column]).toordinal() if isinstance(row[column], str) else None
            for column in ("date", "date_end")
        )
        topic = row["topic"] if table == "meetings" else row["subject"]
        name = row.get("label" if table == "meetings" else "name")
        made.append(
            Report(
                row=row["row"],
                article=row["article_id"],
                published=published[row["article_id"]],
                kind=row["kind"],
                status=row["status"],
                members=frozenset(identities.get(row["row"], ())),
                countries=frozenset(countries.get(row["row"], ())),
                first=first,
                last=last,
                precision=row["date_precision"] if isinstance(row["date_precision"], str) else None,
                place=fold(row["place"]) if isinstance(row.get("place"), str) else "",
                words=word_set(topic),
                name=name_set(name),
                number=None if pd.isna(row.get("number", 1)) else int(row.get("number", 1)),
                amount=None if pd.isna(row.get("amount")) else float(row["amount"]),
                currency=row["currency"] if isinstance(row.get("currency"), str) else None,
                said=tuple(said.get(row["row"], ())),
            )
        )
    return made
