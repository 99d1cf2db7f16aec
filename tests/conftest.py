"""What every test may use: the command line as a process of its own, in a home of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
Brief = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a user who has nothing of ours yet: an empty home, no network, no settings."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "TMPDIR", "PYTHONPATH") if key in os.environ}
    home = tmp_path / "home"
    home.mkdir()
    return kept | {"HOME": str(home), "HF_HUB_OFFLINE": "1", "PYTHONWARNINGS": "error", "COLUMNS": "80"}


@pytest.fixture
def brief(environment: dict[str, str], tmp_path: Path) -> Brief:
    """Run `brief ARGUMENTS…` in an empty folder; `stdin` is bytes or text, `env` is laid over the environment."""

    def run(
        *arguments: str | Path, stdin: bytes | str = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        command = [sys.executable, "-m", "summarize", *map(str, arguments)]
        return subprocess.run(
            command,
            input=data,
            capture_output=True,
            env=environment | (env or {}),
            cwd=tmp_path,
            timeout=60,
            check=False,
        )

    return run
