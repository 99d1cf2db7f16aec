"""What each language calls the units of time, by CLDR."""

import functools
import itertools
import re
from collections.abc import Mapping
from typing import Literal

from summarize.language.characters import ARABIC_SIGNS, LETTER, any_of
from summarize.language.numeral_table import fold

_WORD = re.compile(rf"{LETTER}+")
_SIGNS = re.compile(any_of(ARABIC_SIGNS))
_UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")
# One number for each form that a noun has behind a number in some language.
_COUNTS = (1, 2, 3, 5, 11, 100)
# Arabic has its months under the second alone.
_WIDTHS: tuple[Literal["long", "short"], ...] = ("long", "short")


@functools.cache
def time_units(language: str) -> Mapping[str, str]:
    """The units by the folded words for them: "days" and "day" are a day; none in a language that CLDR doesn't have."""
    # Imported here: few texts need it.
    from babel import UnknownLocaleError
    from babel.units import format_unit

    found: dict[str, str] = {}
    for unit, count, width in itertools.product(_UNITS, _COUNTS, _WIDTHS):
        try:
            text = format_unit(count, f"duration-{unit}", width, locale=language)
        except (UnknownLocaleError, ValueError):
            return {}
        words = _WORD.findall(_SIGNS.sub("", text))
        if len(words) == 1:
            found[fold(words[0])] = unit
    return found
