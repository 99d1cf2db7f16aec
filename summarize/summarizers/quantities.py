"""What the numbers of a text are of, and whether an article has a summary's numbers of the same."""

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from summarize.briefing import Warning, WarningCode
from summarize.language.characters import COMMAS, SEMICOLONS, any_of
from summarize.language.numeral_table import fold
from summarize.language.numerals import Number, find_amounts
from summarize.language.record import Language
from summarize.language.time_units import time_units
from summarize.summarizers.closest import Told, Word, bare_forms, told

_COMMA = re.compile(rf"{any_of(COMMAS + SEMICOLONS)}\s")
# So many words on either side say what a number is of; so many characters behind it are read for them.
_AROUND, _BEHIND = 8, 150
# Of so many words behind it one is its unit of time, or what it counts; of so many on either side one is what befell those.
_TIMED, _COUNTED, _BEFALL = 2, 3, 4
# A number is another one's where that shares so many more of the words around it.
_CLEARLY = 2
# "First" and "once" count nothing.
_LEAST = 2
_YEARS = 1900, 2100


def misquoted(ours: Iterable["Quantity"], theirs: Sequence["Quantity"]) -> Iterator[Warning]:
    """An unsupported-number for each of a summary's numbers that its article has with another unit of time, of people whom
    something else befell, or of something else altogether while another number is of this."""
    for quantity in ours:
        same = [other for other in theirs if other.number.values & quantity.number.values]
        if not same:
            continue
        closest = max(same, key=quantity.shared)
        if quantity.unit and closest.unit and all(other.unit != quantity.unit for other in same):
            yield Warning(
                WarningCode.UNSUPPORTED_NUMBER, source=(closest.with_unit,), result=(quantity.with_unit,)
            )
        elif quantity.befell and all(other.befell not in ("", quantity.befell) for other in same):
            yield Warning(WarningCode.UNSUPPORTED_NUMBER, source=(closest.phrase,), result=(quantity.phrase,))
        elif other := _counted_otherwise(quantity, closest, theirs):
            yield Warning(WarningCode.UNSUPPORTED_NUMBER, source=(other.text,), result=(quantity.text,))


class Quantity:
    """A number of a sentence: what it counts, the unit of time behind it ("" for none), the telling words around it, and what
    befell those whom it counts ("killed", "injured" …)."""

    def __init__(self, number: Number, sentence: Told, language: Language) -> None:
        units = time_units(language.code)
        self.number = number
        self.text = sentence.text[number.start : number.end]
        index = bisect.bisect_right(sentence.words, number.start, key=lambda word: word.end)
        before = sentence.words[max(0, index - _AROUND) : index]
        # Read anew: in "one-year" the unit is part of the number's word.
        rest = sentence.text[number.end : number.end + _BEHIND]
        behind = told(rest, language).words[:_AROUND]
        timed = next((word for word in behind[:_TIMED] if fold(word.text) in units), None)
        self.unit = units[fold(timed.text)] if timed else ""
        self.with_unit = self.text + rest[: timed.end] if timed else self.text
        beside = [fold(word.text) for word in (*before[-1:], *behind[:_TIMED])]
        self.is_date = any(word in language.numerals.months for word in beside)
        self.counts = next((word.stem for word in behind[:_COUNTED] if word.stem and not timed), "")
        self.around = frozenset(word.stem for word in (*before, *behind) if word.stem)
        near = [
            word for word in before[-_BEFALL:] if not _COMMA.search(sentence.text[word.end : number.start])
        ]
        next_to = [word for word in behind[:_BEFALL] if not _COMMA.search(rest[: word.start])]
        start = near[0].start if near else number.start
        self.phrase = sentence.text[start : number.end] + (rest[: next_to[-1].end] if next_to else "")
        self.befell = _nearest_event(near, next_to, language)

    def shared(self, other: "Quantity") -> int:
        """How many of the telling words around it are around the other, too."""
        return len(self.around & other.around)


def _nearest_event(before: Sequence[Word], behind: Sequence[Word], language: Language) -> str:
    """What befell those whom a number between these words counts: "killed", "injured" …; "" for nothing."""
    both = itertools.zip_longest(behind, reversed(before))
    for word in (word for pair in both for word in pair if word):
        for name, pattern in language.events.counted.items():
            if any(map(pattern.fullmatch, bare_forms(word.text, language))):
                return name
    return ""


def quantities_of(sentence: Told, language: Language) -> list[Quantity]:
    """The numbers of a sentence but for years and days of the month."""
    return [
        quantity
        for number in find_amounts(sentence.text, language.code).numbers
        if number.kind != "other" and number.values and not _is_year(number)
        if not (quantity := Quantity(number, sentence, language)).is_date
    ]


def _is_year(number: Number) -> bool:
    return number.kind == "digits" and any(_YEARS[0] <= value <= _YEARS[1] for value in number.values)


def _counted_otherwise(
    quantity: Quantity, same: Quantity, all_of_them: Iterable[Quantity]
) -> Quantity | None:
    """The article's number of what this one is given for, where the article has this one of something else only."""
    if not quantity.counts or max(quantity.number.values) < _LEAST:
        return None
    others = [
        other
        for other in all_of_them
        if max(other.number.values) >= _LEAST
        and not other.number.values & quantity.number.values
        and other.number.is_percentage == quantity.number.is_percentage
        and other.counts == quantity.counts
        and quantity.shared(other) >= quantity.shared(same) + _CLEARLY
    ]
    return max(others, key=quantity.shared, default=None)
