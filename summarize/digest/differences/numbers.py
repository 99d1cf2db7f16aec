"""Numbers of the same thing that differ: "45,000 people were killed" beside "more than 60,000 people were killed".

Two numbers count the same where what they count has the same word, or is of the same kind (killed, injured …), and where
their sentences tell of the same: they share words, and neither names a place, a person or a year that the other article
doesn't know.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarize.digest.differences.statements import (
    Statement,
    Told,
    apart,
    grammar_of,
    is_time,
    names_in,
    shared,
)
from summarize.language.characters import COMMAS, HYPHENS, LETTER, SEMICOLONS, any_of
from summarize.language.numerals import Number, find_amounts
from summarize.language.record import Language
from summarize.story import Disagreement
from summarize.summarizers.words import stem_of

_WORD = re.compile(rf"{LETTER}+")
_CLAUSE_END = re.compile(rf"{any_of(COMMAS + SEMICOLONS)}\s|[.:!?—–]\s| - ")
_BESIDE = re.compile(r"(?:\d|\.)\s?$")
_JOINED = re.compile(rf"[\d{re.escape(HYPHENS)}–/:]")
# Words behind a number that may say what it counts, and before it.
_BEHIND, _BEFORE = 3, 3
# Of sentences on one thing: so many words, and such a share of the shorter one's; less where both count the killed.
_WORDS, _SHARE, _SHARE_OF_LONGER = 3, 0.6, 0.25
_WORDS_OF_KIND, _SHARE_OF_KIND = 2, 0.4
# "Thousands" is no count.
_MAGNITUDES = frozenset(map(Decimal, (100, 1000, 1_000_000, 1_000_000_000)))
_SCALES = (1000, 1_000_000, 1_000_000_000)
_YEARS = range(1900, 2101)
# A number that is rounded stands for others near it.
_NEAR, _BEYOND, _PLAIN_FROM = Decimal("0.1"), Decimal("0.3"), 1000


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number at `start:end` of its statement. `counts` is what it counts, by its kind or the stem behind it; `around`
    are the stems near it, `context` those of the sentence that don't only say how many of whom; `names` those of its
    clause."""

    statement: Statement
    start: int
    end: int
    values: frozenset[Decimal]
    counts: str
    is_kind: bool
    around: frozenset[str]
    context: frozenset[str]
    names: tuple[str, ...]
    bound: str


def number_differences(articles: Sequence[Told]) -> Iterator[Disagreement]:
    """The disagreements on numbers, each with one claim an article that makes one."""
    quantities: dict[str, list[_Quantity]] = {}
    for article in articles:
        own: dict[str, list[_Quantity]] = {}
        for statement in article.statements:
            for quantity in _quantities(statement):
                own.setdefault(quantity.counts, []).append(quantity)
        for counts, several in own.items():
            # Kinds by their first mention: what follows are parts of it.
            quantities.setdefault(counts, []).extend(several[:1] if several[0].is_kind else several)
    values = [_values_of(article) for article in articles]
    for several in quantities.values():
        yield from _differing(several, articles, values)


def _differing(
    several: Sequence[_Quantity], articles: Sequence[Told], values: Sequence[frozenset[Decimal]]
) -> Iterator[Disagreement]:
    left = list(several)
    while left:
        first, *left = left
        group = [first]
        for other in left:
            # What agrees with one and contradicts another is a side of the same matter.
            sides = [_contradict(one, other, articles, values) for one in group]
            if any(sides) and all(
                is_other
                or (_agree(one, other) and one.statement.place.article != other.statement.place.article)
                for one, is_other in zip(group, sides, strict=True)
            ):
                group.append(other)
        if len(group) > 1:
            left = [other for other in left if other not in group]
            group.sort(key=lambda one: one.statement.place.article)
            yield Disagreement("number", tuple(one.statement.claim(one.start, one.end) for one in group))


def _contradict(
    one: _Quantity, other: _Quantity, articles: Sequence[Told], values: Sequence[frozenset[Decimal]]
) -> bool:
    here, there = one.statement.place.article, other.statement.place.article
    return (
        here != there
        and not _agree(one, other)
        and _of_one_thing(one, other)
        # Who has the other's number too tells of both.
        and not one.values & values[there]
        and not other.values & values[here]
        and articles[there].knows(one.names)
        and articles[here].knows(other.names)
    )


def _of_one_thing(one: _Quantity, other: _Quantity) -> bool:
    if one.statement.language is not other.statement.language:
        return one.is_kind
    if apart(one.statement.text, other.statement.text, one.statement.language):
        return False
    words, share = shared(one.context, other.context)
    longer = max(len(one.context), len(other.context))
    if one.is_kind:
        return words >= max(_WORDS_OF_KIND, _SHARE_OF_LONGER * longer) and share >= _SHARE_OF_KIND
    return (
        len(one.around & other.around) > 1
        and words >= max(_WORDS, _SHARE_OF_LONGER * longer)
        and share >= _SHARE
    )


def _agree(one: _Quantity, other: _Quantity) -> bool:
    """Whether the two numbers may be one: the same, or one of them rounded."""
    return any(
        _is_rounded(value, theirs, one.bound) or _is_rounded(theirs, value, other.bound)
        for value in one.values
        for theirs in other.values
    )


