"""JSON: the article in its text field, with what other fields say of it; feeds and lists of records are for batch."""

import html
import json
import re
from collections.abc import Sequence
from shlex import quote
from typing import Any

from summarize.errors import InputError
from summarize.reading.content import Content, Input, language_hint
from summarize.reading.decoding import decode
from summarize.reading.limits import MAX_STRUCTURED, MIN_ARTICLE

# Where an article's text stands in what others write, the fuller names first: schema.org, JSON Feed, crawlers, data sets,
# programs of publishers. Names are compared without capitals and hyphens.
_TEXT = (
    "articlebody", "contenttext", "bodytext", "articletext", "textcontent", "text", "maintext", "plaintext", "fulltext",
    "article", "body", "content", "paragraphs", "sections", "blocks", "document", "story",
)  # fmt: skip
_MARKUP = ("contenthtml", "html", "bodyhtml")
_TITLE = ("headline", "title", "webtitle", "name", "subject")
_AUTHOR = ("author", "authors", "byline", "creator")
_DATE = ("datepublished", "datepublish", "published", "pubdate", "date", "createdat")
_LANGUAGE = ("inlanguage", "language", "lang")
# The text of a part, in lists of parts; what WordPress calls the text of a field.
_PART = ("text", "content", "paragraph", "value", "html", "rendered")
_RENDERED = "rendered"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TAG = re.compile(r"<(?:p|div|br|h\d|ul|li|span|section|article|html|body)\b[^<>]{0,300}>", re.I)
_ESCAPED_TAG = re.compile(r"&lt;(?:p|div|br|h\d|ul|li|span|section|article|html|body)\b", re.I)
_ADDRESS = re.compile(r"\S+://\S+")
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
            f"{given.name} has a record a line; for all of them type: brief batch {quote(given.name)} -o out.jsonl"
        )
    found = _contents(value)
    if len(found) > 1:
        raise InputError(
            f"{given.name} has a list of records; write one a line, and type: brief batch FILE.jsonl -o out.jsonl"
        )
    if not found:
        raise InputError(
            f'{given.name} has no field with an article in it; name it "text", or give brief its text'
        )
    return found[0]


def _contents(value: dict[str, Any] | list[Any] | str) -> list[Content]:
    """The articles in a value: its own, or that of the object inside with the longest; several where a list has several."""
    if isinstance(value, str):
        return [Content(value)] if value.strip() else []
    level: list[Any] = [value]
    number = 0
    while level and number < MAX_STRUCTURED:
        inner: list[Any] = []
        found: list[Content] = []
        for item in level:
            number += 1
            if isinstance(item, list):
                several = [content for each in item if isinstance(each, dict) and (content := _content(each))]
                if len(several) > 1 or (several and len(item) == 1):
                    return several
                found += several
                inner += (each for each in item if isinstance(each, dict | list))
            elif isinstance(item, dict):
                content = _content(item)
                found += [content] if content is not None else []
                inner += (each for each in item.values() if isinstance(each, dict | list))
        if found:
            return [max(found, key=lambda content: len(content.text))]
        level = inner
    return []


def _content(value: dict[str, Any]) -> Content | None:
    """The article of an object; None where none of its own fields has one."""
    fields = {re.sub(r"[\W_]", "", key).casefold(): each for key, each in value.items()}
    texts = [
        text
        for name in (*_TEXT, *_MARKUP)
        if (text := _text(fields.get(name))) and not _ADDRESS.fullmatch(text)
    ]
    # A field that only sums up may have the name that elsewhere is the text's.
    text = next((text for text in texts if len(text) >= MIN_ARTICLE), next(iter(texts), None))
    if text is None:
        return None
    date = _DAY.match(_first(fields, _DATE) or "")
    title = _first(fields, _TITLE)
    return Content(
        text=text,
        title=html.unescape(title) if title else None,
        author=_author(fields),
        date=date.group() if date else None,
        language=language_hint(_first(fields, _LANGUAGE)),
    )


def _text(value: object) -> str | None:
    """The text of a field: a string, markup or not, a list of strings or of parts that have one, or what is rendered."""
    if isinstance(value, dict):
        value = value.get(_RENDERED)
    if isinstance(value, list):
        parts = [_part(each) for each in value]
        value = "\n\n".join(part for part in parts if part)
    if not isinstance(value, str) or not value.strip():
        return None
    if _ESCAPED_TAG.search(value) and not _TAG.search(value):
        value = html.unescape(value)
    if _TAG.search(value):
        from summarize.reading.page import text_of_fragment

        return text_of_fragment(value) or None
    return value


def _part(value: object) -> str:
    if isinstance(value, dict):
        value = next((value[name] for name in _PART if isinstance(value.get(name), str)), "")
    return value.strip() if isinstance(value, str) else ""


def _first(fields: dict[str, Any], names: Sequence[str]) -> str | None:
    """The first of the named fields that is a string with something in it."""
    values = (fields.get(name) for name in names)
    strings = (value.get(_RENDERED) if isinstance(value, dict) else value for value in values)
    return next((string for string in strings if isinstance(string, str) and string.strip()), None)


def _author(fields: dict[str, Any]) -> str | None:
    for name in _AUTHOR:
        found = fields.get(name)
        names = [
            each.get("name") if isinstance(each, dict) else each
            for each in (found if isinstance(found, list) else [found])
        ]
        said = [each for each in names if isinstance(each, str) and each.strip()]
        if said:
            return "; ".join(said)
    return None


def _parsed(text: str) -> dict[str, Any] | list[Any] | str | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict | list | str) else None
