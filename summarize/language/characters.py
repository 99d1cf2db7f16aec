"""Classes of characters, once for all modules, from Unicode's properties. Each is a string of its characters.

`any_of` makes a set of a regular expression of them; `LETTER` and `CAPITAL` are such sets already, since letters are too
many to list.
"""

import re

# Quotation_Mark in Unicode's PropList, but for the plain and the full-width apostrophe, which are far more often one.
QUOTATION_MARKS = '"«»‘’‚‛“”„‟‹›⹂「」『』〝〞〟﹁﹂﹃﹄＂｢｣'
DOUBLE_QUOTATION_MARKS = "".join(mark for mark in QUOTATION_MARKS if mark not in "‘’‚‛‹›")
# Those that open a quote, somewhere or other.
OPENING_MARKS = "\"'“‘«‹„‚「『"
APOSTROPHES = "'’"
# Dash in PropList, without hyphens and what only mathematics has; the hyphen-minus serves as a dash between blanks.
DASHES = "–—―⸺⸻"
HYPHENS = "-‐‑"
# Sentence_Terminal in PropList for the scripts that news is written in; "…" ends a sentence in practice.
FULL_STOPS = ".。．۔।"
QUESTION_MARKS = "?؟？"
EXCLAMATION_MARKS = "!！"
SENTENCE_ENDS = FULL_STOPS + QUESTION_MARKS + EXCLAMATION_MARKS + "…"
COLONS = ":："
SEMICOLONS = ";؛；"
COMMAS = ",،、，"
CLOSING_BRACKETS = ")]}）］】」』"
# What may close behind the mark that ends a sentence, and stand open before its first word.
CLOSING = "\"'”’»›“" + CLOSING_BRACKETS
OPENING = "\"'“‘«‹„‚¿¡([{（［【「『" + DASHES + "-"
# Before the lines of a list.
BULLETS = "*•·▪■●◦‣►➤"
# General_Category Zs, but for the ordinary blank.
WIDE_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
# Those of them that don't break a line: part of a number or of a quotation mark.
NARROW_SPACES = "\u00a0\u202f\u2009"
# Bidi_Control and Join_Control in PropList: part of the order of words and of the spelling (Persian's non-joiner).
INVISIBLE = "\u061c\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# What is left of “İ” in lower case beside its i, in whatever language it is made small by `str.lower`.
DOT_ABOVE = "\u0307"
# Vowel signs of Arabic and the stroke that stretches a word, which writers set or leave out at will.
ARABIC_SIGNS = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0656\u0657\u0658\u0659\u065a\u065b\u065c\u065d\u065e\u065f\u0670"
# Marks of any script that are no letters to `re` and stand within words.
COMBINING = "\u0300-\u036f\u0640\u064b-\u0652\u0670"
# Letters of Latin and Cyrillic that look alike: in the wrong script they are a slip of the keyboard that no reader sees.
ALIKE = "aceopxyjskmhtbiABCEHIJKMOPSTXYаеорсухјѕкмнтвіАВЕНІЈКМОРЅСТХУ"
# The letters between which a quotation mark is that of an abbreviation.
HEBREW = "\u05d0-\u05ea"
# Scripts that set no blanks between words: Thai, Lao, Burmese, Khmer, kana, Han.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# The blocks of the scripts that have capitals: Latin, Greek, Cyrillic, Armenian, Georgian, and what was added to them.
_CASED = (
    range(0x41, 0x588),
    range(0x10A0, 0x1100),
    range(0x1C80, 0x1CC0),
    range(0x1E00, 0x2000),
    range(0x2C60, 0x2C80),
    range(0xA640, 0xA6A0),
    range(0xA720, 0xA800),
)


def any_of(characters: str) -> str:
    """A set of a regular expression that matches one of `characters`."""
    return f"[{re.escape(characters)}]"


def _capitals() -> str:
    capitals = [code for block in _CASED for code in block if chr(code).isupper() and chr(code).isalpha()]
    return "".join(map(chr, capitals))


LETTER = r"[^\W\d_]"
CAPITALS = _capitals()
CAPITAL = f"[{CAPITALS}]"
# A letter that is no small one: a capital, or a letter of a script without them.
NOT_SMALL = f"[^\\W\\d_{''.join(chr(code) for block in _CASED for code in block if chr(code).islower())}]"
