"""What is known of an article while its quotes are attributed."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.language.characters import FULL_STOPS, SENTENCE_ENDS
from summarize.language.record import Language
from summarize.quotes.names import Names
from summarize.quotes.span import Span


@dataclass(frozen=True, slots=True)
class Context:
    """An article with its spans and its names."""

    text: str
    spans: Sequence[Span]
    language: Language
    names: Names

    def ends_sentence(self, span: Span) -> bool:
        """Whether a quote has the full stop of its sentence inside or right behind it."""
        return (
            self.text[span.end - 1] in SENTENCE_ENDS or self.text[span.outer_end : span.outer_end + 1] == "."
        )

    def ends_in_full_stop(self, span: Span) -> bool:
        """The same without questions and exclamations, which an attribution may follow."""
        return self.text[span.end - 1] in FULL_STOPS or self.text[span.outer_end : span.outer_end + 1] == "."
