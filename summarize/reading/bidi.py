"""A line of right-to-left text from the places of its glyphs to the order in which it is read.

What a PDF says of the order of its glyphs depends on the program that wrote it: LibreOffice writes words forwards,
Chromium backwards, and punctuation from another font comes last. Their places on the page don't lie, so the order is made
from them, after the Unicode Bidirectional Algorithm (UAX #9) as far as running text needs it.
"""

import itertools
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

# Room of this many font sizes between two glyphs is a space. In files of LibreOffice and Chromium spaces take 0.18 and
# more, letters of a word that don't join 0.1 at most.
_SPACE = 0.15
# What stays in the order from left to right: what has Latin letters in it, and numbers with the separators that belong to
# numbers after an Arabic letter (UAX #9, W2, W4 and W7); a hyphen or a per-cent sign doesn't.
_LATIN = "A-Za-z\u00c0-\u02af"
_RUN = re.compile(rf"[{_LATIN}0-9]+(?:[.,:/'’@&_-][{_LATIN}0-9]+)*|[٠-٩۰-۹]+(?:[.,:/٫٬][٠-٩۰-۹]+)*")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
# A number that may be part of a name ("Boeing 737 MAX"), with what stands round it; no per-cent sign and no date.
_PLAIN_NUMBER = re.compile(r"[^\w%٪]*[0-9]+(?:[.,][0-9]+)*[^\w%٪]*")
_HAS_LATIN = re.compile(f"[{_LATIN}]")
_ALEFS = tuple("اأإآٱ")
_MIRRORED = str.maketrans("«»()[]{}‹›", "»«)(][}{›‹")
# A closing mark that opens a word, or an opening one that ends one.
_INSIDE_OUT = re.compile(r"(?:^|\s)[»)\]}›](?=\w)|(?<=\w)[«(\[{‹](?=$|[\s.,،؛:])")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its place on the page, in points: the point that it is set from, its edges, and the font's size."""

    character: str
    x: float
    baseline: float
    left: float
    right: float
    size: float


def is_rtl(text: str) -> bool:
    """Whether a line is right-to-left: more than a third of its characters are."""
    return sum(unicodedata.bidirectional(character) in ("R", "AL") for character in text) > len(text) / 3


def in_reading_order(glyphs: Sequence[Glyph]) -> str:
    """The text of the glyphs of one right-to-left line; spaces are made where there is room, not taken from the glyphs."""
    ordered = sorted(_with_signs(glyphs), key=lambda glyph: -glyph.x)
    words: list[list[Glyph]] = []
    edge = math.inf
    # The letters of a ligature share a place and part its width.
    for x, group in itertools.groupby(ordered, key=lambda glyph: glyph.x):
        letters = list(group)
        if edge - max(letter.right for letter in letters) > _SPACE * letters[0].size:
            words.append([])
        words[-1] += letters
        # Some edges are the ink's: from the point that a glyph is set from, less room is left.
        edge = min(x, *(letter.left for letter in letters))
    text = " ".join(_phrases([_word(word) for word in words]))
    return text.translate(_MIRRORED) if _INSIDE_OUT.search(text) else text


def _with_signs(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs without spaces, each vowel sign with the letter that it stands over, wherever it came among them."""
    signs = [glyph for glyph in glyphs if unicodedata.combining(glyph.character)]
    letters = [glyph for glyph in glyphs if glyph not in signs and glyph.character not in " \t\u00a0"]
    for sign in signs:
        if letters:
            over = range(len(letters))
            nearest = min(
                over, key=lambda n: abs(letters[n].left + letters[n].right - sign.left - sign.right)
            )
            letters[nearest] = replace(
                letters[nearest], character=letters[nearest].character + sign.character
            )
    return letters


def _word(glyphs: Sequence[Glyph]) -> str:
    """The text of a word's glyphs, which come from the right to the left."""
    texts: list[str] = []
    for before, glyph in zip([None, *glyphs], glyphs, strict=False):
        # There is no ligature of an alef with a lam: it is one of a lam with an alef, whose letters were turned round with
        # all others.
        is_turned = before is not None and before.x == glyph.x and before.character in _ALEFS
        if is_turned and glyph.character == "ل":
            texts.insert(-1, glyph.character)
        else:
            texts.append(glyph.character)
    return _RUN.sub(_turned, "".join(texts))


def _turned(run: re.Match[str]) -> str:
    """A run that stays from left to right, turned back; in "2024-2019", which isn't one, each number by itself."""
    text = run.group()
    if _HAS_LATIN.search(text) or not text.isascii():
        return text[::-1]
    return _NUMBER.sub(lambda number: number.group()[::-1], text)


def _phrases(words: Sequence[str]) -> Iterator[str]:
    """The words with those of each Latin phrase among them from left to right.

    Marks at a phrase's ends stand in the order of the line: the one before it at its right, the one after it at its left.
    """
    latin = [_HAS_LATIN.search(word) is not None for word in words]
    # A number behind a Latin word is part of its phrase (W7): it stands at the word's right, and so comes before it here.
    for index in reversed(range(len(words) - 1)):
        latin[index] = latin[index] or (
            latin[index + 1] and _PLAIN_NUMBER.fullmatch(words[index]) is not None
        )
    for is_latin, pairs in itertools.groupby(zip(latin, words, strict=True), key=lambda pair: pair[0]):
        group = [word for _, word in pairs]
        phrase = list(group)
        if is_latin and len(phrase) > 1:
            before = re.match(r"\W*", phrase[0]).group()  # type: ignore[union-attr]
            after = re.search(r"\W*$", phrase[-1]).group()  # type: ignore[union-attr]
            phrase[0], phrase[-1] = phrase[0][len(before) :], phrase[-1].removesuffix(after)
            phrase.reverse()
            phrase[0], phrase[-1] = before + phrase[0], phrase[-1] + after
        yield from phrase
