"""What docs/releases.md tells those who download is true, against a server of releases."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from released import add_release
from web import Web

DOCUMENT = Path(__file__).parents[2] / "docs" / "releases.md"
TEXT = DOCUMENT.read_text(encoding="utf-8").partition("\n## For the person who downloads")[2]
TEXT = TEXT.partition("\n## ")[0]
PLACE = "https://data.example.org/tables"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def releases(stored: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "published" / "tables"
    for version in ("1.0.0", "1.1.0"):
        add_release(folder, version, stored)
    return folder


@pytest.fixture
def address(releases: Path) -> Iterator[str]:
    with Web(releases.parent) as web:
        yield f"{web.address}/tables"


def test_newstables_loads_checks_and_traces(address: str) -> None:
    names: dict[str, Any] = {}
    told = []
    for block in blocks("python"):
        if "newstables" not in block:
            continue
        for statement in ast.parse(block.replace(PLACE, address)).body:
            if isinstance(statement, ast.Expr):
                told.append(eval(compile(ast.Expression(statement.value), str(DOCUMENT), "eval"), names))
            else:
                exec(compile(ast.Module([statement], []), str(DOCUMENT), "exec"), names)
    listed, latest, checked, chosen, places = told
    assert listed["version"].tolist() == ["1.0.0", "1.1.0"]
    assert len(latest) == 2 and checked.empty
    assert sorted(chosen["name"]) == ["Omar Haddad", "Vera Lindqvist"]
    assert names["failures"] == [] and "texts" in " ".join(names["unchecked"])
    assert places["link"].str.contains("#:~:text=").any()


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_other_libraries_read_the_files(address: str, library: str) -> None:
    pytest.importorskip(library)
    (block,) = [block for block in blocks("python") if f"import {library}" in block]
    names: dict[str, Any] = {}
    exec(compile(block.replace(PLACE, address), str(DOCUMENT), "exec"), names)
    assert list(names["people"].columns) == ["name", "country"]
    assert sorted(names["people"]["name"]) == ["Omar Haddad", "Vera Lindqvist"]


def test_duckdb_reads_the_files(releases: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    (query,) = blocks("sql")
    found = duckdb.sql(query.replace(PLACE, str(releases))).fetchall()
    assert [name for name, _ in found] == ["Omar Haddad", "Vera Lindqvist"]


def test_duckdb_reads_the_files_at_an_address(address: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
    try:
        connection.sql("LOAD httpfs")
    except duckdb.Error as error:
        pytest.skip(f"DuckDB's extension for http is not installed: {str(error).splitlines()[0]}")
    (query,) = blocks("sql")
    found = connection.sql(query.replace(PLACE, address)).fetchall()
    assert [name for name, _ in found] == ["Omar Haddad", "Vera Lindqvist"]
