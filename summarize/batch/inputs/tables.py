"""Tables of articles, a record a row: JSON lines, CSV and Parquet, read row by row in constant memory."""

import csv
import io
import json
import math
import os
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import PurePath
from typing import IO, Any, cast

from summarize.batch.inputs.compression import DAMAGED, import_pyarrow, open_unpacked, unpacked_suffix
from summarize.batch.inputs.parquet_pages import page_sizes
from summarize.batch.records import Record, failure_of
from summarize.errors import InputError
from summarize.reading.limits import MAX_BYTES, MAX_CHARACTERS, MAX_PAGE_RATIO, MAX_RATIO
from summarize.request import Facts

# Rows of Parquet that are unpacked at once.
_PARQUET_ROWS = 64


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a row hold the article's text, its title (None where it has no such field), and its id.

    Without an `id` field a record's id is the table's path and the row's number. `kept` go through to the line.
    """

    text: str = "text"
    title: str = "title"
    id: str | None = None
    kept: tuple[str, ...] = ()

    @property
    def facts(self) -> Facts:
        """What of this shapes the lines, under the names of the options."""
        return {
            "--text-field": self.text,
            "--title-field": self.title,
            "--id-field": self.id,
            "--keep": ", ".join(self.kept) or None,
        }


# A row: its number, which for JSON lines is the line's, and its fields or why they can't be read.
_Row = tuple[int, Mapping[str, Any] | InputError]


def read_table(path: str, fields: Fields) -> Iterator[Record]:
    """The records of a table. A row that can't be read is one with a Failure; damage further on ends in one more."""
    number = 0
    try:
        for number, row in TABLES[unpacked_suffix(path)](path, fields):
            yield _record(f"{path}:{number}", row, fields)
    except FileNotFoundError:
        yield _lost(path, InputError(f"there is no file {path}; check the path"))
    except InputError as error:
        yield _lost(path, error)
    except (
        *DAMAGED,
        ValueError,
    ) as error:  # ValueError: what pyarrow raises where a length or a text is damaged
        reason = getattr(error, "strerror", None) or error
        yield _lost(path, InputError(f"{path} can't be read beyond row {number}: {reason}"))


def records_of_lines(file: IO[bytes], name: str, fields: Fields) -> Iterator[Record]:
    """The records of JSON lines in an open stream that is called `name`."""
    for number, row in _rows_of_lines(file, name):
        yield _record(f"{name}:{number}", row, fields)


def count_rows(path: str) -> int | None:
    """How many rows a table has, where that is cheap to tell; else None."""
    suffix = PurePath(path).suffix.lower()
    if not os.path.isfile(path):  # a pipe gives what it has once
        return None
    try:
        if suffix == ".parquet":
            from pyarrow.parquet import read_metadata

            return int(read_metadata(path).num_rows)
        if suffix in (".jsonl", ".ndjson"):
            with open(path, "rb") as file:
                return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
    except (ImportError, *DAMAGED, ValueError):
        return None
    return None


def _lost(path: str, error: InputError) -> Record:
    return Record(path, path, failure_of(error))


def _record(where: str, row: Mapping[str, Any] | InputError, fields: Fields) -> Record:
    if isinstance(row, InputError):
        return Record(where, where, failure_of(row))
    id_ = where if fields.id is None else _as_id(row.get(fields.id))
    if id_ is None:
        error = InputError(f"{where} has no {fields.id!r}; name the id with --id-field")
        return Record(where, where, failure_of(error))
    text, title = row.get(fields.text), row.get(fields.title)
    if not isinstance(text, str):
        error = InputError(f"{where} has no text in {fields.text!r}; name the field with --text-field")
        return Record(id_, where, failure_of(error))
    if len(text) > MAX_CHARACTERS:
        error = InputError(
            f"{where} has more than {MAX_CHARACTERS:,} characters; split it, or set BRIEF_MAX_CHARACTERS"
        )
        return Record(id_, where, failure_of(error))
    kept = {name: _as_json(row.get(name)) for name in fields.kept} if fields.kept else None
    return Record(id_, where, text, title if isinstance(title, str) and title.strip() else None, kept)


