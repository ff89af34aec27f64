"""What a release holds, and what it refuses to be."""

import json
import shutil
import subprocess
from pathlib import Path

import frictionless
import pandas as pd
import pytest
from pyarrow import csv, parquet

import newstables
from newstables.schemas import HISTORY_TABLES, TABLES, arrow_schema, to_frame
from newstables.scripts.release import Choice, release

from releasing import Make, check_whole, read_all, read_listing

RELEASED = [*TABLES, *HISTORY_TABLES]


def test_a_release_holds_the_tables_twice_and_what_describes_them(build: Path, releases: Path) -> None:
    done = release(build, "1.1.0", releases)
    assert (done.version, done.previous) == ("1.1.0", None)
    described = ["CHANGES.md", "CITATION.cff", "SHA256SUMS", "croissant.json", "datapackage.json"]
    tables = [f"{name}.{form}" for name in RELEASED for form in ("csv", "parquet")]
    assert sorted(path.name for path in (releases / "1.1.0").iterdir()) == sorted([*described, *tables])
    assert check_whole(releases) == ["1.1.0"]
    assert newstables.validate(releases / "1.1.0")[0] == []
    assert [path.name for path in releases.iterdir() if path.name.startswith(".")] == []


def test_the_list_tells_rows_days_and_hashes(build: Path, releases: Path) -> None:
    release(build, "1.0.0", releases)
    told = json.loads((releases / "releases.json").read_text(encoding="utf-8"))
    assert (told["name"], told["title"]) == ("fjord-talks", "Talks at the fjord")
    (entry,) = told["releases"]
    assert (entry["date"], entry["previous"], entry["withdrawn"]) == ("2026-01-31", None, None)
    assert entry["counts"]["people"] == 2 and entry["checked"]["people"] == 0
    assert list(newstables.releases(releases)["version"]) == ["1.0.0"]


def test_the_descriptor_tells_the_error_rate_that_a_sample_gave(releases: Path, make: Make) -> None:
    drawn = [
        ("accept", "people", "p-00000000000a", "sample spring 2"),
        ("delete", "people", "p-00000000000c", "sample spring 2"),
        ("accept", "meetings", "m-00000000000a", None),
    ]
    corrections = [
        {"correction_id": f"c-{number:012x}", "action": action, "table": table, "row_id": row, "group": group}
        | {"status": "applied"}
        for number, (action, table, row, group) in enumerate(drawn)
    ]
    release(make("sampled", corrections=to_frame("corrections", corrections)), "1.0.0", releases)
    told = json.loads((releases / "1.0.0" / "datapackage.json").read_text(encoding="utf-8"))
    rates = {resource["name"]: resource["errorRate"] for resource in told["resources"] if "errorRate" in resource}
    assert set(rates) == {"people", "people-csv"}
    assert rates["people"] == rates["people-csv"]
    counted = {name: rates["people"][name] for name in ("drawn", "checked", "wrong", "rate", "seed")}
    assert counted == {"drawn": 2, "checked": 2, "wrong": 1, "rate": 0.5, "seed": "spring"}
    assert rates["people"]["interval"] == [0.0945, 0.9055]


def test_parquet_is_compressed_sorted_and_describes_itself(build: Path, releases: Path) -> None:
    release(build, "1.0.0", releases)
    for name in RELEASED:
        file = parquet.ParquetFile(releases / "1.0.0" / f"{name}.parquet")
        assert file.schema_arrow.equals(arrow_schema(name), check_metadata=True)
        for group in range(file.metadata.num_row_groups):
            column = file.metadata.row_group(group).column(0)
            assert column.compression == "ZSTD"
            assert column.statistics is not None or file.metadata.num_rows == 0
    field = parquet.read_schema(releases / "1.0.0" / "evidence.parquet").field("start")
    assert field.metadata[b"unit"] == b"character" and field.metadata[b"description"]


def test_csv_holds_the_same_cells(releases: Path, make: Make, tables: dict[str, pd.DataFrame]) -> None:
    odd = tables["articles"].assign(title=['A "quoted", title\r\nof two lines', "=1+1 Åland; –"], byline=[None, "NA"])
    release(make("odd", articles=to_frame("articles", odd)), "1.0.0", releases)
    for name in RELEASED:
        schema = arrow_schema(name)
        read = csv.read_csv(
            releases / "1.0.0" / f"{name}.csv",
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                column_types=schema, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False
            ),
        )
        stored = parquet.read_table(releases / "1.0.0" / f"{name}.parquet")
        assert read.to_pylist() == stored.to_pylist()


