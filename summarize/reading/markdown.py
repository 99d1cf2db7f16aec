"""Markdown to the text that a reader sees: no marks, link targets, pictures or code; the words stay as they are."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarize.errors import InputError
from summarize.reading.content import Content, Input, language_hint
from summarize.reading.decoding import decode

if TYPE_CHECKING:
    from markdown_it.token import Token

# The lines of "key: value" between two rules that static sites put before a text.
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_FIELD = re.compile(r"^(title|author|date|lang|language)[ \t]*:(.*)$", re.M | re.I)
_QUOTED = ("'", '"')


def accepts(given: Input) -> bool:
    """Whether an input is called Markdown: its text alone may be anything, markup first among it."""
    return given.is_named(("text/markdown",), (".md", ".markdown"))


def read(given: Input) -> Content:
    """The text of a Markdown document, its blocks apart by a blank line. Raises InputError where it shows none."""
    # Imported here: only Markdown needs it.
    from markdown_it import MarkdownIt

    source = decode(given.data, given.name, given.charset)
    front = _FRONT_MATTER.match(source)
    fields = _fields(front.group(1)) if front else {}
    tokens = MarkdownIt("commonmark").enable("table").parse(source[front.end() :] if front else source)
    blocks = [(tag, text.strip()) for tag, text in _blocks(tokens) if text.strip()]
    if not blocks:
        raise InputError("the document shows no text; give brief one with an article in it")
    heading = next((text for tag, text in blocks if tag == "h1"), None)
    day = re.match(r"\d{4}-\d{2}-\d{2}", fields.get("date", ""))
    return Content(
        text="\n\n".join(text for _, text in blocks),
        title=fields.get("title") or heading,
        author=fields.get("author") or None,
        date=day.group() if day else None,
        language=language_hint(fields.get("lang") or fields.get("language")),
    )


def _fields(front: str) -> dict[str, str]:
    """The fields before a text, by their names in lower case, without the marks round their values."""
    fields = {}
    for key, found in _FIELD.findall(front):
        value = found.strip()
        value = value[1:] if value.startswith(_QUOTED) else value
        fields[key.lower()] = value[:-1] if value.endswith(_QUOTED) else value
    return fields


def _blocks(tokens: "list[Token]") -> Iterator[tuple[str, str]]:
    """The tag round each block of text, and the text."""
    tag = ""
    for token in tokens:
        if token.type.endswith("_open"):
            tag = token.tag
        elif token.type == "inline":
            yield tag, "".join(_shown(token.children or []))


def _shown(tokens: "list[Token]") -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
