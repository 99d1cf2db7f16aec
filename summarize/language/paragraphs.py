"""Paragraphs with exact offsets, in text that was wrapped at any width too. Linear in the text's length.

A program that wraps a line puts the next word on a new one where it would not have fitted. So a break is soft where the
word behind it wouldn't have; how wide the lines could be is told from the lines themselves.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from summarize.language.characters import (
    CLOSING,
    COLONS,
    OPENING,
    SENTENCE_ENDS,
    UNSPACED,
    WIDE_SPACES,
    any_of,
)

# A page that ends within a paragraph ends in a line break and a form feed.
_LINE_BREAK = re.compile(r"(?:\r\n?|\n)\f?|\f|\u2028|\u2029")
# A line of control characters isn't blank: they are shown.
_BLANKS = " \t" + WIDE_SPACES
# Wider lines are paragraphs of their own.
_WIDEST = 200
# One line in so many may be longer than the width: an address without a space in it, a header.
_STRAYS = 30
# How many lines tell how a text is set.
_SAMPLE = 1_000
# In wrapped text so many soft breaks that end no sentence are found, and they are this share of the breaks that end none.
_LEAST = 2
_SHARE = 0.6
# Lines that a person wrapped, or a program that counted otherwise, reach this share of the width.
_RAGGED = 0.6
_ENDS_SENTENCE = re.compile(rf'{any_of(SENTENCE_ENDS + COLONS)}{any_of(CLOSING)}*$|["”»]$')
# What ends a sentence for certain where no quotation mark follows: after one, "he said" may.
_STOPS = tuple(SENTENCE_ENDS)
_OPENING = OPENING + "… \u00a0\u202f\t"
# What may follow a link, but begins no line of its own.
_FOLLOWING = tuple(",;:)]")
_LONGEST_LINK = 60
_ITEM = re.compile(r"\s*(?:[•·*▪◦‣-]|\d{1,2}[.)])\s")
_PARTED = re.compile(r"\w[-‐\u00ad]$")
_FIRST_WORD = re.compile(r"\S+")
# Scripts without spaces: a line breaks behind any character, and a character takes the room of two.
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]"
)
_WITHOUT_SPACES = re.compile(f"[{UNSPACED}]")


def split_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans between blank lines, and between line breaks that are not soft."""
    setting = setting_of(text)
    start = end = None
    line = ""
    is_link = False
    for line_start, line_end in _lines(text):
        after = text[line_start:line_end]
        # Behind a link the sentence goes on with the blank that stood there.
        goes_on = is_link and after[:1] in _BLANKS and bool(after.strip(_BLANKS))
        is_link = start is not None and _is_link(line, after)
        if (
            start is not None
            and end is not None
            and not (goes_on or is_link or is_soft(line, after, setting))
        ):
            yield start, end
            start = None
        if after.strip(_BLANKS):
            start, end = line_start if start is None else start, line_end
        line = after
    if start is not None and end is not None:
        yield start, end


def _is_link(line: str, after: str) -> bool:
    """Whether `after` is the text of a link within a sentence, which many a web page's text has on a line of its own.

    The line above it ends in the blank before the link, or within brackets.
    """
    before = line.rstrip()
    if (
        not after.strip(_BLANKS)
        or len(after) > _LONGEST_LINK
        or after[:1] in _BLANKS
        or after.endswith(_STOPS)
    ):
        return False
    if before.rfind("(") > before.rfind(")"):
        return len(before) - before.rfind("(") <= _LONGEST_LINK
    return len(before) < len(line) and len(line) > _LONGEST_LINK and not before.endswith((*_STOPS, *COLONS))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _LINE_BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is wrapped: the width of its lines, and what that width counts. A width of 0 is text that isn't wrapped."""

    width: int = 0
    measure: Callable[[str], int] = len


def setting_of(text: str) -> Setting:
    """How `text` is wrapped, told from its lines; by characters, by their width on a terminal, or by bytes of UTF-8."""
    lines = [line.rstrip() for line in text[: _SAMPLE * _WIDEST].splitlines()[:_SAMPLE]]
    pairs = [(line, after) for line, after in itertools.pairwise(lines) if line and after]
    best, found = Setting(), 0.0
    for measure in (len, _columns, bytes_of):
        width = _width(lines, measure)
        setting = Setting(width, measure)
        # Breaks that end no sentence: in wrapped text most are where a word didn't fit, in other text few are.
        open_ended = [(line, after) for line, after in pairs if not _ENDS_SENTENCE.search(line)]
        soft = sum(_is_full(line, after, setting) for line, after in open_ended)
        ended = sum(_is_full(line, after, setting) for line, after in pairs) - soft
        is_wrapped = soft >= _LEAST and soft >= _SHARE * len(open_ended) and soft >= ended
        if width <= _WIDEST and is_wrapped and soft > found:
            best, found = setting, soft
    return best


def is_soft(line: str, after: str, setting: Setting) -> bool:
    """Whether the break between two lines only wraps: the text goes on in lower case, or its next word had no room."""
    line = line.rstrip()
    if not line.strip(_BLANKS) or not after.strip(_BLANKS) or _ITEM.match(after):
        return False
    goes_on = after.lstrip(_OPENING)[:1].islower() or after.startswith(_FOLLOWING)
    if not setting.width:
        return goes_on and not line.endswith(_STOPS)
    if goes_on:
        return True
    if _indent(after) > _indent(line) + 1:
        return False
    if _is_full(line, after, setting):
        return True
    return not _ENDS_SENTENCE.search(line) and setting.measure(line) >= _RAGGED * setting.width


def _is_full(line: str, after: str, setting: Setting) -> bool:
    """Whether the first word of the line below would not have fitted."""
    word = _FIRST_WORD.search(after)
    if word is None:
        return False
    # A word that is parted goes on, however much room it left.
    if _PARTED.search(line) and word.group()[0].isalpha():
        return True
    first = word.group()
    room = 1
    if _WITHOUT_SPACES.match(first):
        # No space before it; a mark that may not begin a line, or end one, leaves room for a character or two.
        first, room = first[0], 2
    return setting.measure(line) + room + setting.measure(first) > setting.width


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _width(lines: Sequence[str], measure: Callable[[str], int]) -> int:
    lengths = sorted(
        (measure(line) for line in lines if " " in line.strip() or _WIDE.search(line)), reverse=True
    )
    return lengths[len(lengths) // _STRAYS] if lengths else 0


def _columns(text: str) -> int:
    return len(text) + len(_WIDE.findall(text))


def bytes_of(text: str) -> int:
    """How many bytes of UTF-8 a text takes."""
    return len(text.encode("utf-8", "surrogatepass"))
