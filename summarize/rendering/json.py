"""A Briefing as JSON. Keys stay and keep their meaning within a schema number; new ones may be added."""

import json
import re
from dataclasses import asdict
from importlib import resources
from typing import Any

from summarize.article import Article, Place
from summarize.briefing import Briefing, ModelUse, Quote, SummarySentence, Warning
from summarize.language import language_of
from summarize.language.labels import Labels

# The first is a briefing of one article. In one of several, `sources` stands in place of `source`, and sentences and quotes
# say which `article` of those they are of.
SCHEMA, SCHEMA_OF_SEVERAL = 1, 2
# What JSON lets stand as it is but the world around may not: controls that drive a terminal, and lone surrogates, which
# have no UTF-8. Written as escapes they are the same characters to whoever parses them.
_UNPRINTABLE = re.compile("[\x7f-\x9f\ud800-\udfff]")


def briefing_record(briefing: Briefing) -> dict[str, Any]:
    """The briefing as plain data, ready for `json.dumps`."""
    label = language_of(briefing.language).labels
    several = len(briefing.articles) > 1
    sources = [source_record(article) for article in briefing.articles]
    return {
        "schema": SCHEMA_OF_SEVERAL if several else SCHEMA,
        "title": briefing.title,
        **({"sources": sources} if several else {"source": sources[0]}),
        "language": briefing.language,
        "summary": [_named(_sentence_record(one), one.place, several) for one in briefing.summary],
        "quotes": [
            _named(quote_record(one) | {"repeats": one.repeats}, one.place, several)
            for one in briefing.quotes
        ],
        "warnings": [_warning_record(warning, label) for warning in briefing.warnings],
        "models": {
            "summarizer": model_record(briefing.summarizer),
            "translator": model_record(briefing.translator) if briefing.translator else None,
            "encoder": model_record(briefing.encoder) if briefing.encoder else None,
            "speakers": model_record(briefing.speakers) if briefing.speakers else None,
        },
    }


def quote_record(quote: Quote) -> dict[str, Any]:
    """A quote as plain data, as in a briefing and as `brief quotes` lists it."""
    return {
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "kind": quote.kind,
        "speaker": quote.speaker,
        "mention": quote.mention,
        "mention_start": quote.mention_start,
        "mention_end": quote.mention_end,
        "resolved_by": quote.resolved_by,
        "confidence": quote.said_by.confidence if quote.said_by else None,
        "language": quote.language,
        "gloss": quote.gloss,
    }


def render_json(briefing: Briefing) -> str:
    """One JSON object, indented."""
    text = json.dumps(briefing_record(briefing), ensure_ascii=False, indent=2)
    return escape_unprintable(text) + "\n"


def escape_unprintable(json_text: str) -> str:
    """`json_text` as it can be encoded and printed anywhere; parsing it gives the same strings."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", json_text)


def schema_text() -> str:
    """The JSON Schema of what `render_json` gives."""
    return (resources.files("summarize.rendering") / "schema.json").read_text(encoding="utf-8")


def source_record(article: Article) -> dict[str, Any]:
    """An article as plain data: what is known of it, but not its text."""
    return {
        "name": article.name,
        "sha256": article.sha256,
        "language": article.language,
        "characters": len(article.text),
        "author": article.author,
        "date": article.date,
        "site": article.site,
        "url": article.url,
    }


def _named(record: dict[str, Any], place: Place | None, several: bool) -> dict[str, Any]:
    """The record of what stands at `place`, with its article where the briefing has several."""
    return record | {"article": None if place is None else place.article} if several else record


def _sentence_record(sentence: SummarySentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "source_text": sentence.source_text,
        "start": sentence.start,
        "end": sentence.end,
        "quotes": list(sentence.quotes),
    }


def _warning_record(warning: Warning, label: Labels) -> dict[str, Any]:
    return {
        "code": str(warning.code),
        "message": warning.message,
        "text": warning.said_with(label),
        "where": None if warning.where is None else str(warning.where),
    }


def model_record(use: ModelUse) -> dict[str, str]:
    """A model as plain data, without what isn't known of it."""
    return {key: value for key, value in asdict(use).items() if value is not None}
