"""What stands around an article without being part of it: share buttons, captions, bylines, datelines, page numbers.

The words are those of publishers' templates, a list a language. `is_furniture` tells a line or a sentence that is nothing
else; whoever asks decides what becomes of it.
"""

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from summarize.language.characters import CAPITAL, CLOSING, DOT_ABOVE, LETTER, NOT_SMALL, SENTENCE_ENDS

# Of a longer line nothing can be said by its whole; a line with a date is shorter than this.
_LONGEST_WHOLE, _LONGEST_DATED = 80, 60
_SENTENCE = 6
_COPYRIGHT = ("©", "(c) 19", "(c) 20")
_SPACES = re.compile(r"\s+")
_SURROUNDING = " /\t\n.,:;|!?*-–—_•·()[]\"'“”«»©"
_DIGIT = re.compile(r"\d")
_BEHIND_CAPTION = re.compile(r"\s*[:：©/]")


@dataclass(frozen=True, slots=True)
class Furniture:
    """The phrases of a language's file, in lower case; default.toml says which is which."""

    begins: tuple[str, ...]
    whole: frozenset[str]
    related: frozenset[str]
    captions: tuple[str, ...]
    dated: tuple[str, ...]
    rights: tuple[str, ...]
    agencies: tuple[str, ...]
    page: tuple[str, ...]
    of: tuple[str, ...]
    subjects: tuple[str, ...]
    media: tuple[str, ...]
    stuck: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Walls:
    """What pages say that keep their article back, as regular expressions."""

    robot: tuple[str, ...]
    subscribers: tuple[str, ...]
    scripted: tuple[str, ...]
    rest: tuple[str, ...]
    consent: tuple[str, ...]


def furniture_from(data: dict[str, Any], default: dict[str, Any]) -> Furniture:
    """The furniture of a file's table, with what is listed for all languages."""

    def listed(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*default[key], *data[key]]))

    return _furniture(listed)


def _furniture(listed: Callable[[str], tuple[str, ...]]) -> Furniture:
    return Furniture(
        begins=listed("begins"),
        whole=frozenset(listed("whole")) | frozenset(listed("stuck")),
        related=frozenset(listed("related")),
        captions=listed("captions"),
        dated=listed("dated"),
        rights=listed("rights"),
        agencies=listed("agencies"),
        page=listed("page"),
        of=listed("of"),
        subjects=listed("subjects"),
        media=listed("media"),
        stuck=listed("stuck"),
    )


def walls_from(data: dict[str, Any]) -> Walls:
    """The phrases of a file's table."""
    keys = ("robot", "subscribers", "scripted", "rest", "consent")
    return Walls(*(tuple(data[key]) for key in keys))


def merged(several: Iterable[Furniture]) -> Furniture:
    """One for all, where the language isn't known yet."""
    each = list(several)

    def listed(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(phrase for one in each for phrase in getattr(one, key)))

    return _furniture(listed)


def bare(line: str) -> str:
    """The beginning of a line as the lists have it: folded, white space evened out, no punctuation around."""
    return _SPACES.sub(" ", line[:_LONGEST_WHOLE]).strip(_SURROUNDING).casefold().replace(DOT_ABOVE, "")


def is_furniture(line: str, furniture: Furniture) -> bool:
    """Whether a line (or a sentence) is no part of an article by what it says."""
    if line.lstrip().startswith(_COPYRIGHT):
        return True
    words = bare(line)
    if len(line) < _LONGEST_WHOLE and words in furniture.whole:
        return True
    if _begins(words, furniture.begins) is not None:
        return True
    caption = _begins(words, furniture.captions)
    if caption is not None and _BEHIND_CAPTION.match(words, len(caption)):
        return True
    dated = _begins(words, furniture.dated) if len(line) < _LONGEST_DATED else None
    if dated is not None and (dated == words or (_DIGIT.search(line) and not is_sentence(line))):
        return True
    return any(phrase in words for phrase in furniture.rights)


def is_sentence(line: str) -> bool:
    """Whether a line reads as a sentence: it ends as one, and has words enough for more than a label and a date."""
    return line.rstrip(CLOSING).endswith(tuple(SENTENCE_ENDS)) and len(line.split()) >= _SENTENCE


