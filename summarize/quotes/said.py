"""Said: what is known of a quote while an article is read."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.briefing import QuoteKind, Speaker
from summarize.quotes.attribution import Attribution
from summarize.quotes.span import Span
from summarize.quotes.words import Word


@dataclass(frozen=True, slots=True)
class Said:
    """A span with the attribution that tells its speaker; both None where the article doesn't make it clear.

    `kind` is None where the words between the marks aren't a quote. `words` is the row of words that the quote stands
    in at `index`; its sentence begins at `sentence`.
    """

    span: Span
    words: Sequence[Word]
    index: int
    sentence: int
    attribution: Attribution | None = None
    speaker: Speaker | None = None
    kind: QuoteKind | None = None
