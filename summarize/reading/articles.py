"""From an input to an Article: find it, decode it, tell its language, cut it into sentences."""

import re
import sys
from pathlib import Path
from typing import BinaryIO

from summarize.article import Article
from summarize.errors import InputError
from summarize.language import detect_language, split_sentences
from summarize.reading.decoding import decode
from summarize.reading.limits import MAX_BYTES, MAX_TITLE

_LINE_BREAK = re.compile(r"\r\n?|\n")
_BYLINE = re.compile(r"(?:^|[-–—|]\s*)(?:By|Von|Par|Por)\s+\w")


def read_article(source: str | Path, *, language: str | None = None) -> Article:
    """The Article in a file, or on standard input where `source` is "-".

    `language` is an ISO 639-1 code; None tells it from the text. Raises InputError where there is nothing readable, and
    LanguageError where the language can't be told.
    """
    name = str(source)
    if name == "-":
        return article_from_text(
            decode(_read(sys.stdin.buffer, "standard input"), "standard input"), language=language
        )
    path = Path(source)
    try:
        with path.open("rb") as file:
            data = _read(file, name)
    except FileNotFoundError:
        raise InputError(f"there is no file {name}; check the path") from None
    except IsADirectoryError:
        raise InputError(
            f"{name} is a folder; for a folder of articles type: brief batch {name} -o out.jsonl"
        ) from None
    except OSError as error:
        raise InputError(f"{name} can't be read: {error.strerror or error}") from None
    return article_from_text(decode(data, name), language=language, name=name)


def article_from_text(
    text: str, *, language: str | None = None, title: str | None = None, name: str = "-"
) -> Article:
    """The Article made of `text`, unchanged. A title is taken from the first line where that reads like a headline."""
    if not text.strip():
        raise InputError("the article is empty; pipe an article in, or name a file")
    language = language or detect_language(text)
    return Article(
        text=text,
        language=language,
        sentences=tuple(split_sentences(text, language)),
        title=title or _headline(text),
        name=name,
    )


def _read(file: BinaryIO, name: str) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{name} is larger than {MAX_BYTES >> 20} MB; split it, or give the articles to brief batch one by one"
        )
    return data


def _headline(text: str) -> str | None:
    """The first line, where it is short, doesn't end like a sentence, is no byline, and more follows it."""
    lines = _LINE_BREAK.split(text.lstrip()[: 4 * MAX_TITLE], maxsplit=2)
    first = lines[0].strip()
    followed = len(lines) > 1 and any(line.strip() for line in lines[1:])
    if not followed or not len(first.split()) >= 2 or len(first) > MAX_TITLE:
        return None
    if first.endswith((".", ",", ";", ":", "…", "!", '"', "”", "»", "“", "۔", "。")) or _BYLINE.search(first):
        return None
    # A line of running text that was wrapped goes on in the next line; a headline stands alone or above a longer line.
    stands_alone = not lines[1].strip()
    return first if stands_alone or len(lines[1].strip()) > 1.5 * len(first) else None
