"""Where a result goes: standard output, or a file that is there whole or not at all."""

import sys
from pathlib import Path

from summarize.errors import OutputError
from summarize.files import written_whole


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
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or a named pipe has no "whole"
            return
        with written_whole(path) as file:
            file.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror or error}") from None
