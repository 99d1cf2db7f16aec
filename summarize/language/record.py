"""Language: all that the program knows of one, from its file in `data/` over the defaults."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from summarize.language import files
from summarize.language.cues import Cues, cues_from
from summarize.language.furniture import Furniture, Walls, furniture_from, walls_from
from summarize.language.labels import Labels
from summarize.language.leaning import Leaning, leaning_from
from summarize.language.marks import Marks, marks_from
from summarize.language.numeral_table import NumeralTable, numeral_table_from
from summarize.language.scripts import RIGHT_TO_LEFT_SCRIPTS

Direction = Literal["ltr", "rtl"]
# Where a word stands in a table of words that exclude each other: in which rows, on which side of each.
Sides = Mapping[str, tuple[tuple[int, int], ...]]
# The language of the program's own words; its labels stand in for those of a language that has none. It is also the one
# that two languages without a model between them are translated through.
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """What a language adds to the general rules of where sentences end."""

    abbreviations: frozenset[str]
    starters: frozenset[str]
    ordinal_dot: bool
    behind_hyphens: frozenset[str]


@dataclass(frozen=True, slots=True)
class Checking:
    """What the checks of translations and of summaries know; the names are those of the file's keys.

    `countries` maps each name to the words that vouch for it; `places` has a code and, for each of its names, the words with
    "~" where letters may follow.
    """

    length: float
    not_names: frozenset[str]
    contrasts: Sides
    opposites: Sides
    countries: Mapping[str, frozenset[str]]
    negations: re.Pattern[str] | None
    not_negations: re.Pattern[str] | None
    denials: re.Pattern[str] | None
    refutations: re.Pattern[str] | None
    refusals: re.Pattern[str] | None
    notes: tuple[str, ...]
    lead_ins: tuple[str, ...]
    places: tuple[tuple[str, tuple[str, ...]], ...]
    not_places: frozenset[str]
    translated: frozenset[str]
    particles: tuple[str, ...]
    inflection: int
    given_names: frozenset[str]
    verbs_begin: tuple[str, ...]
    doubles: bool


@dataclass(frozen=True, slots=True)
class Events:
    """What numbers in news count; the names are those of the file's keys. `counted` are killed, injured, missing …"""

    counted: Mapping[str, re.Pattern[str]]
    people: re.Pattern[str] | None
    about: re.Pattern[str] | None
    more: re.Pattern[str] | None
    less: re.Pattern[str] | None
    joints: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Denials:
    """How it denies that something happened; the names are those of the file's keys."""

    denies: re.Pattern[str] | None
    rejects: re.Pattern[str] | None
    reports: re.Pattern[str] | None
    untrue: re.Pattern[str] | None
    that: re.Pattern[str] | None
    unreal: re.Pattern[str] | None
    without: re.Pattern[str] | None


