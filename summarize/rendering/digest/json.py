"""A Digest as JSON: each story with its articles, its briefing, and what only several articles tell."""

import json
from importlib import resources
from typing import Any

from summarize.article import Article, Place
from summarize.language import language_of
from summarize.language.labels import Labels
from summarize.rendering.json import (
    briefing_record,
    escape_unprintable,
    model_record,
    schema_text,
    source_record,
)
from summarize.story import Claim, Digest, Story

# Keys stay and keep their meaning within a number; new ones may be added.
SCHEMA = 1


def digest_as_json(digest: Digest) -> str:
    """One JSON object, indented."""
    return escape_unprintable(json.dumps(digest_record(digest), ensure_ascii=False, indent=2)) + "\n"


def digest_record(digest: Digest) -> dict[str, Any]:
    """The digest as plain data, ready for `json.dumps`."""
    return {
        "digest": SCHEMA,
        "language": digest.language,
        "stories": [_story(story) for story in digest.stories],
        "encoder": model_record(digest.encoder) if digest.encoder else None,
    }


def digest_schema_text() -> str:
    """The JSON Schema of what `digest_as_json` gives; that of a briefing stands in it."""
    own = resources.files("summarize.rendering.digest") / "schema.json"
    schema: dict[str, Any] = json.loads(own.read_text(encoding="utf-8"))
    briefing: dict[str, Any] = json.loads(schema_text())
    schema["$defs"] = briefing.pop("$defs") | schema["$defs"]
    schema["$defs"]["briefing"] = {key: value for key, value in briefing.items() if key != "$schema"}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _story(story: Story) -> dict[str, Any]:
    label = language_of(story.briefing.language).labels
    return {
        "articles": [_article(article) for article in story.articles],
        "briefing": briefing_record(story.briefing),
        "disagreements": [
            {"kind": one.kind, "claims": [_claim(claim, label) for claim in one.claims]}
            for one in story.disagreements
        ],
        "echoes": [
            {"quote": echo.quote, "text": echo.text, "same": echo.same, **_place(echo.place)}
            for echo in story.echoes
        ],
        "people": [
            {"name": one.name, "spellings": list(one.spellings), "quotes": list(one.quotes)}
            for one in story.people
        ],
    }


def _article(article: Article) -> dict[str, Any]:
    return {"title": article.title, **source_record(article)}


def _claim(claim: Claim, label: Labels) -> dict[str, Any]:
    return {
        **_place(claim.place),
        "sentence": claim.sentence,
        "words": claim.words,
        "words_start": claim.at.start,
        "words_end": claim.at.end,
        "gloss": claim.gloss,
        "warnings": [
            {"code": str(one.code), "message": one.message, "text": one.said_with(label)}
            for one in claim.warnings
        ],
    }


def _place(place: Place) -> dict[str, int]:
    return {"article": place.article, "start": place.start, "end": place.end}
