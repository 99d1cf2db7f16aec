"""What may happen to a run of the command: killed, stopped, no room, an output or an input that goes away."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.batch.newsroom import article, by_id, write_jsonl

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path):
    """Start `brief batch …`; what still runs at the end is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str | Path, **options) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "summarize",
            "batch",
            "--speakers",
            "fast",
            "--from",
            "en",
            *map(str, arguments),
        ]
        process = subprocess.Popen(
            command, env=environment, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, **options
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def wait_for_lines(path: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Until the output has so many lines, or the process is at its end."""
    while process.poll() is None and (not path.exists() or path.read_bytes().count(b"\n") < count):
        time.sleep(0.002)


@pytest.mark.slow
def test_thirty_kills_at_random_moments_lose_and_double_nothing(start: Start, tmp_path: Path) -> None:
    def undisturbed(name: str, count: int) -> tuple[Path, dict[str, bytes]]:
        wire = write_jsonl(tmp_path / f"{name}.jsonl", count)
        process = start(wire, "-o", tmp_path / f"{name}.whole", "--id-field", "id")
        assert process.wait(60) == 0
        return wire, by_id(tmp_path / f"{name}.whole")

    def disturbed(name: str, seed: int) -> int:
        """Kill one output's runs at fifteen moments, before and while they write; how many wrote before they died."""
        draw = random.Random(seed)
        out, wrote = tmp_path / f"{name}.out", 0
        for _ in range(15):
            before = out.stat().st_size if out.exists() else 0
            process = start(tmp_path / f"{name}.jsonl", "-o", out, "--id-field", "id", "--jobs", "1")
            if draw.random() < 0.7:
                while process.poll() is None and (not out.exists() or out.stat().st_size <= before):
                    time.sleep(0.001)
                time.sleep(draw.uniform(0, 0.03))
            else:
                time.sleep(draw.uniform(0, 0.6))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            wrote += out.exists() and out.stat().st_size > before
        return wrote

    whole = [undisturbed(name, 1_200) for name in ("a", "b")]
    with ThreadPoolExecutor(2) as both:
        wrote = sum(both.map(disturbed, ("a", "b"), (1, 2)))
    assert wrote >= 10
    for name, (wire, expected) in zip(("a", "b"), whole, strict=True):
        out = tmp_path / f"{name}.out"
        assert len(out.read_bytes().splitlines()) < len(expected), "the kills came too late to mean anything"
        assert start(wire, "-o", out, "--id-field", "id").wait(60) == 0
        assert by_id(out) == expected


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_in_two_seconds_and_keeps_what_is_finished(
    start: Start, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    wire, out = write_jsonl(tmp_path / "wire.jsonl", 20_000), tmp_path / "out.jsonl"
    process = start(wire, "-o", out, "--id-field", "id", start_new_session=True)
    wait_for_lines(out, 50, process)
    workers = _children(process.pid)
    os.killpg(process.pid, number)  # as a terminal does: to every process of the command
    assert process.wait(2) == code
    message = process.communicate()[1].decode().strip()
    finished = len(by_id(out))
    assert finished >= 50
    assert f"{finished} done; the same command goes on from there" in message
    assert message.count("\n") == 0
    assert_ended(workers)
    assert sorted(os.listdir(tmp_path)) == ["home", "out.jsonl", "out.jsonl.manifest.json", "wire.jsonl"]


def test_workers_end_when_the_command_is_killed(start: Start, tmp_path: Path) -> None:
    wire, out = write_jsonl(tmp_path / "wire.jsonl", 20_000), tmp_path / "out.jsonl"
    process = start(wire, "-o", out, "--id-field", "id")
    wait_for_lines(out, 10, process)
    workers = _children(process.pid)
    assert workers
    process.kill()
    process.communicate()
    assert_ended(workers)


def test_a_worker_that_is_killed_while_it_starts_is_replaced(start: Start, tmp_path: Path) -> None:
    wire, out = write_jsonl(tmp_path / "wire.jsonl", 100), tmp_path / "out.jsonl"
    process = start(wire, "-o", out, "--id-field", "id", "--jobs", "2")
    killed: set[int] = set()
    until = time.monotonic() + 30
    while len(killed) < 2 and time.monotonic() < until:
        for child in set(_children(process.pid)) - killed:
            # Others of its children keep track of what processes share.
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)
                killed.add(child)
    assert len(killed) >= 2
    assert process.wait(60) == 0, process.communicate()[1]
    assert len(by_id(out)) == 100


def test_a_signal_is_answered_while_nothing_comes_in(start: Start, tmp_path: Path) -> None:
    process = start("-", "-o", tmp_path / "out.jsonl", stdin=subprocess.PIPE)
    while not (tmp_path / "out.jsonl").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    assert process.wait(2) == 143


def test_two_runs_on_one_output_are_refused(start: Start, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    first = start("-", "-o", out, stdin=subprocess.PIPE)
    while not out.exists():
        time.sleep(0.01)
    second = start("-", "-o", out, stdin=subprocess.DEVNULL)
    assert second.wait(20) == 7
    assert (
        f"is being written by another brief batch (process {first.pid})" in second.communicate()[1].decode()
    )
    first.communicate(b"")
    assert first.returncode == 3  # there was nothing to read


def test_a_full_disk_ends_the_run_and_keeps_whole_lines(start: Start, tmp_path: Path) -> None:
    wire, out = write_jsonl(tmp_path / "wire.jsonl", 200), tmp_path / "out.jsonl"
    limit = 100_000

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = start(wire, "-o", out, "--id-field", "id", preexec_fn=no_room)
    assert process.wait(30) == 7
    assert b"out.jsonl can't be written: File too large" in process.communicate()[1]
    written = by_id(out)
    assert 0 < len(written) < 200
    assert out.stat().st_size <= limit
    assert start(wire, "-o", out, "--id-field", "id").wait(30) == 0
    assert len(by_id(out)) == 200
    assert by_id(out).items() >= written.items()


def test_an_output_that_is_taken_away_ends_the_run(start: Start, tmp_path: Path) -> None:
    wire, out = write_jsonl(tmp_path / "wire.jsonl", 20_000), tmp_path / "out.jsonl"
    process = start(wire, "-o", out, "--id-field", "id")
    wait_for_lines(out, 10, process)
    out.unlink()
    assert process.wait(10) == 7
    assert b"out.jsonl can't be written: No such file or directory" in process.communicate()[1]


@pytest.mark.parametrize("out", ["missing/out.jsonl", "/dev/full", "folder"])
def test_an_output_that_cannot_be_written_is_said_at_once(start: Start, tmp_path: Path, out: str) -> None:
    (tmp_path / "folder").mkdir()
    process = start(write_jsonl(tmp_path / "wire.jsonl", 1), "-o", out)
    assert process.wait(20) == 7
    assert process.communicate()[1].count(b"\n") == 1


def test_an_input_that_is_deleted_midway_is_a_record_that_failed(start: Start, tmp_path: Path) -> None:
    folder, out = tmp_path / "news", tmp_path / "out.jsonl"
    folder.mkdir()
    for number in range(600):
        (folder / f"{number:04}.txt").write_text(article(number))
    process = start("news", "-o", out, "--window", "8")
    wait_for_lines(out, 10, process)
    for path in sorted(folder.iterdir())[300:]:
        path.unlink()
    assert process.wait(30) == 6
    found = by_id(out)
    assert len(found) == 600
    failed = {id_ for id_, line in found.items() if b'"status": "error"' in line}
    assert failed == {f"news/{number:04}.txt" for number in range(300, 600)}
    assert b"there is no file news/0300.txt" in found["news/0300.txt"]


def test_a_table_is_read_in_memory_that_does_not_grow_with_it(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """Most lines are no articles: what is measured is reading, at a size that a test has time for."""

    def peak(count: int) -> int:
        wire = tmp_path / f"{count}.jsonl"
        row = '{"id": "%07d", "other": "' + "x" * 4_000 + '"}\n'
        with wire.open("w") as file:
            file.writelines(row % number for number in range(count))
        out = tmp_path / f"{count}.out"
        command = [
            sys.executable,
            "-m",
            "summarize",
            "batch",
            str(wire),
            "-o",
            str(out),
            "--id-field",
            "id",
            "--jobs",
            "1",
        ]
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 6
        assert out.read_bytes().count(b"\n") == count
        return usage.ru_maxrss

    small, large = peak(1_000), peak(10_000)
    assert large < 1.1 * small


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def assert_ended(pids: list[int]) -> None:
    """None of the processes works any more: a zombie that nobody has asked for its exit code doesn't."""
    deadline = time.monotonic() + 5
    while running := [pid for pid in pids if _state(pid) not in "ZX"]:
        assert time.monotonic() < deadline, running
        time.sleep(0.01)


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "X"
