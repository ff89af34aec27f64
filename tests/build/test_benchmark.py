"""The benchmark measures what it says, on a few articles."""

import re
import subprocess
import sys
from pathlib import Path

from made_up import make_records, write_records


def test_the_benchmark_prints_speeds_and_ratios(tmp_path: Path) -> None:
    corpus = write_records(tmp_path / "wire.jsonl", make_records(8))
    command = [sys.executable, "-m", "newstables.scripts.benchmarks.speed", corpus, "--articles", "5", "--rounds", "1"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "5 articles" in told
    assert re.search(r"build, 1 worker .* x bare pass", told)
    if sys.platform == "linux":
        peak = re.search(r"bare pass\s+│\s+[\d.]+\s+│\s+[\d.]+\s+│\s+(\d+)", told)
        assert peak and 50 < int(peak[1]) < 2_000
