"""Compressed inputs: gzip, and zstd through pyarrow. (zstandard's reader takes a file that was cut for a whole one.)"""

import gzip
import io
import zlib
from pathlib import Path
from typing import IO, cast

from summarize.errors import InputError

PACKED = frozenset({".gz", ".zst"})
_BUFFER = 1 << 20


def unpacked_suffix(path: str) -> str:
    """The suffix that says what is inside: ".jsonl" for "news.jsonl.gz"; lower case."""
    file = Path(path.lower())
    return Path(file.stem).suffix if file.suffix in PACKED else file.suffix


def open_unpacked(path: str) -> IO[bytes]:
    """The file's content, decompressed while it is read where the name says so.

    Raises OSError where it can't be read, and while reading OSError or EOFError where it is damaged or was cut.
    """
    suffix = Path(path).suffix.lower()
    if suffix == ".gz":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    if suffix == ".zst":
        arrow = import_pyarrow(path)
        packed = arrow.CompressedInputStream(arrow.OSFile(path), "zstd")
        return cast("IO[bytes]", io.BufferedReader(packed, _BUFFER))
    return open(path, "rb")


# What reading a damaged file can raise, whichever library unpacks it. (pyarrow's errors are OSErrors.)
DAMAGED = (OSError, EOFError, zlib.error)


def import_pyarrow(path: str):  # type: ignore[no-untyped-def]
    """The library behind Parquet and zstd; InputError with the command that installs it."""
    try:
        import pyarrow
    except ImportError:
        raise InputError(
            f"{path} needs pyarrow; in brief's checkout, type: pip install '.[parquet]'"
        ) from None
    return pyarrow
