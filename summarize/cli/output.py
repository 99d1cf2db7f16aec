"""Where a result goes: standard output, or a file that is there whole or not at all."""

import os
import sys
from pathlib import Path

from summarize.errors import OutputError, UsageError
from summarize.files import written_whole


def require_apart(output: Path | None, *others: str | Path) -> None:
    """Raise UsageError where the output is one of the others under whatever name: it would be overwritten."""
    if output is None or str(output) == "-":
        return
    for other in map(str, others):
        if other != "-" and (
            _is_same_file(output, other) or os.path.realpath(output) == os.path.realpath(other)
        ):
            raise UsageError(f"{output} would be written over {other}; name another output")


def _is_same_file(output: Path, other: str) -> bool:
    try:
        return output.is_file() and os.path.samefile(output, other)
    except (OSError, ValueError):
        return False


def write_output(text: str, path: Path | None) -> None:
    """Print `text`, or put it into `path`, which keeps what it had until the new text is on disk.

    Raises OutputError where the file can't be written.
    """
    if path is None or str(path) == "-":
        if sys.stdout is None:
            raise OutputError("standard output is closed; name a file with -o")
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"standard output can't be written: {error.strerror or error}") from None
        return
    data = text.encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or a named pipe has no "whole"
            return
        with written_whole(path) as file:
            file.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror or error}") from None
