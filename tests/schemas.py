"""The JSON Schema that `brief schema` prints, for whatever JSON a test gets to see."""

import json
from typing import Any

import jsonschema

from summarize.rendering.digest.json import digest_schema_text
from summarize.rendering.json import schema_text

SCHEMA: dict[str, Any] = json.loads(schema_text())


def closed(schema: Any) -> Any:
    """`schema` with every object closed: a key that it doesn't describe is an error."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return inner | {"additionalProperties": False} if schema.get("type") == "object" else inner


_CLOSED = closed(SCHEMA)
_BRIEFING = jsonschema.Draft202012Validator(_CLOSED)
_DIGEST = jsonschema.Draft202012Validator(closed(json.loads(digest_schema_text())))
_QUOTES = jsonschema.Draft202012Validator(
    {"$defs": _CLOSED["$defs"], "type": "array", "items": {"$ref": "#/$defs/quote"}}
)


def require_briefing(record: Any) -> None:
    """Fail where `record` isn't a briefing as the schema has it, or has more than that. None, a failed one, passes."""
    if record is not None:
        _BRIEFING.validate(record)


def require_quotes(records: Any) -> None:
    """Fail where `records` isn't what `brief quotes --format json` may print."""
    _QUOTES.validate(records)


def require_digest(record: Any) -> None:
    """Fail where `record` isn't a digest as its schema has it, or has more than that."""
    _DIGEST.validate(record)
