"""How a language tells who said what: its words by what they do in an attribution, and their forms."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from summarize.language.characters import DOT_ABOVE


class Role:
    """What a word does in an attribution, as bits: a word can do several things, most words do none.

    Plain integers: `enum.IntFlag` would take half of the engine's time.
    """

    VERB = 1  # a speech verb that has a subject: said, erklärte, сказал
    PARTICIPLE = 2  # a speech verb that borrows one: adding, добавив, مضيفا
    SOURCE = 4  # what the speaker follows: "according to", laut, بحسب
    PRONOUN = 8  # he, sie, он
    DETERMINER = 16  # the, ein: opens a noun phrase
    OBLIQUE = 32  # prepositions and dative articles: what follows isn't a subject
    BREAK = 64  # conjunctions, relative pronouns and auxiliaries: a noun phrase ends before it
    ADVERB = 128  # may stand between a subject and its verb; never part of a name
    TITLE = 256  # Mr., Sen.: a full stop after it ends nothing
    LINK = 512  # de, van, bin: lower case inside a name
    PERSON = 1024  # spokesman, Minister, النائب: a person by what they are or do
    BODY = 2048  # ministry, company, Times: not a person
    RELATIVE = 4096  # who, which
    AFTER = 8192  # a cue only straight after a quote: German "so"
    PLACE = 16384  # Ohio, Russian, Сирии: before a person's name no part of it
    PRESS = 32768  # Reuters: whom one speaks to, where a person follows


_ROLES = {
    "verbs": Role.VERB,
    "participles": Role.PARTICIPLE,
    "sources": Role.SOURCE,
    "determiners": Role.DETERMINER,
    "obliques": Role.OBLIQUE,
    "breaks": Role.BREAK,
    "adverbs": Role.ADVERB,
    "titles": Role.TITLE,
    "links": Role.LINK,
    "persons": Role.PERSON,
    "bodies": Role.BODY,
    "relatives": Role.RELATIVE | Role.BREAK,
    "after": Role.AFTER,
    "places": Role.PLACE,
    "press": Role.PRESS,
}
_Value = TypeVar("_Value")
_GENDERS = {"m": "masculine", "f": "feminine", "p": "plural"}


@dataclass(frozen=True, slots=True)
class Cues:
    """The words and forms of a language; the names are those of its file's keys, which default.toml explains.

    `roles` has the words by their Role flags, `gender` pronouns, titles, first names and roles by "m", "f" or "p",
    `phrases` the words before the last one of a phrase, and its role, by that last word.
    """

    roles: dict[str, int]
    gender: dict[str, str]
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], int]]]
    verb_first: bool  # whether the subject follows its verb and may be left out
    verb_last: bool  # whether a quote may stand between the subject and its verb
    drops_subject: bool  # whether the subject may be left out where it is clear
    inverts: bool  # whether the subject may follow its verb before a quote
    compounds: bool  # whether a noun's modifiers stand before it: “Ruiz campaign manager Lee”
    has_articles: bool
    body_links: frozenset[str]
    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    reported: frozenset[str]
    naming: frozenset[str]
    links: frozenset[str]
    clitics: tuple[str, ...]
    enclitics: tuple[str, ...]
    proclitics: str
    definite_prefix: str
    elisions: str  # as an alternation of a regular expression; empty for none
    endings: re.Pattern[str] | None
    genitives: re.Pattern[str] | None
    patronymics: re.Pattern[str] | None
    feminine_endings: tuple[str, ...]
    not_nouns: tuple[str, ...]
    before_quote: re.Pattern[str] | None
    after_quote: re.Pattern[str] | None

    @property
    def speaks(self) -> bool:
        """Whether any way is known to tell a speaker but a name and a colon."""
        return bool(self.roles) and (self.before_quote is not None or any(map(_is_cue, self.roles.values())))


def cues_from(data: dict[str, Any], default: dict[str, Any]) -> Cues:
    """The cues of a file's table."""
    links = f"{default['links']} {data['links']}"
    roles: dict[str, int] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for key, role in _ROLES.items():
        for word in (links if key == "links" else data[key]).split():
            *leading, last = word.split("_")
            if leading:
                phrases.setdefault(last, []).append((tuple(leading), role))
            else:
                roles[word] = roles.get(word, 0) | role
    gender: dict[str, str] = {}
    for code, key in _GENDERS.items():
        gender |= dict.fromkeys(data[key].split(), code)
        for word in data[f"{key}_pronouns"].split():
            gender[word] = code
            roles[word] = roles.get(word, 0) | Role.PRONOUN
    return Cues(
        roles=_with_dotted(roles),
        gender=_with_dotted(gender),
        phrases=phrases,
        verb_first=data["subject"] == "after",
        verb_last=data["subject"] == "first",
        drops_subject=data["drops_subject"],
        inverts=data["subject"] in ("either", "after"),
        compounds=data["modifiers"] == "before",
        has_articles=data["has_articles"],
        body_links=frozenset(data["body_links"].split()),
        conjunctions=frozenset(data["conjunctions"].split()),
        auxiliaries=frozenset(data["auxiliaries"].split()),
        reported=frozenset(data["reported"].split()),
        naming=frozenset(data["naming"].split()),
        links=frozenset(links.split()),
        clitics=tuple(data["clitics"].split()),
        enclitics=tuple(data["enclitics"].split()),
        proclitics=data["proclitics"],
        definite_prefix=data["definite_prefix"],
        elisions=_elisions(data["elisions"].split(), roles),
        endings=_ending(data["endings"]),
        genitives=_ending(data["genitives"]),
        patronymics=_ending(data["patronymics"]),
        feminine_endings=tuple(data["feminine_endings"].split()),
        not_nouns=tuple(data["not_nouns"].split()),
        before_quote=re.compile(data["before_quote"]) if data["before_quote"] else None,
        after_quote=re.compile(data["after_quote"]) if data["after_quote"] else None,
    )


def _with_dotted(table: dict[str, _Value]) -> dict[str, _Value]:
    """The table with the words that a capital “İ” begins as `str.lower` writes them."""
    return table | {f"i{DOT_ABOVE}{word[1:]}": value for word, value in table.items() if word[0] == "i"}


def _is_cue(role: int) -> bool:
    return bool(role & (Role.VERB | Role.SOURCE))


def _ending(endings: str) -> re.Pattern[str] | None:
    longest_first = sorted(endings.split(), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest_first)})$") if endings else None


def _elisions(elisions: list[str], roles: dict[str, int]) -> str:
    """The alternation of what is elided, but where a word of the table goes on behind it: “d’après” is one word."""
    alternatives = []
    for elided in elisions:
        whole = [re.escape(word[len(elided) + 1 :]) for word in roles if re.match(f"{elided}['’].", word)]
        alternatives.append(f"{elided}(?!.(?:{'|'.join(whole)})\\b)" if whole else elided)
    return "|".join(alternatives)
