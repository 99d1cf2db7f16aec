"""JSON: the article in its text field, with what other fields say of it; feeds and lists of records are for batch."""

import json
import re
from typing import Any

from summarize.errors import InputError
from summarize.reading.content import Content, Input, language_hint
from summarize.reading.decoding import decode

# Where an article's text stands in what others write, the fuller names first: schema.org, JSON Feed, crawlers, data sets.
_TEXT = (
    "articleBody", "content_text", "text", "maintext", "plain_text", "fulltext", "full_text", "article", "body", "content",
    "document", "story",
)  # fmt: skip
_MARKUP = ("content_html", "html", "body_html")
_TITLE = ("headline", "title", "name", "subject")
_AUTHOR = ("author", "authors", "byline", "creator")
_DATE = ("datePublished", "date_published", "date_publish", "published", "pubDate", "date", "created_at")
_LANGUAGE = ("inLanguage", "language", "lang")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# An object, or a list of them, that begins with a field.
_START = re.compile(rb'\s*(?:\[\s*)?\{\s*"[^"\n]{1,60}"\s*:')


def accepts(given: Input) -> bool:
    """Whether an input is called JSON, or begins like it."""
    if given.is_named(
        ("application/json", "application/feed+json", "application/ld+json"), (".json", ".jsonl", ".ndjson")
    ):
        return True
    return _START.match(given.head) is not None


def read(given: Input) -> Content:
    """The article in an object. Raises InputError where there are many, or none that can be told."""
    text = decode(given.data, given.name, given.charset)
    value = _parsed(text)
    if value is None:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) == 1 or any(_parsed(line) is None for line in lines[:2]):
            raise InputError(f"{given.name} is damaged JSON; get it again, or give brief the article's text")
        raise InputError(
            f"{given.name} has a record a line; for all of them type: brief batch {given.name} -o out.jsonl"
        )
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, list):
        raise InputError(
            f"{given.name} has a list of records; write one a line, and type: brief batch FILE.jsonl -o out.jsonl"
        )
    content = _content(value) if isinstance(value, dict) else None
    if content is None:
        raise InputError(
            f'{given.name} has no field with an article in it; name it "text", or give brief its text'
        )
    return content


def _content(value: dict[str, Any]) -> Content | None:
    """The article of an object; where it has no text of its own, that of the one object inside that does."""
    text = _first(value, _TEXT)
    markup = _first(value, _MARKUP)
    if text is not None and text.lstrip().startswith("<") and markup is None:
        text, markup = None, text
    if markup is not None and text is None:
        from summarize.reading.page import text_of_fragment

        text = text_of_fragment(markup)
    if not text or not text.strip():
        inside = [found for found in map(_content, _objects(value)) if found is not None]
        return max(inside, key=lambda found: len(found.text), default=None)
    date = _DAY.match(_first(value, _DATE) or "")
    return Content(
        text=text,
        title=_first(value, _TITLE),
        author=_author(value),
        date=date.group() if date else None,
        language=language_hint(_first(value, _LANGUAGE)),
    )


def _objects(value: dict[str, Any]) -> list[dict[str, Any]]:
    return [inner for inner in value.values() if isinstance(inner, dict)]


def _first(value: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of the named fields that is a string with something in it."""
    strings = (value.get(name) for name in names)
    return next((string for string in strings if isinstance(string, str) and string.strip()), None)


def _author(value: dict[str, Any]) -> str | None:
    for name in _AUTHOR:
        found = value.get(name)
        names = [
            each.get("name") if isinstance(each, dict) else each
            for each in (found if isinstance(found, list) else [found])
        ]
        said = [each for each in names if isinstance(each, str) and each.strip()]
        if said:
            return "; ".join(said)
    return None


def _parsed(text: str) -> dict[str, Any] | list[Any] | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict | list) else None
