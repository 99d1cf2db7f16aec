"""From an input to an Article: get its bytes, read them as what they are, tell the language, cut it into sentences."""

import sys
from pathlib import Path
from typing import BinaryIO

from summarize.article import Article
from summarize.errors import InputError, LanguageError
from summarize.language import detect_language, split_sentences
from summarize.reading.addresses import without_secrets
from summarize.reading.content import Content, Input
from summarize.reading.formats import read_content
from summarize.reading.headlines import headline
from summarize.reading.limits import MAX_BYTES, MAX_CHARACTERS, MAX_LINES
from summarize.reading.web import fetch, is_url

STANDARD_INPUT = "standard input"
# Languages that the detector doesn't know and would take for a neighbour: here the page's own word stands. (For all
# others the text decides: templates claim English around anything.)
_UNDETECTED = (
    "af am az bn bs cy et eu ga gl gu hr hy is ka kk km kn ky lo lt lv mk ml mn mr ms mt my nb ne nn no pa ps si sk sl so"
    " sq sw ta te tg th tk tl uz"
)


def read_article(
    source: str | Path,
    *,
    language: str | None = None,
    user_agent: str | None = None,
    allow_private: bool = False,
) -> Article:
    """The Article in a file, behind an http(s) address, or on standard input where `source` is "-".

    The formats of `summarize.reading.formats` are told apart by content, gzipped or not. `language` is an ISO 639-1
    code; None tells it from the text. `user_agent` is what a web site is told instead of brief's own name;
    `allow_private` lets a public page lead to the local network. Raises InputError where there is no article to read, and
    LanguageError where the language can't be told.
    """
    given = read_input(source, user_agent=user_agent, allow_private=allow_private)
    return article_from_input(given, language=language, name=without_secrets(str(source)))


def article_from_input(given: Input, *, language: str | None = None, name: str) -> Article:
    """The Article in what was read from a file or the web; options and errors are those of `read_article`."""
    return _article(read_content(given), language, name)


def article_from_text(
    text: str, *, language: str | None = None, title: str | None = None, name: str = "-"
) -> Article:
    """The Article made of `text`, unchanged. A title is taken from the first line where that reads like a headline."""
    return _article(Content(text, title=title), language, name)


def read_input(
    source: str | Path, *, user_agent: str | None = None, allow_private: bool = False, is_typed: bool = True
) -> Input:
    """The bytes of a file, of an address, or of standard input ("-"). Raises InputError where they can't be had."""
    name = str(source)
    if name == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed; pipe an article in, or name a file")
        try:
            return Input(_read(sys.stdin.buffer, STANDARD_INPUT), STANDARD_INPUT)
        except OSError as error:
            raise InputError(f"{STANDARD_INPUT} can't be read: {error.strerror or error}") from None
    if isinstance(source, str) and is_url(source):
        return fetch(source, user_agent, allow_private=allow_private, is_typed=is_typed)
    try:
        with Path(source).open("rb") as file:
            return Input(_read(file, name), name)
    except FileNotFoundError:
        hint = f"for a web page type brief https://{name}" if name.startswith("www.") else "check the path"
        raise InputError(f"there is no file {name}; {hint}") from None
    except IsADirectoryError:
        raise InputError(
            f"{name} is a folder; for a folder of articles type: brief batch {name} -o out.jsonl"
        ) from None
    except (OSError, ValueError) as error:
        # ValueError: a path with a zero byte in it, which only a program can give.
        raise InputError(f"{name!a} can't be read: {getattr(error, 'strerror', None) or error}") from None


def _article(content: Content, language: str | None, name: str) -> Article:
    if not content.text.strip():
        raise InputError("the article is empty; pipe an article in, or name a file")
    if len(content.text) > MAX_CHARACTERS or content.text.count("\n") > MAX_LINES:
        raise InputError(
            f"the text has more than {MAX_CHARACTERS:,} characters or {MAX_LINES:,} lines; it is no single article: split it"
        )
    language = language or _language(content)
    return Article(
        text=content.text,
        language=language,
        sentences=tuple(split_sentences(content.text, language)),
        title=content.title or headline(content.text),
        name=name,
        author=content.author,
        date=content.date,
        site=content.site,
        url=content.url,
        warnings=content.warnings,
    )


def _language(content: Content) -> str:
    if content.language is not None and content.language in _UNDETECTED.split():
        return content.language
    try:
        return detect_language(content.text)
    except LanguageError:
        if content.language is None:
            raise
        return content.language


def _read(file: BinaryIO, name: str) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{name} is larger than {MAX_BYTES >> 20} MB; split it, or give the articles to brief batch one by one"
        )
    return data
