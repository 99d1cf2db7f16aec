"""Lines of JSON to Parquet and back. The columns are the fields of a line, with the structure that its schema has, so that
DuckDB, pandas and Polars ask for `briefing.title` or unnest `briefing.quotes`."""

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from summarize.batch.inputs.compression import import_pyarrow
from summarize.batch.output.schema import Schema, field_schemas, line_schema, resolved
from summarize.batch.records import encoded

# Lines that are packed at once: a row group.
_ROWS = 1_000
# A column of JSON text says so: what the fields that were kept hold needn't be of one type.
_JSON = {b"json": b"1"}
_KEPT = "kept"


def write(lines: Path, packed: Path, check: Callable[[], None]) -> None:
    """Fill `packed` from a file of lines. Raises OSError."""
    arrow = import_pyarrow(str(packed))
    from pyarrow.parquet import ParquetWriter

    schema = line_schema()
    kept = _kept(lines, check)
    types = {name: _arrow(arrow, part, schema) for name, part in field_schemas(schema).items()}
    types[_KEPT] = arrow.struct(list(kept.values())) if kept else None
    columns = arrow.schema([(name, type_) for name, type_ in types.items() if type_ is not None])
    as_json = {name for name, field in kept.items() if field.metadata}
    with lines.open("rb") as file, ParquetWriter(packed, columns, compression="zstd") as writer:
        while rows := [_row(line, as_json) for line in islice(file, _ROWS)]:
            check()
            writer.write_table(arrow.Table.from_pylist(rows, schema=columns))


def read(packed: Path, lines: Path, check: Callable[[], None]) -> None:
    """Fill `lines` with the records that a file was packed from. Raises OSError, ValueError, KeyError."""
    import_pyarrow(str(packed))
    from pyarrow.parquet import ParquetFile

    schema = line_schema()
    with ParquetFile(packed) as table, lines.open("wb") as file:
        names = table.schema_arrow.names
        # A table without a row is somebody's too.
        if lacking := {"id", "status"}.difference(names):
            raise ValueError(f"it has no column {min(lacking)!r}")
        kept = table.schema_arrow.field(_KEPT).type if _KEPT in names else ()
        as_json = {field.name for field in kept if field.metadata}
        for row in _rows(table):
            check()
            file.write(encoded(_line(row, schema, as_json)))


def _rows(table: Any) -> Iterator[dict[str, Any]]:
    for batch in table.iter_batches(batch_size=_ROWS):
        yield from batch.to_pylist()


def _row(line: bytes, as_json: set[str]) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(line)
    if _KEPT in fields:
        fields[_KEPT] = {
            name: json.dumps(value, ensure_ascii=False) if name in as_json else value
            for name, value in fields[_KEPT].items()
        }
    return fields


def _line(row: Mapping[str, Any], schema: Schema, as_json: set[str]) -> dict[str, Any]:
    line: dict[str, Any] = {}
    for name, part in field_schemas(schema).items():
        value = row.get(name)
        if value is None:
            continue
        if name == _KEPT:
            line[name] = {
                key: json.loads(kept) if key in as_json and kept is not None else kept
                for key, kept in value.items()
            }
        else:
            # Version 0.1.0 packed a briefing as JSON text.
            line[name] = (
                json.loads(value)
                if name == "briefing" and isinstance(value, str)
                else _plain(value, part, schema)
            )
    if not {"id", "key", "input", "status"} <= line.keys():
        raise KeyError("it has no records")
    return line


def _plain(value: Any, part: Schema, schema: Schema) -> Any:
    """A value as JSON has it: Parquet gives every field of a struct, also those that were left out."""
    part = resolved(part, schema)
    if isinstance(value, list):
        return [_plain(one, part["items"], schema) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _plain(value[name], one, schema)
        for name, one in part["properties"].items()
        if name in value and (value[name] is not None or _may_be_null(one))
    }


def _may_be_null(part: Schema) -> bool:
    return (
        any(one.get("type") == "null" for one in part.get("oneOf", ()))
        or "null" in part.get("type", ())
        or (None in part.get("enum", ()))
    )


def _arrow(arrow: Any, part: Schema, schema: Schema) -> Any:
    """The type of Arrow for a part of the schema; None for an object without fields of its own."""
    part = resolved(part, schema)
    values = [part.get("const"), *part.get("enum", ())]
    kinds = part.get("type", "integer" if any(isinstance(value, int) for value in values) else "string")
    kind = next(kind for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null")
    if kind == "object":
        fields = [(name, _arrow(arrow, one, schema)) for name, one in part.get("properties", {}).items()]
        return arrow.struct(fields) if fields else None
    if kind == "array":
        return arrow.list_(_arrow(arrow, part["items"], schema))
    types = {"string": arrow.string, "integer": arrow.int64, "number": arrow.float64, "boolean": arrow.bool_}
    return types[kind]()


def _kept(lines: Path, check: Callable[[], None]) -> dict[str, Any]:
    """The fields that were kept, by name, each with the type that all its values have, or as JSON text."""
    arrow = import_pyarrow("")
    found: dict[str, set[type]] = {}
    with lines.open("rb") as file:
        for line in file:
            check()
            for name, value in json.loads(line).get(_KEPT, {}).items():
                is_wide = type(value) is int and not -(1 << 63) <= value < 1 << 63
                found.setdefault(name, set()).add(dict if is_wide else type(value))
    types = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    fields: dict[str, Any] = {}
    for name, kinds in found.items():
        kinds = kinds - {type(None)} or {str}
        plain = types.get(next(iter(kinds))) if len(kinds) == 1 else None
        fields[name] = (
            arrow.field(name, plain)
            if plain is not None
            else arrow.field(name, arrow.string(), metadata=_JSON)
        )
    return fields
