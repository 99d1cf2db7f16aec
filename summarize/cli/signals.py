"""SIGINT and SIGTERM as an error that is raised where it suits, so that no line is torn by it."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from summarize.errors import Interrupted, Terminated

_ERRORS = {signal.SIGINT: Interrupted("interrupted"), signal.SIGTERM: Terminated("ended by SIGTERM")}


@contextmanager
def deferred_signals() -> Iterator[Callable[[], None]]:
    """Within, a signal is only remembered; the function that is given raises the error that it stands for."""
    received: list[int] = []

    def remember(number: int, frame: FrameType | None) -> None:
        received.append(number)

    def check() -> None:
        if received:
            raise _ERRORS[signal.Signals(received[0])]

    before = {number: signal.signal(number, remember) for number in _ERRORS}
    try:
        yield check
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