def test_csv_and_parts_can_be_left_out(build: Path, releases: Path) -> None:
    release(build, "1.0.0", releases, choice=Choice(csv=False))
    assert not list((releases / "1.0.0").glob("*.csv"))
    told = json.loads((releases / "1.0.0" / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["format"] for resource in told["resources"]} == {"parquet"}


def test_the_data_package_is_what_frictionless_takes(build: Path, releases: Path, tmp_path: Path) -> None:
    release(build, "1.0.0", releases)
    folder = releases / "1.0.0"
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert list(frictionless.Package.metadata_validate(told)) == []
    assert told["$schema"].endswith("/2.0/datapackage.json") and told["version"] == "1.0.0"
    assert told["licenses"][0]["name"] == "CC-BY-4.0"
    assert told["contributors"] == [{"title": "Fjord Desk", "roles": ["creator"]}]
    assert [source["title"] for source in told["sources"]] == ["Courier", "Gazette"]
    by_name = {resource["name"]: resource for resource in told["resources"]}
    people = by_name["people"]
    assert (people["rows"], people["checked"]) == (2, 0)
    assert people["bytes"] == (folder / "people.parquet").stat().st_size
    assert people["schema"]["primaryKey"] == ["person_id"]
    reference = by_name["appearances"]["schema"]["foreignKeys"][0]
    assert reference == {"fields": ["person_id"], "reference": {"resource": "people", "fields": ["person_id"]}}
    # The values of CSV, with keys and references, it checks to the last.
    told["resources"] = [resource for resource in told["resources"] if resource["format"] == "csv"]
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")
    report = frictionless.validate(copy / "datapackage.json")
    assert report.valid and len(report.tasks) == len(RELEASED)
    text = (copy / "people.csv").read_text(encoding="utf-8").replace("p-00000000000a", "p-00000000000c")
    (copy / "people.csv").write_text(text, encoding="utf-8")
    assert not frictionless.validate(copy / "datapackage.json").valid


def test_summaries_credit_the_reports_that_they_tell_of(
    make: Make, releases: Path, tables: dict[str, pd.DataFrame]
) -> None:
    reports = ["https://courier.example/haddad", None]
    told = to_frame("articles", tables["articles"].assign(kind=["summary", "report"], based_on=reports))
    release(make("summaries", articles=told), "1.0.0", releases)
    package = json.loads((releases / "1.0.0" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["sources"][-1] == {"title": reports[0], "path": reports[0]}
    croissant = json.loads((releases / "1.0.0" / "croissant.json").read_text(encoding="utf-8"))
    assert croissant["isBasedOn"] == reports[:1]


def test_croissant_is_what_mlcroissant_takes(build: Path, releases: Path) -> None:
    croissant = pytest.importorskip("mlcroissant")
    release(build, "1.0.0", releases)
    dataset = croissant.Dataset(releases / "1.0.0" / "croissant.json")
    assert not dataset.metadata.issues.errors and not dataset.metadata.issues.warnings
    assert dataset.metadata.version == "1.0.0"
    names = {record["people/name"].decode() for record in dataset.records("people")}
    assert names == {"Vera Lindqvist", "Omar Haddad"}


def test_the_checksums_are_what_sha256sum_reads(build: Path, releases: Path) -> None:
    release(build, "1.0.0", releases)
    if shutil.which("sha256sum") is None:
        pytest.skip("no sha256sum")
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    checked = subprocess.run(command, cwd=releases / "1.0.0", capture_output=True, text=True)
    assert checked.returncode == 0 and "people.parquet: OK" in checked.stdout


def test_the_citation_is_yaml_of_the_citation_file_format(build: Path, releases: Path) -> None:
    yaml = pytest.importorskip("yaml")
    release(build, "1.0.0", releases, title='Talks: "at" the fjord # 1', authors=["Åse Nord", "Fjord Desk"])
    told = yaml.safe_load((releases / "1.0.0" / "CITATION.cff").read_text(encoding="utf-8"))
    assert told["title"] == 'Talks: "at" the fjord # 1' and told["license"] == "CC-BY-4.0"
    assert told["authors"] == [{"name": "Åse Nord"}, {"name": "Fjord Desk"}]
    assert {"cff-version", "message", "type", "version", "date-released", "url", "abstract"} < set(told)


def test_the_same_build_gives_the_same_bytes(build: Path, tmp_path: Path) -> None:
    options = {
        "licence": "CC-BY-4.0",
        "authors": ["Fjord Desk"],
        "name": "fjord",
        "choice": Choice(sqlite=True, excel=True),
    }
    for place in ("one", "two"):
        release(build, "1.0.0", tmp_path / place, **options)  # type: ignore[arg-type]
    assert read_all(tmp_path / "one") == read_all(tmp_path / "two")


def test_a_licence_and_an_author_are_asked_for(build: Path, tmp_path: Path) -> None:
    with pytest.raises(newstables.UsageError, match=r"licence.*newstables\.toml.*--licence"):
        release(build, "1.0.0", tmp_path / "new", authors=["Fjord Desk"])
    with pytest.raises(newstables.UsageError, match=r"who publishes.*newstables\.toml.*--author"):
        release(build, "1.0.0", tmp_path / "new", licence="CC-BY-4.0")
    with pytest.raises(newstables.UsageError, match="no SPDX id"):
        release(build, "1.0.0", tmp_path / "new", licence="free for all", authors=["Fjord Desk"])
    assert read_listing(tmp_path / "new") == []
    terms = release(build, "1.0.0", tmp_path / "new", licence="LicenseRef-Fjord", authors=["Fjord Desk"])
    assert terms.version == "1.0.0"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("[dataset", "cannot be read"),
        ('licence = "CC-BY-4.0"', r"under \[dataset\]"),
        ('[dataset]\nlicense = "CC-BY-4.0"', "'license' is not known"),
        ('[dataset]\nauthors = "Fjord Desk"', "authors is a list of texts"),
        ('[dataset]\nhomepage = "fjord"', "is not an address"),
    ],
)
def test_settings_that_are_wrong_are_told(build: Path, releases: Path, settings: str, told: str) -> None:
    (releases / "newstables.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(newstables.DataError, match=told):
        release(build, "1.0.0", releases, licence="CC-BY-4.0", authors=["Fjord Desk"])


def test_without_quotes_the_words_are_left_out_and_the_places_stay(build: Path, releases: Path) -> None:
    release(build, "1.0.0", releases, choice=Choice(quotes=False))
    evidence = newstables.load("evidence", source=releases)
    assert evidence["quote"].isna().all() and evidence["start"].notna().all()
    assert newstables.validate(releases / "1.0.0")[0] == []
    assert all(b"met Omar Haddad in" not in content for content in read_all(releases).values())


def test_checked_only_leaves_what_people_have_looked_at(
    make: Make, releases: Path, tables: dict[str, pd.DataFrame]
) -> None:
    people = tables["people"].assign(review=["accepted", "unchecked"])
    meetings = tables["meetings"].assign(review="corrected")
    done = release(
        make("some", people=to_frame("people", people), meetings=to_frame("meetings", meetings)),
        "1.0.0",
        releases,
        choice=Choice(checked_only=True),
    )
    there = {name: newstables.load(name, source=releases) for name in TABLES}
    for name in ("people", "meetings", "agreements", "figures"):
        assert (there[name]["review"] != "unchecked").all()
    assert list(there["people"]["name"]) == ["Vera Lindqvist"] and len(there["meetings"]) == 1
    assert done.counts["people"] == done.checked["people"] == 1
    assert there["agreements"].empty and there["parties"].empty and there["figures"].empty
    # Whom nobody has checked is named where the meeting names them, and leads nowhere.
    members = there["participants"].set_index("name")["person_id"]
    assert members["Vera Lindqvist"] == "p-00000000000a" and pd.isna(members["Omar Haddad"])
    assert set(there["evidence"]["table"]) == {"people", "meetings", "participants"}
    assert newstables.validate(releases / "1.0.0")[0] == []


def test_checked_only_of_nothing_checked_is_refused(build: Path, releases: Path) -> None:
    with pytest.raises(newstables.DataError, match="no row of the build was checked"):
        release(build, "1.0.0", releases, choice=Choice(checked_only=True))


def test_what_is_no_build_or_was_changed_after_it_is_refused(build: Path, releases: Path, tmp_path: Path) -> None:
    with pytest.raises(newstables.UsageError, match="is not there"):
        release(tmp_path / "nowhere", "1.0.0", releases)
    with pytest.raises(newstables.UsageError, match="not a build"):
        release(releases, "1.0.0", releases)
    table = parquet.read_table(build / "people.parquet")
    parquet.write_table(table.slice(0, 1), build / "people.parquet")
    with pytest.raises(newstables.DataError, match="was changed after the build"):
        release(build, "1.0.0", releases)
    assert [path.name for path in releases.iterdir()] == ["newstables.toml"]


def test_tables_that_break_the_contract_are_not_released(
    make: Make, releases: Path, tables: dict[str, pd.DataFrame]
) -> None:
    wrong = to_frame("people", tables["people"].assign(mentions=7))
    with pytest.raises(newstables.DataError, match=r"break the contract: people .*mentions"):
        release(make("wrong", people=wrong), "1.0.0", releases)
    assert [path.name for path in releases.iterdir()] == ["newstables.toml"]


@pytest.mark.parametrize("told", ["soon", "1e99", "9" * 30])
def test_the_day_is_a_day(build: Path, releases: Path, monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", told)
    with pytest.raises(newstables.UsageError, match="SOURCE_DATE_EPOCH is a number of seconds"):
        release(build, "1.0.0", releases)
