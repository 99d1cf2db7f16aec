"""Sentences with exact offsets: sentencex finds the boundaries, tables per language mend where it is known to slip.

Offsets are str indices into the text given; nothing is normalised. Runs in time linear in the text's length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarize.language.characters import OPENING
from summarize.language.paragraphs import split_paragraphs
from summarize.language.record import SentenceRules, language_of

_LINE_BREAK = re.compile(r"\r\n?|\n|\f|\u2028|\u2029")
_OPENING = OPENING + " \u00a0"
_SURROGATE = re.compile("[\ud800-\udfff]")
# Characters given to sentencex at once: its time grows with the square of a paragraph that is full of quotation marks.
_WINDOW = 10_000
# A straight mark opens behind a blank or a bracket, and closes before one or before what ends a clause.
_STRAIGHT = re.compile(r'"')
_BEFORE_OPENING, _AFTER_CLOSING = re.compile(r"[\s(\[—–-]"), re.compile(r"[\s.,;:!?…)\]—–-]")
# To the splitter a closing apostrophe is nothing.
_NO_MARK = "’"
_LAST_WORD = re.compile(r"[^\s\"'“‘«„(\[]+$")
_FIRST_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: `text` is `article.text[start:end]`, without the white space around it."""

    text: str
    start: int
    end: int


def split_sentences(text: str, language: str) -> list[Sentence]:
    """The sentences of `text` in order: trimmed of white space, never overlapping, never crossing a paragraph.

    `language` is an ISO 639-1 code; one that has no rules of its own is split by the general ones.
    """
    return [
        Sentence(text[a:b], a, b)
        for start, end in split_paragraphs(text)
        for a, b in _split(text, start, end, language)
    ]


def _split(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    rules = language_of(language).sentences
    pending: tuple[int, int] | None = None
    for piece in _pieces(text, start, end, language):
        if pending and _belongs_together(text, pending, piece, rules):
            pending = pending[0], piece[1]
            continue
        if pending:
            yield pending
        pending = piece
    if pending:
        yield pending


def _pieces(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """What sentencex takes for sentences, trimmed; a long paragraph goes through it window by window."""
    # Imported here: a caller that has its sentences already should not load the library.
    import sentencex

    while start < end:
        window = text[start : min(end, start + _WINDOW)]
        # A soft line break is white space to the splitter, and a lone surrogate has no UTF-8, which the library (Rust)
        # takes. Both replacements are as long as what they replace, so offsets stay.
        window = _SURROGATE.sub("\ufffd", _LINE_BREAK.sub(lambda match: " " * len(match.group()), window))
        window = _without_stray_marks(window)
        boundaries = sentencex.get_sentence_boundaries(language, window)
        if start + len(window) < end and len(boundaries) > 1:
            boundaries.pop()  # it may go on behind the window: the next one begins with it
        for boundary in boundaries:
            piece = _trimmed(text, start + boundary["start_index"], start + boundary["end_index"])
            if piece is not None:
                yield piece
        start += boundaries[-1]["end_index"]


def _without_stray_marks(text: str) -> str:
    """`text` with straight marks that lack their other half replaced: the splitter would take what lies between two of
    them, or between one and the next quote, for one sentence."""
    opened: int | None = None
    stray: list[int] = []
    for match in _STRAIGHT.finditer(text):
        place = match.start()
        before, after = text[place - 1 : place] if place else " ", text[place + 1 : place + 2] or " "
        opens = bool(_BEFORE_OPENING.match(before)) and not after.isspace()
        closes = bool(_AFTER_CLOSING.match(after)) and not before.isspace()
        if opens and not closes:
            if opened is not None:
                stray.append(opened)
            opened = place
        elif opened is not None:
            opened = None
        elif closes:
            stray.append(place)
        else:
            opened = place
    if opened is not None:
        stray.append(opened)
    characters = list(text) if stray else []
    for place in stray:
        characters[place] = _NO_MARK
    return "".join(characters) or text


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _belongs_together(text: str, left: tuple[int, int], right: tuple[int, int], rules: SentenceRules) -> bool:
    following = text[right[0] : right[1]]
    head = following.lstrip(_OPENING)
    if head[:1].islower() and not following[:1].isdigit():
        return True
    # The last word is short; looking at the end only keeps a very long sentence linear.
    word = _LAST_WORD.search(text[max(left[0], left[1] - 30) : left[1]])
    first = _FIRST_WORD.match(head)
    if word is None or first is None or not word.group().endswith("."):
        return False
    if first.group() in rules.starters:
        return False
    bare = word.group().rstrip(".")
    # The full stop of “J. Ruiz”, and the first one of “a.C.” or “m.ö.”.
    is_initial = len(bare) == 1 and (bare.isupper() or left[1] == right[0])
    is_ordinal = rules.ordinal_dot and bare.isdigit() and len(bare) <= 2
    return is_initial or is_ordinal or bare.lower() in rules.abbreviations
