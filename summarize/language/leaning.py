"""How sentences begin that lean on the one before: with a connective or a pronoun whose other half stands there, or with
a phrase behind which such a pronoun is the subject ("After the season he resigned")."""

import itertools
import re
from dataclasses import dataclass
from typing import Any

from summarize.language.characters import ARABIC_SIGNS

_WORD = re.compile(r"\w+")
_SIGNS = re.compile(f"[{ARABIC_SIGNS}]")
# Letters that the press writes in more than one way.
_SPELT_ALIKE = str.maketrans("أإآٱىة", "اااايه")
# Behind as many characters no beginning of a sentence is looked for.
_BEGINNING = 100
# So many words an opening phrase has at most, with the pronoun behind it.
_OPENING = 9

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaning:
    """The beginnings that a language has, as words in lower case; those in `stands` begin alike and lean on nothing.

    `openers` begin a phrase that `persons` may follow; no name stands between them where `names` tells names from others.
    """

    leans: frozenset[Phrase]
    stands: frozenset[Phrase]
    longest: int
    openers: frozenset[str]
    persons: frozenset[str]
    not_names: frozenset[str] | None

    def opens(self, text: str) -> bool:
        """Whether `text` begins with one, whatever marks stand before it. The longest beginning that is known decides."""
        beginning = _spelt_plainly(text[:_BEGINNING])
        words = tuple(match.group() for match in itertools.islice(_WORD.finditer(beginning), self.longest))
        for size in range(len(words), 0, -1):
            if words[:size] in self.stands:
                return False
            if words[:size] in self.leans:
                return True
        return self._opens_with_a_phrase(text)

    def _opens_with_a_phrase(self, text: str) -> bool:
        """Whether a pronoun is what an opening phrase leads to. One behind a name stands for that, as far as one can tell."""
        found = [match.group() for match in itertools.islice(_WORD.finditer(text), _OPENING)]
        if not found or found[0].lower() not in self.openers:
            return False
        for place, word in enumerate(found[1:], 1):
            if word.lower() in self.persons:
                # "After the storm there …", "En France, il faut …" speak of nobody.
                behind = tuple(other.lower() for other in found[place : place + 3])
                return not any(behind[:size] in self.stands for size in (2, 3))
            if self.not_names is not None and word[0].isupper() and word.lower() not in self.not_names:
                return False
        return False


def leaning_from(data: dict[str, Any], not_names: frozenset[str] | None) -> Leaning:
    """The beginnings from the table `leaning` of a language's file.

    `not_names` are words with a capital that are no names; None where a capital doesn't tell a name.
    """
    leans = _phrases(data["connectives"]) | _phrases(data["pronouns"])
    stands = _phrases(data["stands"])
    return Leaning(
        leans,
        stands,
        max(map(len, leans | stands), default=0),
        frozenset(data["openers"].split()),
        frozenset(data["persons"].split()),
        not_names,
    )


def _phrases(words: str) -> frozenset[Phrase]:
    return frozenset(tuple(phrase.split("_")) for phrase in _spelt_plainly(words).split())


def _spelt_plainly(text: str) -> str:
    return _SIGNS.sub("", text).lower().translate(_SPELT_ALIKE)
