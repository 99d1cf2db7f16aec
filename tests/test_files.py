"""Files that are there whole or not at all, and locks; also where the system has less than Linux has."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from summarize.files import LockHeld, locked, written_whole
from summarize.machine import available_cores


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.txt"


def test_a_file_keeps_what_it_had_until_the_new_content_is_whole(path: Path) -> None:
    path.write_text("before")
    with written_whole(path) as file:
        file.write_text("after")
        assert path.read_text() == "before"
    assert path.read_text() == "after"
    assert os.listdir(path.parent) == ["out.txt"]


@pytest.mark.parametrize("before", [None, "before"])
def test_an_error_leaves_everything_as_it_was(path: Path, before: str | None) -> None:
    if before is not None:
        path.write_text(before)

    def write() -> None:
        with written_whole(path) as file:
            file.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    assert [entry.read_text() for entry in path.parent.iterdir()] == ([] if before is None else [before])


def test_permissions_stay_and_a_new_file_has_those_that_the_user_wants(path: Path) -> None:
    umask = os.umask(0o027)
    try:
        with written_whole(path) as file:
            file.write_text("new")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o600)
        with written_whole(path) as file:
            file.write_text("newer")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(umask)


HOLD = """
import sys
from pathlib import Path
from summarize.files import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(path: Path):
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_lock_that_is_held_names_its_owner_and_can_be_waited_for(path: Path, holder) -> None:
    for _ in range(2):  # asking must not wipe the owner away
        with pytest.raises(LockHeld) as refused, locked(path):
            pass
        assert refused.value.owner == str(holder.pid)
    waited = threading.Event()

    def waiting() -> None:
        waited.set()
        holder.stdin.close()

    with locked(path, waiting):
        assert waited.is_set()
    assert os.listdir(path.parent) == []


def test_the_lock_of_a_process_that_was_killed_is_free(path: Path, holder) -> None:
    holder.kill()
    holder.wait()
    with locked(path):
        assert (path.parent / "out.txt.lock").read_text() == f"{os.getpid()}\n"


def test_there_is_a_core_at_least(monkeypatch: pytest.MonkeyPatch) -> None:
    assert available_cores() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert available_cores() == os.cpu_count()


# What macOS or Windows don't have, gone from every process of a run.
ELSEWHERE = """
import os, sys
sys.modules["fcntl"] = None
for name in ("sched_getaffinity", "O_CLOEXEC"):
    if hasattr(os, name):
        delattr(os, name)
"""


def test_a_system_without_fcntl_and_affinity_runs_every_kind_of_command(
    brief, examples: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "sitecustomize.py").write_text(ELSEWHERE)
    elsewhere = {
        "PYTHONPATH": os.pathsep.join(
            filter(None, [str(tmp_path / "elsewhere"), os.environ.get("PYTHONPATH")])
        ),
        # The lock library says that it falls back to another kind of lock.
        "PYTHONWARNINGS": "ignore",
    }
    article = examples / "harbour.en.txt"
    for arguments in (
        [article, "-o", "briefing.md"],
        ["batch", article, "-o", "out.jsonl"],
        ["batch", article, "--out-dir", "out"],
        ["models", "list"],
    ):
        result = brief(*arguments, env=elsewhere)
        assert result.returncode == 0, result.stderr.decode()
    assert sorted(os.listdir(tmp_path)) == [
        "briefing.md",
        "elsewhere",
        "home",
        "out",
        "out.jsonl",
        "out.jsonl.manifest.json",
    ]
