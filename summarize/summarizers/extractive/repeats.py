"""Whether a sentence says again what was said: by its words, unless it denies or corrects it."""

import re

from summarize.language.record import Language
from summarize.summarizers.words import telling_stems

# Of all that were chosen a sentence may have this share of its words, of one of them alone less: two wordings of one fact.
NOTHING_NEW, SAME, SAME_BY_SEVERAL = 0.8, 0.7, 0.5
# Too few words to be alike by anything but chance.
_FEWEST = 4
_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f ]*\d|\d")


class Said:
    """What the chosen sentences say. `language` knows how one denies.

    With `by_several`, sentences of different articles are chosen: one that says the same with another number or a denial
    adds nothing there, because what sources disagree on is shown apart; and wordings differ more.
    """

    def __init__(self, language: Language, *, by_several: bool = False) -> None:
        self._language = language
        self._by_several = by_several
        self._covered: set[str] = set()
        self._sentences: list[tuple[str, set[str]]] = []

    def add(self, text: str) -> None:
        """One more sentence is chosen."""
        stems = telling_stems(text)
        self._covered |= stems
        self._sentences.append((text, stems))

    def share(self, text: str) -> float:
        """The share of the telling words of `text` that were said."""
        stems = telling_stems(text)
        return len(stems & self._covered) / len(stems) if stems else 0.0

    def has(self, text: str) -> bool:
        """Whether all of `text` was said; what denies a sentence, or has other numbers, was not."""
        stems = telling_stems(text)
        if not stems or not self._sentences:
            return False
        nearest, theirs = max(self._sentences, key=lambda said: len(said[1] & stems))
        least = min(len(stems), len(theirs))
        same = SAME_BY_SEVERAL if self._by_several else SAME
        alike = least >= _FEWEST and len(stems & theirs) >= same * least
        if not alike and len(stems & self._covered) <= NOTHING_NEW * len(stems):
            return False
        return self._by_several or not self._contradicts(text, nearest)

    def _contradicts(self, text: str, other: str) -> bool:
        checking = self._language.checking
        for pattern in (checking.negations, checking.refutations):
            if pattern is not None and len(pattern.findall(text)) != len(pattern.findall(other)):
                return True
        ours, theirs = set(_NUMBER.findall(text)), set(_NUMBER.findall(other))
        return not (ours <= theirs or theirs <= ours)
