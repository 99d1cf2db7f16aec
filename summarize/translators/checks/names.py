"""Whether the names of the source are in the translation, by their sound or as its language calls them, and no others."""

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarize.language.characters import APOSTROPHES, COLONS, OPENING, SENTENCE_ENDS, any_of
from summarize.language.exonyms import exonyms_in
from summarize.language.record import Language, language_of
from summarize.language.sounds import likeness, sound, weight
from summarize.translators.checks.pair import DOMAIN, LETTERS, LINK, Finding, Pair
from summarize.warning import WarningCode

# What may stand before the first word of a sentence, a quotation or a title, whose capital says nothing.
_OPENING = re.compile(rf"(?:^|[{SENTENCE_ENDS}{COLONS};{re.escape(OPENING)}]|\n)[\s{re.escape(OPENING)}]*$")
_OPENING_CHARACTERS = 20
_POSSESSIVE = re.compile(rf"{any_of(APOSTROPHES)}s?$")
# From this likeness on two words are the same name: of the names of NTREX and FLORES 95% have such a word in their
# translation, and 15% in that of another sentence. From the lower one on a lost and an added one are spellings of one.
_SAME_NAME, _SPELLINGS = 0.6, 0.35
# Names with fewer sounds than two consonants are like too many words.
_LEAST_WEIGHT = 1.6
_SHORTEST_NAME = 3
# With more capitals a text is a headline in title case, where they tell no names.
_TITLE_CASE, _TITLE_CASE_WORDS = 0.6, 4
# The scripts of which a Latin transcription says how a name sounds, and whose words can be told: measured into 24 languages.
# In Hebrew, Devanagari and Hangul one of 20 sound translations had lost its names by it, in Chinese and Japanese one of three.
_SOUNDED = frozenset({"latin", "cyrillic", "arabic", "greek"})
# Blanks are missing where words are longer: nothing can be looked for there.
_GLUED = 22
# The shares of sound translations that lose so many names (a country or city counts twice), where they keep none, and
# where they keep some. More are an error, and so are two names where none is kept, unless a place is all that is lost.
_KEEPING_NONE, _KEEPING_SOME = {1: 0.01}, {1: 0.03, 2: 0.004, 3: 0.001}
_PLACE_KEEPING_NONE = 0.002
# Those that lose a name of two words, both, and keep others.
_WHOLE_NAME = 0.001
# Those that lose one and have another that the source lacks, with one or more than one kept; that only add one.
_EXCHANGED, _EXCHANGED_ONE_OF_MANY, _ADDED_PLACE, _ADDED = 0.005, 0.02, 0.004, 0.015
_MANY = 4


@dataclass(frozen=True, slots=True)
class _Missing:
    """What one side names: names that the other side has too, and names and places that it lacks."""

    kept: tuple[str, ...]
    names: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return self.names + self.places


def check(pair: Pair) -> Iterator[Finding]:
    """name-mismatch."""
    languages = [language_of(code) for code in (pair.source_language, pair.target_language)]
    if not pair.is_translated or not all(known.scripts & _SOUNDED for known in languages):
        return
    if any(len(word) > _GLUED for word in pair.source_words + pair.translation_words):
        return
    source, translation = (
        _Side(pair.source, pair.source_language),
        _Side(pair.translation, pair.target_language),
    )
    lost, added = _without_spellings(source.missing_in(translation), translation.missing_in(source))
    if lost.all and added.all:
        yield Finding(WarningCode.NAME_MISMATCH, lost.all, added.all, _share_exchanged(lost, added))
    elif lost.all:
        yield Finding(WarningCode.NAME_MISMATCH, lost.all, share=_share_lost(lost, pair.source))
    elif added.all:
        yield Finding(
            WarningCode.NAME_MISMATCH, result=added.all, share=_ADDED_PLACE if added.places else _ADDED
        )


def _share_lost(lost: _Missing, source: str) -> float | None:
    count = len(lost.names) + 2 * len(lost.places)
    if not lost.kept:
        return _PLACE_KEEPING_NONE if not lost.names and len(lost.places) == 1 else _KEEPING_NONE.get(count)
    share = _KEEPING_SOME.get(count)
    if share is not None and any(f"{a} {b}" in source for a, b in itertools.pairwise(lost.names)):
        return min(share, _WHOLE_NAME)
    return share


