"""Numbers in running text, in digits or words, as values that can be compared across languages and notations.

"45,000", "45 000", "٤٥٬٠٠٠", "45 тысяч" and "forty-five thousand" are one value. Many notations can be read in more than
one way ("1.500" is one and a half, or fifteen hundred; "3 p.m." is 15:00), so a number has a set of values: two numbers
may be the same if they share one. Tables per language stand in `data/numerals/`.
"""

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib import resources

# Thousands are grouped by a space only where three digits follow and at most three precede.
_DIGITS = (
    r"(?<![\d.,])[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|\d+(?:[.,:'’/]\d+)*"
)
_WORD = r"[^\W\d_](?:\.[^\W\d_])+(?![^\W\d_])|(?:[^\W\d_]|[\u0640\u064b-\u0652\u0670])+"
_TOKEN = re.compile(f"(?P<digits>{_DIGITS})|(?P<fraction>[¼½¾])|(?P<word>{_WORD})")
_SEPARATORS = re.compile(r"\D")
# What may stand between the words of one number.
_GAP = re.compile(r"[\s\u00a0\u202f\-‑–]{0,3}")
_FRACTIONS = {"¼": "0.25", "½": "0.5", "¾": "0.75"}
# Arabic vowel marks and tatweel say nothing about the value; letters that are often confused become one.
_FOLD = {
    **dict.fromkeys(map(ord, "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670")),
    **str.maketrans("أإآٱىةё", "اااايهе"),
}
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٬٫،", "01234567890123456789,.,")
_GROUPED = re.compile(r"([1-9]\d{0,2})(?:([ \u00a0\u202f\u2009.,'’])\d{3})(?:\2\d{3})*(?:[.,]\d{1,2})?")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_TIME = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d")
_YEARS = range(1000, 2200)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start:end` of the text. `values` are its possible readings.

    `parts` are the values of its groups of digits where it may be several numbers ("30.09.2018", "2:1"), else empty.
    `in_digits` is False for one that is spelled out.
    """

    start: int
    end: int
    values: frozenset[Decimal]
    parts: frozenset[Decimal]
    in_digits: bool


@dataclass(frozen=True, slots=True)
class NumberTable:
    """The words for numbers in one language: folded word -> value."""

    words: dict[str, Decimal]
    magnitudes: dict[str, Decimal]
    suffixes: dict[str, Decimal]
    prefixes: dict[str, Decimal]
    months: dict[str, int]
    particles: tuple[str, ...] = ()
    dual_endings: tuple[str, ...] = ()
    decade_suffixes: frozenset[str] = frozenset()
    afternoon: frozenset[str] = frozenset()
    connectors: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    is_digits: bool


def fold(word: str) -> str:
    """A word as the tables have it: lower case, without what spelling varies in."""
    return word.casefold().translate(_FOLD)


def find_numbers(text: str, language: str) -> list[Number]:
    """All numbers of `text`, in order. A language without a table has its digits found, not its words."""
    return list(_numbers(text, number_table(language)))


def find_months(text: str, language: str) -> set[int]:
    """The months (1 to 12) that `text` names."""
    months = number_table(language).months
    return {months[word] for word in map(fold, re.findall(_WORD, text)) if word in months}


def _numbers(text: str, table: NumberTable) -> Iterator[Number]:
    tokens = [_token(match) for match in _TOKEN.finditer(text.translate(_WESTERN))]
    index = 0
    pending: Number | None = None
    while index < len(tokens):
        if tokens[index].is_digits:
            number, scale, index = _digit_number(text, tokens, index, table)
            if pending and scale > 1 and _is_range(text[pending.end : number.start], table):
                # "7 to 10 million": the first may be millions as well.
                values = pending.values | {value * scale for value in pending.values}
                pending = replace(pending, values=values)
            if pending:
                yield pending
            pending = number if scale == 1 else None
            if scale > 1:
                yield number
            continue
        spelled, index = _spelled_number(text, tokens, index, table)
        if spelled:
            if pending:
                yield pending
                pending = None
            yield spelled
    if pending:
        yield pending


def _token(match: re.Match[str]) -> _Token:
    is_word = match["word"] is not None
    return _Token(match.start(), match.end(), fold(match.group()) if is_word else match.group(), not is_word)


def _digit_number(
    text: str, tokens: list[_Token], index: int, table: NumberTable
) -> tuple[Number, Decimal, int]:
    """The number that starts with the digits at `index`, what it was multiplied by, and the index behind it."""
    token = tokens[index]
    end, scale = token.end, Decimal(1)
    values, parts = _readings(token.text)
    following = index + 1
    while following < len(tokens) and _near(text, end, tokens[following].start):
        word = tokens[following]
        if word.is_digits:
            break
        magnitude = table.magnitudes.get(_bare(word.text, table))
        if magnitude is not None:
            scale *= magnitude
            values, parts = {value * magnitude for value in values}, set()
        elif word.start == end and word.text in table.suffixes:
            values |= {value * table.suffixes[word.text] for value in values}
        else:
            break
        end = word.end
        following += 1
    if (
        following < len(tokens)
        and tokens[following].start - end <= 1
        and tokens[following].text in table.decade_suffixes
    ):
        values |= _decades(values)
    if any(token.text in table.afternoon for token in tokens[following : following + 3]):
        values |= {value + 12 for value in values if value < 12}
    return Number(token.start, end, frozenset(values), frozenset(parts), True), scale, following


def _readings(digits: str) -> tuple[set[Decimal], set[Decimal]]:
    """The values of a run of digits and marks, and the values of its groups."""
    if digits in _FRACTIONS:
        return {Decimal(_FRACTIONS[digits])}, set()
    groups = _SEPARATORS.split(digits)
    if len(groups) == 1:
        return {Decimal(digits)}, set()
    values = set()
    if _GROUPED.fullmatch(digits):
        tail = len(groups[-1]) < 3
        whole = "".join(groups[:-1] if tail else groups)
        values.add(Decimal(f"{whole}.{groups[-1]}" if tail else whole))
    if _DECIMAL.fullmatch(digits):
        values.add(Decimal(".".join(groups)))
    if _TIME.fullmatch(digits):
        time = Decimal(".".join(groups))
        values |= {time, time - 12} if time >= 13 else {time}
    return values, {Decimal(group) for group in groups}


def _decades(values: set[Decimal]) -> set[Decimal]:
    """ "1930s" is also called the thirties, and "2000s" the beginning of the 21st century."""
    found = set()
    for value in values:
        if value in _YEARS:
            found.add(value % 100 or value // 100 + 1)
        elif value < 100:
            found.add(1900 + value)
    return found


def _spelled_number(
    text: str, tokens: list[_Token], index: int, table: NumberTable
) -> tuple[Number | None, int]:
    """The number that starts with the word at `index` if there is one, and the index behind what was read."""
    total, current = Decimal(0), Decimal(0)
    singles: list[Decimal] = []
    start = end = tokens[index].start
    position = index
    while position < len(tokens) and not tokens[position].is_digits:
        token = tokens[position]
        if singles and not _near(text, end, token.start):
            break
        value = _value(token.text, table)
        if value is None:
            if singles and token.text in table.connectors:
                position += 1
                continue
            break
        if _bare(token.text, table) in table.magnitudes:
            current = (current or Decimal(1)) * value
            if value >= 1000:
                total, current = total + current, Decimal(0)
        elif not current or _adds(current, value):
            current += value
        else:
            break
        singles.append(value)
        end = token.end
        position += 1
    if not singles:
        return None, index + 1
    return Number(start, end, frozenset({total + current}), frozenset(singles), False), position


def _adds(current: Decimal, value: Decimal) -> bool:
    """Whether a word is a further part of the number so far: "twenty five", "five and twenty", "hundred five"."""
    if value < 1:
        return True
    rest = current % 100
    if rest == 0:
        return value < 100
    if rest < 10:
        return value in range(10, 100, 10)
    return rest % 10 == 0 and value < (20 if rest in (60, 80) else 10)


def _value(word: str, table: NumberTable) -> Decimal | None:
    bare = _bare(word, table)
    found = table.words.get(bare)
    if found is None:
        found = table.magnitudes.get(bare)
    if found is not None or not table.prefixes:
        return found
    for length in range(min(len(word) - 2, 14), 1, -1):
        if word[:length] in table.prefixes:
            return table.prefixes[word[:length]]
    return None


def _bare(word: str, table: NumberTable) -> str:
    """The word without particles written together with it."""
    if not table.particles or word in table.words or word in table.magnitudes:
        return word
    for particle in table.particles:
        rest = word.removeprefix(particle)
        if rest is not word and (rest in table.words or rest in table.magnitudes):
            return rest
    return word


def _is_range(between: str, table: NumberTable) -> bool:
    return _GAP.fullmatch(between) is not None or fold(between.strip()) in table.to


def _near(text: str, end: int, start: int) -> bool:
    return start - end <= 3 and _GAP.fullmatch(text, end, start) is not None


@functools.cache
def number_table(language: str) -> NumberTable:
    """The words of one language, empty for a language that has no table."""
    file = resources.files("summarize.language") / "data" / "numerals" / f"{language}.toml"
    known = re.fullmatch("[a-z]{2,3}", language) and file.is_file()
    data = tomllib.loads(file.read_text(encoding="utf-8")) if known else {}
    endings = data.get("endings", "").split()

    def values(section: str) -> dict[str, Decimal]:
        return {
            word: Decimal(value) for value, words in data.get(section, {}).items() for word in spelled(words)
        }

    def spelled(words: str) -> Iterator[str]:
        for word in words.split():
            if word.endswith("~"):
                yield from (fold(word[:-1] + ending) for ending in endings)
            else:
                yield fold(word)

    def listed(key: str) -> list[str]:
        return [fold(word) for word in data.get(key, "").split()]

    return NumberTable(
        words=values("words"),
        magnitudes=values("magnitudes"),
        suffixes=values("suffixes"),
        prefixes=values("prefixes"),
        months={word: int(month) for word, month in values("months").items()},
        particles=tuple(sorted(listed("particles"), key=len, reverse=True)),
        dual_endings=tuple(listed("dual_endings")),
        decade_suffixes=frozenset(listed("decade_suffixes")),
        afternoon=frozenset(listed("afternoon")),
        connectors=frozenset(listed("and")),
        to=frozenset(listed("to")),
    )
