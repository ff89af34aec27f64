"""The commands ``newstables release`` and ``newstables withdraw``."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newstables.scripts import cli

from releasing import check_whole, read_listing

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command; return its exit status and what it printed."""

    def call(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, printed.out, printed.err

    return call


def test_options_reach_the_release(run: Run, build: Path, tmp_path: Path) -> None:
    place = tmp_path / "tables"
    options = (
        "--no-csv",
        "--sqlite",
        "--excel",
        "--no-quotes",
        "--licence",
        "odbl-1.0",
        "--author",
        "A",
        "--author",
        "B",
    )
    status, told, complaint = run(
        "release", build, "--version", "auto", "--to", place, "--name", "fjord", "--title", "Fjord", *options,
        "--date", "2026-02-03",
    )  # fmt: skip
    assert (status, complaint) == (0, "")
    assert f"Released 1.0.0 to {place}, the first" in told
    (entry,) = read_listing(place)
    assert entry["date"] == "2026-02-03"
    assert {"tables.sqlite", "metadata.json", "tables.xlsx"} < set(entry["files"])
    assert "people.csv" not in entry["files"]
    citation = (place / "1.0.0" / "CITATION.cff").read_text(encoding="utf-8")
    assert 'authors: [{"name": "A"}, {"name": "B"}]' in citation and "ODbL-1.0" in citation and '"Fjord"' in citation


def test_a_release_in_which_nothing_differs_says_so(run: Run, build: Path, releases: Path) -> None:
    call = ("release", build, "--version", "auto", "--to", releases, "--no-csv")
    assert "differs" not in run(*call)[1]
    assert "No row differs from release 1.0.0\n" in run(*call)[1]


def test_withdraw_says_what_it_did(run: Run, build: Path, releases: Path) -> None:
    assert run("release", build, "--version", "1.0.0", "--to", releases)[0] == 0
    status, told, _ = run("withdraw", "1.0.0", "--reason", "Wrong day.", "--to", releases, "--date", "2026-02-03")
    assert status == 0 and told == f"Withdrew 1.0.0 in {releases}\n"
    assert read_listing(releases)[0]["withdrawn"] == {"reason": "Wrong day.", "date": "2026-02-03"}
    assert check_whole(releases) == ["1.0.0"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("release",), "Missing argument 'BUILD'"),
        (("release", "nowhere", "--to", "x"), "Missing option '--version'"),
        (("release", "nowhere", "--version", "1.0.0"), "Missing option '--to'"),
        (("release", "nowhere", "--version", "1.0.0", "--to", "x"), "nowhere is not there"),
        (("release", "nowhere", "--version", "one", "--to", "x"), "'one' is no version"),
        (("release", "nowhere", "--version", "1.0.0", "--to", "x", "--date", "soon"), "Invalid value for '--date'"),
        (("withdraw", "1.0.0", "--to", "x"), "Missing option '--reason'"),
        (("withdraw", "1.0.0", "--reason", "Wrong.", "--to", "x"), "x holds no releases"),
    ],
)
def test_wrong_use_is_told_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, printed, complaint = run(*arguments)
    assert (status, printed) == (2, "")
    assert complaint.startswith("newstables: ") and told in complaint and complaint.count("\n") == 1
    assert not list(tmp_path.iterdir())
