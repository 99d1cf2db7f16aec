"""Outputs that can't be appended to: lines stand beside them while a run goes on, and are packed into them at its end.

Resume needs lines, so each of these gives back the lines that it was packed from.
"""

import csv
import gzip
import json
import shutil
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarize.errors import InputError, OutputError, UsageError
from summarize.files import written_whole

Check = Callable[[], None]
# Suffixes that say something which brief doesn't write: nobody should find JSON under them.
_OTHERS = frozenset({
    ".avro", ".bz2", ".db", ".docx", ".feather", ".html", ".htm", ".md", ".ods", ".orc", ".pdf", ".sqlite", ".tsv",
    ".txt", ".xls", ".xlsx", ".xml", ".xz", ".yaml", ".yml", ".zip", ".zst",
})  # fmt: skip
_COLUMNS = (
    "id", "input", "status", "language", "title", "summary", "quotes", "warnings", "error", "message", "record",
)  # fmt: skip
# What a spreadsheet takes for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Packing:
    """How a file is made of lines, and lines of it. Both write their file whole or not at all."""

    write: Callable[[Path, Path, Check], None]
    read: Callable[[Path, Path, Check], None]

    def pack(self, lines: Path, path: Path, check: Check) -> None:
        """Write `path` from a file of lines. Raises OutputError."""
        try:
            with written_whole(path) as packed:
                self.write(lines, packed, check)
        except OSError as error:
            raise OutputError(f"{path} can't be written: {error.strerror or error}") from None

    def unpack(self, path: Path, lines: Path, check: Check) -> None:
        """Write the lines that `path` was packed from. Raises OutputError."""
        try:
            with written_whole(lines) as unpacked:
                self.read(path, unpacked, check)
        except (OSError, EOFError, ValueError, KeyError, TypeError, csv.Error, zlib.error) as error:
            raise OutputError(f"{path} isn't an output of brief batch ({error}); name another file") from None


def packing_of(path: Path) -> Packing | None:
    """How a file of that name is packed, None where it has the lines themselves.

    Raises UsageError for a suffix of something that brief doesn't write, or can't without an extra.
    """
    inner, suffix = ["", "", *Path(path.name.lower()).suffixes][-2:]
    known = _packings()
    is_packed_twice = suffix == ".gz" and inner in _OTHERS | known.keys()
    if suffix in _OTHERS or is_packed_twice:
        shown = inner + suffix if is_packed_twice else suffix
        raise UsageError(
            f"brief doesn't write {shown}; name -o FILE as .jsonl, .jsonl.gz, .json, .csv or .parquet"
        )
    if suffix == ".parquet":
        # Imported here, as above. What is missing is said before the work, not after it.
        from summarize.batch.inputs.compression import import_pyarrow

        try:
            import_pyarrow(str(path))
        except InputError as error:
            raise UsageError(str(error)) from None
    return known.get(suffix)


def _packings() -> Mapping[str, Packing]:
    # Imported here: what it needs is an extra.
    from summarize.batch.output import parquet

    return {
        ".parquet": Packing(parquet.write, parquet.read),
        ".json": Packing(_write_array, _read_array),
        ".csv": Packing(_write_csv, _read_csv),
        ".gz": Packing(_write_gzip, _read_gzip),
    }


def _lines(path: Path, check: Check) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            check()
            yield line


def _write_gzip(lines: Path, packed: Path, check: Check) -> None:
    # The time is left out, so that the same lines are the same file.
    with packed.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
        file.writelines(_lines(lines, check))


def _read_gzip(packed: Path, lines: Path, check: Check) -> None:
    check()
    with gzip.open(packed, "rb") as file, lines.open("wb") as unpacked:
        shutil.copyfileobj(file, unpacked)


def _write_array(lines: Path, packed: Path, check: Check) -> None:
    with packed.open("wb") as file:
        opening = b"[\n"
        for line in _lines(lines, check):
            file.write(opening + line.rstrip(b"\n"))
            opening = b",\n"
        file.write(b"[]\n" if opening == b"[\n" else b"\n]\n")


def _read_array(packed: Path, lines: Path, check: Check) -> None:
    with lines.open("wb") as unpacked:
        for line in _lines(packed, check):
            if (record := line.rstrip(b",\n")) not in (b"[", b"]", b"[]"):
                json.loads(record)
                unpacked.write(record + b"\n")


def _write_csv(lines: Path, packed: Path, check: Check) -> None:
    kept = {name: "" for line in _lines(lines, check) for name in json.loads(line).get("kept", ())}
    taken = [f"kept.{name}" if name in _COLUMNS else name for name in kept]
    # The mark is what spreadsheets know UTF-8 by.
    with packed.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace") as file:
        writer = csv.writer(file)
        writer.writerow([*_COLUMNS[:-1], *taken, _COLUMNS[-1]])
        for line in _lines(lines, check):
            record = json.loads(line)
            more = [_cell(record.get("kept", {}).get(name)) for name in kept]
            writer.writerow([*map(_cell, _row(record)), *more, line.decode("utf-8").rstrip("\n")])


def _row(record: Mapping[str, Any]) -> list[object]:
    briefing, error = record.get("briefing") or {}, record.get("error") or {}
    quotes = (f"“{quote['text']}” — {quote['speaker'] or '?'}" for quote in briefing.get("quotes", ()))
    return [
        record["id"],
        record["input"],
        record["status"],
        briefing.get("language"),
        briefing.get("title"),
        " ".join(sentence["text"] for sentence in briefing.get("summary", ())),
        "\n".join(quotes),
        "\n".join(warning["message"] for warning in briefing.get("warnings", ())),
        error.get("code"),
        error.get("message"),
    ]


def _cell(value: object) -> object:
    """A value as a spreadsheet shows it; what it would take for a formula gets a mark that makes it text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _read_csv(packed: Path, lines: Path, check: Check) -> None:
    csv.field_size_limit(1 << 30)
    with packed.open(encoding="utf-8-sig", newline="") as file, lines.open("w", encoding="utf-8") as unpacked:
        table = csv.DictReader(file)
        # A table without a row is somebody's too; only a file without anything is free to be filled.
        if table.fieldnames and (lacking := set(_COLUMNS).difference(table.fieldnames)):
            raise ValueError(f"it has no column {min(lacking, key=_COLUMNS.index)!r}")
        for row in table:
            check()
            unpacked.write(f"{row[_COLUMNS[-1]]}\n")
