"""A key quote in the other articles of its story: printed with the same words, or differently."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from summarize.briefing import Quote, SummarySentence
from summarize.language.characters import LETTER
from summarize.story import Echo

# Quotes of fewer words are the same by chance.
_FEWEST = 4
# Two prints of one quote share this much of their words, in order; what two people say on one matter shares less.
_SAME_WORDS = 0.6
_WORD = re.compile(rf"{LETTER}+|\d+")


# A print of a quote shares one of so many of its rarest words with another.
_RAREST = 5


def distinct(heard: Sequence[Quote], summary: Sequence[SummarySentence]) -> list[Quote]:
    """The quotes, each in one print: the one that the summary carries, else that whose speaker is known, else the longest."""
    shown = [sentence.place for sentence in summary if sentence.place is not None]

    def preference(index: int) -> tuple[bool, bool, int, int]:
        quote = heard[index]
        carried = any(place.overlaps(quote.place) for place in shown)
        return not carried, quote.speaker is None, -len(quote.text), index

    words = [_words(quote) for quote in heard]
    spread = Counter(word for one in words for word in set(one))
    kept: list[int] = []
    having: dict[str, list[int]] = {}
    for index in sorted(range(len(heard)), key=preference):
        rarest = sorted(set(words[index]), key=lambda word: (spread[word], word))[:_RAREST]
        near = sorted({other for word in rarest for other in having.get(word, ())})
        if any(_is_print_of(heard[index], words[index], heard[other], words[other]) for other in near):
            continue
        kept.append(index)
        for word in set(words[index]):
            having.setdefault(word, []).append(index)
    return [heard[index] for index in sorted(kept)]


def _is_print_of(quote: Quote, words: Sequence[str], other: Quote, others: Sequence[str]) -> bool:
    if quote.place.article == other.place.article or quote.language != other.language:
        return False
    alike = _likeness(words, others)
    return alike == 1.0 or (alike > 0 and not _by_others(quote, other))


def echoes_of(key_quotes: Sequence[Quote], heard: Sequence[Quote]) -> Iterator[Echo]:
    """Where other articles print the key quotes, one echo an article. `heard` are all quotes of the story."""
    words = [_words(quote) for quote in heard]
    for index, quote in enumerate(key_quotes):
        own = _words(quote)
        best: dict[int, tuple[float, Quote]] = {}
        for other, theirs in zip(heard, words, strict=True):
            if other.place.article == quote.place.article or other.language != quote.language:
                continue
            alike = _likeness(own, theirs)
            if alike > best.get(other.place.article, (0.0, other))[0]:
                best[other.place.article] = (alike, other)
        for alike, other in best.values():
            if alike == 1.0 or not _by_others(quote, other):
                yield Echo(index, other.text, other.place, same=alike == 1.0)


def _words(quote: Quote) -> list[str]:
    return _WORD.findall(quote.text.casefold())


def _likeness(words: Sequence[str], others: Sequence[str]) -> float:
    """1 for the same words, or where one print has only a part of the other; 0 for another quote."""
    shorter, longer = sorted((list(words), list(others)), key=len)
    if shorter == longer:
        return 1.0
    if len(shorter) < _FEWEST or len(set(shorter) & set(longer)) < _SAME_WORDS * len(set(shorter)):
        return 0.0
    if f" {' '.join(shorter)} " in f" {' '.join(longer)} ":
        return 1.0
    matched = difflib.SequenceMatcher(None, shorter, longer, autojunk=False).get_matching_blocks()
    share = sum(block.size for block in matched) / len(shorter)
    return min(share, 0.99) if share >= _SAME_WORDS else 0.0


def _by_others(quote: Quote, other: Quote) -> bool:
    """Whether the two are known to be said by different people."""
    if quote.speaker is None or other.speaker is None:
        return False
    return quote.speaker.split()[-1].casefold() != other.speaker.split()[-1].casefold()
