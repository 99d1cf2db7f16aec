"""From an input to an Article: get its bytes, read them as what they are, tell the language, cut it into sentences."""

import os
import select
import sys
import time
from pathlib import Path
from shlex import quote
from typing import BinaryIO

from summarize.article import Article
from summarize.errors import InputError, LanguageError, NetworkError
from summarize.language import detect_language, split_sentences
from summarize.reading.addresses import without_secrets
from summarize.reading.content import Content, Input
from summarize.reading.formats import read_content
from summarize.reading.headlines import headline
from summarize.reading.limits import MAX_BYTES, MAX_CHARACTERS, MAX_LINES, MAX_SENTENCES, TOTAL_SECONDS
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
    source: str | Path,
    *,
    user_agent: str | None = None,
    allow_private: bool = False,
    is_typed: bool = True,
    seconds: float | None = None,
) -> Input:
    """The bytes of a file, of an address, or of standard input ("-"). Raises InputError where they can't be had.

    `seconds` is the most that a server or a named pipe may take, None for as long as a page may and a pipe does.
    """
    name = str(source)
    if name == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed; pipe an article in, or name a file")
        try:
            return Input(_read(sys.stdin.buffer, STANDARD_INPUT), STANDARD_INPUT)
        except OSError as error:
            raise InputError(f"{STANDARD_INPUT} can't be read: {error.strerror or error}") from None
    if isinstance(source, str) and is_url(source):
        most = TOTAL_SECONDS if seconds is None else min(seconds, TOTAL_SECONDS)
        return fetch(source, user_agent, seconds=most, allow_private=allow_private, is_typed=is_typed)
    try:
        if seconds is not None and Path(source).is_fifo():
            return Input(_waited_for(source, name, seconds), name)
        with Path(source).open("rb") as file:
            return Input(_read(file, name), name)
    except FileNotFoundError:
        hint = (
            f"for a web page type brief {quote(f'https://{name}')}"
            if name.startswith("www.")
            else "check the path"
        )
        raise InputError(f"there is no file {name}; {hint}") from None
    except IsADirectoryError:
        raise InputError(
            f"{name} is a folder; for a folder of articles type: brief batch {quote(name)} -o out.jsonl"
        ) from None
    except (OSError, ValueError) as error:
        # ValueError: a path with a zero byte in it, which only a program can give.
        raise InputError(f"{name!a} can't be read: {getattr(error, 'strerror', None) or error}") from None


def _article(content: Content, language: str | None, name: str) -> Article:
    if not content.text.strip():
        raise InputError("the article is empty; pipe an article in, or name a file")
    _require_fewer(len(content.text), MAX_CHARACTERS, "characters")
    _require_fewer(content.text.count("\n"), MAX_LINES, "lines")
    language = language or _language(content)
    sentences = tuple(split_sentences(content.text, language))
    _require_fewer(len(sentences), MAX_SENTENCES, "sentences")
    return Article(
        text=content.text,
        language=language,
        sentences=sentences,
        title=content.title or headline(content.text),
        name=name,
        author=content.author,
        date=content.date,
        site=content.site,
        url=content.url,
        warnings=content.warnings,
    )


def _require_fewer(number: int, limit: int, what: str) -> None:
    if number > limit:
        raise InputError(
            f"the text has more than {limit:,} {what}; it is no single article: split it, or set BRIEF_MAX_{what.upper()}"
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


def _waited_for(pipe: str | Path, name: str, seconds: float) -> bytes:
    """What is written into a named pipe until it is closed. Raises NetworkError where that takes longer."""
    deadline = time.monotonic() + seconds
    # Opened without waiting for who writes.
    number = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        poll, data = select.poll(), bytearray()
        poll.register(number, select.POLLIN)
        while len(data) <= MAX_BYTES:
            if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
                raise NetworkError(
                    f"{name} is a pipe that nobody wrote to and closed within {seconds:g} seconds"
                )
            chunk = os.read(number, 1 << 20)
            if not chunk:
                break
            data += chunk
    finally:
        os.close(number)
    return _required_small(bytes(data), name)


def _read(file: BinaryIO, name: str) -> bytes:
    return _required_small(file.read(MAX_BYTES + 1), name)


def _required_small(data: bytes, name: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{name} is larger than {MAX_BYTES >> 20} MB; split it, or give the articles to brief batch one by one"
        )
    return data
