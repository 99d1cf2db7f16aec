"""A Briefing as JSON, schema 1. Keys stay and keep their meaning within a schema number; new ones may be added."""

import json
from dataclasses import asdict
from typing import Any

from summarize.briefing import Briefing, ModelUse

SCHEMA = 1


def briefing_record(briefing: Briefing) -> dict[str, Any]:
    """The briefing as plain data, ready for `json.dumps`."""
    article = briefing.article
    return {
        "schema": SCHEMA,
        "title": briefing.title,
        "source": {
            "name": article.name,
            "sha256": article.sha256,
            "language": article.language,
            "characters": len(article.text),
        },
        "language": briefing.language,
        "summary": [asdict(sentence) for sentence in briefing.summary],
        "quotes": [asdict(quote) for quote in briefing.quotes],
        "warnings": [asdict(warning) for warning in briefing.warnings],
        "models": {
            "summarizer": _model(briefing.summarizer),
            "translator": _model(briefing.translator) if briefing.translator else None,
        },
    }


def render_json(briefing: Briefing) -> str:
    """One JSON object, indented. A lone surrogate, which has no UTF-8, is written as its escape."""
    text = json.dumps(briefing_record(briefing), ensure_ascii=False, indent=2)
    return escape_surrogates(text) + "\n"


def escape_surrogates(json_text: str) -> str:
    """`json_text` with lone surrogates as \\udXXX escapes, so that it can be encoded; parsing gives them back."""
    return "".join(f"\\u{ord(char):04x}" if "\ud800" <= char <= "\udfff" else char for char in json_text)


def _model(use: ModelUse) -> dict[str, str]:
    return {key: value for key, value in asdict(use).items() if value is not None}
