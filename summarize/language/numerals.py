"""Numbers in running text, in digits or words, as values that can be compared across languages and notations.

"45,000", "45 000", "٤٥٬٠٠٠", "45 тысяч" and "forty-five thousand" are one value. Many notations can be read in more than
one way ("1.500" is one and a half, or fifteen hundred; "3 p.m." is 15:00), so a number has a set of values: two numbers
may be the same if they share one.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from summarize.language.numeral_table import NumeralTable, fold
from summarize.language.numeral_tokens import SPACE, Token, tokenize
from summarize.language.record import language_of

_SEPARATORS = re.compile(r"\D+")
# What may stand between the words of one number.
_GAP = re.compile(r"[\s\-‑–]{0,3}")
# What may stand before an ending that is written onto digits: “80’li”.
_SET_OFF = ("", "'", "’")
_FRACTIONS = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}
_GROUPED = re.compile(rf"[1-9]\d{{0,2}}(?:([{SPACE}.,'’])\d{{3}})(?:\1\d{{3}})*(?:[.,]\d{{1,2}})?")
_PERCENT = ("%", "٪")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_TIME = re.compile(r"([01]?\d|2[0-4])(?:[:.]|\s?h\s?)?([0-5]\d)")
_ROMAN = re.compile(r"(?=[ivxх])[xх]{0,3}(?:i[xх]|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "х": 10}
_FIRST_YEAR, _LAST_YEAR = 1000, 2200
# Words for more than this are somebody counting "million million million".
_HIGHEST = Decimal(10) ** 15
_CENTURIES = (1700, 1800, 1900, 2000)
# A unit or a part of the day stands within so many words after its number ("1 to 4 inches", "3 in the afternoon").
_REACH = 3
_FAHRENHEIT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start:end` of the text. `values` are its possible readings.

    `parts` are the values of its groups of digits where it may be several numbers ("30.09.2018", "2:1", "555 111"), and
    of its words where it is spelled out. `converted` are its values in metric units if it stands before a unit that
    translators convert. `kind` is "digits" ("45 thousand" too), "words" for one that is spelled out, "other" for a word
    with a number in it ("dozen", "eighties", "September", "XIV").
    """

    start: int
    end: int
    values: frozenset[Decimal]
    parts: frozenset[Decimal] = frozenset()
    converted: frozenset[Decimal] = frozenset()
    kind: Literal["digits", "words", "other"] = "digits"
    is_percentage: bool = False


@dataclass(frozen=True, slots=True)
class Amounts:
    """The numbers of a text in order, the months (1 to 12) that it names, and its currencies as the tables call them."""

    numbers: list[Number]
    months: frozenset[int]
    currencies: frozenset[str]


def find_amounts(text: str, language: str) -> Amounts:
    """What `text` has of numbers, months and currencies. In a language without a table only digits are found."""
    table = language_of(language).numerals
    tokens = tokenize(text, table)
    return Amounts(
        list(_with_ranges(text, list(_numbers(text, tokens, table)), table)),
        frozenset(table.months[token.text] for token in tokens if token.text in table.months),
        frozenset(table.currencies[token.text] for token in tokens if token.text in table.currencies),
    )


def month_words(text: str, language: str, months: Set[int]) -> tuple[str, ...]:
    """The words of `text` that name one of `months`, as they stand there, each once."""
    table = language_of(language).numerals
    named = (token for token in tokenize(text, table) if table.months.get(token.text) in months)
    return tuple(dict.fromkeys(text[token.start : token.end] for token in named))


def _numbers(text: str, tokens: list[Token], table: NumeralTable) -> Iterator[tuple[Number, Decimal]]:
    """Each number, and the magnitude that it was multiplied by."""
    index = 0
    while index < len(tokens):
        read = _number_in_digits if tokens[index].is_digits else _number_in_words
        number, scale, index = read(text, tokens, index, table)
        if number is not None:
            yield number, scale


