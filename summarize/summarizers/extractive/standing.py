"""Whether a sentence can stand in a summary: it is one, whole, with its marks, and leans on none that isn't there."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.article import Article
from summarize.language.characters import (
    CAPITALS,
    CLOSING,
    COLONS,
    COMMAS,
    DOUBLE_QUOTATION_MARKS,
    LETTER,
    OPENING,
    SEMICOLONS,
    SENTENCE_ENDS,
    any_of,
)
from summarize.language.paragraphs import split_paragraphs
from summarize.language.record import language_of
from summarize.language.sentences import Sentence
from summarize.quotes.spans import find_spans
from summarize.summarizers.words import count_words

# "Whoops." tells nothing by itself.
_FEWEST_WORDS = 2
_LONGEST_HEADING = 12
# In an article with a smaller share of finished sentences (a poem, a list, Thai) nobody finishes them.
_FEWEST_FINISHED = 0.3
_ENDED = re.compile(rf"{any_of(SENTENCE_ENDS)}\s?{any_of(CLOSING)}*$")
_FIRST_WORD = re.compile(rf"{LETTER}[\w-]*")
_NEVER_FIRST = (*COMMAS, *SEMICOLONS, *COLONS, *SENTENCE_ENDS, ")", "]", "}", "”", "»")
_STAR = "*"
_BRACKET = re.compile(r"[(\[][^)\]]*[)\]],?\s+")
_CLOSING_MARKS = ")]" + DOUBLE_QUOTATION_MARKS
# Two that stuck together where a tag or a line's end was lost: “…the quay.Nobody saw”, “…(in French)“We sail”.
_STUCK = re.compile(
    rf"{LETTER}{{2}}[.!?…]{any_of(CLOSING)}?[{CAPITALS}]{LETTER}"
    rf"|[^\s{re.escape(OPENING)}]{any_of(_CLOSING_MARKS)}[{CAPITALS}]{LETTER}"
    rf"|[)\]]{any_of(DOUBLE_QUOTATION_MARKS)}{LETTER}"
)
_OPENING_MARK = re.compile(rf"{any_of(DOUBLE_QUOTATION_MARKS)}\s*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be chosen. `whole`: it is one, and complete; `leans`: only behind the candidate before it."""

    sentence: Sentence
    whole: bool
    leans: bool


def candidates_of(article: Article, sentences: Sequence[Sentence]) -> list[Candidate]:
    """The sentences as candidates, in order; a stray quotation mark at an end of one is cut off by moving that end."""
    language = language_of(article.language)
    quoted = _Quoted(article)
    trimmed = [quoted.without_stray_marks(sentence) for sentence in sentences]
    ended = [_ENDED.search(sentence.text) is not None for sentence in trimmed]
    # A lead often stands without its full stop, most of all where nothing else tells it from a heading.
    if trimmed and count_words(trimmed[0].text) > _LONGEST_HEADING:
        ended[0] = True
    finishes = sum(ended) >= _FEWEST_FINISHED * len(ended)
    return [
        Candidate(
            sentence,
            whole=(is_ended or not finishes)
            and _is_sentence(sentence.text, language.spaced)
            and not quoted.is_cut(sentence),
            leans=language.leaning.opens(sentence.text),
        )
        for sentence, is_ended in zip(trimmed, ended, strict=True)
    ]


def _is_sentence(text: str, spaced: bool) -> bool:
    if text.startswith(_NEVER_FIRST) or _STUCK.search(text):
        return False
    # A note to a star in the text; bullets are cut off before, and words between two stars are printed in bold.
    if text.startswith(_STAR) and _STAR not in text[1:]:
        return False
    if spaced and count_words(text) < _FEWEST_WORDS:
        return False
    bracket = _BRACKET.match(text)
    first = _FIRST_WORD.match(text[bracket.end() if bracket else 0 :].lstrip(OPENING + " \u00a0"))
    # A name may begin with a small letter ("iPhone").
    return first is None or not first.group()[0].islower() or not first.group().islower()


class _Quoted:
    """Where the article's quotes are, with their marks: a sentence has all of a quote or nothing of it."""

    def __init__(self, article: Article) -> None:
        paragraphs = list(split_paragraphs(article.text))
        self._spans = list(find_spans(article.text, paragraphs, language_of(article.language)))
        self._ends = [span.outer_end for span in self._spans]
        self._marks = {span.outer_start for span in self._spans} | {end - 1 for end in self._ends}

    def is_cut(self, sentence: Sentence) -> bool:
        """Whether one end of a quote lies outside of the sentence, or has no mark."""
        for span in self._spans[bisect_right(self._ends, sentence.start) :]:
            if span.outer_start >= sentence.end:
                return False
            if (
                span.outer_start < sentence.start
                or span.outer_end > sentence.end
                or span.outer_end == span.end
            ):
                return True
        return False

    def without_stray_marks(self, sentence: Sentence) -> Sentence:
        """The sentence without a mark at its very beginning or end that no quote has."""
        start, end = sentence.start, sentence.end
        opening = _OPENING_MARK.match(sentence.text)
        if opening is not None and start not in self._marks:
            start += opening.end()
        if sentence.text.endswith(tuple(DOUBLE_QUOTATION_MARKS)) and end - 1 not in self._marks:
            end = sentence.start + len(sentence.text[:-1].rstrip())
        if start >= end:
            return sentence
        return Sentence(sentence.text[start - sentence.start : end - sentence.start], start, end)
