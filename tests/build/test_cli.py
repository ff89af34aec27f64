"""The command line: what it prints, and what it ends with."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import newstables
from newstables.scripts import cli
from newstables.scripts.parquet import write_table

from made_up import RECORDS, write_records

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command; return its exit status and what it printed."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def call(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, printed.out, printed.err

    return call


def test_a_build_ends_with_a_summary_on_one_screen(run: Run, folder: Path, tmp_path: Path) -> None:
    status, told, complaints = run("build", folder, "--out", tmp_path / "out", "--workers", 1)
    assert (status, complaints) == (0, "")
    assert "4 articles read, 1 of them copies of another; 3 extracted now, 0 out of the cache" in told
    assert "2 rejected" in told and "no_date" in told and "german.md: language de" in told
    assert "evidence" in told and str(tmp_path / "out") in told
    assert len(told.splitlines()) <= 30
    assert newstables.validate(tmp_path / "out") == ([], [])
    status, told, _ = run("build", folder, "--out", tmp_path / "out", "--workers", 1)
    assert status == 0 and "0 extracted now, 3 out of the cache" in told
    status, told, _ = run("build", folder, "--out", tmp_path / "out", "--workers", 1, "--no-cache")
    assert status == 0 and "3 extracted now" in told


def test_the_cache_can_be_moved(run: Run, folder: Path, tmp_path: Path) -> None:
    assert run("build", folder, "--out", tmp_path / "out", "--workers", 1, "--cache", tmp_path / "kept")[0] == 0
    assert any((tmp_path / "kept").iterdir()) and not (tmp_path / "cache").exists()


def test_columns_that_are_not_read_are_noted(run: Run, tmp_path: Path) -> None:
    path = write_records(tmp_path / "wire.jsonl", [{**RECORDS[0], "colour": "red"}])
    assert "note: wire.jsonl columns that are not read: colour" in run("build", path, "--out", tmp_path / "out")[1]


def test_records_come_from_standard_input(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "".join(json.dumps(record) + "\n" for record in RECORDS).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert run("build", "-", "--out", tmp_path / "out", "--workers", 2)[0] == 0
    assert len(newstables.load("articles", source=tmp_path / "out")) == 3


def test_options_reach_the_build(run: Run, folder: Path, tmp_path: Path) -> None:
    given = ("--published", "2026-02-04", "--publisher", "Archive", "--url-from", "https://x.example/{stem}")
    assert run("build", folder / "notes.txt", "--out", tmp_path / "out", "--keep-duplicates", *given)[0] == 0
    options = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))["options"]
    assert options == {
        "published": "2026-02-04",
        "publisher": "Archive",
        "url_from": "https://x.example/{stem}",
        "keep_duplicates": True,
    }


WRONG = [
    ((), "Missing command"),
    (("frobnicate",), "No such command 'frobnicate'"),
    (("build",), "Missing option '--out'"),
    (("build", "--out", "x", "--workers", "0"), "Invalid value for '--workers'"),
    (("build", "--out", "x", "--workers", "many"), "Invalid value for '--workers'"),
    (("build", "--out", "x", "--published", "yesterday"), "Invalid value for '--published'"),
    (("build", "--out", "x", "--frobnicate"), "No such option: --frobnicate"),
    (("build", "nowhere", "--out", "x"), "there is no nowhere"),
    (("build", "--out", "x", "--nlp", "xx_none"), "spaCy pipeline 'xx_none' is not installed"),
    (("validate",), "Missing argument 'PATH|ADDRESS'"),
    (("validate", "nowhere"), "nowhere is not there"),
    (("show", "persons", "--from", "nowhere"), "no table 'persons'; there are articles, people"),
    (("show", "people", "--from", "nowhere"), "nowhere is not there"),
    (("show", "p-0123456789ab", "--from", "nowhere"), "nowhere is not there"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_wrong_use_is_told_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, printed, complaint = run(*arguments)
    assert (status, printed) == (2, "")
    assert complaint.startswith("newstables: ") and told in complaint and complaint.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_help_tells_every_command_and_option(run: Run) -> None:
    status, told, _ = run("--help")
    assert status == 0
    for command in ("build", "validate", "show"):
        assert command in told
        assert run(command, "--help")[0] == 0


def test_where_nothing_can_be_read_the_reasons_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    status, printed, complaint = run("build", tmp_path / "empty.txt", "--out", tmp_path / "out")
    assert (status, printed) == (1, "")
    assert "1 empty: nothing is left of the body" in complaint and "empty.txt" in complaint
    assert complaint.splitlines()[-1] == "newstables: no article could be read; nothing was written"


def test_a_valid_build_is_said_to_be_valid(run: Run, built: Path) -> None:
    assert run("validate", built) == (0, f"{built} is valid\n", "")


def test_broken_rules_are_listed(run: Run, built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    figures = newstables.load("figures", source=out)
    write_table("figures", figures.assign(sense="hope", kind="rumour"), out / "figures.parquet")
    status, told, complaint = run("validate", out)
    assert status == 1
    assert f"figures {figures['figure_id'][0]}, kind: 'rumour' is none of" in told
    assert "sense: 'hope' is none of" in told
    assert "figures.parquet: is not the file that was written: its SHA-256 differs" in told
    assert complaint == f"newstables: {2 * len(figures) + 1} rules are broken in {out}\n"


def test_a_long_list_of_one_kind_is_cut(run: Run, stored: Path) -> None:
    evidence = newstables.load("evidence", source=stored)
    write_table("evidence", evidence.assign(quote="quoth"), stored / "evidence.parquet")
    _, told, _ = run("validate", stored)
    lines = told.splitlines()
    assert sum("is not what its offsets cut out" in line for line in lines) == 10
    assert sum("is not as long as its offsets" in line for line in lines) == 10
    assert "  and 2 more of this kind" in lines


def test_without_texts_it_is_said_what_was_not_checked(run: Run, built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    (out / "texts.parquet").unlink()
    status, told, _ = run("validate", out)
    assert (
        status == 0 and "not checked: that quotations and figures are what their offsets cut out of the texts\n" in told
    )


def test_a_damaged_file_is_told_in_one_line(run: Run, built: Path, tmp_path: Path) -> None:
    out = shutil.copytree(built, tmp_path / "out")
    (out / "people.parquet").write_bytes(b"junk")
    for arguments in (("validate", out), ("show", "people", "--from", out)):
        status, printed, complaint = run(*arguments)
        assert (status, printed) == (1, "")
        assert "people.parquet cannot be read" in complaint and complaint.count("\n") == 1


def test_tables_and_rows_are_shown(run: Run, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status, told, _ = run("show", "people", "--from", built, "--where", "name=brandvik", "--columns", "person_id,name")
    assert status == 0 and "Ilse Brandvik" in told and "Reyes" not in told and "mentions" not in told
    monkeypatch.setenv("NEWSTABLES_SOURCE", str(built))
    person = newstables.load("people").set_index("name").loc["Ilse Brandvik", "person_id"]
    status, told, _ = run("show", person)
    assert status == 0 and "“Ilse Brandvik”" in told and "Ministers sign fisheries treaty" in told


def test_a_defect_is_told_in_one_line_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero\nand more")

    monkeypatch.setattr("newstables.showing.show_table", fail)
    status, printed, complaint = run("show", "people")
    assert (status, printed) == (1, "")
    assert complaint.startswith("newstables: ZeroDivisionError: division by zero; a defect")
    assert complaint.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_progress_is_shown_on_a_terminal_and_not_in_a_pipe(folder: Path, tmp_path: Path) -> None:
    import pty

    command = [
        sys.executable,
        "-m",
        "newstables.scripts.cli",
        "build",
        folder,
        "--out",
        tmp_path / "out",
        "--workers",
        "1",
    ]
    leader, follower = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=follower, env=environment) as process:
        os.close(follower)
        shown = b""
        with contextlib.suppress(OSError), os.fdopen(leader, "rb", buffering=0) as terminal:
            while read := terminal.read(65_536):  # ends with an error when nobody writes any more
                shown += read
    assert process.returncode == 0 and b"extracting" in shown
    piped = subprocess.run(command, capture_output=True, check=True)
    assert piped.stderr == b"" and b"extracting" not in piped.stdout


def test_a_reader_that_goes_away_is_no_error(built: Path) -> None:
    command = f"{sys.executable} -m newstables.scripts.cli show evidence --limit 0 --from {built} | head -1"
    ended = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert ended.returncode == 0 and ended.stderr == ""
