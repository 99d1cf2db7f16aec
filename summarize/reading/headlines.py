"""The headline of a plain text: its first line or lines, where they read like one."""

import re

from summarize.language.characters import CLOSING, COLONS, COMMAS, FULL_STOPS, SEMICOLONS, UNSPACED
from summarize.language.furniture import is_sentence
from summarize.language.paragraphs import split_paragraphs
from summarize.reading.furniture import byline, is_above_text, is_page_furniture
from summarize.reading.limits import MAX_TITLE

_LINE_BREAK = re.compile(r"\r\n?|\n")
# A headline that was wrapped has at most this many lines. A line of text below it is this many times as long.
_MAX_LINES = 5
_LONGER = 1.5
# The lines above a pasted page's text; its first paragraph has more words than any of them.
_MIN_HEAD, _MAX_HEAD, _TEXT_WORDS = 3, 12, 8
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
    pasted = _in_head(text)
    if pasted is not None:
        return _checked(pasted)
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


def _in_head(text: str) -> str | None:
    """The headline among the lines that stand above a page's text where it was pasted; None where there is no such head.

    A head has a byline, a date or the like under its first line, and the headline is its longest line beside those.
    """
    head: list[str] = []
    for start, end in split_paragraphs(text):
        line = " ".join(text[start:end].split())
        if is_sentence(line) and len(line.split()) >= _TEXT_WORDS:
            break
        head.append(line)
        if len(head) > _MAX_HEAD:
            return None
    else:
        return None
    others = [line for line in head if is_above_text(line) or is_page_furniture(line)]
    kept = [line for line in head if line not in others and len(line) <= MAX_TITLE]
    return (
        max(kept, key=len) if len(head) >= _MIN_HEAD and kept and any(map(is_above_text, head[1:])) else None
    )


def _checked(line: str) -> str | None:
    title = _MARKDOWN_HEADING.sub("", line, count=1)
    is_short = len(title.split()) < 2 and not _WITHOUT_SPACES.search(title)
    ends = title.rstrip(CLOSING).endswith(_ENDS_SENTENCE)
    if is_short or len(title) > MAX_TITLE or ends or byline().search(title):
        return None
    return title