def _with_ranges(text: str, found: list[tuple[Number, Decimal]], table: NumeralTable) -> Iterator[Number]:
    """In "7 to 10 million" the first may be millions too; in "1950-53" the second is a year."""
    for position, (number, scale) in enumerate(found):
        before = found[position - 1][0] if position else None
        after, next_scale = found[position + 1] if position + 1 < len(found) else (None, scale)
        values = number.values
        if after and next_scale > scale and _is_range(text[number.end : after.start], table):
            values |= {value * next_scale for value in values}
        if before and number.kind == "digits" and text[before.end : number.start] in ("-", "–", "/", "—"):
            values |= {
                start - start % 100 + value
                for start in before.values
                for value in values
                if _is_year(start) and start % 100 < value < 100
            }
        yield replace(number, values=values)


def _is_year(value: Decimal) -> bool:
    return _FIRST_YEAR <= value <= _LAST_YEAR


def _is_range(between: str, table: NumeralTable) -> bool:
    return _GAP.fullmatch(between) is not None or fold(between.strip()) in table.to


def _number_in_digits(
    text: str, tokens: list[Token], index: int, table: NumeralTable
) -> tuple[Number | None, Decimal, int]:
    before, token = tokens[index - 1] if index else None, tokens[index]
    number = _readings(token)
    values, scale, end = set(number.values), Decimal(1), token.end
    index += 1
    while index < len(tokens) and not tokens[index].is_digits:
        word = tokens[index].text
        ends = word in table.decade_suffixes and text[end : tokens[index].start] in _SET_OFF
        if not ends and not _near(text, end, tokens[index].start):
            break
        attached = tokens[index].start == end
        if word in table.magnitudes and scale < _HIGHEST:
            values = {value * table.magnitudes[word] for value in values}
            scale *= table.magnitudes[word]
            number = replace(number, parts=frozenset())
        elif attached and word in table.suffixes:
            values |= {value * table.suffixes[word] for value in values}
        elif word in table.decade_suffixes and tokens[index].start - end <= 1:
            values |= _decades(values)
        else:
            break
        end = tokens[index].end
        index += 1
    if before is not None and before.text in table.decade_prefixes:
        # “anni 80”, “anni ’80”
        values |= _decades(values) if not text[before.end : token.start].strip(" '’") else set()
    number = replace(number, end=end, values=frozenset(values))
    time = _TIME.fullmatch(token.text)
    if time and len(token.text) == 4 and index < len(tokens) and tokens[index].text in table.hours:
        number = replace(number, values=number.values | _clock(time))
    return _with_unit(text, number, before, tokens, index, table), scale, index


def _clock(time: re.Match[str]) -> set[Decimal]:
    """A time of the day as hours and hundredths for its minutes; one in the afternoon also as the clock shows it."""
    hours = Decimal(f"{time[1]}.{time[2]}")
    return {hours, hours - 12} if hours >= 13 else {hours}


def _readings(token: Token) -> Number:
    """The values of a run of digits and marks, and the values of its groups."""
    digits = token.text
    number = Number(token.start, token.end, frozenset())
    if digits in _FRACTIONS:
        return replace(number, values=frozenset({_FRACTIONS[digits]}))
    groups = _SEPARATORS.split(digits)
    values = set()
    if len(groups) == 1:
        values.add(Decimal(digits))
    is_grouped = _GROUPED.fullmatch(digits) is not None
    if is_grouped:
        tail = len(groups[-1]) < 3
        whole = "".join(groups[:-1] if tail else groups)
        values.add(Decimal(f"{whole}.{groups[-1]}" if tail else whole))
    # "45.000" is never forty-five.
    if _DECIMAL.fullmatch(digits) and not (is_grouped and groups[-1] == "000"):
        values.add(Decimal(".".join(groups)))
    if len(groups) == 2 and (time := _TIME.fullmatch(digits)):
        values |= _clock(time)
    parts = frozenset(Decimal(group) for group in groups) if len(groups) > 1 else frozenset()
    return replace(number, values=frozenset(values), parts=parts)


