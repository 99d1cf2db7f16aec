"""Which quotes a briefing shows: whole statements about what the article is about, from different people."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarize.article import Article
from summarize.briefing import Quote, SummarySentence
from summarize.language import language_of
from summarize.language.characters import QUESTION_MARKS
from summarize.language.cues import Role
from summarize.language.record import Language

# The weights were set by judging selections for thirty articles; docs/quote-selection.md has what was tried.
_DIRECT = 1.0  # a statement that stands on its own
_NAMED = 1.5  # its speaker is known: one without yields to it
_CENTRAL = 2.0  # times how much of the article's vocabulary it shares, 0 to 1
_SUMMARY = 1.0  # times how much of the summary's, 0 to 1
_IN_SUMMARY = 0.5  # it stands in a sentence of the summary
_EARLY = 0.5  # times how early it comes, 0 to 1
_LENGTH = 1.0  # times how far its length is right, 0 to 1
_HALF = 0.7  # taken off for half a sentence: “If he wants it,” Ruiz said, “he can have it.”
_SAME_SPEAKER = 1.0  # taken off for each chosen quote of the same speaker
_REPLY = 0.5  # for a denial or an answer right behind or before a chosen quote
_ALIKE = 2.0  # taken off for each chosen quote, times how many words the two share, 0 to 1
# Quotes between these lengths in words are read at a glance and say something.
_SHORT, _LONG = 9, 40
# A partial quote of fewer words is shown only where the article has nothing better.
_SCRAP = 4
# The words between a question and its answer are hardly more, in characters.
_BETWEEN_SPEAKERS = 200
# The attribution between the halves of a sentence is hardly longer, in characters.
_BETWEEN_HALVES = 80
# As many of a quote's words count for how central it is, so that a long one isn't diluted.
_TELLING = 8
# A quote of fewer words than this isn't central by one of them.
_FEW = 4
# Two quotes that share more of their words than this say the same.
_REPEATS = 0.6
_WORD = re.compile(r"[^\W\d_]{3,}")
# Words are compared by their first letters, so that inflected forms are one word.
_STEM = 6
_GRAMMAR = Role.DETERMINER | Role.OBLIQUE | Role.BREAK | Role.PRONOUN | Role.ADVERB | Role.VERB


def select_quotes(
    article: Article, quotes: Sequence[Quote], summary: Sequence[SummarySentence], count: int
) -> list[Quote]:
    """At most `count` key quotes of `article`, in the article's order. `summary` is the briefing's summary.

    Each says how many others were left out as its repeats. The same arguments always give the same choice.
    """
    return select_from_several([article], quotes, summary, count)


def select_from_several(
    articles: Sequence[Article], quotes: Sequence[Quote], summary: Sequence[SummarySentence], count: int
) -> list[Quote]:
    """The same of several articles: their quotes, in the order of the articles, each with its place in one of them."""
    languages = [language_of(article.language) for article in articles]
    shown = [part.place for part in summary if part.place is not None]
    used = {quote.place.article for quote in quotes}
    article_words = {index: Counter(_stems(articles[index].text, languages[index])) for index in used}
    summary_words = Counter(
        stem
        for place in shown
        for stem in _stems(articles[place.article].text[place.start : place.end], languages[place.article])
    )
    stems = [frozenset(_stems(quote.text, languages[quote.place.article])) for quote in quotes]
    denies = [_denies(quote.text, languages[quote.place.article]) for quote in quotes]

    def worth(index: int) -> float:
        quote = quotes[index]
        in_summary = any(place.overlaps(quote.place) for place in shown)
        return (
            _DIRECT * (quote.kind == "direct")
            + _NAMED * (quote.speaker is not None)
            + _CENTRAL * _shared(stems[index], article_words[quote.place.article])
            + _SUMMARY * _shared(stems[index], summary_words)
            + _IN_SUMMARY * in_summary
            + _EARLY * (1 - quote.start / len(articles[quote.place.article].text))
            + _LENGTH * _length_fit(len(quote.text.split()))
            - _HALF * _is_half(quotes, index)
        )

    candidates = [n for n, quote in enumerate(quotes) if not _is_scrap(quote)] or range(len(quotes))
    left = {index: worth(index) for index in candidates}
    chosen: list[int] = []
    repeated: Counter[int] = Counter()
    while left and len(chosen) < count:
        best = max(left, key=lambda index: (left[index], -index))
        chosen.append(best)
        del left[best]
        for index in list(left):
            shared = len(stems[index] & stems[best])
            smaller = min(len(stems[index]), len(stems[best]))
            repeats = bool(shared) and shared > _REPEATS * smaller
            # “There was no fire.” “There was a fire.”
            contradicts = repeats and denies[index] != denies[best]
            if contradicts or _is_answered(quotes, *sorted((index, best))):
                left[index] += _REPLY * (abs(index - best) == 1)
                continue
            if repeats or quotes[index].text == quotes[best].text:
                del left[index]
                repeated[best] += 1
                continue
            same = quotes[index].speaker is not None and quotes[index].speaker == quotes[best].speaker
            left[index] -= _SAME_SPEAKER * same + _ALIKE * shared / max(len(stems[index] | stems[best]), 1)
    return [replace(quotes[index], repeats=repeated[index]) for index in sorted(chosen)]


def _stems(text: str, language: Language) -> Iterable[str]:
    for word in _WORD.findall(text.lower()):
        if not language.cues.roles.get(word, 0) & _GRAMMAR:
            yield word[:_STEM]


def _denies(text: str, language: Language) -> bool:
    """Whether the words deny something, as far as the language's negations are known."""
    known = language.checking
    if known.not_negations is not None:
        text = known.not_negations.sub(" ", text)
    return known.negations is not None and known.negations.search(text) is not None


def _shared(stems: frozenset[str], words: Counter[str]) -> float:
    """How central the words are, 0 to 1: the mean of their logarithmic frequencies, the most frequent word being 1."""
    if not words:
        return 0.0
    most = math.log1p(max(words.values()))
    telling = sorted((math.log1p(words[stem]) for stem in stems), reverse=True)[:_TELLING]
    return sum(telling) / most / max(_FEW, len(telling))


def _is_scrap(quote: Quote) -> bool:
    return quote.kind == "partial" and len(quote.text.split()) < _SCRAP


def _is_answered(quotes: Sequence[Quote], first: int, second: int) -> bool:
    """Whether a quote is a question that the next one answers: what somebody else says right behind."""
    question, answer = quotes[first], quotes[second]
    return (
        second == first + 1
        and question.text[-1] in QUESTION_MARKS
        and answer.start - question.end < _BETWEEN_SPEAKERS
        and None not in (question.speaker, answer.speaker)
        and question.speaker != answer.speaker
    )


def _is_half(quotes: Sequence[Quote], index: int) -> bool:
    """Whether an attribution parts the quote from the rest of its sentence."""
    quote = quotes[index]
    before = quotes[index - 1] if index else None
    after = quotes[index + 1] if index + 1 < len(quotes) else None
    if before is not None and before.place.article != quote.place.article:
        before = None
    if after is not None and after.place.article != quote.place.article:
        after = None
    begins = after is not None and after.text[0].islower() and after.start - quote.end < _BETWEEN_HALVES
    ends = before is not None and quote.text[0].islower() and quote.start - before.end < _BETWEEN_HALVES
    return (begins and quote.text[-1] == ",") or (ends and before is not None and before.text[-1] == ",")


def _length_fit(words: int) -> float:
    if words < _SHORT:
        return words / _SHORT
    return min(1.0, _LONG / words)
