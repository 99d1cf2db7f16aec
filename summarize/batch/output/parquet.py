"""Lines of JSON to Parquet and back: resume needs lines, because a Parquet file can't be appended to.

The columns are the fields of a line; `briefing` is JSON text, `error` a struct.
"""

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from summarize.batch.inputs.compression import import_pyarrow
from summarize.batch.records import encoded
from summarize.errors import OutputError
from summarize.files import written_whole

# Lines that are packed at once: a row group.
_ROWS = 1_000
_FIELDS = ("id", "key", "input", "status")


def pack(lines: Path, path: Path, check: Callable[[], None]) -> None:
    """Write `path` from a file of lines; it is there whole or not at all. Raises OutputError."""
    arrow = import_pyarrow(str(path))
    from pyarrow.parquet import ParquetWriter

    error = arrow.struct([("code", arrow.string()), ("exit", arrow.int32()), ("message", arrow.string())])
    text = [(name, arrow.string()) for name in (*_FIELDS, "briefing")]
    schema = arrow.schema([*text, ("error", error)])
    try:
        with (
            written_whole(path) as packed,
            lines.open("rb") as file,
            ParquetWriter(packed, schema, compression="zstd") as writer,
        ):
            while rows := [_row(line) for line in islice(file, _ROWS)]:
                check()
                writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
    except OSError as problem:
        raise OutputError(f"{path} can't be written: {problem.strerror or problem}") from None


def unpack(path: Path, lines: Path, check: Callable[[], None]) -> None:
    """Write the lines that `path` was packed from, byte for byte. Raises OutputError."""
    try:
        with written_whole(lines) as unpacked, unpacked.open("wb") as file:
            for row in _rows(path):
                check()
                fields: dict[str, Any] = {name: row[name] for name in _FIELDS}
                if row["status"] == "ok":
                    fields["briefing"] = json.loads(row["briefing"])
                else:
                    fields["error"] = row["error"]
                file.write(encoded(fields))
    except (OSError, ValueError, KeyError) as problem:
        raise OutputError(f"{path} isn't an output of brief batch ({problem}); name another file") from None


def _row(line: bytes) -> dict[str, Any]:
    fields = json.loads(line)
    if "briefing" in fields:
        fields["briefing"] = json.dumps(fields["briefing"], ensure_ascii=False)
    return dict(fields)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    import_pyarrow(str(path))
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path) as table:
        for batch in table.iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()