def _is_rounded(value: Decimal, other: Decimal, bound: str) -> bool:
    """Whether somebody who has counted `other` may write `value`, with such a word before it."""
    # "between 140 and 150 million"
    if value == other or any(value in (other * scale, other / scale) for scale in _SCALES):
        return True
    if bound == "about":
        return abs(value - other) <= _NEAR * other
    if bound == "more":
        return value <= other <= value * (1 + _BEYOND)
    if bound == "less":
        return value * (1 - _BEYOND) <= other <= value
    digits = value.normalize().as_tuple()
    exponent = digits.exponent if isinstance(digits.exponent, int) else 0
    return value >= _PLAIN_FROM and exponent > 0 and round(other, -exponent) == value


def _values_of(article: Told) -> frozenset[Decimal]:
    numbers = find_amounts(article.text, article.language.code).numbers
    return frozenset(value for number in numbers for value in number.values | number.parts)


def _quantities(statement: Statement) -> Iterator[_Quantity]:
    text, language = statement.text, statement.language
    amounts = find_amounts(text, language.code)
    if amounts.months or any(_is_year(text, number) for number in amounts.numbers):
        # Another day, another count.
        return
    numbers = [number for number in amounts.numbers if _counts(text, number, language)]
    for number in numbers:
        start, end = _clause(text, number)
        behind = _words(text[number.end : end], language)[:_BEHIND]
        before = _words(text[start : number.start], language)[-_BEFORE:]
        kind = _kind(text[start:end], number.start - start, number.end - start, language)
        counts = kind or (stem_of(behind[0]) if behind else "")
        # One of several in a clause may be part of another: "28 of his 68 punches".
        alone = sum(start <= other.start < end for other in numbers) == 1
        if counts and (kind or (alone and not (behind and is_time(behind[0], language)))):
            yield _Quantity(
                statement,
                number.start,
                number.end,
                _plain(number),
                counts if kind else f"{language.code} {counts}",
                kind is not None,
                frozenset(map(stem_of, (*before, *behind))),
                statement.stems - _counting(text, language),
                tuple(names_in(text[start:end], language)),
                _bound(text[start : number.start], text[number.end : end], language),
            )


def _counts(text: str, number: Number, language: Language) -> bool:
    """Whether the number says how many: no year, no part of a name, a score, a range or a time, and more than one."""
    if (
        number.kind == "other"
        or not number.values
        or number.parts == number.values == _MAGNITUDES & number.values
    ):
        return False
    around = text[max(number.start - 1, 0) : number.start] + text[number.end : number.end + 1]
    written = text[number.start : number.end]
    if _JOINED.search(around) or written.startswith("0") or max(_plain(number)) < 2:
        return False
    # Parts of a telephone number, and what is cut off its whole part.
    if _BESIDE.search(text[: number.start]) or re.match(r"\s?\d", text[number.end :]):
        return False
    before = text[: number.start].rstrip().rpartition(" ")
    named = language.has_case and not language.capital_nouns and before[1] and before[2][:1].isupper()
    return not named and (":" not in text[number.start : number.end])


def _plain(number: Number) -> frozenset[Decimal]:
    """Its values, but for a percentage as a share."""
    return (
        frozenset(value for value in number.values if not number.is_percentage or value >= 1) or number.values
    )


def _is_year(text: str, number: Number) -> bool:
    written = text[number.start : number.end]
    return written.isdigit() and len(written) == 4 and int(written) in _YEARS


def _clause(text: str, number: Number) -> tuple[int, int]:
    ends = [match.start() for match in _CLAUSE_END.finditer(text)]
    start = max((end + 1 for end in ends if end < number.start), default=0)
    return start, min((end for end in ends if end >= number.end), default=len(text))


def _words(text: str, language: Language) -> list[str]:
    grammar = grammar_of(language)
    return [word for word in _WORD.findall(text) if word.lower() not in grammar and len(word) > 1]


def _kind(clause: str, start: int, end: int, language: Language) -> str | None:
    """What happened to those that are counted, where one such word is nearest to the number; None for none."""
    nearest: list[tuple[int, str]] = []
    for name, pattern in language.events.counted.items():
        for match in pattern.finditer(clause):
            gap = clause[end : match.start()] if match.start() >= end else clause[match.end() : start]
            words = _words(gap, language)
            people = language.events.people
            others = [word for word in words if people is None or not people.fullmatch(word)]
            if len(others) <= 1 and not any(letter.isdigit() for letter in gap):
                nearest.append((len(gap), name))
    return min(nearest)[1] if nearest else None


def _counting(text: str, language: Language) -> frozenset[str]:
    """The stems of words that say how many of whom: any two counts of the killed have them."""
    events = language.events
    patterns = (*events.counted.values(), events.people, events.about, events.more, events.less)
    found = (match.group() for one in patterns if one is not None for match in one.finditer(text))
    return frozenset(map(stem_of, found))


def _bound(before: str, behind: str, language: Language) -> str:
    events = language.events
    near = " ".join(before.split()[-3:])
    for name, pattern in (("more", events.more), ("less", events.less), ("about", events.about)):
        if pattern is not None and pattern.search(near):
            return name
    return ""
