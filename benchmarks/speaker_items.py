"""What the speaker model is trained on, as tensors: windows with their answers, in batches; and what it says, as words."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from benchmarks.speaker_data import KINDS, Example, Place, alike, words_of
from summarize.language import split_paragraphs
from summarize.quotes.pieces import Pieces
from summarize.quotes.windows import AFTER, BEFORE, PADDING, Tokens, Window, tokenize, window

# A window for training has so many tokens before and behind the quote, at least and at most: where it is cut tells nothing,
# and what is read of a longer one makes the answers from a shorter one better.
TRAINED_BEFORE, TRAINED_AFTER = (110, 220), (36, 70)
LONGEST = 16  # tokens of a mention


@dataclass(frozen=True, slots=True)
class Item:
    """A window with its answers as pairs of positions in it; None where the example doesn't tell."""

    example: Example
    tokens: Tokens
    window: Window
    mentions: list[Place] | None
    names: list[Place] | None
    kind: int


def make_items(
    examples: Sequence[Example], pieces: Pieces, jitter: random.Random | None = None
) -> list[Item]:
    """The windows of examples; with `jitter`, each is a little shorter by chance."""
    articles: dict[str, Tokens] = {}
    items = []
    for example in examples:
        article = example.article
        if article.id not in articles:
            articles[article.id] = tokenize(article.text, split_paragraphs(article.text), pieces)
        tokens = articles[article.id]
        before, after = BEFORE, AFTER
        if jitter is not None:
            before, after = jitter.randint(*TRAINED_BEFORE), jitter.randint(*TRAINED_AFTER)
        seen = window(tokens, (example.start, example.end), article.spans, before, after)
        positions = {place: n for n, place in enumerate(seen.places) if place >= 0}
        mentions = _pairs(example.mentions, tokens, positions)
        names = _pairs(example.names, tokens, positions)
        items.append(Item(example, tokens, seen, mentions, names, KINDS.index(example.kind)))
    return items


def _pairs(places: tuple[Place, ...] | None, tokens: Tokens, positions: dict[int, int]) -> list[Place] | None:
    if places is None:
        return None
    if not places:
        return [(0, 0)]
    pairs = []
    for place in places:
        inside = tokens.within(*place)
        if inside and inside[0] in positions and inside[-1] in positions:
            pairs.append((positions[inside[0]], positions[inside[-1]]))
    return pairs or None


def batches(items: Sequence[Item], size: int, chance: random.Random | None) -> Iterator[list[Item]]:
    """Batches of windows of about the same length, in an order by chance."""
    order = list(items)
    if chance is not None:
        chance.shuffle(order)
    for n in range(0, len(order), 24 * size):
        part = sorted(order[n : n + 24 * size], key=lambda item: len(item.window.ids))
        groups = [part[m : m + size] for m in range(0, len(part), size)]
        if chance is not None:
            chance.shuffle(groups)
        yield from groups


def collate(group: Sequence[Item]) -> tuple[Tensor, Tensor]:
    """*Shape:* ids and where an answer may be, both `(batch, length)`."""
    length = max(len(item.window.ids) for item in group)
    ids = torch.full((len(group), length), PADDING)
    allowed = torch.zeros((len(group), length), dtype=torch.bool)
    for n, item in enumerate(group):
        ids[n, : len(item.window.ids)] = torch.tensor(item.window.ids)
        allowed[n, : len(item.window.ids)] = torch.tensor([place >= 0 for place in item.window.places])
        inside = item.tokens.within(item.example.start, item.example.end)
        for m, place in enumerate(item.window.places):
            if place in inside:
                allowed[n, m] = False
    allowed[:, 0] = True
    return ids, allowed


def decode(start: Tensor, end: Tensor, top: int = 8) -> list[tuple[float, Place]]:
    """The likeliest spans with their log probabilities, best first; (0, 0) is nobody.

    *Shape:* start and end `(length,)`.
    """
    found = [(float(start[0] + end[0]), (0, 0))]
    for a in start.topk(min(top, len(start))).indices.tolist():
        if a:
            window_ = end[a : a + LONGEST]
            b = int(window_.argmax())
            found.append((float(start[a] + window_[b]), (a, a + b)))
    return sorted(found, reverse=True)


def words_at(item: Item, place: Place) -> str | None:
    """The words of the article at a span of the window, None for nobody."""
    if place == (0, 0):
        return None
    first, last = item.window.places[place[0]], item.window.places[place[1]]
    return item.example.article.text[item.tokens.starts[first] : item.tokens.ends[last]]


def shares_a_name(gold: str | None, words: str | None) -> bool:
    """Whether two names have a word in common; two Nones are right too."""
    if gold is None or words is None:
        return gold is words
    a, b = ([w for w in words_of(name) if len(w) > 2] for name in (gold, words))
    return any(alike(x, y) for x in a for y in b) or words_of(gold) == words_of(words)
