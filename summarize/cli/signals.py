"""Ctrl-C and SIGTERM: answered at once, or, where a line could be torn by it, as an error that is raised where it suits."""

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from summarize.errors import ExitCode, Interrupted, Terminated

# Seconds that the program has to answer Ctrl-C in its own way.
_PATIENCE = 0.6
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

    # What is finished is written first, which may take longer than `answered_at_once` waits.
    waker = signal.set_wakeup_fd(-1)
    before = {number: signal.signal(number, remember) for number in _ERRORS}
    try:
        yield check
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(waker)


@contextmanager
def answered_at_once() -> Iterator[None]:
    """Within, Ctrl-C ends the program even where it is deep in a library's code, which Python waits for.

    What Python can interrupt ends in its own way; else a thread ends the process. (Code that holds Python's lock holds the
    thread too: none here does so for long.)
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting, waker = socket.socketpair()
    waker.setblocking(False)
    answered = threading.Event()

    def watch() -> None:
        with waiting:
            while number := waiting.recv(1):
                if number[0] == signal.SIGINT and not answered.wait(_PATIENCE):
                    os.write(2, b"brief: interrupted\n")
                    os._exit(ExitCode.INTERRUPTED)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    before = signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        answered.set()
        signal.set_wakeup_fd(before)
        waker.close()
        watching.join()
