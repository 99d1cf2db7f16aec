"""Countries, languages, cities and days as each language calls them: by CLDR, and by what the language records add."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from summarize.language.characters import APOSTROPHES, ARABIC_SIGNS, LETTER, any_of
from summarize.language.numeral_table import fold
from summarize.language.record import language_of

_WORD = re.compile(f"{LETTER}+(?:[{APOSTROPHES}.]{LETTER}+)*")
_POSSESSIVE = re.compile(rf"{any_of(APOSTROPHES)}s?$")
_STRESS = re.compile(any_of(ARABIC_SIGNS + "\u0301"))
# Variants and parts of a name in CLDR: "Myanmar (Burma)", "Bosnia & Herzegovina".
_VARIANTS = re.compile(r"[()،,/&]| - ")
# Continents by their UN codes. Too much is named after them to miss one, but they vouch for each other's names.
_CONTINENTS = frozenset({"002", "005", "009", "019", "021", "142", "150"})
# Shorter names are too often words of another meaning.
_SHORTEST = {"territory": 3, "language": 4, "city": 5, "day": 3}
# A form of a name shares all of its letters but so many, and at least so many.
_ENDING, _LONG_ENDING, _LONG_NAME, _STEM = 1, 2, 7, 3
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Exonym:
    """Words of a text that name a place, a people or a day: `codes` has each that they may name.

    Where it isn't `certain` they only vouch for such a name on the other side.
    """

    text: str
    codes: frozenset[str]
    certain: bool


@dataclass(frozen=True, slots=True)
class _Names:
    """`whole` has folded words; `beginnings` the first letters of one word, or of two with a blank between; `firsts` the
    words that names of several begin with."""

    whole: Mapping[tuple[str, ...], frozenset[str]]
    firsts: frozenset[str]
    beginnings: Mapping[str, frozenset[str]]


def exonyms_in(text: str, language: str, *, vouching: bool = True) -> list[Exonym]:
    """The places and days that a text names, in order; none in a language that CLDR doesn't have.

    Without `vouching`, which takes longer, words that only vouch for a name by their beginnings are left out.
    """
    names = _names(language)
    known = language_of(language)
    words = [_POSSESSIVE.sub("", match) or match for match in _WORD.findall(text)]
    forms = [_bare_forms(_plain(word), known.checking.particles) for word in words]
    found: list[Exonym] = []
    index = 0
    while index < len(words):
        codes, count = _longest(names, forms, index)
        if codes:
            own = count > 1 or not known.checking.not_places & set(forms[index])
            certain = own and not codes <= _CONTINENTS and (words[index][0].isupper() or not known.has_case)
            found.append(Exonym(" ".join(words[index : index + count]), codes, certain))
        if vouching and (count > 1 or not codes):
            found += _vouching(names, words, forms, range(index, index + count))
        index += count
    return found


def _longest(names: _Names, forms: list[tuple[str, ...]], index: int) -> tuple[frozenset[str], int]:
    """What the most words from `index` on name, and how many they are; nothing and 1 for no name."""
    most = min(_MOST_WORDS, len(forms) - index) if forms[index][-1] in names.firsts else 1
    for count in range(most, 1, -1):
        codes = names.whole.get(tuple(form[-1] for form in forms[index : index + count]))
        if codes:
            return codes, count
    for form in forms[index]:
        if codes := names.whole.get((form,)):
            return codes, 1
    return frozenset(), 1


def _vouching(
    names: _Names, words: list[str], forms: list[tuple[str, ...]], places: range
) -> Iterator[Exonym]:
    """What single words vouch for by their beginnings, alone or with the next."""
    for place in places:
        codes: set[str] = set()
        for form in forms[place]:
            codes |= names.whole.get((form,), frozenset()) | _by_beginning(names, form)
            if place + 1 < len(forms):
                codes |= _by_beginnings(names, form, forms[place + 1][-1])
        if codes:
            yield Exonym(words[place], frozenset(codes), certain=False)


def _by_beginning(names: _Names, word: str) -> frozenset[str]:
    for end in range(len(word), 1, -1):
        if codes := names.beginnings.get(word[:end]):
            return codes
    return frozenset()


def _by_beginnings(names: _Names, word: str, following: str) -> frozenset[str]:
    for end in range(len(word), _STEM, -1):
        for other in range(len(following), 1, -1):
            if codes := names.beginnings.get(f"{word[:end]} {following[:other]}"):
                return codes
    return frozenset()


@functools.lru_cache(maxsize=16_384)
def _plain(word: str) -> str:
    return _STRESS.sub("", fold(word))


def _bare_forms(word: str, particles: tuple[str, ...]) -> tuple[str, ...]:
    """The word, and the word without what is written onto it; the barest last."""
    for particle in particles:
        if word.startswith(particle) and len(word) >= len(particle) + _STEM:
            bare = word[len(particle) :]
            return (bare,) if len(particle) > 1 else (word, bare)
    return (word,)


@functools.cache
def _names(language: str) -> _Names:
    whole: dict[tuple[str, ...], set[str]] = {}
    beginnings: dict[str, set[str]] = {}
    checking = language_of(language).checking
    for kind, name, code in _cldr(language):
        for variant in _VARIANTS.split(name):
            words = tuple(
                _bare_forms(_plain(word), checking.particles)[-1] for word in _WORD.findall(variant)
            )
            if sum(map(len, words)) < _SHORTEST[kind]:
                continue
            whole.setdefault(words, set()).add(code)
            if len(words) == 1 and len(words[0]) > _STEM:
                ending = _ENDING if len(words[0]) < _LONG_NAME else _LONG_ENDING
                beginnings.setdefault(words[0][: max(_STEM, len(words[0]) - ending)], set()).add(code)
    for code, names in checking.places:
        for name in names:
            words = tuple(name.split("_"))
            if "~" in name:
                beginnings.setdefault(" ".join(_plain(word.rstrip("~")) for word in words), set()).add(code)
            else:
                whole.setdefault(tuple(map(_plain, words)), set()).add(code)
    return _Names(
        {words: frozenset(codes) for words, codes in whole.items()},
        frozenset(words[0] for words in whole if len(words) > 1),
        {letters: frozenset(codes) for letters, codes in beginnings.items()},
    )


def _cldr(language: str) -> Iterator[tuple[str, str, str]]:
    """Kind, name and code of what CLDR names in a language. A language stands for the country where it is spoken most."""
    # Imported here: only a check of a translation needs it, and it takes 0.05 s.
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    try:
        locale = Locale(language)
    except (UnknownLocaleError, ValueError):
        return
    for code, name in locale.territories.items():
        if not code.isdigit() or code in _CONTINENTS:
            yield "territory", name, code
    likely = get_global("likely_subtags")
    for code, name in locale.languages.items():
        country = likely.get(code, "").rpartition("_")[2]
        if country and len(code) == 2:
            yield "language", name, country
    # English leaves out what a zone's own name says.
    zones = (
        {zone: zone.rpartition("/")[2].replace("_", " ") for zone in _city_zones()}
        if language == "en"
        else {}
    )
    for zone, names in locale.time_zones.items():
        zones[zone] = names.get("city") or zones.get(zone, "")
    for zone, city in zones.items():
        yield "city", city, zone
    for widths in locale.days.values():
        for day, name in widths.get("wide", {}).items():
            yield "day", name, f"day {day}"


def _city_zones() -> list[str]:
    from babel import Locale

    return list(Locale("ru").time_zones)
