"""From what was typed after `brief batch` to records: files, folders, patterns, lists, and tables of articles.

Everything is lazy: nothing holds more than the record at hand, so that a corpus of any size can be read.
"""

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summarize.batch.compression import DAMAGED, PACKED, open_unpacked, unpacked_suffix
from summarize.batch.records import Failure, Record, failure_of
from summarize.batch.tables import TABLES, Fields, count_rows, read_table
from summarize.errors import InputError
from summarize.reading.limits import MAX_BYTES

# What is taken for an article in a folder, also when it is compressed. Tables are read where they are named.
EXTENSIONS = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf"})
# What makes a path that names no file a pattern.
_PATTERN = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Inputs:
    """What to read and how.

    `paths` are files, folders, patterns, or "-" for a list of these on standard input, one a line. `fields` names the
    fields of tables. `extensions` are what is taken from folders. `skipped` is what no folder gives: the output.
    """

    paths: Sequence[str]
    fields: Fields = field(default_factory=Fields)
    extensions: frozenset[str] = EXTENSIONS
    skipped: frozenset[Path] = frozenset()


def read_records(inputs: Inputs) -> Iterator[Record]:
    """Every record of the inputs, in order. What can't be read is a record with a Failure, never an exception."""
    for path in find_files(inputs):
        yield from records_in(path, inputs.fields)


def find_files(inputs: Inputs) -> Iterator[str | Record]:
    """The files that the inputs stand for, in order; a record with a Failure for what can't be found or listed."""
    for typed in inputs.paths:
        for path in _listed() if typed == "-" else [typed]:
            yield from _expand(path, inputs)


def records_in(found: str | Record, fields: Fields) -> Iterator[Record]:
    """The records in one file: the rows of a table, or the file itself as one article."""
    if isinstance(found, Record):
        yield found
    elif unpacked_suffix(found) in TABLES:
        yield from read_table(found, fields)
    else:
        yield _article(found)


def count_records(inputs: Inputs) -> int | None:
    """How many records there will be, where that can be told without reading everything twice; else None.

    A list on standard input, a compressed table and CSV, whose rows may have line breaks, can't be counted.
    """
    if "-" in inputs.paths:
        return None
    total = 0
    for found in find_files(inputs):
        is_table = isinstance(found, str) and unpacked_suffix(found) in TABLES
        rows = count_rows(found) if isinstance(found, str) and is_table else 1
        if rows is None:
            return None
        total += rows
    return total


def _listed() -> Iterator[str]:
    """The paths on standard input. Its own buffer is left alone: a thread that waits in it would hang Python's end."""
    with open(0, "rb", closefd=False) as stream:
        for line in stream:
            if path := os.fsdecode(line.rstrip(b"\r\n")):
                yield path


def _expand(path: str, inputs: Inputs) -> Iterator[str | Record]:
    if os.path.isdir(path):
        yield from _walk(path, inputs)
    elif not os.path.lexists(path) and _PATTERN & set(path):
        matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            yield _missing(path, InputError(f"nothing matches {path}; check the pattern"))
        for match in matches:
            yield from _expand(match, inputs)
    else:
        yield path


def _walk(folder: str, inputs: Inputs) -> Iterator[str | Record]:
    unlisted: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=unlisted.append):
        folders[:] = sorted(name for name in folders if _is_input(root, name, inputs))
        for name in sorted(files):
            if unpacked_suffix(name) in inputs.extensions and _is_input(root, name, inputs):
                yield os.path.join(root, name)
    for error in unlisted:
        reason = error.strerror or str(error)
        yield _missing(str(error.filename), InputError(f"{error.filename} can't be listed: {reason}"))


def _is_input(root: str, name: str, inputs: Inputs) -> bool:
    """Whether a file or folder is neither hidden nor the output."""
    return not name.startswith(".") and Path(root, name).resolve() not in inputs.skipped


def _missing(path: str, error: InputError) -> Record:
    return Record(path, path, failure_of(error))


def _article(path: str) -> Record:
    return Record(path, path, _guarded(path, _read))


def _guarded(path: str, read: Callable[[str], bytes]) -> bytes | Failure:
    try:
        return read(path)
    except FileNotFoundError:
        return failure_of(InputError(f"there is no file {path}; check the path"))
    except DAMAGED as error:
        return failure_of(InputError(f"{path} can't be read: {getattr(error, 'strerror', None) or error}"))
    except InputError as error:
        return failure_of(error)


def _read(path: str) -> bytes:
    with open_unpacked(path) if Path(path).suffix in PACKED else open(path, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{path} is larger than {MAX_BYTES >> 20} MB; a table of articles is a .jsonl or .csv file"
        )
    return data