def _begins(words: str, phrases: tuple[str, ...]) -> str | None:
    """The phrase that `words` begin with, at a word's edge; None where they don't."""
    if not words.startswith(phrases):
        return None
    found = (phrase for phrase in phrases if words.startswith(phrase))
    return next((phrase for phrase in found if not words[len(phrase) : len(phrase) + 1].isalnum()), None)


@functools.cache
def byline_pattern(bylines: tuple[str, ...], has_case: bool) -> str:
    """A regular expression for how a line begins that names its writer; empty where the language has no such words.

    A capital follows, since "By the river" names nobody, or a colon; a word listed with a colon needs one.
    """
    if not bylines:
        return ""
    alone = [re.escape(word) for word in bylines if not word.endswith(":")]
    marked = [re.escape(word[:-1]) for word in bylines if word.endswith(":")]
    behind = rf"(?:\s*[:：]|\s+{CAPITAL})" if has_case else r"\b"
    patterns = [rf"(?i:{'|'.join(alone)}){behind}"] if alone else []
    patterns += [rf"(?i:{'|'.join(marked)})\s*[:：]"] if marked else []
    return "|".join(patterns)


@functools.cache
def author_pattern(bylines: tuple[str, ...]) -> re.Pattern[str] | None:
    """A whole sentence that names its writer: “By Ann Lee, Staff Writer”; None where the language has no such words."""
    if not bylines:
        return None
    words = "|".join(re.escape(word.rstrip(":")) for word in bylines)
    name = r"\s++\w[\w.'’-]*+(?:\s++\w[\w.'’-]*+){0,3}"
    further = r"(?:\s*+(?:,|\band\b|\bfor\b|\bet\b|\bи\b)\s*+\w[\w.'’-]*+(?:\s++[\w.'’-]++){0,3})?"
    return re.compile(rf"(?i:{words})(?:\s{{0,9}}[:：])?(?=\s++{NOT_SMALL}){name}{further}[\s|]*+$")


@dataclass(frozen=True, slots=True)
class Datelines:
    """`opening` matches a dateline before a sentence's words, `alone` one that is a sentence of its own."""

    opening: re.Pattern[str]
    alone: re.Pattern[str]


@functools.cache
def datelines(agencies: tuple[str, ...]) -> Datelines:
    """The forms of datelines: “PARIS, May 3 (Reuters) — ”, “МОСКВА, 9 января. /ТАСС/. ”, “القاهرة - رويترز: ”."""
    agency = f"(?i:{'|'.join(map(re.escape, agencies))})"
    place = rf"{LETTER}[^()\n!?:;/«»“”\"]{{0,40}}?"
    date = rf"(?:{LETTER}{{3,9}}\.? \d{{1,2}}|\d{{1,2}} {LETTER}{{3,9}}\.?)"
    # Possessive: otherwise a row of capitals could be parted into four in as many ways as its length to the third power.
    capitals = rf"(?:{CAPITAL}(?:{CAPITAL}|[.'’-])++[ ,]*+){{1,4}}"
    forms = (
        r"\([A-Z][\w .]{1,30}\)(?=[^\s\W])",  # (CNN)Word
        rf"\({agency}\)\s*[-–—:]*\s*",  # (Reuters) - Word
        rf"{place}\s*\({agency}\)(?:\s*[-–—:]+\s*|(?=\w))",  # PARIS, May 3 (Reuters) — Word
        rf"(?:{place}\s*)?/{agency}/\.?\s*",  # МОСКВА, 9 января. /ТАСС/. Word
        rf"{place}\s*[-–—,]+\s*{agency}\s*[-–—:.]+\s+",  # القاهرة - رويترز: Word
        rf"{capitals}{date}?\s*[-–—]{{1,2}}\s+(?=[\"“«]?{CAPITAL})",  # PARIS, May 3 — Word
    )
    # МОСКВА, 9 января. as a sentence of its own
    return Datelines(re.compile("|".join(forms)), re.compile(rf"{capitals}{date}?[.:]?$"))
