"""The headline of a plain text: its first line or lines, where they read like one."""

import functools
import re

from summarize.language.characters import CLOSING, COLONS, COMMAS, FULL_STOPS, SEMICOLONS, UNSPACED
from summarize.language.furniture import byline_pattern
from summarize.language.record import all_languages
from summarize.reading.limits import MAX_TITLE

_LINE_BREAK = re.compile(r"\r\n?|\n")
# A headline that was wrapped has at most this many lines, and its first is at least so long.
_MAX_LINES = 3
_WRAPPED_FROM = 45
_UNDERLINE = re.compile(r"[=\-~_*]{3,}\s*")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
# A question or an exclamation may be a headline.
_ENDS_SENTENCE = tuple(FULL_STOPS + COMMAS + SEMICOLONS + COLONS + "…")
# One "word" is a line.
_WITHOUT_SPACES = re.compile(f"[{UNSPACED}]")


def headline(text: str) -> str | None:
    """The headline of `text`, a wrapped one on one line; None where the text begins without one.

    A headline is short, doesn't end like a sentence, names no writer, and has text under it: after a blank line, or in a
    line that is much longer.
    """
    lines = [
        line.strip()
        for line in _LINE_BREAK.split(text.lstrip("\ufeff \t\r\n")[: (_MAX_LINES + 2) * MAX_TITLE])
    ]
    first, following = lines[0], lines[1:]
    if not any(following):
        return None
    if _UNDERLINE.fullmatch(following[0]):
        following[0] = ""
    block = [first]
    for line in following:
        if not line or _byline().search(line):
            break
        block.append(line)
    is_wrapped = (
        2 <= len(block) <= _MAX_LINES and len(block) <= len(following) and len(first) >= _WRAPPED_FROM
    )
    if len(block) == 1:
        return _checked(first)
    if len(following[0]) > 1.5 * len(first):
        return _checked(first)
    return _checked(" ".join(block)) if is_wrapped else None


def _checked(line: str) -> str | None:
    title = _MARKDOWN_HEADING.sub("", line, count=1)
    is_short = len(title.split()) < 2 and not _WITHOUT_SPACES.search(title)
    ends = title.rstrip(CLOSING).endswith(_ENDS_SENTENCE)
    if is_short or len(title) > MAX_TITLE or ends or _byline().search(title):
        return None
    return title


@functools.cache
def _byline() -> re.Pattern[str]:
    """How a line that names the writer begins in any language, after the paper's name at most."""
    patterns = [
        byline_pattern(language.bylines, language.has_case)
        for language in all_languages().values()
        if language.bylines
    ]
    return re.compile(rf"(?:^|[-–—|]\s*)(?:{'|'.join(patterns)})")
