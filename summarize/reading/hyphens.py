"""A hyphen at the end of a line: the word's own ("so-called"), one that only the line's end needed ("develop-ment"), or one
that stands for the end of a word that comes later ("Land- und Stadtgemeinden").
"""

import functools
import re
from collections import Counter
from collections.abc import Iterable

from summarize.language.characters import HYPHENS, any_of
from summarize.language.record import all_languages

_WORD = re.compile(rf"\w+(?:{any_of(HYPHENS)}\w+)*")
_HYPHEN = re.compile(any_of(HYPHENS))
# Who hyphenates would have parted a word of so many letters where so many characters of room were left.
_LONG = 7
_ROOM = 5
# Found so often, and so often for each hyphen at a line's end, that shows that nobody did.
_MISSED = 1
_MISSED_SHARE = 1 / 2


def joint(before: str, after: str, words: Counter[str], *, parted: bool = True) -> str:
    """What stands between two lines, of which the upper one ended in a hyphen that isn't part of `before`.

    It is a hyphen, one with a space behind it, or nothing. `words` are the words of the whole text and how often each is
    there. `parted` tells whether whoever set the text parts words at all, as `parts_words` finds.
    """
    head, tail = _WORD.findall(before.lower())[-1:], _WORD.findall(after.lower())[:1]
    if not head or not tail or not after[:1].isalpha():
        return "-"
    whole, compound = head[0] + tail[0], f"{head[0]}-{tail[0]}"
    if words[compound] or words[whole]:
        return "-" if words[compound] > words[whole] else ""
    if tail[0] in _behind_hyphens():
        return "- "
    if not after[:1].islower() or not parted:
        return "-"
    # A word with more hyphens, or one whose parts are words of the text themselves: the two lines count them once each.
    has_more = _HYPHEN.search(head[0]) or _HYPHEN.search(tail[0])
    return "-" if has_more or (words[head[0]] > 1 and words[tail[0]] > 1) else ""


def parts_words(breaks: Iterable[tuple[float, str]], hyphens: int) -> bool:
    """Whether a text's long words are parted at line ends.

    `breaks` are lines that end in no hyphen: the room that was left behind each, in characters, and the line below.
    `hyphens` is how many lines end in one.
    """
    missed = 0
    for room, after in breaks:
        word = _WORD.match(after)
        missed += room >= _ROOM and word is not None and word.group().isalpha() and len(word.group()) >= _LONG
    return not (missed >= _MISSED and missed >= _MISSED_SHARE * hyphens)


def words_of(lines: Iterable[str]) -> Counter[str]:
    """How often each word stands in `lines`, in lower case."""
    return Counter(word for line in lines for word in _WORD.findall(line.lower()))


@functools.cache
def _behind_hyphens() -> frozenset[str]:
    return frozenset().union(*(language.sentences.behind_hyphens for language in all_languages().values()))
