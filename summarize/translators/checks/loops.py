"""A translation that repeats itself, as decoders do that have lost the thread."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from summarize.language.characters import LETTER
from summarize.language.record import language_of
from summarize.translators.checks.pair import Finding, Pair
from summarize.warning import WarningCode

# So many words in a row that repeat what stands before them are a loop.
_LONGEST_CYCLE = 12
_LOOPED_WORDS = 6
_STUTTER = re.compile(r"(\S{1,10}?)\1{9,}")
# So many words in a row that turn up so often, wherever they stand.
_PHRASE, _TIMES = 4, 3
# A word and a form of it in a row, where the source has none: hardly a sound translation has it, where they share so many
# letters, all but one of the shorter and all but so many of the longer. Shorter ones are now and then meant ("that that"), and
# in some languages any are: in such shares of them.
_LONG_STEM, _ENDING, _TWICE, _DOUBLED = 5, 3, 0.003, 0.02
_SHORTEST_WORD = 3
_NEIGHBOURS = re.compile(rf"(?<!\S)(?=({LETTER}+)[ \u00a0]+({LETTER}+))")


def check(pair: Pair) -> Iterator[Finding]:
    """loop."""
    ours, theirs = pair.source_words, pair.translation_words
    phrase, times = _most_frequent_phrase(theirs)
    stutter = _STUTTER.search(pair.translation)
    if _repeated(theirs) > _repeated(ours) or (stutter and not _STUTTER.search(pair.source)):
        yield Finding(WarningCode.LOOP, result=(phrase,) if times > 1 else ())
    elif times >= _TIMES > _most_frequent_phrase(ours)[1] and times > _enumerated(pair):
        yield Finding(WarningCode.LOOP, result=(phrase,))
    elif (forms := _stammered(pair.translation)) and not _stammered(pair.source):
        doubles = language_of(pair.target_language).checking.doubles
        yield Finding(WarningCode.LOOP, result=(forms,), share=_DOUBLED if doubles else None)
    elif (twice := _repeated_word(theirs)) and not _repeated_word(ours):
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


def _enumerated(pair: Pair) -> int:
    """How often the source has the word of content that it has most often: what it lists may be said in a phrase each."""
    small = language_of(pair.source_language).frequent_words
    words = Counter(word for word in pair.source_words if len(word) >= _SHORTEST_WORD and word not in small)
    return max(words.values(), default=0)


def _stammered(text: str) -> str:
    """Two forms of a long word in a row ("процентный процент"), nothing but a blank between."""
    for match in _NEIGHBOURS.finditer(text):
        words = [word.casefold() for word in match.groups()]
        letters = zip(*words, strict=False)
        shared = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], letters))
        lengths = sorted(map(len, words))
        if shared >= max(_LONG_STEM, lengths[0] - 1, lengths[1] - _ENDING):
            return " ".join(match.groups())
    return ""


def _repeated_word(words: list[str]) -> str:
    for word, following in itertools.pairwise(words):
        if word == following and len(word) >= _SHORTEST_WORD and word.isalpha():
            return word
    return ""
