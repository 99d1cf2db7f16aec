"""The JSON Schema of a line of a batch, made around that of a briefing."""

import json
from collections.abc import Mapping
from typing import Any

from summarize.rendering.json import schema_text

Schema = Mapping[str, Any]

_FIELDS: Schema = {
    "id": {"description": "The record's own id, or its path, or its path and row.", "type": "string"},
    "key": {
        "description": "What ties the line to its record, the options and the models across runs.",
        "type": "string",
        "pattern": "^[0-9a-f]{32}$",
    },
    "input": {"description": "Where the record was found.", "type": "string"},
    "status": {"enum": ["ok", "error"]},
    "kept": {"description": "The fields that --keep names, as the input has them.", "type": "object"},
}
_RESULTS: Schema = {
    "briefing": {"$ref": "#/$defs/briefing"},
    "file": {"description": "With --out-dir: the article's file in the folder.", "type": "string"},
    "error": {
        "type": "object",
        "required": ["code", "exit", "message"],
        "properties": {
            "code": {
                "description": "input, network, language, model, output, memory, timeout, crash or bug.",
                "type": "string",
            },
            "exit": {"description": "The exit code of brief on this article alone.", "type": "integer"},
            "message": {"description": "One line for people.", "type": "string"},
        },
    },
}


def line_schema() -> dict[str, Any]:
    """The schema of a line."""
    briefing = json.loads(schema_text())
    definitions = briefing.pop("$defs")
    dialect = briefing.pop("$schema")
    return {
        "$schema": dialect,
        "title": "A line of brief batch",
        "description": "One record: its briefing, or the file that has it, or why there is none.",
        "type": "object",
        "required": ["id", "key", "input", "status"],
        "properties": {**_FIELDS, **_RESULTS},
        "oneOf": [
            {"required": ["briefing"], "properties": {"status": {"const": "ok"}}},
            {"required": ["file"], "properties": {"status": {"const": "ok"}}},
            {"required": ["error"], "properties": {"status": {"const": "error"}}},
        ],
        "$defs": {**definitions, "briefing": briefing},
    }


def field_schemas(schema: Schema) -> dict[str, Schema]:
    """The fields of a line, each with its schema."""
    return dict(schema["properties"])


def resolved(part: Schema, schema: Schema) -> Schema:
    """A part of a schema, followed to where it is described; of something or null, the something."""
    if "oneOf" in part and "type" not in part:
        part = next(one for one in part["oneOf"] if one.get("type") != "null")
    if "$ref" in part:
        return resolved(schema["$defs"][part["$ref"].removeprefix("#/$defs/")], schema)
    return part


def line_schema_text() -> str:
    """The schema as `brief schema --batch` prints it."""
    return json.dumps(line_schema(), ensure_ascii=False, indent=2) + "\n"
