"""The package is typed: mypy, as strict as pyproject.toml says, finds nothing."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_mypy_finds_nothing(tmp_path: Path) -> None:
    package = tmp_path / "newstables"
    package.mkdir()
    for path in (ROOT / "dataset").iterdir():
        (package / path.name).symlink_to(path)
    for folder in ("schemas", "scripts"):
        (package / folder).symlink_to(ROOT / folder)
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), "-p", "newstables"]
    environment = os.environ | {"MYPYPATH": str(tmp_path), "MYPY_CACHE_DIR": str(tmp_path / "cache")}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
