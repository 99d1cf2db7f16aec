"""The words for numbers in one language, read from its file, where default.toml says what the keys mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from summarize.language.characters import ARABIC_SIGNS, DOT_ABOVE

# Arabic vowel marks and tatweel say nothing about the value; letters that are often confused become one. Turkish has two
# letters i, whose capitals are told apart only by who knows the language: “İki”, “ALTI”.
_FOLD = {
    **dict.fromkeys(map(ord, ARABIC_SIGNS + DOT_ABOVE)),
    **str.maketrans("أإٱىةёı’ʼ", "ااايهеi''"),
}


@dataclass(frozen=True, slots=True)
class NumeralTable:
    """Folded words and what they stand for; sections and lists are as in the file.

    `known` are all words of the table, `phrases` those of several words, and `bare` maps each known word, and each with a
    particle written together with it, to the word alone.
    """

    words: dict[str, Decimal]
    magnitudes: dict[str, Decimal]
    suffixes: dict[str, Decimal]
    nouns: dict[str, Decimal]
    decades: dict[str, Decimal]
    prefixes: dict[str, Decimal]
    months: dict[str, int]
    conversions: dict[str, frozenset[Decimal]]
    currencies: dict[str, str]
    dual_endings: tuple[str, ...]
    decade_suffixes: frozenset[str]
    decade_prefixes: frozenset[str]
    hours: frozenset[str]
    afternoon: frozenset[str]
    connectors: frozenset[str]
    to: frozenset[str]
    percent: frozenset[str]
    percent_before: frozenset[str]
    joined: bool
    known: frozenset[str]
    phrases: frozenset[str]
    bare: dict[str, str]


def fold(word: str) -> str:
    """A word in lower case, without what spelling varies in: all that the tables are asked for is folded."""
    return word.casefold().translate(_FOLD)


def numeral_table_from(data: dict[str, Any]) -> NumeralTable:
    """The numerals of a file's table."""
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
    known = frozenset(
        word
        for key, content in data.items()
        if key not in ("suffixes", "prefixes")
        for words in (content.values() if isinstance(content, dict) else [content])
        if isinstance(words, str)
        for word in spelled(words)
    )
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
        dual_endings=tuple(listed("dual_endings")),
        decade_suffixes=listed("decade_suffixes"),
        decade_prefixes=listed("decade_prefixes"),
        hours=listed("hours"),
        afternoon=listed("afternoon"),
        connectors=listed("and"),
        to=listed("to"),
        percent=listed("percent"),
        percent_before=listed("percent_before"),
        joined=data.get("joined", False),
        known=known,
        phrases=frozenset(word for word in known if " " in word),
        bare={particle + word: word for word in known for particle in listed("particles")}
        | {word: word for word in known},
    )
