"""Summarizers: from an article to the sentences of its summary, in the article's language.

The embedded one (`extractive`) chooses the article's own sentences; the others are models of models.toml.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from summarize.article import Article
from summarize.briefing import ModelUse, SummarySentence, Warning
from summarize.summarizers.length import LENGTHS, Length

__all__ = ["LENGTHS", "Length", "Summarizer", "Summary"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a summarizer makes of one article: sentences not yet translated (`text == source_text`), and its warnings.

    `seen` is the share of the article's text that a model was given, from 0 to 1; None where no model reads it.
    """

    sentences: tuple[SummarySentence, ...]
    warnings: tuple[Warning, ...] = field(default=())
    seen: float | None = None


class Summarizer(Protocol):
    """What makes summaries. It gets many articles at once so that a model can share its batches among them."""

    @property
    def use(self) -> ModelUse: ...

    def summarize(self, articles: Sequence[Article], length: Length) -> list[Summary]:
        """One Summary an article, in the same order, none longer than `length`."""
        ...
