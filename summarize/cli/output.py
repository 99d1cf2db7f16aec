"""Where a result goes: standard output, or a file that is there whole or not at all."""

import os
import sys
import tempfile
from pathlib import Path

from summarize.errors import OutputError


def write_output(text: str, path: Path | None) -> None:
    """Print `text`, or put it into `path`, which keeps what it had until the new text is on disk.

    Raises OutputError where the file can't be written.
    """
    if path is None or str(path) == "-":
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"standard output can't be written: {error.strerror or error}") from None
        return
    data = text.encode("utf-8", "backslashreplace")
    if (
        path.exists() and not path.is_file()
    ):  # a device or a named pipe has no "whole": write straight into it
        _write(path, data, path)
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror or error}") from None
    os.close(handle)
    try:
        _write(Path(temporary), data, path)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask)
        os.replace(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _write(file: Path, data: bytes, shown: Path) -> None:
    try:
        with file.open("wb") as stream:
            stream.write(data)
            stream.flush()
            if file.is_file():
                os.fsync(stream.fileno())
    except OSError as error:
        raise OutputError(f"{shown} can't be written: {error.strerror or error}") from None
