"""A batch whose processes are killed: what `python -m benchmarks.kills` does some hundred times, a few times."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_kills_lose_double_and_change_nothing(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "benchmarks.kills", "jsonl", "--kills", "4", "--seed", "1"]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    row = [cell.strip() for cell in ended.stdout.splitlines()[-1].strip("|").split("|")]
    assert int(row[1]) >= 1
    assert int(row[1]) + int(row[2]) == 4
    assert row[5:8] == ["0", "0", "0"]