def _as_id(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    return json.dumps(value, ensure_ascii=False, default=str)


def _as_json(value: object) -> Any:
    """A field as JSON can carry it: dates and decimals as text, and no number that isn't one."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, str | int | float):
        return value
    return json.loads(json.dumps(value, ensure_ascii=False, default=str), parse_constant=lambda _: None)


def _json_lines(path: str, fields: Fields) -> Iterator[_Row]:
    with open_unpacked(path) as file:
        yield from _rows_of_lines(file, path)


def _rows_of_lines(file: IO[bytes], name: str) -> Iterator[_Row]:
    for number, line in enumerate(_lines(file), 1):
        if line is None:
            message = f"{name}:{number} is longer than {MAX_BYTES >> 20} MB; split the article"
            yield number, InputError(message)
        elif line.strip():
            yield number, _json_object(f"{name}:{number}", line)


def _lines(file: IO[bytes]) -> Iterator[bytes | None]:
    """The lines of a file; None for one that is too long to be held."""
    while line := file.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(MAX_BYTES)
        yield None


def _json_object(where: str, line: bytes) -> Mapping[str, Any] | InputError:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError:
        return InputError(f"{where} isn't UTF-8; save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return InputError(f"{where} isn't JSON ({str(error).split(':')[0]}); one object a line is wanted")
    return row if isinstance(row, dict) else InputError(f"{where} isn't a JSON object; one a line is wanted")


def _csv(path: str, fields: Fields) -> Iterator[_Row]:
    csv.field_size_limit(MAX_BYTES)
    delimiter = "\t" if unpacked_suffix(path) == ".tsv" else ","
    with open_unpacked(path) as packed:
        text = _TextOfRows(packed, path)
        reader = csv.DictReader(text, delimiter=delimiter)
        try:
            for number, row in enumerate(reader, 1):
                text.row_begins()
                where = f"{path}:{number}"
                is_utf8 = all(
                    value.isascii() or _encodes(value) for value in row.values() if isinstance(value, str)
                )
                yield number, row if is_utf8 else InputError(f"{where} isn't UTF-8; save the file as UTF-8")
        except csv.Error as error:
            raise InputError(f"{path} isn't CSV from line {reader.line_num} on: {error}") from None


class _TextOfRows:
    """The lines of a file of rows as text, no row longer than an article may be: quoted line breaks make rows of many."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._lines, self._name, self._size = self._decoded(file), name, 0

    def row_begins(self) -> None:
        """What comes next belongs to another row."""
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._size += len(line)
        if self._size > MAX_BYTES:
            raise self._too_long()
        return line

    def _decoded(self, file: IO[bytes]) -> Iterator[str]:
        mark = b"\xef\xbb\xbf"
        for line in _lines(file):
            if line is None:
                raise self._too_long()
            text = line.removeprefix(mark).decode("utf-8", "surrogateescape")
            mark = b""
            # A line may end in a carriage return alone, too.
            yield from io.StringIO(text, newline="")

    def _too_long(self) -> InputError:
        return InputError(
            f"{self._name} has a row that is longer than {MAX_BYTES >> 20} MB; split the article"
        )


def _encodes(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _parquet(path: str, fields: Fields) -> Iterator[_Row]:
    import_pyarrow(path)
    from pyarrow.parquet import ParquetFile

    with open(path, "rb") as file:
        wanted = {fields.text, fields.title, fields.id, *fields.kept}
        try:
            shared = _require_text(ParquetFile(file), file, wanted, path)
            table = ParquetFile(file, read_dictionary=shared)
        except (OSError, ValueError) as error:  # pyarrow's ArrowInvalid is a ValueError
            raise InputError(f"{path} isn't Parquet: {error}") from None
        columns = [name for name in table.schema_arrow.names if name in wanted]
        number = 0
        # In this thread: an error in one of the library's own ends the process.
        for batch in table.iter_batches(batch_size=_PARQUET_ROWS, columns=columns, use_threads=False):
            for index in range(batch.num_rows):
                number += 1
                yield number, _parquet_row(batch.slice(index, 1), f"{path}:{number}")


def _require_text(table: Any, file: IO[bytes], wanted: Container[str | None], path: str) -> list[str]:
    """The columns whose rows share values, which are unpacked row by row: a file of a kilobyte may share a long one.

    Raises InputError for a part that unpacks to more than text can, by what its pages say: the metadata may lie.
    """
    shared = set()
    with mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        for group in range(table.metadata.num_row_groups):
            for index in range(table.metadata.num_columns):
                column = table.metadata.row_group(group).column(index)
                name = column.path_in_schema
                # What is in a list or a record stands below the field's name.
                if name not in wanted and name.partition(".")[0] not in wanted:
                    continue
                _require_small(data, column, path)
                if column.physical_type == "BYTE_ARRAY" and any(
                    "DICTIONARY" in one for one in column.encodings
                ):
                    shared.add(name)
    return sorted(shared)


def _require_small(data: mmap, column: Any, path: str) -> None:
    offsets = [one for one in (column.dictionary_page_offset, column.data_page_offset) if one]
    if not offsets:
        return
    start, total = min(offsets), 0
    for unpacked, packed in page_sizes(data, start, start + column.total_compressed_size):
        total += unpacked
        ratio = MAX_PAGE_RATIO if unpacked > MAX_BYTES and unpacked > MAX_PAGE_RATIO * packed else 0
        if total > MAX_BYTES and total > MAX_RATIO * column.total_compressed_size:
            ratio = MAX_RATIO
        if ratio:
            raise InputError(
                f"{path} unpacks to {max(unpacked, total) >> 20:,} MB of {column.path_in_schema!r}, {ratio} times its size "
                "and more; that is no text"
            )


def _parquet_row(row: Any, where: str) -> Mapping[str, Any] | InputError:
    try:
        (found,) = row.to_pylist()
    except ValueError as error:  # text that isn't UTF-8, a date that no calendar has
        return InputError(f"{where} can't be read: {error}")
    return cast("Mapping[str, Any]", found)


# What reads a file, by the suffix of what is inside it.
TABLES: Mapping[str, Callable[[str, Fields], Iterator[_Row]]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".csv": _csv,
    ".tsv": _csv,
    ".parquet": _parquet,
}
