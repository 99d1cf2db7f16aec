"""From marks to spans: which marks belong together. Outermost spans only, marks excluded, in order."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from summarize.language.characters import COLONS, LETTER, SENTENCE_ENDS
from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.insertions import split_at_insertions
from summarize.quotes.marks import Mark, find_marks
from summarize.quotes.span import Span
from summarize.quotes.words import words_of

# So many characters before a mark are looked at for what stands before the blanks.
_BLANKS = 20
# A quote that runs on in the next paragraph is at least this long before it; less is a stray mark.
_RUNS_ON = 10
# Dashes after a closing mark: what follows is the attribution, so every quote that was open ends there.
_THEN_ATTRIBUTION = re.compile(r"[,.]?\s{0,9}[-–—]{1,2}\s|[,.]?\s{0,9}$")
_COMMA_AND_DASH = re.compile(rf",\s{{0,9}}[-–—]{{1,2}}\s{{1,9}}(?={LETTER})")


_SPEECH = Role.VERB | Role.PARTICIPLE
_Pair = tuple[Mark, Mark]


@dataclass(slots=True)
class _Open:
    mark: Mark
    # How many pairs were closed before this mark opened: those after it lie inside it.
    pairs: int


def find_spans(text: str, paragraphs: Sequence[tuple[int, int]], language: Language) -> Iterator[Span]:
    """The outermost spans between marks, in order; they never overlap and never cross a paragraph."""
    for current, following in zip_longest(paragraphs, paragraphs[1:]):
        start, end = current
        while start < end and text[start].isspace():
            start += 1
        spans = _paragraph_spans(text, start, end, following, language)
        yield from split_at_insertions(text, (start, end), spans, language)


def _paragraph_spans(
    text: str, start: int, end: int, following: tuple[int, int] | None, language: Language
) -> list[Span]:
    singles: list[Mark] = []
    doubles: list[Mark] = []
    for mark in find_marks(text, start, end, language):
        (singles if mark.family == "single" else doubles).append(mark)
    paragraph = start, end
    pairs, unclosed, unopened = _pair(text, doubles)
    for mark in unopened:
        pairs = _with_unopened(text, mark, pairs, start, end)
    spans = [_span(text, a.start, a.end, b.start, b.end, paragraph) for a, b in pairs]
    if unclosed is not None:
        spans = _with_unclosed(text, unclosed, spans, paragraph, following, language)
    if singles:
        spans = _with_singles(text, singles, spans, paragraph)
    return [span for span in spans if span.end > span.start]


def _pair(text: str, marks: list[Mark]) -> tuple[list[_Pair], Mark | None, list[Mark]]:
    """The outermost pairs, by a stack, the first opening mark that nothing closes, and the closing ones that nothing opens."""
    stack: list[_Open] = []
    unopened: list[Mark] = []
    pairs: list[_Pair] = []
    for index, mark in enumerate(marks):
        side = mark.side
        if side == "either":
            fits = bool(stack) and stack[-1].mark.family == mark.family
            side = "close" if fits else "open"
        if side == "open" or (not stack and index == 0 and not mark.sure):
            stack.append(_Open(mark, len(pairs)))
            continue
        if not stack:
            if _glued(text, mark, marks[index + 1 : index + 2]):
                stack.append(_Open(mark, len(pairs)))
            elif pairs:
                unopened.append(mark)
            continue
        # Nested ten thousand deep, only the innermost few can be what this mark closes.
        depth = next((n for n in range(1, min(4, len(stack)) + 1) if stack[-n].mark.closes_with(mark)), 1)
        opening = stack[-depth]
        del stack[-depth:]
        del pairs[opening.pairs :]
        pairs.append((opening.mark, mark))
    return pairs, stack[0].mark if stack else None, unopened


def _with_unopened(text: str, closing: Mark, pairs: list[_Pair], start: int, end: int) -> list[_Pair]:
    """«Луч» снова ошибся», — сказала: one opening mark serves two, where the words behind the first closing one go on."""
    if closing.family == "straight" or not _COMMA_AND_DASH.match(text, closing.end, end):
        return pairs
    at = next((n for n in range(len(pairs) - 1, -1, -1) if pairs[n][1].end <= closing.start), None)
    if at is None:
        return pairs
    opening, inner = pairs[at]
    goes_on = text[inner.end : closing.start].lstrip()[:1].islower()
    if not (goes_on and _begins(text, opening, start) and opening.closes_with(closing)):
        return pairs
    return [*pairs[:at], (opening, closing), *pairs[at + 1 :]]


def _begins(text: str, mark: Mark, start: int) -> bool:
    """Whether a mark stands where a sentence begins, or behind a colon."""
    return text[max(start, mark.start - _BLANKS) : mark.start].rstrip()[-1:] in ("", *SENTENCE_ENDS, *COLONS)


def _glued(text: str, mark: Mark, following: list[Mark]) -> bool:
    """Whether a mark that looks closing opens: it stuck to the word before, and the next one closes (inches don't), or to
    a colon."""
    if not following or mark.family != "straight" or not text[mark.end].isspace():
        return False
    before = text[mark.start - 1]
    return before in COLONS or (before.isalpha() and following[0].side == "close")


def _with_unclosed(
    text: str,
    opening: Mark,
    spans: list[Span],
    paragraph: tuple[int, int],
    following: tuple[int, int] | None,
    language: Language,
) -> list[Span]:
    """A quote whose closing mark is missing ends where the text makes it clear; else its opening mark is a stray one."""
    start, end = paragraph
    inside = [span for span in spans if span.outer_start > opening.start]
    before = spans[: len(spans) - len(inside)]
    runs_on = (
        following is not None and end - opening.end > _RUNS_ON and _opens(text, following, opening, language)
    )
    if runs_on and (not inside or opening.start == start):
        return [*before, replace(_span(text, opening.start, opening.end, end, end, paragraph), runs_on=True)]
    if inside:
        # «Мы любим «Луч», — сказала: one closing mark serves two.
        for n, span in enumerate(inside):
            close = span.outer_end
            behind = _COMMA_AND_DASH if n else _THEN_ATTRIBUTION
            if behind.match(text, close, min(end, close + 6)) and (not n or _begins(text, opening, start)):
                shared = _span(text, opening.start, opening.end, close, close, paragraph)
                return [*before, shared, *inside[n + 1 :]]
        return spans
    if text[start:end].rstrip()[-1:] not in tuple(SENTENCE_ENDS):
        return spans
    introduction = text[start : opening.start].rstrip()[-1:]
    told = not introduction or _is_introduced(text, start, opening, language)
    if introduction == ":" or (told and not _has_verb(text, opening.end, end, language)):
        return [*before, _span(text, opening.start, opening.end, end, end, paragraph)]
    return spans


def _is_introduced(text: str, start: int, opening: Mark, language: Language) -> bool:
    """Whether a speech verb, or the “that” behind one, stands right before a mark: وأكد أن «…"""
    before = words_of(text, max(start, opening.start - 80), opening.start, language)
    spoken = any(word.roles & _SPEECH for word in before)
    return spoken and bool(before[-1].roles & (_SPEECH | Role.BREAK))


def _has_verb(text: str, start: int, end: int, language: Language) -> bool:
    """Whether the words may hold an attribution, so that they aren't all somebody's own."""
    words = words_of(text, start, min(end, start + 2_000), language)
    return any(word.roles & Role.VERB for word in words)


def _opens(text: str, paragraph: tuple[int, int], mark: Mark, language: Language) -> bool:
    start, end = paragraph
    while start < end and text[start].isspace():
        start += 1
    first = next(find_marks(text, start, min(end, start + 10), language), None)
    return first is not None and first.start == start and first.side == "open" and first.family == mark.family


def _with_singles(
    text: str, singles: list[Mark], spans: list[Span], paragraph: tuple[int, int]
) -> list[Span]:
    """Spans between single marks where they are the primary ones (as British papers have them)."""
    found = list(spans)
    nested: set[int] = set()  # where those begin that lie within a span between single marks
    starts = [span.outer_start for span in spans]
    opening: Mark | None = None
    closing: Mark | None = None
    position = 0
    for mark in [*singles, None]:
        while mark is not None and position < len(spans) and spans[position].outer_end <= mark.start:
            position += 1
        inside = mark is not None and position < len(spans) and spans[position].outer_start < mark.start
        if inside:
            continue
        if mark is None or (mark.side == "open" and mark.sure):
            if opening is not None and closing is not None:
                inner = _enclosed(opening, closing, starts, spans)
                if inner == [] or (inner and _is_sentence(text, opening, closing, paragraph)):
                    nested.update(span.start for span in inner)
                    outer = _span(text, opening.start, opening.end, closing.start, closing.end, paragraph)
                    found.append(replace(outer, single=True))
            opening, closing = mark, None
        elif opening is not None and (closing is None or _ends_quote(text, mark)):
            # A plural's apostrophe (the workers’ union) looks like a closing mark: punctuation beside it tells.
            closing = mark if closing is None or not _ends_quote(text, closing) else closing
    return sorted((span for span in found if span.start not in nested), key=lambda span: span.start)


def _enclosed(opening: Mark, closing: Mark, starts: list[int], spans: list[Span]) -> list[Span] | None:
    """The spans between double marks that two single marks enclose; None where one lies only partly between them."""
    first, last = bisect_left(starts, opening.end), bisect_left(starts, closing.end)
    inner = spans[first:last]
    if first and spans[first - 1].outer_end > opening.start:
        return None
    return inner if not inner or inner[-1].outer_end <= closing.start else None


def _is_sentence(text: str, opening: Mark, closing: Mark, paragraph: tuple[int, int]) -> bool:
    """Whether two single marks hold a whole sentence, so that double ones in them are nested: ‘They ask “when”.’"""
    curly = text[opening.start] == "‘"
    return curly and _begins(text, opening, paragraph[0]) and text[closing.start - 1] in "," + SENTENCE_ENDS


def _ends_quote(text: str, mark: Mark) -> bool:
    return text[mark.start - 1] in "," + SENTENCE_ENDS or text[mark.end : mark.end + 1] in (
        "",
        ",",
        ".",
        "\n",
        ";",
        ":",
    )


def _span(
    text: str, outer_start: int, start: int, end: int, outer_end: int, paragraph: tuple[int, int]
) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, outer_start, outer_end, paragraph)
