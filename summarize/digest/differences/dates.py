"""Days and years of the same thing that differ: "the vote is on Friday" beside "the vote is on Thursday"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.digest.differences.statements import (
    Statement,
    Told,
    beside,
    is_of_saying,
    names_in,
    shared,
    stems_of,
    weekday,
)
from summarize.language.characters import LETTER, SENTENCE_ENDS
from summarize.language.numeral_tokens import tokenize
from summarize.language.record import Language
from summarize.story import Disagreement

# Of sentences on one thing, but for their dates: so many words, and such a share of the shorter one's.
_WORDS, _SHARE = 3, 0.7
_WORD = re.compile(rf"{LETTER}+")
_YEARS = range(1900, 2101)
_DAYS = range(1, 32)


@dataclass(frozen=True, slots=True)
class _Date:
    """A date at `start:end` of its statement; `kind` is "weekday", "day" or "year"."""

    statement: Statement
    start: int
    end: int
    kind: str
    value: str
    rest: frozenset[str]


def date_differences(articles: Sequence[Told]) -> Iterator[Disagreement]:
    """The disagreements on dates, of two articles each."""
    dates: list[_Date] = []
    stated: list[set[str]] = []
    for article in articles:
        own = [date for statement in article.statements for date in _single(statement)]
        dates += own
        everywhere = _dates(article.text, article.language)
        stated.append({f"{kind} {value}" for _, _, kind, value in everywhere})
    by_stem: dict[str, list[int]] = {}
    met: set[tuple[int, int]] = set()
    for index, date in enumerate(dates):
        for stem in sorted(date.rest):
            for other in by_stem.get(stem, ()):
                if (other, index) not in met:
                    met.add((other, index))
                    if _contradict(dates[other], date, articles, stated):
                        pair = sorted((dates[other], date), key=lambda one: one.statement.place.article)
                        yield Disagreement(
                            "date", tuple(one.statement.claim(one.start, one.end) for one in pair)
                        )
            by_stem.setdefault(stem, []).append(index)


def _contradict(one: _Date, other: _Date, articles: Sequence[Told], stated: Sequence[set[str]]) -> bool:
    here, there = one.statement.place.article, other.statement.place.article
    if here == there or one.kind != other.kind or one.value == other.value:
        return False
    if one.statement.language is not other.statement.language:
        return False
    words, share = shared(one.rest, other.rest)
    return (
        words >= _WORDS
        and share >= _SHARE
        and bool(_near(one) & _near(other))
        and f"{one.kind} {one.value}" not in stated[there]
        and f"{other.kind} {other.value}" not in stated[here]
        and articles[there].knows(_names(one))
        and articles[here].knows(_names(other))
    )


def _near(date: _Date) -> frozenset[str]:
    return beside(date.statement.text, date.start, date.end, date.statement.language)


def _names(date: _Date) -> tuple[str, ...]:
    text = date.statement.text
    return names_in(f"{text[: date.start]} {text[date.end :]}", date.statement.language)


def _single(statement: Statement) -> Iterator[_Date]:
    """The dates of a statement that has one of the kind, and that is none of somebody's saying something."""
    if not statement.text.endswith(tuple(SENTENCE_ENDS)):
        # "Last updated 21 July"
        return
    found = _dates(statement.text, statement.language)
    for start, end, kind, value in found:
        if sum(one[2] == kind for one in found) > 1 or is_of_saying(
            statement.text, start, end, statement.language
        ):
            continue
        rest = stems_of(f"{statement.text[:start]} {statement.text[end:]}", statement.language)
        yield _Date(statement, start, end, kind, value, rest)


def _dates(text: str, language: Language) -> list[tuple[int, int, str, str]]:
    """Weekdays, days of months and years with their places."""
    found: list[tuple[int, int, str, str]] = []
    for match in _WORD.finditer(text):
        day = weekday(match.group(), language)
        if day is not None:
            found.append((*match.span(), "weekday", str(day)))
    tokens = tokenize(text, language.numerals)
    for index, token in enumerate(tokens):
        month = language.numerals.months.get(token.text)
        if month is not None:
            for other in (*tokens[max(index - 1, 0) : index], *tokens[index + 1 : index + 2]):
                if other.is_digits and other.text.isdigit() and int(other.text) in _DAYS:
                    start, end = min(token.start, other.start), max(token.end, other.end)
                    found.append((start, end, "day", f"{month}-{int(other.text)}"))
                    break
        is_year = token.is_digits and re.fullmatch(r"\d{4}", token.text) and int(token.text) in _YEARS
        if is_year and not text[token.end : token.end + 1].isalpha():  # "1980s"
            found.append((token.start, token.end, "year", token.text))
    return found