def _share_exchanged(lost: _Missing, added: _Missing) -> float | None:
    if not lost.kept or (lost.places and added.places and len(lost.kept) < _MANY):
        return None
    return _EXCHANGED if len(lost.kept) == 1 else _EXCHANGED_ONE_OF_MANY


def _without_spellings(lost: _Missing, added: _Missing) -> tuple[_Missing, _Missing]:
    pairs = [
        (name, other)
        for name in lost.names
        for other in added.names
        if likeness(sound(name), sound(other)) >= _SPELLINGS
    ]
    ours, theirs = {name for name, _ in pairs}, {other for _, other in pairs}
    return (
        replace(lost, names=tuple(name for name in lost.names if name not in ours)),
        replace(added, names=tuple(name for name in added.names if name not in theirs)),
    )


class _Side:
    """One of the two texts, with what it names and how its words sound."""

    def __init__(self, text: str, language: str) -> None:
        # What an address has in it says nothing of whether the name beside it was kept.
        text = DOMAIN.sub(" ", LINK.sub(" ", text))
        self._text, self._folded = text, text.casefold()
        self._language = language_of(language)
        self._places = exonyms_in(text, language)

    def missing_in(self, other: "_Side") -> _Missing:
        """What this side names, by whether the other has it."""
        codes = frozenset[str]().union(*(place.codes for place in other._places))
        kept: list[str] = []
        names: list[str] = []
        places: list[str] = []
        for place in self._places:
            if place.certain:
                has = place.codes & codes or other.has(place.text.split(), self._language)
                (kept if has else places).append(place.text)
        in_places = {word for place in self._places for word in place.text.split()}
        for name in _names(self._text, self._language):
            if name not in in_places and weight(sound(name)) >= _LEAST_WEIGHT:
                (kept if other.has([name], self._language) else names).append(name)
        return _Missing(*(tuple(dict.fromkeys(found)) for found in (kept, names, places)))

    def has(self, words: list[str], language: Language) -> bool:
        """Whether any of some words of `language` stands in this text, as it is or in another script."""
        if any(len(word) > _SHORTEST_NAME and word.casefold() in self._folded for word in words):
            return True
        forms = [sound(form) for word in words for form in _forms(word, language)]
        return any(likeness(form, other) >= _SAME_NAME for form in forms for other in self._sounds)

    @functools.cached_property
    def _sounds(self) -> frozenset[str]:
        words = LETTERS.findall(self._text)
        pairs = [first + second for first, second in itertools.pairwise(words)]
        return frozenset(sound(form) for word in words for form in _forms(word, self._language)) | frozenset(
            map(sound, pairs)
        )


def _names(text: str, language: Language) -> Iterator[str]:
    """The words with a capital that are no ordinary ones: where only names have one, and the ordinary words are known."""
    ordinary = _ordinary(language.code)
    words = list(LETTERS.finditer(text))
    capitals = sum(match.group()[0].isupper() for match in words)
    in_title_case = len(words) >= _TITLE_CASE_WORDS and capitals > _TITLE_CASE * len(words)
    if not ordinary or not language.has_case or language.capital_nouns or in_title_case:
        return
    for match in words:
        word = _POSSESSIVE.sub("", match.group())
        if len(word) < _SHORTEST_NAME or not word[0].isupper() or not word[1:].islower():
            continue
        before = text[max(0, match.start() - _OPENING_CHARACTERS) : match.start()]
        if not _OPENING.search(before) and _stem(word.casefold(), language) not in ordinary:
            yield word


@functools.cache
def _ordinary(code: str) -> frozenset[str]:
    language = language_of(code)
    words = language.ordinary_words
    return (
        frozenset(_stem(word, language) for word in words | language.checking.translated)
        if words
        else frozenset()
    )


def _stem(word: str, language: Language) -> str:
    """A word without what tells its number or case."""
    if language.checking.inflection:
        return word[: max(4, len(word) - 2)]
    return word[:-1] if word.endswith("s") and len(word) > 4 else word


def _forms(word: str, language: Language) -> Iterator[str]:
    """A word, and what may be left of it without its case or what is written onto it."""
    yield word
    checking = language.checking
    for letters in range(1, min(checking.inflection, len(word) - 4 if len(word) < 8 else 4) + 1):
        yield word[:-letters]
    for particle in checking.particles:
        if word.startswith(particle) and len(word) >= len(particle) + _SHORTEST_NAME:
            yield word[len(particle) :]
            break
