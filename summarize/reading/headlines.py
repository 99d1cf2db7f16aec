"""The headline of a plain text: its first line or lines, where they read like one."""

import re

from summarize.language.characters import CLOSING, COLONS, COMMAS, FULL_STOPS, SEMICOLONS, UNSPACED
from summarize.language.paragraphs import split_paragraphs
from summarize.reading.furniture import byline
from summarize.reading.limits import MAX_TITLE

_LINE_BREAK = re.compile(r"\r\n?|\n")
# A headline that was wrapped has at most this many lines. A line of text below it is this many times as long.
_MAX_LINES = 5
_LONGER = 1.5
# How much of a text tells how it is set.
_BEGINNING = 20_000
_UNDERLINE = re.compile(r"[=\-~_*]{3,}\s*")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
# A question or an exclamation may be a headline.
_ENDS_SENTENCE = tuple(FULL_STOPS + COMMAS + SEMICOLONS + COLONS + "…")
# One "word" is a line.
_WITHOUT_SPACES = re.compile(f"[{UNSPACED}]")


def headline(text: str) -> str | None:
    """The headline of `text`, a wrapped one on one line; None where the text begins without one.

    A headline is short, doesn't end like a sentence, names no writer, and has text under it: after a blank line, a rule or
    a byline, or in a line that is much longer.
    """
    text = text.lstrip("\ufeff \t\r\n")[:_BEGINNING]
    start, end = next(split_paragraphs(text), (0, 0))
    lines = [line.strip() for line in _LINE_BREAK.split(text[start:end])]
    following = [
        line.strip() for line in _LINE_BREAK.split(text[end:].removeprefix("\r\n").removeprefix("\n"))
    ]
    # What is wrapped into the headline's paragraph though it names the writer, or is much longer, follows it.
    for number, line in enumerate(lines[1:], 1):
        if byline().search(line) or (number == 1 and len(line) > _LONGER * len(lines[0])):
            lines, following = lines[:number], [*lines[number:], *following]
            break
    if not any(following) or len(lines) > _MAX_LINES:
        return None
    below = following[0]
    is_set_off = not below or _UNDERLINE.fullmatch(below) or byline().search(below)
    if is_set_off or len(below) > _LONGER * len(lines[-1]):
        return _checked(" ".join(lines))
    return None


def _checked(line: str) -> str | None:
    title = _MARKDOWN_HEADING.sub("", line, count=1)
    is_short = len(title.split()) < 2 and not _WITHOUT_SPACES.search(title)
    ends = title.rstrip(CLOSING).endswith(_ENDS_SENTENCE)
    if is_short or len(title) > MAX_TITLE or ends or byline().search(title):
        return None
    return title
