"""The wheel holds everything, and works where nothing of the checkout is at hand."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = {"dataset": "newstables", "schemas": "newstables/schemas", "scripts": "newstables/scripts"}


def test_every_package_is_listed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    there = {
        (Path(imported) / found.parent.relative_to(ROOT / folder)).as_posix().replace("/", ".")
        for folder, imported in FOLDERS.items()
        for found in (ROOT / folder).rglob("__init__.py")
    }
    assert set(settings["packages"]) == there


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built out of a copy of the checkout."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", copy / "wheels", copy]
    made = subprocess.run(command, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    (found,) = (copy / "wheels").iterdir()
    return found


def test_the_wheel_holds_every_file(wheel: Path) -> None:
    there = {
        (Path(imported) / path.relative_to(ROOT / folder)).as_posix()
        for folder, imported in FOLDERS.items()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == there


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < 25_000_000


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment that has the wheel, and the libraries that are installed here."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=False)
    paths = {"base": str(place), "platbase": str(place)}
    python = Path(sysconfig.get_path("scripts", vars=paths)) / Path(sys.executable).name
    command = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--quiet", wheel]
    subprocess.run(command, check=True, capture_output=True)
    # Folders that are named in a .pth file are searched for modules; what they install for editing is not.
    libraries = "\n".join(path for path in sys.path if Path(path).name in ("site-packages", "dist-packages"))
    (Path(sysconfig.get_path("purelib", vars=paths)) / "libraries.pth").write_text(libraries + "\n")
    return python.parent


def run(installed: Path, where: Path, *command: object) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    program, *arguments = map(str, command)
    ended = subprocess.run(
        [installed / program, *arguments], cwd=where, env=environment, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_the_installed_command_builds_and_shows_from_another_directory(installed: Path, tmp_path: Path) -> None:
    assert "articles read" in run(installed, tmp_path, "newstables", "build", "--out", "build", "--workers", 2)
    assert "build is valid" in run(installed, tmp_path, "newstables", "validate", "build")
    assert "Kayani" in run(installed, tmp_path, "newstables", "show", "people", "--from", "build", "--limit", 0)
    program = (
        "import json, newstables; people = newstables.load('people', source='build');"
        "print(json.dumps([newstables.__file__, len(people)]))"
    )
    where, number = json.loads(run(installed, tmp_path, "python", "-c", program))
    assert Path(where).is_relative_to(installed.parent) and number > 0


PACKAGED = """
import json, sys, newstables
from importlib.resources import files
listed = newstables.releases()
told = {version: newstables.validate(files("newstables") / "releases", version)[0] for version in listed.version}
print(json.dumps([newstables.__file__, told, {version: len(newstables.load("people", version)) for version in told}]))
"""


def test_every_release_in_the_wheel_is_whole_and_loads_by_its_version(installed: Path, tmp_path: Path) -> None:
    where, failures, people = json.loads(run(installed, tmp_path, "python", "-c", PACKAGED))
    assert Path(where).is_relative_to(installed.parent)
    assert "0.1.0" in failures and not any(failures.values())
    assert all(people.values())
    assert "Imran Khan" in run(installed, tmp_path, "newstables", "show", "people", "--release", "0.1.0")


WITHOUT_READERS = """
import sys
for name in "spacy datasketch charset_normalizer py3langid trafilatura rapidfuzz frontmatter babel".split():
    sys.modules[name] = None
from newstables.scripts.cli import main
main(sys.argv[1:])
"""


def test_without_the_libraries_that_read_articles_tables_are_shown_and_checked(built: Path, tmp_path: Path) -> None:
    def call(*arguments: object) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", WITHOUT_READERS, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)

    assert call("show", "people").returncode == 0
    assert call("show", "people", "--from", built).returncode == 0
    assert call("validate", built).returncode == 0
    refused = call("build", "--out", "out")
    assert refused.returncode == 2
    assert "pip install 'newstables[build]'" in refused.stderr and refused.stderr.count("\n") == 1
