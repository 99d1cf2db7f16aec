"""What is known of each language: one TOML file a language in `data/`. A new language is a new file."""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

_DATA = resources.files("summarize.language") / "data"


@dataclass(frozen=True, slots=True)
class LanguageTable:
    """What a language adds to the general rules; a language without a file has an empty table. See data/en.toml."""

    abbreviations: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    ordinal_dot: bool = False
    function_words: frozenset[str] = frozenset()
    frequent_words: frozenset[str] = frozenset()


@functools.cache
def language_table(language: str) -> LanguageTable:
    """The table of an ISO 639-1 code."""
    file = _DATA / f"{language}.toml"
    if not re.fullmatch("[a-z]{2,3}", language) or not file.is_file():
        return LanguageTable()
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return LanguageTable(
        abbreviations=frozenset(data.get("abbreviations", "").lower().split()),
        starters=frozenset(data.get("starters", "").split()),
        ordinal_dot=data.get("ordinal_dot", False),
        function_words=frozenset(data.get("function_words", "").split()),
        frequent_words=frozenset(data.get("frequent_words", "").split()),
    )


@functools.cache
def all_function_words() -> dict[str, frozenset[str]]:
    """The function words of every language that has some, by code."""
    return {code: words for code in _codes() if (words := language_table(code).function_words)}


@functools.cache
def all_frequent_words() -> dict[str, frozenset[str]]:
    """The frequent words of every language that has some, by code."""
    return {code: words for code in _codes() if (words := language_table(code).frequent_words)}


def _codes() -> list[str]:
    return sorted(file.name.removesuffix(".toml") for file in _DATA.iterdir() if file.name.endswith(".toml"))
