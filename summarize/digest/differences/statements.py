"""The sentences of a story's articles, with what they can be compared by."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.article import Article, Place
from summarize.language.characters import (
    CAPITAL,
    COLONS,
    COMMAS,
    DASHES,
    LETTER,
    QUESTION_MARKS,
    QUOTATION_MARKS,
    SEMICOLONS,
    any_of,
)
from summarize.language.cues import Role
from summarize.language.exonyms import Exonym, exonyms_in
from summarize.language.numeral_table import fold
from summarize.language.record import Language, language_of
from summarize.language.sounds import sound
from summarize.language.time_units import time_units
from summarize.story import Claim
from summarize.summarizers.words import stem_of, words_of

# Sentences beyond these of an article are background: what sources differ in is told early.
_FIRST = 40
_NAME = re.compile(rf"(?<=[\w,;»”\"] ){CAPITAL}(?:{LETTER}|[-’'])+")
_QUOTED = re.compile(any_of(QUOTATION_MARKS.replace("‘", "").replace("’", "")))
_SHORTEST = 3
_CLAUSE = re.compile(any_of(COMMAS + SEMICOLONS + COLONS + DASHES))
# A word of saying so near to another is said of it.
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence at `place`; `stems` are those of its words but for grammar."""

    text: str
    place: Place
    language: Language
    stems: frozenset[str]

    def within(self, start: int, end: int) -> Place:
        """The place in the article of `text[start:end]`."""
        return Place(self.place.start + start, self.place.start + end, self.place.article)

    def claim(self, start: int, end: int) -> Claim:
        """That the article says `text[start:end]` here."""
        return Claim(self.text, self.place, self.text[start:end], self.within(start, end))


@dataclass(frozen=True, slots=True)
class Told:
    """An article of a story: its sentences, and all names that it has."""

    statements: tuple[Statement, ...]
    language: Language
    text: str
    stems: frozenset[str]
    sounds: frozenset[str]

    def knows(self, names: Sequence[str]) -> bool:
        """Whether all of the names stand in the article, in whatever script."""
        return all(stem_of(name) in self.stems or sound(name)[:_SOUNDS] in self.sounds for name in names)


# So many sounds tell a name in another script.
_SOUNDS = 4


def told(articles: Sequence[Article]) -> list[Told]:
    """The articles with their statements; one whose text an earlier one has too has none: it says nothing of its own."""
    seen: set[str] = set()
    found: list[Told] = []
    for index, article in enumerate(articles):
        language = language_of(article.language)
        words = words_of(article.text)
        statements = () if article.text in seen else tuple(_statements(article, index, language))
        seen.add(article.text)
        sounds = frozenset(sound(word)[:_SOUNDS] for word in set(words) if len(word) > _SHORTEST)
        found.append(Told(statements, language, article.text, frozenset(map(stem_of, words)), sounds))
    return found


def _statements(article: Article, index: int, language: Language) -> Iterator[Statement]:
    for sentence in article.sentences[:_FIRST]:
        text = sentence.text
        # What is asked isn't claimed, and what is said between marks is somebody's own.
        if text.endswith(tuple(QUESTION_MARKS)) or _QUOTED.search(text):
            continue
        yield Statement(text, Place(sentence.start, sentence.end, index), language, stems_of(text, language))


def stems_of(text: str, language: Language) -> frozenset[str]:
    """The stems of the words but for numbers and grammar."""
    grammar = grammar_of(language)
    return frozenset(
        stem_of(word)
        for word in words_of(text)
        if len(word) >= _SHORTEST and not word[0].isdigit() and word.lower() not in grammar
    )


@functools.cache
def grammar_of(language: Language) -> frozenset[str]:
    """The words of a language that tell nothing of what a sentence is about."""
    roles = Role.DETERMINER | Role.OBLIQUE | Role.BREAK | Role.PRONOUN
    cues = frozenset(word for word, role in language.cues.roles.items() if role & roles)
    return language.frequent_words | language.function_words | cues


def _is_day(place: Exonym) -> bool:
    return any(code.startswith("day ") for code in place.codes)


@functools.lru_cache(maxsize=4096)
def names_in(text: str, language: Language) -> tuple[str, ...]:
    """The names of people, places and months in a text, but not of days, as far as capitals and CLDR tell them."""
    names = _NAME.findall(text) if language.has_case and not language.capital_nouns else []
    names = [name for name in names if weekday(name, language) is None]
    places = exonyms_in(text, language.code, vouching=False)
    return (*names, *(place.text for place in places if place.certain and not _is_day(place)))


def beside(text: str, start: int, end: int, language: Language, count: int = 3) -> frozenset[str]:
    """The stems of the words nearest to `text[start:end]`, so many on either side, but for grammar."""
    before = [word for word in words_of(text[:start]) if _tells(word, language)][-count:]
    behind = [word for word in words_of(text[end:]) if _tells(word, language)][:count]
    return frozenset(map(stem_of, (*before, *behind)))


def _tells(word: str, language: Language) -> bool:
    return len(word) >= _SHORTEST and word.lower() not in grammar_of(language)


@functools.cache
def weekdays_of(language: str) -> dict[str, int]:
    """The days of the week by how their names begin, Monday being 0."""
    # Imported here: nothing else of a digest needs it.
    from babel import Locale, UnknownLocaleError

    try:
        days = Locale(language).days["format"]["wide"]
    except (UnknownLocaleError, ValueError):
        return {}
    return {name.lower()[: max(3, len(name) - 1)]: day for day, name in days.items()}


def weekday(word: str, language: Language) -> int | None:
    """The day of the week that a word names, in any of its forms; None for another word."""
    lower = word.lower()
    known = weekdays_of(language.code)
    for cut in range(4):
        day = known.get(lower[: len(lower) - cut])
        if day is not None:
            return day
    return None


def is_time(word: str, language: Language) -> bool:
    """Whether a word is a unit of time: how long something took is told in many ways."""
    times, folded = time_units(language.code), fold(word)
    return folded in times or any(f"{particle}{folded}" in times for particle in language.checking.particles)


def is_of_saying(text: str, start: int, end: int, language: Language) -> bool:
    """Whether `text[start:end]` stands in one clause with a verb of saying, right beside it: so it is of that, not of what
    is said."""
    before, behind = _CLAUSE.split(text[:start])[-1], _CLAUSE.split(text[end:])[0]
    near = (*words_of(before)[-_BESIDE:], *words_of(behind)[:_BESIDE])
    roles = language.cues.roles
    return any(roles.get(word.lower(), 0) & (Role.VERB | Role.SOURCE) for word in near)


def apart(one: str, other: str, language: Language) -> bool:
    """Whether each of two texts in a language has a name that the other hasn't: they may be of two places or people."""
    names, others = (frozenset(map(stem_of, names_in(text, language))) for text in (one, other))
    return bool(names - others) and bool(others - names)


def shared(one: frozenset[str], other: frozenset[str]) -> tuple[int, float]:
    """How many stems two texts share, and which share of the smaller one's that is."""
    count = len(one & other)
    return count, count / max(min(len(one), len(other)), 1)