@dataclass(frozen=True)
class Language:
    """One language; its subjects (`sentences`, `cues`, …) are read when they are first asked for.

    What the keys mean stands in data/default.toml. One without a file has the defaults, and its code for a name.
    """

    code: str
    name: str
    own_name: str
    other_names: tuple[str, ...]
    codes: tuple[str, ...]
    scripts: frozenset[str]
    capitals: Literal["names", "nouns", "none"]
    spaced: bool
    foreign_letters: str
    bylines: tuple[str, ...]
    function_words: frozenset[str]
    frequent_words: frozenset[str]

    @property
    def direction(self) -> Direction:
        """Which way it is written."""
        return "rtl" if self.scripts & RIGHT_TO_LEFT_SCRIPTS else "ltr"

    @property
    def has_case(self) -> bool:
        """Whether it has capitals at all, so that they tell names."""
        return self.capitals != "none"

    @property
    def capital_nouns(self) -> bool:
        """Whether every noun has one."""
        return self.capitals == "nouns"

    @functools.cached_property
    def sentences(self) -> SentenceRules:
        """Where its sentences end."""
        data = self._table("sentences")
        return SentenceRules(
            frozenset(data["abbreviations"].lower().split()),
            frozenset(data["starters"].split()),
            data["ordinal_dot"],
            frozenset(data["behind_hyphens"].split()),
        )

    @property
    def words_a_minute(self) -> int:
        """How many of its words a newsreader says in a minute; characters where it sets no blanks between words."""
        minute: int = self._table("aloud")["words_a_minute"]
        return minute

    @functools.cached_property
    def leaning(self) -> Leaning:
        """How its sentences begin that lean on the one before."""
        table = self._table("leaning")
        return leaning_from(table, frozenset(table["dated"].split()) if self.capitals == "names" else None)

    @functools.cached_property
    def marks(self) -> Marks:
        """Its quotation marks."""
        return marks_from(self._table("quotes"), files.default_table("quotes"))

    @functools.cached_property
    def cues(self) -> Cues:
        """How its sentences tell who said what."""
        return cues_from(self._table("cues"), files.default_table("cues"))

    @functools.cached_property
    def numerals(self) -> NumeralTable:
        """Its words for numbers."""
        return numeral_table_from(self._table("numerals"))

    @functools.cached_property
    def furniture(self) -> Furniture:
        """What stands around articles, with what does so in any language."""
        return furniture_from(self._table("furniture"), files.default_table("furniture"))

    @functools.cached_property
    def walls(self) -> Walls:
        """What pages say that keep their article back."""
        return walls_from(self._table("walls"))

    @functools.cached_property
    def events(self) -> Events:
        """What numbers in its news count."""
        found = {name: _any_word(words.split()) for name, words in self._table("events").items()}
        around = {name: found.pop(name) for name in ("people", "about", "more", "less", "joints")}
        return Events(
            counted={name: pattern for name, pattern in found.items() if pattern is not None}, **around
        )

    @functools.cached_property
    def denials(self) -> Denials:
        """Its words of denying."""
        table = self._table("denials")
        return Denials(
            **{
                name: _any_word([word.replace("_", " ") for word in words.split()])
                for name, words in table.items()
            }
        )

    @functools.cached_property
    def checking(self) -> Checking:
        """What checks need."""
        data = self._table("checks")
        return Checking(
            length=float(data["length"]),
            not_names=frozenset(data["not_names"].split()),
            contrasts=_sides(data["contrasts"]),
            opposites=_sides(data["opposites"]),
            countries=_countries(data["countries"]),
            negations=_any_word(data["negations"].split()),
            not_negations=_any_word(data["not_negations"]),
            denials=_any_word(data["denials"].split()),
            refutations=_any_word(data["refutations"].split()),
            refusals=_any_word(data["refusals"].split()),
            notes=tuple(data["notes"]),
            lead_ins=tuple(data["lead_ins"]),
            places=tuple((code.strip(), tuple(names.split())) for code, _, names in _rows(data["places"])),
            not_places=frozenset(data["not_places"].split()),
            translated=frozenset(data["translated"].split()),
            particles=tuple(sorted(data["particles"].split(), key=len, reverse=True)),
            inflection=data["inflection"],
            given_names=frozenset(data["given_names"].split()),
            verbs_begin=tuple(data["verbs_begin"].split()),
            doubles=data["doubles"],
        )

    @functools.cached_property
    def ordinary_words(self) -> frozenset[str]:
        """Words that names are made of, but that are ordinary ones too; empty where nobody has collected them."""
        return files.ordinary_words(self.code)

    @functools.cached_property
    def labels(self) -> Labels:
        """The words that a briefing adds of its own; English ones where it has none."""
        data = self._table("labels")
        return Labels(language=self.code, **data) if data else language_of(ENGLISH).labels

    @property
    def report(self) -> Mapping[str, str]:
        """The words of the page about a batch; English where the language has none."""
        return self._table("report")

    def _table(self, name: str) -> dict[str, Any]:
        return files.table(self.code, name)


@functools.cache
def language_of(code: str) -> Language:
    """What is known of a language by its ISO 639-1 code: the defaults for one that has no file."""
    data = {"name": code, "own_name": code} | files.head(code)
    return Language(
        code=code,
        name=data["name"],
        own_name=data["own_name"],
        other_names=tuple(data["other_names"]),
        codes=tuple(data["codes"].split()),
        scripts=frozenset(data["script"].split()),
        capitals=data["capitals"],
        spaced=data["spaced"],
        foreign_letters=data["foreign_letters"],
        bylines=tuple(data["bylines"]),
        function_words=frozenset(data["function_words"].split()),
        frequent_words=frozenset(data["frequent_words"].split()),
    )


@functools.cache
def all_languages() -> Mapping[str, Language]:
    """The languages that have a file, by code."""
    return {code: language_of(code) for code in files.codes()}


def _rows(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    return (line.partition("|") for line in lines)


def _any_word(words: list[str]) -> re.Pattern[str] | None:
    """A pattern for any of the words or phrases; "~" stands for any letters. None for no words."""
    alternatives = "|".join(re.escape(word).replace("\\~", "~").replace("~", r"\w*") for word in words)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE) if words else None


def _sides(lines: list[str]) -> Sides:
    """A line without a bar has a side for each word."""
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for row, line in enumerate(lines):
        for side, words in enumerate(line.split("|" if "|" in line else None)):
            for word in words.split():
                found[word] = (*found.get(word, ()), (row, side))
    return found


def _countries(lines: list[str]) -> dict[str, frozenset[str]]:
    vouching: dict[str, frozenset[str]] = {}
    for line in lines:
        names, _, places = line.partition("|")
        for name in names.split():
            vouching[name] = frozenset(names.split() + places.split())
        for place in places.split():
            vouching[place] = frozenset({place})
    return vouching
