"""Windows: what the speaker model reads of an article around one quote, as tokens that know their places in the text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarize.quotes.pieces import Pieces

# Tokens of the model's own, before those of the tokenizer's vocabulary: the beginning (which also stands for "nobody"),
# padding, the end, an unknown piece, the end of a paragraph, and the two marks around the quote in question.
BEGIN, PADDING, END, UNKNOWN, BREAK, OPEN, CLOSE = range(7)
OWN_TOKENS = ("<s>", "<pad>", "</s>", "<unk>", "<break>", "<open>", "<close>")
# Tokens read before and behind the quote, and kept of a longer quote's beginning and end.
BEFORE, AFTER = 160, 56
HEAD, TAIL = 24, 8

# Marks that the articles the model learnt from hardly have, right before a quote and right behind it; a usual one that is
# written onto the word before it is such a mark too.
_RARE_BEFORE = re.compile(r"(?:(?:\(\(|<<|>>|″)\s{0,2}|(?<=\w)[\"“”]\s{1,2})$")
_RARE_BEHIND = re.compile(r"\s{0,2}(?:\)\)|<<|>>|″)")
_REACH = 5


@dataclass(frozen=True, slots=True)
class Tokens:
    """An article's tokens: their ids, and the `starts` and `ends` of each in its text (a break has no width)."""

    ids: list[int]
    starts: list[int]
    ends: list[int]

    def within(self, start: int, end: int) -> range:
        """The tokens that `start:end` of the text touches."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))


@dataclass(frozen=True, slots=True)
class Window:
    """What the model reads: token ids, and each one's index in the article's tokens, -1 for the model's own."""

    ids: list[int]
    places: list[int]


def pieces_of(pieces: Sequence[str], scores: Sequence[float]) -> Pieces:
    """The vocabulary of `pieces`, by their log probabilities; their numbers come after those of the model's own tokens."""
    return Pieces(pieces, scores, len(OWN_TOKENS), UNKNOWN)


def tokenize(text: str, paragraphs: Iterable[tuple[int, int]], pieces: Pieces) -> Tokens:
    """The tokens of an article, paragraph by paragraph."""
    tokens = Tokens([], [], [])
    for start, end in paragraphs:
        for piece in pieces.split(text, start, end):
            tokens.ids.append(piece.id)
            tokens.starts.append(piece.start)
            tokens.ends.append(piece.end)
        tokens.ids.append(BREAK)
        tokens.starts.append(end)
        tokens.ends.append(end)
    return tokens


def with_usual_marks(text: str, quotes: Iterable[tuple[int, int]]) -> str:
    """The text with straight marks in place of rare ones around the quotes; all else stays where it is."""
    pieces: list[str] = []
    end = 0
    for start, stop in sorted(quotes):
        before = _RARE_BEFORE.search(text, max(end, start - _REACH), start)
        behind = _RARE_BEHIND.match(text, stop)
        if before is not None:
            pieces += [text[end : before.start()], '"'.rjust(start - before.start())]
            end = start
        if behind is not None:
            pieces += [text[end:stop], '"'.ljust(behind.end() - stop)]
            end = behind.end()
    return "".join([*pieces, text[end:]])


def window(
    tokens: Tokens,
    quote: tuple[int, int],
    others: Iterable[tuple[int, int]],
    before: int = BEFORE,
    after: int = AFTER,
) -> Window:
    """The window around the quote at `quote` of the text; of it and of the `others`, long ones lose their middle."""
    inside = tokens.within(*quote)
    cut: set[int] = set(_middle(inside))
    for other in others:
        if other[1] <= quote[0] or other[0] >= quote[1]:
            cut.update(_middle(tokens.within(*other)))
    left: list[int] = []
    for index in range(inside.start - 1, -1, -1):
        if len(left) == before:
            break
        if index not in cut:
            left.append(index)
    right: list[int] = []
    for index in range(inside.stop, len(tokens.ids)):
        if len(right) == after:
            break
        if index not in cut:
            right.append(index)
    kept = [index for index in inside if index not in cut]
    places = [-1, *reversed(left), -1, *kept, -1, *right, -1]
    own = iter((BEGIN, OPEN, CLOSE, END))
    ids = [tokens.ids[place] if place >= 0 else next(own) for place in places]
    return Window(ids, places)


def _middle(inside: range) -> range:
    return inside[HEAD : len(inside) - TAIL] if len(inside) > HEAD + TAIL else range(0)
