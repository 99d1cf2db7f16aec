"""Summarizers: from an article to the sentences of its summary, in the article's language.

The embedded one (`extractive`) chooses the article's own sentences; the others are models of models.toml.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from summarize.article import Article
from summarize.briefing import ModelUse, SummarySentence, Warning
from summarize.errors import UsageError


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary may be: at most `sentences` sentences and `words` words, None for no limit of that kind.

    A sentence that alone is longer stands only where no other fits: a summary is never empty for its length.
    """

    sentences: int | None = 3
    words: int | None = None

    def __post_init__(self) -> None:
        for number, unit in ((self.sentences, "sentences"), (self.words, "words")):
            if number is not None and number < 1:
                raise UsageError(f"a summary can't have {number} {unit}; give 1 or more")
        if self.sentences is None and self.words is None:
            raise UsageError("a summary needs a limit; give a number of sentences or of words")


# What `--length` names.
LENGTHS = {"short": Length(sentences=1), "medium": Length(sentences=3), "long": Length(sentences=6)}


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
