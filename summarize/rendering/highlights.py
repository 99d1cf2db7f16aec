"""The article cut where key quotes and summary sentences begin and end, so that a page can mark them in place.

All pieces joined are the article's text, character for character. A quote is one piece per paragraph; a sentence that
holds a quote, or is held by one, is cut at the quote's ends.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.article import Place
from summarize.briefing import Briefing
from summarize.language import split_paragraphs

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a piece. `sentence` is the index of the summary sentence that they come from, None for no such;
    `first` and `last` tell whether they are its first and its last."""

    text: str
    sentence: int | None
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph. `quotes` are the indices of the key quotes that it is in, the innermost last; `first`
    and `last` tell whether it is that one's first piece and its last."""

    quotes: tuple[int, ...]
    first: bool
    last: bool
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ArticleParagraph:
    """A paragraph and the white space before it."""

    gap: str
    pieces: tuple[Piece, ...]
    is_title: bool


def highlighted(briefing: Briefing, index: int = 0) -> tuple[tuple[ArticleParagraph, ...], str]:
    """The paragraphs of the article of an index, and the white space behind the last."""
    article = briefing.articles[index]
    text = article.text
    quotes = [_span(quote.place, index) for quote in briefing.quotes]
    sentences = [_span(sentence.place, index) for sentence in briefing.summary]
    paragraphs: list[ArticleParagraph] = []
    behind = 0
    for start, end in split_paragraphs(text):
        pieces = tuple(_piece(text, span, quotes, sentences) for span in _cut((start, end), quotes))
        is_title = text[start:end].strip() == (article.title or "").strip()
        paragraphs.append(ArticleParagraph(text[behind:start], pieces, is_title))
        behind = end
    return tuple(paragraphs), text[behind:]


def _span(place: Place | None, article: int) -> Span:
    """The place in this article; what stands in none, or in another, holds no character of it, but keeps its index."""
    return (place.start, place.end) if place is not None and place.article == article else (0, 0)


def _cut(span: Span, marked: Sequence[Span]) -> Iterator[Span]:
    """`span` cut wherever a marked one begins or ends."""
    start, end = span
    edges = {edge for part in marked for edge in part if start < edge < end}
    bounds = sorted({start, end} | edges)
    yield from itertools.pairwise(bounds)


def _piece(text: str, span: Span, quotes: Sequence[Span], sentences: Sequence[Span]) -> Piece:
    inside = [i for i, (start, end) in enumerate(quotes) if start <= span[0] and span[1] <= end]
    # The innermost is the one that began last; of two that began together, the shorter.
    inside.sort(key=lambda i: (quotes[i][0], -quotes[i][1]))
    return Piece(
        quotes=tuple(inside),
        first=bool(inside) and quotes[inside[-1]][0] == span[0],
        last=bool(inside) and quotes[inside[-1]][1] == span[1],
        runs=tuple(_run(text, run, sentences) for run in _cut(span, sentences)),
    )


def _run(text: str, span: Span, sentences: Sequence[Span]) -> Run:
    start, end = span
    index = next((i for i, (first, last) in enumerate(sentences) if first <= start and end <= last), None)
    bounds = sentences[index] if index is not None else None
    return Run(
        text[start:end],
        index,
        first=bounds is not None and bounds[0] == start,
        last=bounds is not None and bounds[1] == end,
    )
