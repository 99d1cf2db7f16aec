"""Nothing waits for ever: not for a server, not for a pipe, and Ctrl-C not for anything."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from summarize.errors import InputError
from summarize.reading.web import fetch
from tests.conftest import Brief

# More than an answer takes on a busy machine, less than any of the waits that are cut short here.
_SOON = 15.0


@contextmanager
def _silent_server(says: bytes = b"", every: float = 0.05) -> Iterator[str]:
    """An address that takes connections, and says `says` again and again; without it nothing at all."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    threading.Thread(target=drip, args=(connection,), daemon=True).start()

        def drip(connection: socket.socket) -> None:
            with suppress(OSError), connection:
                while True:
                    if says:
                        connection.sendall(says)
                    time.sleep(every)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)


def _failure(out: Path) -> dict[str, object]:
    (line,) = out.read_text(encoding="utf-8").splitlines()
    return dict(json.loads(line)["error"])


@pytest.mark.parametrize("says", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"x"])
def test_the_timeout_of_a_batch_holds_for_servers_too(brief: Brief, tmp_path: Path, says: bytes) -> None:
    out, began = tmp_path / "out.jsonl", time.monotonic()
    with _silent_server(says) as address:
        ended = brief("batch", address, "-o", out, "--timeout", "0.5")
    assert time.monotonic() - began < _SOON
    assert ended.returncode == 6
    assert _failure(out)["code"] == "network"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_the_timeout_of_a_batch_holds_for_a_pipe_that_nobody_writes_to(brief: Brief, tmp_path: Path) -> None:
    pipe, out, began = tmp_path / "pipe.txt", tmp_path / "out.jsonl", time.monotonic()
    os.mkfifo(pipe)
    ended = brief("batch", pipe, "-o", out, "--timeout", "0.5")
    assert time.monotonic() - began < _SOON
    assert ended.returncode == 6
    assert "nobody wrote to" in str(_failure(out)["message"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_a_pipe_that_is_written_to_in_time_is_read_whole(
    brief: Brief, tmp_path: Path, examples: Path
) -> None:
    pipe, out = tmp_path / "pipe.txt", tmp_path / "out.jsonl"
    os.mkfifo(pipe)

    def write() -> None:
        with pipe.open("wb") as file:
            for line in (examples / "harbour.en.txt").read_bytes().splitlines(keepends=True):
                file.write(line)
                file.flush()
                time.sleep(0.01)

    writer = threading.Thread(target=write)
    writer.start()
    assert brief("batch", pipe, "-o", out, "--timeout", "30").returncode == 0
    writer.join()
    briefing = json.loads(out.read_text(encoding="utf-8"))["briefing"]
    assert briefing["source"]["characters"] == len((examples / "harbour.en.txt").read_text(encoding="utf-8"))


def test_what_waits_for_a_server_ends_with_its_time() -> None:
    before = set(threading.enumerate())
    with _silent_server() as address:
        with pytest.raises(InputError, match="longer than brief waits"):
            fetch(address, seconds=0.3)
        left = {thread for thread in threading.enumerate() if "work" in thread.name} - before
        for thread in left:
            thread.join(_SOON)
    assert not any(thread.is_alive() for thread in left)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of another kind there")
def test_ctrl_c_is_answered_while_native_code_runs() -> None:
    # An hour of it, in which Python runs none of its own handlers.
    script = (
        "import hashlib, sys\n"
        "from summarize.cli.signals import answered_at_once\n"
        "with answered_at_once():\n"
        "    print('now', flush=True)\n"
        "    hashlib.pbkdf2_hmac('sha256', b'a', b'b', 2**31 - 1)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"now\n"
        time.sleep(0.5)  # until it is deep in there
        run.send_signal(signal.SIGINT)
        try:
            _, said = run.communicate(timeout=_SOON)
        finally:
            run.kill()
    assert run.returncode == 130
    assert said == b"brief: interrupted\n"
