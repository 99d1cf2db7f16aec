"""Quotation marks: finding them, and telling an opening mark from a closing one and from an apostrophe.

Which mark opens and which closes is a table per language (`data/`, after Unicode CLDR's delimiters plus practice); what
stands to the left and the right of a mark overrules the table, because marks are typed the wrong way round often.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from summarize.language.characters import HEBREW
from summarize.language.record import Language

Side = Literal["open", "close", "either"]
Family = Literal["curly", "straight", "ticks", "guillemet", "corner", "round", "single"]

# The first character is one set, which the regular expression engine skips to fast; what follows says if it is a mark.
# A single mark between two letters is an apostrophe, any mark between two Hebrew ones that of an abbreviation.
MARK = re.compile(
    rf"""["“”„‟«»‹›「」『』〝〞＂❝❞″&`',()<>‘’‚‛](?:
        (?<=["“”„‟«»‹›「」『』〝〞＂❝❞])(?!(?<=[{HEBREW}].)[{HEBREW}])
        | (?<=″)(?<!\d″)
        | (?<=&)(?:quot|ldquo|rdquo|laquo|raquo|bdquo|\#34);
        | (?<=`)` | (?<=')' | (?<=,),(?=\w) | (?<=\()\( | (?<=\))\) | (?<=<)< | (?<=>)>
        | (?<=['‘’‚‛])(?: (?<!\w['‘’‚‛])(?=\S) | (?<=\S['‘’‚‛])(?!\w) )
    )""",
    re.VERBOSE,
)
_FAMILY_MARKS: dict[Family, tuple[str, ...]] = {
    "guillemet": ("«", "»", "‹", "›", "&laquo;", "&raquo;", "<<", ">>"),
    "corner": ("「", "」", "『", "』", "〝", "〞"),
    "round": ("((", "))"),
    "single": ("'", "‘", "’", "‚", "‛"),
    "straight": ('"', "＂", "″", "&quot;", "&#34;"),
    "ticks": ("``", "''", ",,"),
}
_FAMILIES = {mark: family for family, marks in _FAMILY_MARKS.items() for mark in marks}
# Families that people mix in one pair.
_MIXED = {
    "curly": ("straight", "ticks"),
    "straight": ("curly", "guillemet"),
    "ticks": ("curly",),
    "guillemet": ("straight",),
}
# Other ways to write a mark.
_STAND_FOR = {
    "&ldquo;": "“",
    "&rdquo;": "”",
    "&laquo;": "«",
    "&raquo;": "»",
    "&bdquo;": "„",
    "<<": "«",
    ">>": "»",
}
_ALWAYS_OPEN = frozenset("「『〝❝") | {"((", "``", "„", ",,", "‚"}
_ALWAYS_CLOSE = frozenset("」』〞❞") | {"))"}
_LENGTHENER = "ـ"  # as in «بـ"…"»
_BEFORE_OPENING = frozenset("([{—–-/“„«‹「『\"'‘‚¿¡[:")
_AFTER_CLOSING = frozenset(".,;:!?…)]}—–-،؛؟/»”“›’'\"」』。，！？、")
_NEVER_INSIDE = frozenset(".,;:!?)،؛")
# 'Tis, 'em, '90s: a single mark before one of these is an elision.
_ELISION = re.compile(r"\d\ds\b|(?:em|til|tis|twas|cause|bout|n|s|nuff)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark at `start:end`. `side` is "either" where neither the table nor its neighbours tell."""

    start: int
    end: int
    family: Family
    side: Side
    # Whether the neighbours tell the side, or only the table does.
    sure: bool

    def closes_with(self, other: "Mark") -> bool:
        """Whether `other` may close what this mark opened."""
        return other.family == self.family or other.family in _MIXED.get(self.family, ())


def find_marks(text: str, start: int, end: int, language: Language) -> Iterator[Mark]:
    """The marks of the paragraph `text[start:end]`, in order."""
    for match in MARK.finditer(text, start, end):
        mark, a, b = match.group(), match.start(), match.end()
        family = _FAMILIES.get(mark, "curly")
        if family == "single" and _ELISION.match(text, b):
            continue
        before = text[a - 1] if a > start else " "
        if language.cues.proclitics and _is_proclitic(text, start, a):
            before = " "
        # An ellipsis may begin a quote, other punctuation doesn't.
        after = text[b] if b < end and not text.startswith("...", b) else " " if b == end else "…"
        side, sure = _side(mark, before, after, language)
        if mark in ("<<", ">>") and not sure:
            continue  # of code, or of a mail
        yield Mark(a, b, family, side, sure)


def _is_proclitic(text: str, start: int, end: int) -> bool:
    """Whether a letter that is written onto the next word stands before a mark: «و"البيت"»."""
    if text[end - 1 : end] == _LENGTHENER:
        return True
    return end > start and text[end - 1].isalpha() and (end - 1 == start or text[end - 2].isspace())


def _side(mark: str, before: str, after: str, language: Language) -> tuple[Side, bool]:
    if mark in _ALWAYS_OPEN:
        return "open", True
    if mark in _ALWAYS_CLOSE:
        return "close", True
    mark = _STAND_FOR.get(mark, mark)
    if language.marks.spaced and ((mark in "«‹" and after.isspace()) or (mark in "»›" and before.isspace())):
        return ("open" if mark in "«‹" else "close"), True
    opens = (before.isspace() or before in _BEFORE_OPENING) and not (
        after.isspace() or after in _NEVER_INSIDE
    )
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    if opens != closes:
        return ("open" if opens else "close"), True
    if after in _NEVER_INSIDE:
        return "close", False
    if mark in language.marks.opening:
        return "open", False
    if mark in language.marks.closing:
        return "close", False
    return "either", False
