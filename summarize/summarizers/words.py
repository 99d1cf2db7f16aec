"""Words of any language: what sentences are compared by, and what a budget in words or characters counts."""

import re
import unicodedata

from summarize.language.characters import ARABIC_SIGNS, UNSPACED

# Where no spaces stand between words, each character counts as one.
_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_OPTIONAL_SIGNS = re.compile(f"[{ARABIC_SIGNS}]")
# Endings carry grammar in most languages: two words that begin alike are taken for forms of one. Six letters keep
# Russian, French and English forms together and most different words apart.
_STEM = 6
# Words of fewer letters are mostly grammar: that two sentences share them says nothing.
_TELLING_LETTERS = 4


def words_of(text: str) -> list[str]:
    """The words of `text` in order, as they are written."""
    return _WORD.findall(_OPTIONAL_SIGNS.sub("", text))


def stem_of(word: str) -> str:
    """What the forms of a word have in common: its first letters, in lower case."""
    return word.lower()[:_STEM]


def telling_stems(text: str) -> set[str]:
    """The stems of the longer words of `text`."""
    return {stem_of(word) for word in words_of(text) if len(word) >= _TELLING_LETTERS}


def count_words(text: str) -> int:
    """How many words `text` has; a character counts as a word in scripts that set no spaces."""
    return len(words_of(text))


def count_characters(text: str) -> int:
    """How many characters `text` has as X counts them, and as a screen shows them: wide ones (Chinese, emoji) are two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
