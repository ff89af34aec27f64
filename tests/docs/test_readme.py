"""The tables in the README are what its commands print."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newstables.scripts.cli import app

TEXT = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^    newstables (show [^\n]*)\n\n```text\n(.*?)```", TEXT, re.S | re.M)


@pytest.mark.parametrize(("command", "printed"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_table_in_the_readme_is_what_its_command_prints(command: str, printed: str) -> None:
    ended = CliRunner().invoke(app, shlex.split(command), env={"COLUMNS": "120"})
    assert ended.exit_code == 0, ended.output
    lines = [line.rstrip() for line in printed.rstrip().splitlines()]
    told = [line.rstrip() for line in ended.output.splitlines()]
    at = told.index(lines[0])  # the README shows the beginning, or a part
    assert told[at : at + len(lines)] == lines


def test_the_readme_opens_with_the_packaged_dataset() -> None:
    assert len(SHOWN) >= 2
    assert TEXT.index(SHOWN[0][0]) < TEXT.index("](docs/story/") < TEXT.index("## Run it")
