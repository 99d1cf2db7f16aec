"""What only some systems have is used only where it is there."""

import json
from pathlib import Path

import pytest

from tests.conftest import Brief

# Run before anything else in each process: what Windows and macOS lack is gone.
_WITHOUT = """
import os, resource, select, signal, sys
for module, names in ((os, ("sched_getaffinity", "O_NONBLOCK", "mkfifo", "fork")), (select, ("poll", "epoll"))):
    for name in names:
        if hasattr(module, name):
            delattr(module, name)
for name in ("fcntl", "resource"):
    sys.modules[name] = None
_open = os.open
def without_dev_fd(path, *arguments, **options):
    if str(path).startswith(("/dev/fd", "/proc/self/fd")):
        raise FileNotFoundError(2, "No such file or directory", str(path))
    return _open(path, *arguments, **options)
os.open = without_dev_fd
"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> dict[str, str]:
    """The environment of a Python that begins with `_WITHOUT`."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_WITHOUT, encoding="utf-8")
    # A warning is no error here: the library of locks says that this Python is an odd one.
    return {"PYTHONPATH": str(folder), "PYTHONWARNINGS": ""}


def test_all_ways_work_without_what_only_linux_has(
    brief: Brief, tmp_path: Path, examples: Path, elsewhere: dict[str, str]
) -> None:
    harbour = examples / "harbour.en.txt"
    gone = brief("no-such-file", env=elsewhere)
    assert gone.returncode == 3
    assert brief(harbour, env=elsewhere).returncode == 0
    assert brief("-", stdin=harbour.read_bytes(), env=elsewhere).returncode == 0
    assert brief("quotes", harbour, env=elsewhere).returncode == 0
    pdf = Path(__file__).parents[1] / "reading" / "documents" / "bridge-two-columns.pdf"
    assert brief(pdf, env=elsewhere).returncode == 0
    out = tmp_path / "out.jsonl"
    ended = brief("batch", examples, "-o", out, "--timeout", "50", env=elsewhere)
    assert ended.returncode == 0, ended.stderr
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["status"] for line in lines] == ["ok"] * len(list(examples.glob("*.txt")))
    again = brief("batch", examples, "-o", out, env=elsewhere)
    assert again.returncode == 0, again.stderr
