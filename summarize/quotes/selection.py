"""Which quotes a briefing shows."""

from collections.abc import Sequence
from typing import Protocol

from summarize.article import Article
from summarize.briefing import Quote


class Passage(Protocol):
    """A part of the article by its offsets; None where it isn't the article's own."""

    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...


def select_quotes(
    article: Article, quotes: Sequence[Quote], summary: Sequence[Passage], count: int
) -> list[Quote]:
    """At most `count` key quotes of `article`, in the article's order. `summary` is the briefing's summary."""
    shown = [(part.start, part.end) for part in summary if part.start is not None and part.end is not None]

    def rank(quote: Quote) -> tuple[bool, bool, bool, int]:
        in_summary = any(start < quote.end and quote.start < end for start, end in shown)
        in_title = article.title is not None and quote.text in article.title
        return quote.kind != "direct", quote.speaker is None, in_summary or in_title, quote.start

    return sorted(sorted(quotes, key=rank)[:count], key=lambda quote: quote.start)
