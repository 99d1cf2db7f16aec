"""From marks to spans: which marks belong together. Outermost spans only, marks excluded, in order."""

from collections.abc import Iterator
from dataclasses import dataclass

from summarize.language import split_paragraphs
from summarize.quotes.marks import Mark, find_marks
from summarize.quotes.table import Table


@dataclass(frozen=True, slots=True)
class Span:
    """The words between two marks at `start:end`; with the marks it is `outer_start:outer_end`.

    `paragraph` is the paragraph's own span, which the quote lies in.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: tuple[int, int]


def find_spans(text: str, table: Table) -> Iterator[Span]:
    """The outermost spans between marks, in order; they never overlap and never cross a paragraph."""
    for start, end in split_paragraphs(text):
        yield from _pair(text, start, end, list(find_marks(text, start, end, table)))


def _pair(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Span]:
    """Pairs by a stack: a closing mark takes the nearest opening one of its family.

    An opening mark that nothing closes is dropped and the pairs inside it stand on their own.
    """
    marks = [mark for mark in marks if mark.family != "single"]
    stack: list[Mark] = []
    pairs: list[Span] = []
    for mark in marks:
        side = mark.side
        if side == "either":
            side = "close" if stack else "open"
        if side == "open":
            stack.append(mark)
        elif stack:
            opening = stack.pop()
            while pairs and pairs[-1].start > opening.start:
                pairs.pop()
            span = _trimmed(text, opening, mark, (start, end))
            if span is not None:
                pairs.append(span)
    yield from pairs


def _trimmed(text: str, opening: Mark, closing: Mark, paragraph: tuple[int, int]) -> Span | None:
    start, end = opening.end, closing.start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, opening.start, closing.end, paragraph) if end > start else None
