"""Files that are there whole or not at all, and locks between processes: the same on Linux, macOS and Windows."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def written_whole(path: Path, *, synced: bool = True) -> Iterator[Path]:
    """A new, empty file beside `path`, to be filled within; it takes that place at the end, or is gone after an error.

    Until then `path` keeps what it had, and then its permissions. `synced` waits until the disk has the content, without
    which a power cut may leave an empty file. Raises OSError.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        yield temporary
        if synced:
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


class LockHeld(Exception):
    """Another process has the lock; `owner` is its number, None where it can't be told."""

    def __init__(self, owner: str | None) -> None:
        super().__init__(f"locked by process {owner or 'unknown'}")
        self.owner = owner


def lock_open(file: int) -> None:
    """Lock an open file itself, until it is closed, against others that open it under whatever name.

    Does nothing on a system that has no such lock. Raises LockHeld.
    """
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise LockHeld(None) from None
    except OSError:  # a file system without locks
        return


@contextmanager
def locked(path: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lock on `path`, "PATH.lock" beside it with this process's number in it.

    The system gives the lock back however the process ends. Where another process holds it, `waiting` is called, and it is
    waited for; without `waiting` that raises LockHeld. Raises OSError where the lock can't be made.
    """
    # Imported here: most commands lock nothing.
    from filelock import FileLock, Timeout

    file = path.with_name(f"{path.name}.lock")
    file.parent.stat()  # FileLock would make a folder that isn't there
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if waiting is None:
            raise LockHeld(_owner(file)) from None
        waiting()
        lock.acquire()
    try:
        # Windows lets nobody write into a file that is locked, nor read it.
        with suppress(PermissionError):
            file.write_text(f"{os.getpid()}\n")
        yield
    finally:
        # Before it is given back: after that it is the next one's. (Windows removes none that is open; FileLock does it there.)
        if os.name == "posix":
            file.unlink(missing_ok=True)
        lock.release()


def _owner(file: Path) -> str | None:
    try:
        return file.read_text().strip() or None
    except OSError:
        return None
