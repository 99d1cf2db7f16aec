"""Windows: what the speaker model reads of an article around one quote, as tokens that know their places in the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Tokens of the model's own, before those of the tokenizer's vocabulary: the beginning (which also stands for "nobody"),
# padding, the end, an unknown piece, the end of a paragraph, and the two marks around the quote in question.
BEGIN, PADDING, END, UNKNOWN, BREAK, OPEN, CLOSE = range(7)
OWN_TOKENS = ("<s>", "<pad>", "</s>", "<unk>", "<break>", "<open>", "<close>")
# Tokens read before and behind the quote, and kept of a longer quote's beginning and end.
BEFORE, AFTER = 220, 70
HEAD, TAIL = 24, 8


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


def make_tokenizer(pieces: Iterable[str], scores: Iterable[float]) -> "Tokenizer":
    """The tokenizer of the model's own tokens and `pieces`, by their log probabilities."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    vocabulary = [(token, 0.0) for token in OWN_TOKENS]
    vocabulary += zip(pieces, scores, strict=True)
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=UNKNOWN, byte_fallback=False))
    one_blank = normalizers.Replace(Regex(r"\s+"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), one_blank])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def tokenize(text: str, paragraphs: Iterable[tuple[int, int]], tokenizer: "Tokenizer") -> Tokens:
    """The tokens of an article, paragraph by paragraph."""
    spans = list(paragraphs)
    tokens = Tokens([], [], [])
    encodings = tokenizer.encode_batch([text[a:b] for a, b in spans], add_special_tokens=False)
    for (offset, end), encoding in zip(spans, encodings, strict=True):
        for piece, (a, b) in zip(encoding.ids, encoding.offsets, strict=True):
            # A piece that begins a word has the blank before it in its offsets.
            start, stop = offset + a, offset + b
            while start < stop and text[start].isspace():
                start += 1
            tokens.ids.append(piece)
            tokens.starts.append(start)
            tokens.ends.append(max(stop, start))
        tokens.ids.append(BREAK)
        tokens.starts.append(end)
        tokens.ends.append(end)
    return tokens


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
