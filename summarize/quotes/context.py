"""The text around quotes: paragraphs and sentences as rows of words in which quotes are single elements."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from summarize.language.characters import FULL_STOPS, SENTENCE_ENDS
from summarize.language.record import Language
from summarize.quotes.attribution import LONGEST_SENTENCE
from summarize.quotes.names import Names
from summarize.quotes.span import Span
from summarize.quotes.words import Word, row_of

# How far back the person is looked for that a pronoun, or a verb without subject, stands for, in characters.
LOOK_BACK = 1_200
_SENTENCES = 12


class Context:
    """One article while its quotes are attributed."""

    def __init__(
        self, text: str, paragraphs: Sequence[tuple[int, int]], spans: Sequence[Span], language: Language
    ) -> None:
        self.text = text
        self.language = language
        self.spans = spans
        self.names = Names(text, language)
        self.heard: set[str | None] = set()  # the names beside the quotes so far
        self.signed: set[int] = set()  # the quotes so far that have a signature, by their indices
        self._starts = [start for start, _ in paragraphs]
        self._ends = [end for _, end in paragraphs]
        self._span_starts = [span.outer_start for span in spans]
        self._rows: dict[int, list[Word]] = {}

    def remember(self, words: list[Word]) -> None:
        """Keeps the row of a paragraph that was just read, so that it isn't read again for a pronoun."""
        index = bisect_right(self._starts, words[-1].start) - 1
        if words[0].start >= self._starts[index]:
            self._keep(index, words)

    def ends_sentence(self, span: Span) -> bool:
        """Whether a quote has the full stop of its sentence inside or right behind it."""
        return (
            self.text[span.end - 1] in SENTENCE_ENDS or self.text[span.outer_end : span.outer_end + 1] == "."
        )

    def ends_in_full_stop(self, span: Span) -> bool:
        """The same without questions and exclamations, which an attribution may follow."""
        return self.text[span.end - 1] in FULL_STOPS or self.text[span.outer_end : span.outer_end + 1] == "."

    def sentences_before(self, position: int) -> Iterator[list[Word]]:
        """The sentences before `position`, the nearest first and its own part before `position` as the first of all."""
        low = max(0, position - LOOK_BACK)
        index = bisect_right(self._starts, position) - 1
        left = _SENTENCES
        while index >= 0 and self._ends[index] > low:
            words = self._row(index, low, position)
            end = bisect_left(words, position, key=lambda word: word.start)
            while end > 0 and words[end - 1].start >= low:
                start = end - 1
                shortest = max(0, end - LONGEST_SENTENCE)
                while start > shortest and not self._breaks(words, start):
                    start -= 1
                yield words[start:end]
                left -= 1
                if not left:
                    return
                end = start
            index -= 1

    def _breaks(self, words: Sequence[Word], at: int) -> bool:
        before = words[at - 1]
        if before.mark in {".", "gap"}:
            return True
        return (
            before.mark == "quote"
            and (words[at].capital or words[at].mark == "quote")
            and self.ends_sentence(self.spans[before.quote])
        )

    def _row(self, index: int, low: int, high: int) -> list[Word]:
        """The words of a paragraph; of a very long one, those between `low` and `high`."""
        row = self._rows.get(index)
        if row is None:
            start, end = self._starts[index], self._ends[index]
            is_long = end - start > 4 * LOOK_BACK
            if is_long:
                start, end = max(start, low), min(end, high)
            first = bisect_left(self._span_starts, start)
            last = bisect_left(self._span_starts, end)
            row = row_of(self.text, start, end, self.spans[first:last], first, self.language)
            if not is_long:
                self._keep(index, row)
        return row

    def _keep(self, index: int, row: list[Word]) -> None:
        # Only the last few paragraphs are asked for again.
        self._rows = {at: words for at, words in self._rows.items() if at > index - _SENTENCES}
        self._rows[index] = row
