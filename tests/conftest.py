"""No test reaches beyond this machine: an attempt fails, and so does the test, even where the code swallows the error."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest


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
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
