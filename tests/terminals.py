"""`brief` as a process whose standard input and output are a terminal."""

import fcntl
import os
import pty
import struct
import sys
import termios
from pathlib import Path


def run_at_terminal(
    environment: dict[str, str], *arguments: str | Path, columns: int = 80
) -> tuple[int, str]:
    """The exit code of `brief ARGUMENTS…`, and what it sent to a terminal of `columns` columns."""
    pid, terminal = pty.fork()
    if pid == 0:
        settings = {key: value for key, value in environment.items() if key != "COLUMNS"}
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.execve(sys.executable, [sys.executable, "-m", "summarize", *map(str, arguments)], settings)
    shown = b""
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # Linux's way to say that the other side is gone
            break
        if not data:
            break
        shown += data
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode()
