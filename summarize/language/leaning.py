"""How sentences begin that lean on the one before: with a connective or a pronoun whose other half stands there."""

import itertools
import re
from dataclasses import dataclass
from typing import Any

from summarize.language.characters import ARABIC_SIGNS

_WORD = re.compile(r"\w+")
_SIGNS = re.compile(f"[{ARABIC_SIGNS}]")
# Behind as many characters no beginning of a sentence is looked for.
_BEGINNING = 100

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaning:
    """The beginnings that a language has, as words in lower case; those in `stands` begin alike and lean on nothing."""

    leans: frozenset[Phrase]
    stands: frozenset[Phrase]
    longest: int

    def opens(self, text: str) -> bool:
        """Whether `text` begins with one, whatever marks stand before it. The longest beginning that is known decides."""
        beginning = _SIGNS.sub("", text[:_BEGINNING]).lower()
        words = tuple(match.group() for match in itertools.islice(_WORD.finditer(beginning), self.longest))
        for size in range(len(words), 0, -1):
            if words[:size] in self.stands:
                return False
            if words[:size] in self.leans:
                return True
        return False


def leaning_from(data: dict[str, Any]) -> Leaning:
    """The beginnings from the table `leaning` of a language's file."""
    leans = _phrases(data["connectives"]) | _phrases(data["pronouns"])
    stands = _phrases(data["stands"])
    return Leaning(leans, stands, max(map(len, leans | stands), default=0))


def _phrases(words: str) -> frozenset[Phrase]:
    return frozenset(tuple(phrase.split("_")) for phrase in words.split())
