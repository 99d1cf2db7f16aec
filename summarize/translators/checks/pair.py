"""What every check gets, the two texts of a segment, and what it gives: findings, with how rare they are in sound ones."""

import functools
import math
import re
from dataclasses import dataclass

from summarize.language.characters import APOSTROPHES, LETTER, UNSPACED, any_of
from summarize.language.scripts import letters_by_script
from summarize.warning import WarningCode

# Where no spaces stand between words, each character counts as one.
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
# Words of letters alone, apostrophes inside them.
LETTERS = re.compile(f"{LETTER}+(?:{any_of(APOSTROPHES)}{LETTER}+)*")
LINK = re.compile(
    r"https?://[^\s<>\"'«»“”]+|www\.[^\s<>\"'«»“”]+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w", re.IGNORECASE
)
DOMAIN = re.compile(r"(?<![\w.-])[\w-]++(?:\.[\w-]++)*\.[a-z]{2,}(?!\w)")
# Signs are an error where sound translations would show them together once in 100,000 times.
_RARE = 5


@dataclass(frozen=True)
class Pair:
    """A segment and its translation; languages are ISO 639-1 codes."""

    source: str
    translation: str
    source_language: str
    target_language: str

    @functools.cached_property
    def source_words(self) -> list[str]:
        """The words of the source, case folded."""
        return _words(self.source)

    @functools.cached_property
    def translation_words(self) -> list[str]:
        """The words of the translation, case folded."""
        return _words(self.translation)

    @property
    def is_translated(self) -> bool:
        """Whether the two languages differ."""
        return self.source_language != self.target_language


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw: a warning's code, and the words on either side that it is about, as written there.

    `share` is that of sound translations in which the check finds the same: None for what is an error by itself. The
    others are signs: one says little, but several that are rare come together still more rarely. `language` is one that the
    warning names.
    """

    code: WarningCode
    source: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    share: float | None = None
    language: str | None = None

    @property
    def weight(self) -> float:
        """1 for an error. Signs add up to one as the chances of independent events multiply."""
        return 1.0 if self.share is None else -math.log10(self.share) / _RARE


@functools.lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The script of a letter, "" for one of a script that isn't known."""
    return next(iter(letters_by_script(character)), "")


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]
