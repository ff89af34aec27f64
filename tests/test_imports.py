"""Imports go one way: scripts -> dataset -> schemas."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(path for folder in ("schemas", "dataset", "scripts") for path in (ROOT / folder).rglob("*.py"))


def home_of(module: str) -> str | None:
    """Name the folder in which a module of ours stands; None for other people's modules."""
    parts = module.split(".")
    if parts[0] != "newstables":
        return None
    return parts[1] if parts[1:2] in (["schemas"], ["scripts"]) else "dataset"


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Name the modules that a program imports anywhere, in functions and for type checkers too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            assert node.module
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


MAY_IMPORT = {"schemas": {"schemas"}, "dataset": {"schemas", "dataset"}, "scripts": {"schemas", "dataset", "scripts"}}


def forbidden(source: str, folder: str) -> list[str]:
    """List the imports of a program that its folder may not have."""
    return [
        f"line {line}: {module}"
        for line, module in imported(ast.parse(source))
        # `from newstables import schemas` names the package first, which holds no code of its own
        if module != "newstables" and (home_of(module) or folder) not in MAY_IMPORT[folder]
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    assert forbidden(path.read_text(encoding="utf-8"), path.relative_to(ROOT).parts[0]) == []


@pytest.mark.parametrize(
    ("folder", "line", "allowed"),
    [
        ("schemas", "import pandas", True),
        ("schemas", "from newstables.schemas.tables import TABLES", True),
        ("schemas", "from newstables import schemas", True),
        ("schemas", "from newstables.loading import load", False),
        ("schemas", "from newstables import loading", False),
        ("schemas", "def f():\n    import newstables.scripts.build", False),
        ("dataset", "from newstables.schemas import check", True),
        ("dataset", "from newstables.errors import DataError", True),
        ("dataset", "from newstables import scripts", False),
        ("dataset", "import newstables.scripts", False),
        ("scripts", "from newstables.scripts.read import Input", True),
        ("scripts", "from newstables import load", True),
    ],
)
def test_the_rule_tells_what_is_allowed(folder: str, line: str, allowed: bool) -> None:
    assert (forbidden(line, folder) == []) is allowed
