"""How a name sounds, so that it is known in another script: Brahimi, Брахими, الإبراهيمي."""

import functools
import re

# Sounds that some romanisation writes with several letters, by one; the longest first.
_DIGRAPHS = (
    ("shch", "S"), ("sch", "S"), ("tch", "C"), ("tsh", "C"), ("cch", "C"), ("dzh", "J"), ("sh", "S"), ("ch", "C"), ("zh", "Z"), ("ph", "f"), ("kh", "H"),
    ("gh", "G"), ("th", "T"), ("ts", "X"), ("dj", "J"), ("x", "ks"), ("ck", "k"), ("qu", "kw"),
    ("ya", "a"), ("yu", "u"), ("yo", "o"), ("ye", "e"),
)  # fmt: skip
# Greek writes these sounds of other languages with two letters.
_GREEK = (("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "ng"), ("τζ", "j"), ("ού", "u"), ("ου", "u"))
# Pairs of letters that stand for one sound in some language or transcription.
_NEAR_PAIRS = """
bp bv vf vw fp kg kq kc gq kH gH gG Hh gh Gh hk gJ gj kC sz sS sc Sz zZ sZ SC SZ CX Xs Xz Xc CJ Jj Zj ZJ jy td tT dT sT zT mn
Cj CS kX Jz zJ XC cC cX cS cH tX zX zj fT wy Gr dJ tC hw
"""
_NEAR = frozenset(map(frozenset, _NEAR_PAIRS.split()))
_VOWELS, _WEAK = frozenset("aeiouy"), frozenset("hwyjG")
# What it costs to leave out a vowel (Arabic does), a weak consonant, another; to take one for another of its class.
_VOWEL, _WEAKER, _FULL = 0.15, 0.4, 1.0
_SAME_VOWEL, _BOTH_WEAK, _SAME_SOUND, _OTHER = 0.1, 0.2, 0.3, 1.6


@functools.lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """A word of any script in Latin letters, about one a sound."""
    # Imported here: only names that aren't spelled alike need it.
    from anyascii import anyascii

    word = word.lower()
    for several, one in _GREEK:
        word = word.replace(several, one)
    letters = re.sub("[^a-z]", "", anyascii(word).lower())
    for several, one in _DIGRAPHS:
        letters = letters.replace(several, one)
    return re.sub(r"(.)\1+", r"\1", letters)


@functools.lru_cache(maxsize=16_384)
def likeness(sounds: str, others: str) -> float:
    """How much two words sound alike: 1 for the same, 0 or less for nothing in common."""
    whole = weight(sounds) + weight(others)
    return 1 - 2 * _distance(sounds, others) / whole if whole else 0.0


@functools.lru_cache(maxsize=16_384)
def weight(sounds: str) -> float:
    """How much of a word can be told by its sounds."""
    return sum(map(_left_out, sounds))


def _distance(sounds: str, others: str) -> float:
    insertions = [_left_out(letter) for letter in others]
    row = [0.0]
    for cost in insertions:
        row.append(row[-1] + cost)
    for letter in sounds:
        deletion = _left_out(letter)
        above, row = row, [row[0] + deletion]
        for index, other in enumerate(others):
            row.append(
                min(
                    above[index] + _taken_for(letter, other),
                    above[index + 1] + deletion,
                    row[index] + insertions[index],
                )
            )
    return row[-1]


def _left_out(letter: str) -> float:
    return _VOWEL if letter in _VOWELS else _WEAKER if letter in _WEAK else _FULL


@functools.cache
def _taken_for(letter: str, other: str) -> float:
    if letter == other:
        return 0
    if letter in _VOWELS and other in _VOWELS:
        return _SAME_VOWEL
    if {letter, other} <= _VOWELS | _WEAK:
        return _BOTH_WEAK
    return _SAME_SOUND if frozenset((letter, other)) in _NEAR else _OTHER
