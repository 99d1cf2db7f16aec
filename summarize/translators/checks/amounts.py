"""Whether a translation has the numbers, percentages, months and currencies of its source, in whatever notation."""

import re
from collections.abc import Iterator
from decimal import Decimal

from summarize.language.numerals import Amounts, Number, find_amounts, month_words
from summarize.language.record import language_of
from summarize.translators.checks.pair import Finding, Pair
from summarize.warning import WarningCode

# Spelled-out numbers below this one are often other words, as "one" is.
_COUNTED = 3
# From this number on each occurrence counts; lower ones are often told by other words the second time.
_REPEATED = 10
# Numbers that are written in digits, and without a magnitude, in any language: neither short nor round ones.
_PLAIN = frozenset(Decimal(number) for number in range(100, 10_000) if number % 10)
# "12:00" as a number is "12", so a time that lost its minutes ("at 12: today") is told by its colon.
_TIME, _CUT_TIME = re.compile(r"\d[:.]?[0-5]\d(?!\d)"), re.compile(r"(?<!\d)\d{1,2}:\s+[^\W\d_]")
# March and May are ordinary words or names in many languages.
_AMBIGUOUS_MONTHS = {3, 5}
# How far off a converted unit may be: a part of it, or a half.
_ROUNDED, _HALF = Decimal("0.03"), Decimal("0.5")
# And how far off what a writer gives in both units, "six metres (18 feet)".
_ROUNDED_BY_WRITERS = Decimal("0.1")
_HALF_FROM = 5


def check(pair: Pair) -> Iterator[Finding]:
    """number-mismatch for numbers, percentages and currencies, and date-mismatch for months, at most one of each.

    In a language without a table of numerals "5 million" can't be compared: there only plain numbers of the source that
    are lost count.
    """
    source, translation = pair.source, pair.translation
    source_language, target_language = pair.source_language, pair.target_language
    ours, theirs = find_amounts(source, source_language), find_amounts(translation, target_language)
    if not (language_of(source_language).numerals.known and language_of(target_language).numerals.known):
        plain = [
            n
            for n in ours.numbers
            if n.kind == "digits" and n.values and n.values <= _PLAIN and not n.converted
        ]
        lost = _unmatched(plain, theirs.numbers)
        if lost:
            yield Finding(WarningCode.NUMBER_MISMATCH, source=_written(source, lost))
        return
    missing, added = _without_reworded(
        _unmatched(ours.numbers, theirs.numbers), _unmatched(theirs.numbers, ours.numbers)
    )
    if "(" not in translation:
        kept = [number for number in ours.numbers if number not in missing]
        missing = [number for number in missing if not _is_given_twice(number, kept, source)]
    missing += _too_rare(ours.numbers, theirs.numbers)
    # Hardly a translator says a number again that its source has once.
    added += [number for number in _too_rare(theirs.numbers, ours.numbers) if not _has_fraction(number)]
    differing = _written(source, missing), _written(translation, added)
    if not any(differing):
        differing = _cut_time(source, translation)
    if not any(differing):
        differing = _percentages(source, ours, theirs), _percentages(translation, theirs, ours)
    if not any(differing) and ours.currencies - theirs.currencies and theirs.currencies - ours.currencies:
        # Leaving one out is no fault where it is clear from what stands before.
        differing = (
            tuple(sorted(ours.currencies - theirs.currencies)),
            tuple(sorted(theirs.currencies - ours.currencies)),
        )
    if any(differing):
        yield Finding(WarningCode.NUMBER_MISMATCH, source=differing[0], result=differing[1])
    months = _unmatched_months(ours, theirs), _unmatched_months(theirs, ours)
    if any(months):
        yield Finding(
            WarningCode.DATE_MISMATCH,
            source=month_words(source, source_language, months[0]),
            result=month_words(translation, target_language, months[1]),
        )


def _written(text: str, numbers: list[Number]) -> tuple[str, ...]:
    return tuple(text[number.start : number.end] for number in numbers)


