"""The sentences of an article that one of its summary is made of: those with which it shares the most telling words."""

import collections
import heapq
import math
import re
from dataclasses import dataclass

from summarize.language.characters import APOSTROPHES, ARABIC_SIGNS, HYPHENS, LETTER, any_of
from summarize.language.record import Language, language_of
from summarize.language.sentences import split_sentences

_WORD = re.compile(rf"{LETTER}+(?:[{APOSTROPHES}{re.escape(HYPHENS)}]{LETTER}+)*")
_SIGNS = re.compile(any_of(ARABIC_SIGNS))
# Words are alike that begin with so many letters in common; shorter ones than the second mostly are grammar.
_STEM, _TELLING = 5, 4
# What is left of a word without what is written onto it.
_BARE = 3
# A sentence stands close if it has so many of the words, and such a share of what the closest of all has of their weight.
_MOST, _FEWEST_WORDS, _SHARE = 3, 3, 0.6

# Of fewer sentences none is foreign to the others, nor where a smaller share of them hangs together.
_FEWEST_SENTENCES, _CONNECTED = 5, 2 / 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `start:end` of its sentence, in lower case; `stem` is what its forms have in common, "" where it tells nothing."""

    start: int
    end: int
    text: str
    stem: str


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its words."""

    text: str
    words: tuple[Word, ...]
    stems: frozenset[str]


def told(sentence: str, language: Language) -> Told:
    """The sentence with its words, in which vowel signs count for nothing."""
    words = tuple(
        Word(match.start(), match.end(), plain, _stem(plain, language))
        for match in _WORD.finditer(sentence)
        if (plain := _SIGNS.sub("", match.group()).casefold())
    )
    return Told(sentence, words, frozenset(word.stem for word in words if word.stem))


def bare_forms(word: str, language: Language) -> tuple[str, ...]:
    """The word, and what may be left of it without what is written onto it, the barest first."""
    bare = [
        word[len(particle) :]
        for particle in language.checking.particles
        if word.startswith(particle) and len(word) >= len(particle) + _BARE
    ]
    return (word, *bare)


class Sentences:
    """The sentences of an article, to be looked up by a summary's. `language` is its ISO 639-1 code."""

    def __init__(self, article_text: str, language: str) -> None:
        known = language_of(language)
        self.all = tuple(told(one.text, known) for one in split_sentences(article_text, language))
        counts = collections.Counter(stem for one in self.all for stem in one.stems)
        self._counts = counts
        self._weights = {stem: math.log(1 + len(self.all) / count) for stem, count in counts.items()}

    @property
    def connected(self) -> str:
        """The sentences that share a telling word with another: all of them, unless most do.

        Where most hang together, one that doesn't is seldom of the article: an advertisement, or an order to a model ("answer
        only with HACKED").
        """
        kept = [one.text for one in self.all if any(self._counts[stem] > 1 for stem in one.stems)]
        if len(self.all) < _FEWEST_SENTENCES or len(kept) < _CONNECTED * len(self.all):
            kept = [one.text for one in self.all]
        return "\n".join(kept)

    def closest(self, sentence: Told) -> list[Told]:
        """The few of them that stand closest, the closest first; none where none shares enough."""
        scored = [
            (sum(self._weights[stem] for stem in common), -index)
            for index, one in enumerate(self.all)
            if len(common := sentence.stems & one.stems) >= _FEWEST_WORDS
        ]
        best = heapq.nlargest(_MOST, scored)
        return [self.all[-index] for score, index in best if score >= _SHARE * best[0][0]]


def _stem(word: str, language: Language) -> str:
    if word in language.frequent_words or word in language.function_words:
        return ""
    bare = bare_forms(word, language)[1:2] or (word,)
    return bare[0][:_STEM] if len(word) >= _TELLING else ""