def _with_unit(
    text: str, number: Number, before: Token | None, tokens: list[Token], index: int, table: NumeralTable
) -> Number:
    """The number with what the words behind it make of it: percent, dozens, hours of the afternoon, miles.

    `index` is the first of them; `before` is the word before the number, which may say percent too.
    """
    values = set(number.values)
    converted: set[Decimal] = set()
    reach = [
        token.text
        for token in tokens[index : index + _REACH]
        # What follows in brackets is said in another unit.
        if "(" not in text[number.end : token.start]
    ]
    is_percentage = (
        (bool(reach) and (reach[0] in _PERCENT or reach[0] in table.percent))
        or text[max(0, number.start - 1) : number.start] in _PERCENT
        # “yüzde 5”
        or (
            before is not None
            and before.text in table.percent_before
            and _near(text, before.end, number.start)
        )
    )
    if is_percentage:
        values |= {value / 100 for value in values}
    if reach and reach[0] in table.nouns and _near(text, number.end, tokens[index].start):
        values |= {value * table.nouns[reach[0]] for value in values}
    if not table.afternoon.isdisjoint(reach):
        values |= {value + 12 for value in values if value < 12}
    for unit in reach:
        for factor in table.conversions.get(unit, ()):
            converted |= {
                (value - 32) * 5 / 9 if factor == _FAHRENHEIT else value * factor for value in values
            }
    return replace(
        number, values=frozenset(values), converted=frozenset(converted), is_percentage=is_percentage
    )


def _decades(values: set[Decimal]) -> set[Decimal]:
    """ "The 80s" may be those of any century, and "the 1900s" are the 20th."""
    decades = {century + value for value in values if value < 100 for century in _CENTURIES}
    return decades | {value // 100 + 1 for value in values if _is_year(value) and value % 100 == 0}


def _number_in_words(
    text: str, tokens: list[Token], index: int, table: NumeralTable
) -> tuple[Number | None, Decimal, int]:
    total, current, scale = Decimal(0), Decimal(0), Decimal(1)
    singles: list[Decimal] = []
    before = tokens[index - 1] if index else None
    start = end = tokens[index].start
    position = index
    while position < len(tokens) and not tokens[position].is_digits:
        token = tokens[position]
        if singles and not _near(text, end, token.start):
            break
        word = token.text
        value = _value(word, table)
        if value is None:
            if singles and token.text in table.connectors:
                position += 1
                end = token.end
                continue
            break
        if word in table.magnitudes and current * value < _HIGHEST:
            if total and not current and value > scale:
                total *= value  # "dos mil millones"
            elif value >= 1000:
                total, current = total + (current or Decimal(1)) * value, Decimal(0)
            else:
                current = (current or Decimal(1)) * value
            scale = value
        elif not current or _adds(current, value):
            current += value
        else:
            break
        singles.append(value)
        end = token.end
        position += 1
    if not singles:
        return _other_word(text, tokens[index], table), scale, index + 1
    number = Number(start, end, frozenset({total + current}), frozenset(singles), kind="words")
    return _with_unit(text, number, before, tokens, position, table), scale, position


def _value(word: str, table: NumeralTable) -> Decimal | None:
    found = table.words.get(word)
    return table.magnitudes.get(word) if found is None else found


def _other_word(text: str, token: Token, table: NumeralTable) -> Number | None:
    """A number in a word that others don't compose with: "dozen", "eighties", "двухдневный", "XIV"."""
    word = token.text
    values: set[Decimal] = set()
    if word in table.nouns:
        values = {table.nouns[word]}
    elif word in table.decades:
        values = {table.decades[word]} | _decades({table.decades[word]})
    elif word in table.months:
        values = {Decimal(table.months[word])}
    elif table.dual_endings and len(word) > 4 and word.endswith(table.dual_endings):
        values = {Decimal(2)}
    elif _ROMAN.fullmatch(word) and text[token.start].isupper():
        values = {Decimal(_roman(word))}
    else:
        for length in range(min(len(word) - 2, 14), 3, -1):
            if word[:length] in table.prefixes:
                values = {table.prefixes[word[:length]]}
                break
    return Number(token.start, token.end, frozenset(values), kind="other") if values else None


def _roman(word: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in word]
    return sum(
        -digit if digit < following else digit
        for digit, following in zip(digits, [*digits[1:], 0], strict=True)
    )


def _adds(current: Decimal, value: Decimal) -> bool:
    """Whether a word is a further part of the number so far: "twenty five", "five and twenty", "hundred five"."""
    rest = current % 100
    if value < 1 or rest == 0:
        return value < 100
    if rest < 10:
        return 10 <= value < 100 and value % 10 == 0
    return rest % 10 == 0 and value < (20 if rest in (60, 80) else 10)


def _near(text: str, end: int, start: int) -> bool:
    # Pieces of one word start where it starts.
    return start < end or (start - end <= 3 and _GAP.fullmatch(text, end, start) is not None)
