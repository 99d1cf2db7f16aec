"""Pieces: words as the speaker model's vocabulary splits them, by the likeliest row of pieces (a unigram model).

This is what the package tokenizers does, for a few hundred words: it takes a tenth of a second to take in 56,000 pieces,
and a dictionary of them a hundredth.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_WORD = re.compile(r"\S+")
# Stands for the blank before a word.
_BLANK = "▁"
# The longest pieces that are looked for, and how much less likely a character that is none is than the unlikeliest piece.
_LONGEST, _UNKNOWN = 16, 10.0


class Piece(NamedTuple):
    """A piece's number and where it stands in a text."""

    id: int
    start: int
    end: int


class Pieces:
    """A vocabulary: pieces with their log probabilities, numbered from `first` on; `unknown` is what has no piece."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], first: int, unknown: int) -> None:
        self._ids = dict(zip(pieces, range(len(scores)), strict=True))
        self._scores, self._first, self._unknown = scores, first, unknown
        self._lowest = min(scores, default=0.0) - _UNKNOWN
        self._words: dict[str, list[Piece]] = {}

    def split(self, text: str, start: int, end: int) -> Iterator[Piece]:
        """The pieces of `text[start:end]`, in order."""
        for match in _WORD.finditer(text, start, end):
            word, at = match.group(), match.start()
            pieces = self._words.get(word)
            if pieces is None:
                pieces = self._words[word] = list(self._word(word))
            for piece in pieces:
                yield Piece(piece.id, at + piece.start, at + piece.end)

    def _word(self, word: str) -> Iterator[Piece]:
        characters, places = list(_BLANK), [(0, 0)]
        for character, place in _normalized(word):
            characters.append(character)
            places.append(place)
        whole = "".join(characters)
        for start, end in self._likeliest(whole):
            known = self._ids.get(whole[start:end])
            number = self._unknown if known is None else self._first + known
            yield Piece(number, places[start][0], places[end - 1][1])

    def _likeliest(self, word: str) -> list[tuple[int, int]]:
        """The likeliest row of pieces (Viterbi), as places in `word`; what is no piece stands together."""
        best = [0.0] + [float("-inf")] * len(word)
        came = [0] * (len(word) + 1)
        ids, scores = self._ids, self._scores
        for start in range(len(word)):
            so_far = best[start]
            for end in range(start + 1, min(len(word), start + _LONGEST) + 1):
                known = ids.get(word[start:end])
                if known is None and end > start + 1:
                    continue
                score = self._lowest if known is None else scores[known]
                if so_far + score > best[end]:
                    best[end], came[end] = so_far + score, start
        row: list[tuple[int, int, bool]] = []
        end = len(word)
        while end:
            start = came[end]
            unknown = end == start + 1 and word[start:end] not in ids
            if unknown and row and row[-1][2]:
                row[-1] = (start, row[-1][1], True)
            else:
                row.append((start, end, unknown))
            end = start
        return [(start, end) for start, end, _ in reversed(row)]


def _normalized(word: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The characters of a word in NFKC, each with its place in the word."""
    if unicodedata.is_normalized("NFKC", word):
        for at, character in enumerate(word):
            yield character, (at, at + 1)
        return
    start = 0
    for at in range(1, len(word) + 1):
        if at < len(word) and unicodedata.category(word[at]).startswith("M"):
            continue  # composed with what it stands on
        for character in unicodedata.normalize("NFKC", word[start:at]):
            yield _BLANK if character.isspace() else character, (start, at)
        start = at