def _cut_time(source: str, translation: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The times of the source, and one of the translation that lost its minutes."""
    cut, time = _CUT_TIME.search(translation), _TIME.search(source)
    if cut is None or time is None or _CUT_TIME.search(source):
        return (), ()
    return (time.group(),), (cut.group(),)


def _percentages(text: str, amounts: Amounts, others: Amounts) -> tuple[str, ...]:
    """The percentages of a side, where the other has none."""
    numbers = [number for number in amounts.numbers if number.is_percentage]
    return _written(text, numbers) if _lacks_percent(amounts, others) else ()


def _unmatched(numbers: list[Number], others: list[Number]) -> list[Number]:
    """The numbers that none of the others can be."""
    values = {value for other in others for value in other.values}
    # "30.09.2018" is three numbers, but "45,000" never just 45.
    values |= {part for other in others if other.kind != "digits" or not other.values for part in other.parts}
    parts = values | {part for other in others for part in other.parts}
    return [
        number
        for number in numbers
        if (number.kind == "digits" or (number.kind == "words" and min(number.values) >= _COUNTED))
        and not number.values & values
        and not (number.parts and number.parts <= parts)
    ]


def _without_reworded(missing: list[Number], added: list[Number]) -> tuple[list[Number], list[Number]]:
    """What is left of the numbers of two sides when a translator turned miles into kilometres, or "the three" into "they"."""
    pairs = [(a, b) for a in missing for b in added if _is_conversion(a, b) or _is_conversion(b, a)]
    missing = [n for n in missing if all(n is not a for a, _ in pairs)]
    added = [n for n in added if all(n is not b for _, b in pairs)]
    if missing and added:
        return missing, added
    return [n for n in missing if n.kind == "digits"], [n for n in added if n.kind == "digits"]


def _is_conversion(number: Number, metric: Number, rounded: Decimal = _ROUNDED) -> bool:
    return not metric.converted and any(
        abs(value - converted) <= max(converted * rounded, _HALF if converted >= _HALF_FROM else 0)
        for converted in number.converted
        for value in metric.values
    )


def _is_given_twice(number: Number, kept: list[Number], text: str) -> bool:
    """Whether a number that was kept is the same in another unit ("300 km (190 miles)"): one of them may be left out."""
    return any(
        "(" in text[min(number.end, other.end) : max(number.start, other.start)]
        and any(_is_conversion(*two, _ROUNDED_BY_WRITERS) for two in ((number, other), (other, number)))
        for other in kept
    )


def _too_rare(numbers: list[Number], others: list[Number]) -> list[Number]:
    """The numbers that the other side has too, but not as often."""
    repeated = {
        n.values: n for n in numbers if n.kind == "digits" and n.values and min(n.values) >= _REPEATED
    }
    return [
        number
        for values, number in repeated.items()
        if 0
        < sum(not values.isdisjoint(other.values | other.parts) for other in others)
        < _count(values, numbers)
    ]


def _has_fraction(number: Number) -> bool:
    return any(value % 1 for value in number.values)


def _count(values: frozenset[Decimal], numbers: list[Number]) -> int:
    return sum(number.values == values for number in numbers)


def _lacks_percent(amounts: Amounts, others: Amounts) -> bool:
    """Whether one side has percentages and the other neither percentages nor words for them ("half")."""
    percentages = [number for number in amounts.numbers if number.is_percentage]
    words = {value for other in others.numbers if other.kind != "digits" for value in other.values}
    return (
        bool(percentages)
        and not any(other.is_percentage for other in others.numbers)
        and not any(number.values & words for number in percentages)
    )


def _unmatched_months(amounts: Amounts, others: Amounts) -> set[int]:
    """The months that are neither named nor numbered ("30.09.") on the other side."""
    numbers = {value for number in others.numbers for value in number.values | number.parts}
    return {month for month in amounts.months - others.months - _AMBIGUOUS_MONTHS if month not in numbers}
