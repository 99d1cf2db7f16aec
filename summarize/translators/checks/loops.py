"""A translation that repeats itself, as decoders do that have lost the thread."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from summarize.translators.checks.pair import Finding, Pair
from summarize.warning import WarningCode

# So many words in a row that repeat what stands before them are a loop.
_LONGEST_CYCLE = 12
_LOOPED_WORDS = 6
_STUTTER = re.compile(r"(\S{1,10}?)\1{9,}")
# So many words in a row that turn up so often, wherever they stand.
_PHRASE, _TIMES = 4, 3
# The share of sound translations with a word twice in a row where the source has none.
_TWICE = 0.003
_SHORTEST_WORD = 3


def check(pair: Pair) -> Iterator[Finding]:
    """loop."""
    ours, theirs = pair.source_words, pair.translation_words
    phrase, times = _most_frequent_phrase(theirs)
    stutter = _STUTTER.search(pair.translation)
    if _repeated(theirs) > _repeated(ours) or (stutter and not _STUTTER.search(pair.source)):
        yield Finding(WarningCode.LOOP, result=(phrase,) if times > 1 else ())
    elif times >= _TIMES > _most_frequent_phrase(ours)[1]:
        yield Finding(WarningCode.LOOP, result=(phrase,))
    elif (twice := _stammered(theirs)) and not _stammered(ours):
        yield Finding(WarningCode.LOOP, result=(f"{twice} {twice}",), share=_TWICE)


def _repeated(words: list[str]) -> int:
    """The most words in a row that only repeat what stands before them, 0 where they are too few for a loop."""
    longest = 0
    for cycle in range(1, min(_LONGEST_CYCLE, len(words) // 2) + 1):
        run = 0
        for word, earlier in zip(words[cycle:], words, strict=False):
            run = run + 1 if word == earlier else 0
            if run >= max(_LOOPED_WORDS, 2 * cycle):
                longest = max(longest, run)
    return longest


def _most_frequent_phrase(words: list[str]) -> tuple[str, int]:
    phrases = Counter(zip(*(words[start:] for start in range(_PHRASE)), strict=False))
    if not phrases:
        return "", 0
    phrase, times = phrases.most_common(1)[0]
    return " ".join(phrase), times


def _stammered(words: list[str]) -> str:
    for word, following in itertools.pairwise(words):
        if word == following and len(word) >= _SHORTEST_WORD and word.isalpha():
            return word
    return ""
