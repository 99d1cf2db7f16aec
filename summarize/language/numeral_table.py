"""The words for numbers in one language, read from `data/numerals/`, where en.toml says what the keys mean."""

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources

# Arabic vowel marks and tatweel say nothing about the value; letters that are often confused become one.
_FOLD = {
    **dict.fromkeys(map(ord, "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670")),
    **str.maketrans("أإٱىةё", "ااايهе"),
}


@dataclass(frozen=True, slots=True)
class NumeralTable:
    """Folded words and what they stand for. Sections and lists are as in the file."""

    words: dict[str, Decimal]
    magnitudes: dict[str, Decimal]
    suffixes: dict[str, Decimal]
    nouns: dict[str, Decimal]
    decades: dict[str, Decimal]
    prefixes: dict[str, Decimal]
    months: dict[str, int]
    conversions: dict[str, frozenset[Decimal]]
    currencies: dict[str, str]
    particles: tuple[str, ...]
    dual_endings: tuple[str, ...]
    decade_suffixes: frozenset[str]
    hours: frozenset[str]
    afternoon: frozenset[str]
    connectors: frozenset[str]
    to: frozenset[str]
    percent: frozenset[str]
    joined: bool

    def bare(self, word: str) -> str:
        """A word of the text as the table has it: without particles that are written together with it."""
        if not self.particles or self._has(word):
            return word
        for particle in self.particles:
            if word.startswith(particle) and self._has(word[len(particle) :]):
                return word[len(particle) :]
        return word

    def pieces(self, word: str) -> list[str]:
        """The numbers that a word is made of ("zweiundzwanzig": zwei, und, zwanzig), or the word itself."""
        if word in self.words:
            return [word]
        found, start = [], 0
        while start < len(word):
            for end in range(len(word), start + 1, -1):
                piece = word[start:end]
                if piece in self.words or piece in self.magnitudes or piece in self.connectors:
                    found.append(piece)
                    start = end
                    break
            else:
                return [word]
        return found

    def _has(self, word: str) -> bool:
        return any(
            word in section
            for section in (
                self.words,
                self.magnitudes,
                self.nouns,
                self.decades,
                self.months,
                self.percent,
                self.currencies,
                self.conversions,
                self.hours,
            )
        )


def fold(word: str) -> str:
    """A word in lower case, without what spelling varies in: all that the tables are asked for is folded."""
    return word.casefold().translate(_FOLD)


@functools.cache
def numeral_table(language: str) -> NumeralTable:
    """The table of one language (ISO 639-1); an empty one for a language that has no file."""
    file = resources.files("summarize.language") / "data" / "numerals" / f"{language}.toml"
    known = re.fullmatch("[a-z]{2,3}", language) and file.is_file()
    data = tomllib.loads(file.read_text(encoding="utf-8")) if known else {}
    endings = data.get("endings", "").split()

    def spelled(words: str) -> Iterator[str]:
        for word in words.split():
            if word.endswith("~"):
                yield from (fold(word[:-1] + ending) for ending in endings)
            else:
                yield fold(word.replace("_", " "))

    def section(key: str) -> dict[str, str]:
        return {word: value for value, words in data.get(key, {}).items() for word in spelled(words)}

    def values(key: str) -> dict[str, Decimal]:
        return {word: Decimal(value) for word, value in section(key).items()}

    def listed(key: str) -> frozenset[str]:
        return frozenset(spelled(data.get(key, "")))

    factors: dict[str, set[Decimal]] = {}
    for factor, words in data.get("conversions", {}).items():
        for word in spelled(words):
            factors.setdefault(word, set()).add(Decimal(factor))
    return NumeralTable(
        words=values("words"),
        magnitudes=values("magnitudes"),
        suffixes=values("suffixes"),
        nouns=values("nouns"),
        decades=values("decades"),
        prefixes=values("prefixes"),
        months={word: int(month) for word, month in section("months").items()},
        conversions={word: frozenset(found) for word, found in factors.items()},
        currencies=section("currencies"),
        particles=tuple(sorted(listed("particles"), key=len, reverse=True)),
        dual_endings=tuple(listed("dual_endings")),
        decade_suffixes=listed("decade_suffixes"),
        hours=listed("hours"),
        afternoon=listed("afternoon"),
        connectors=listed("and"),
        to=listed("to"),
        percent=listed("percent"),
        joined=data.get("joined", False),
    )
