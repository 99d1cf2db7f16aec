"""The lock on an output: two runs that append to one file would write every record twice."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarize.errors import OutputError


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the lock on an output, "OUTPUT.lock" beside it with this process's number in it.

    The kernel gives the lock back however the process ends. Raises OutputError with the number of the process that
    holds it.
    """
    path = output.with_name(f"{output.name}.lock")
    try:
        file = _lock(path, output)
    except OSError as error:
        raise OutputError(f"{output} can't be written: {error.strerror or error}") from None
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(file)


def _lock(path: Path, output: Path) -> int:
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.read(file, 32).decode().strip() or "unknown"
            os.close(file)
            raise OutputError(
                f"{output} is being written by another brief batch (process {owner}); "
                "wait for it, or name another output"
            ) from None
        # The run before may have removed the file between our opening it and locking it.
        if path.exists() and os.path.samestat(os.fstat(file), path.stat()):
            os.truncate(file, 0)
            os.write(file, f"{os.getpid()}\n".encode())
            return file
        os.close(file)
