"""What the quote engine knows about a language: `data/<language>.toml`, laid over `data/default.toml`."""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources


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
    QUOTING = 16384  # its object speaks: zitiert X
    DOCUMENT = 32768  # a preposition and a document follow: heißt es in X
    PLACE = 65536  # Ohio, Russian, Сирии: before a person's name no part of it
    PRESS = 131072  # Reuters: whom one speaks to, where a person follows


@dataclass(frozen=True, slots=True)
class Table:
    """A language's marks and words."""

    opening_marks: frozenset[str]
    closing_marks: frozenset[str]
    spaced_guillemets: bool  # whether a space stands inside the guillemets, as in French
    roles: dict[str, int]  # lower-case word to Role flags
    gender: dict[str, str]  # lower-case pronoun, title, first name or role to "m", "f" or "p" (plural)
    has_case: bool  # whether capitals tell names
    capital_nouns: bool  # whether every noun has one
    compounds: bool  # whether lower-case nouns may stand between capitals: “Ruiz campaign manager Lee”
    has_articles: bool  # whether a role without an article is no known person's
    definite: frozenset[str]
    body_links: frozenset[str]  # the of of “Ministry of Trade”
    conjunctions: frozenset[str]  # and: a verb behind it shares its subject
    verb_first: bool  # whether the subject follows its verb and may be left out
    inverts: bool  # whether the subject may follow its verb before a quote
    dialogue: str  # the dashes that open a line of dialogue
    incise: bool  # whether an attribution may stand inside the marks, between dashes
    comma_incise: bool  # the same, between commas
    auxiliaries: frozenset[str]  # what may stand before the speech verb of an incise
    clitics: tuple[str, ...]  # pronouns written onto the end of their verb: French -il
    adverb_endings: re.Pattern[str] | None
    elisions: str  # words that lose their last letter before a vowel: French l’, d’, qu’
    proclitics: str  # letters written onto the front of the word behind them
    endings: re.Pattern[str] | None  # what declension adds to a name
    genitives: re.Pattern[str] | None  # what a place ends in that a role governs: мэр Липска
    patronymics: re.Pattern[str] | None  # what a father's name ends in
    unspaced: bool  # whether words stand without spaces between them
    before_quote: (
        re.Pattern[str] | None
    )  # where they do: an attribution right before a quote, and right behind it
    after_quote: re.Pattern[str] | None
    naming: frozenset[str]  # words before a name or a title in marks
    # Words seen before, as words.py reads them: (lower case, roles, capital, mark). It grows up to a limit.
    forms: dict[str, tuple[str, int, bool, str]]
    reported: frozenset[str]  # verb forms of reported speech: a partial quote beside one is somebody's words


_SETS = {
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
    "quoting": Role.VERB | Role.QUOTING,
    "document_verbs": Role.VERB | Role.DOCUMENT,
    "places": Role.PLACE,
    "press": Role.PRESS,
}
_GENDERS = {"m": "masculine", "f": "feminine", "p": "plural"}


@functools.cache
def language_table(language: str) -> Table:
    """The table of a language (an ISO 639-1 code); a language without a file gets the general one."""
    data = _read("default") | (_read(language) if re.fullmatch("[a-z]{2,3}", language) else {})
    roles: dict[str, int] = {}
    for key, role in _SETS.items():
        for word in data.get(key, "").split():
            roles[word] = roles.get(word, 0) | role
    gender: dict[str, str] = {}
    for code, key in _GENDERS.items():
        gender |= dict.fromkeys(data.get(key, "").split(), code)
        for word in data.get(f"{key}_pronouns", "").split():
            gender[word] = code
            roles[word] = roles.get(word, 0) | Role.PRONOUN
    return Table(
        opening_marks=frozenset(data["opening_marks"].split()),
        closing_marks=frozenset(data["closing_marks"].split()),
        spaced_guillemets=data.get("spaced_guillemets", False),
        roles=roles,
        gender=gender,
        has_case=data.get("has_case", True),
        capital_nouns=data.get("capital_nouns", False),
        compounds=data.get("compounds", False),
        has_articles=data.get("has_articles", False),
        definite=frozenset(data.get("definite", "").split()),
        body_links=frozenset(data.get("body_links", "").split()),
        conjunctions=frozenset(data.get("conjunctions", "").split()),
        verb_first=data.get("verb_first", False),
        inverts=data.get("inverts", False),
        dialogue=data.get("dialogue", ""),
        incise=data.get("incise", False),
        comma_incise=data.get("comma_incise", False),
        auxiliaries=frozenset(data.get("auxiliaries", "").split()),
        clitics=tuple(data.get("clitics", "").split()),
        adverb_endings=_ending(data.get("adverb_endings", "")),
        elisions=data.get("elisions", ""),
        proclitics=data.get("proclitics", ""),
        endings=_ending(data.get("endings", "")),
        genitives=_ending(data.get("genitives", "")),
        patronymics=_ending(data.get("patronymics", "")),
        unspaced=data.get("unspaced", False),
        before_quote=re.compile(data["before_quote"]) if "before_quote" in data else None,
        after_quote=re.compile(data["after_quote"]) if "after_quote" in data else None,
        naming=frozenset(data.get("naming", "").split()),
        forms={},
        reported=frozenset(data.get("reported", "").split()),
    )


def _ending(endings: str) -> re.Pattern[str] | None:
    longest_first = sorted(endings.split(), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest_first)})$") if endings else None


def _read(name: str) -> dict:  # type: ignore[type-arg]
    file = resources.files("summarize.quotes") / "data" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
