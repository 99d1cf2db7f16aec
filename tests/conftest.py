"""What every test may use: the command line as a process of its own, in a home of its own; and no network.

No test reaches beyond this machine: an attempt fails, and so does the test, even where the code swallows the error.
"""

import ipaddress
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.schemas import require_briefing, require_digest, require_quotes

ROOT = Path(__file__).parent.parent
# Where tests are started in the background, Ctrl-C is ignored, and by their own processes too.
signal.signal(signal.SIGINT, signal.default_int_handler)
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
        result = subprocess.run(
            command,
            input=data,
            capture_output=True,
            env=environment | (env or {}),
            cwd=tmp_path,
            timeout=60,
            check=False,
        )
        if result.returncode == 0:
            _require_schema([str(argument) for argument in arguments], result.stdout)
        return result

    return run


def _require_schema(arguments: list[str], printed: bytes) -> None:
    """Whatever JSON a test makes `brief` print has to be what `brief schema` describes."""
    if arguments[:1] == ["batch"]:
        for line in printed.splitlines():
            if line.startswith(b"{"):
                require_briefing(json.loads(line).get("briefing"))
    elif "json" in arguments and printed and b'"digest"' in printed[:20]:
        require_digest(json.loads(printed))
    elif "json" in arguments and printed:
        (require_quotes if arguments[0] == "quotes" else require_briefing)(json.loads(printed))


@pytest.fixture(autouse=True)
def _this_machine_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Sockets connect to loopback and to other processes here, and to nothing else."""
    yield from _forbid(monkeypatch, _is_here)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No socket connects to anything, loopback included."""
    yield from _forbid(monkeypatch, lambda _: False)


def _forbid(monkeypatch: pytest.MonkeyPatch, allowed: Any) -> Iterator[None]:
    attempts: list[object] = []

    def guarded(function: Any, address_at: int) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            if str(args[address_at]).endswith(".invalid"):
                # No name server knows a name that ends so (RFC 6761), so none needs to be asked.
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            if not allowed(args[address_at]):
                attempts.append(args[address_at])
                raise OSError(f"a test reached for the network: {args[address_at]}")
            return function(*args, **kwargs)

        return call

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name), 1))
    monkeypatch.setattr(socket, "getaddrinfo", guarded(socket.getaddrinfo, 0))
    yield
    assert not attempts, f"the network was reached for: {attempts}"


def _is_here(address: Any) -> bool:
    # A path is a socket in the file system; a host is the first of a tuple, or what a name is looked up for.
    host = address[0] if isinstance(address, tuple) else address
    if host in (None, "", "localhost", socket.gethostname()) or "/" in str(host):
        return True
    if str(host).endswith(".invalid"):  # reserved (RFC 6761) for names that no server may know
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
