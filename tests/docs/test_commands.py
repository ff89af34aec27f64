"""docs/commands.md tells of every command, as the commands are."""

from pathlib import Path
from typing import Any

import pytest
import typer

from newstables.scripts.cli import app
from newstables.scripts.commands.reference import render

DOCS = Path(__file__).parents[2] / "docs"
GROUP: Any = typer.main.get_command(app)


def test_the_reference_is_up_to_date() -> None:
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == render(), (
        "run: python -m newstables.scripts.commands.reference > docs/commands.md"
    )


@pytest.mark.parametrize("name", GROUP.commands)
def test_every_command_argument_and_option_says_what_it_is_for(name: str) -> None:
    command = GROUP.commands[name]
    assert command.help
    assert [one.name for one in command.params if not one.help] == []


@pytest.mark.parametrize("name", GROUP.commands)
def test_every_command_is_told_of_beyond_the_reference(name: str) -> None:
    pages = [page for page in (*DOCS.glob("*.md"), DOCS.parent / "README.md") if page.name != "commands.md"]
    assert any(f"newstables {name} " in page.read_text(encoding="utf-8") for page in pages)
