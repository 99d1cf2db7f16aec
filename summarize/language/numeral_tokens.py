"""The words, signs and runs of digits that numbers are made of, folded to what the tables of numerals have."""

import re
from dataclasses import dataclass

from summarize.language.characters import ARABIC_SIGNS, NARROW_SPACES
from summarize.language.numeral_table import NumeralTable, fold

SPACE = " " + NARROW_SPACES
# Thousands are grouped by a space only where three digits follow and at most three precede.
_DIGITS = (
    rf"(?<![\d.,])[1-9]\d{{0,2}}(?:[{SPACE}]\d{{3}})+(?!\d)(?:[.,]\d{{1,2}}(?!\d))?"
    # "20 h 30" is one time of the day.
    rf"|\d{{1,2}}[{SPACE}]?h[{SPACE}]?[0-5]\d(?!\w)|\d+(?:[.,:'’/]\d+)*"
)
# Letters, those with full stops between them ("p.m."), and what isn't a letter to `re`: Arabic's vowel signs, and the
# apostrophe, which is one between Cyrillic letters.
_LETTER = rf"[^\W\d_]|[{ARABIC_SIGNS}]|(?<=[\u0400-\u04ff])['’](?=[\u0400-\u04ff])"
_WORD = rf"[^\W\d_](?:\.[^\W\d_])+(?![^\W\d_])|(?:{_LETTER})+"
_TOKEN = re.compile(f"(?P<digits>{_DIGITS}|[¼½¾])|[%٪$€£¥₽₹₺₴₪₩]|{_WORD}")
_LONGEST_PIECE = 20
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٬٫،", "01234567890123456789,.,")


@dataclass(frozen=True, slots=True)
class Token:
    """A run of digits, a word or a sign at `start:end` of the text; `text` is as the table has it."""

    start: int
    end: int
    text: str
    is_digits: bool


def tokenize(text: str, table: NumeralTable) -> list[Token]:
    """The tokens of `text`. Words of one phrase ("per cent") are one token; a compound ("zweiundzwanzig") is several."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text.translate(_WESTERN)):
        start, end = match.span()
        word, is_digits = fold(match.group()), match["digits"] is not None
        word = table.bare.get(word, word)
        if tokens and (phrase := f"{tokens[-1].text} {word}") in table.phrases:
            tokens[-1] = Token(tokens[-1].start, end, phrase, False)
        elif table.joined and word not in table.known:
            tokens += [Token(start, end, piece, is_digits) for piece in _pieces(word, table)]
        else:
            tokens.append(Token(start, end, word, is_digits))
    return tokens


def _pieces(word: str, table: NumeralTable) -> list[str]:
    """The numbers that a word is made of, or the word itself."""
    found, start = [], 0
    while start < len(word):
        for end in range(min(len(word), start + _LONGEST_PIECE), start + 1, -1):
            piece = word[start:end]
            if piece in table.words or piece in table.magnitudes or piece in table.connectors:
                found.append(piece)
                start = end
                break
        else:
            return [word]
    return found
