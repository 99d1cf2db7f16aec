"""People: which words of an article name the same person or body, and the fullest name of each."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from summarize.language.characters import COMMAS
from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.names import Names

_WORD = re.compile(r"\w+")
# Vowel signs, and what lengthens a word in print.
_SIGNS = frozenset({"Mn", "Lm"})
_POSSESSIVE = re.compile(r"[’']s\b")
# Two forms of a word share as many letters at least, and all but as many of the shorter one's.
_SHARED, _ENDING, _LONGER = 4, 2, 3
# A name of more words is more than a name.
_LONGEST = 6
_SPEECH = Role.VERB | Role.PARTICIPLE | Role.SOURCE
_GRAMMAR = Role.PRONOUN | Role.DETERMINER | Role.OBLIQUE | Role.BREAK | Role.RELATIVE | Role.ADVERB
_NO_NAME = Role.TITLE | Role.LINK | Role.DETERMINER | Role.OBLIQUE


class People:
    """The people of one article, by what is known of its language."""

    def __init__(self, text: str, language: Language, names: Names) -> None:
        self._text, self._language, self._names = text, language, names
        self._pool: Counter[str] = Counter()
        self.has_case = language.has_case

    def remember(self, names: Iterable[str]) -> None:
        """Takes note of names that stand in the article, so that shorter forms of them become them."""
        self._pool.update(name for name in names if len(name.split()) <= _LONGEST)

    def times(self, name: str) -> int:
        """How often somebody of this name was taken note of."""
        return sum(count for other, count in self._pool.items() if self.same(name, other))

    def same(self, one: str, other: str) -> bool:
        """Whether two names may be one person's: the last telling word of one is a word of the other, or explains it."""
        a, b = (self._telling(self._names.of_acronym(name) or name) for name in (one, other))
        if not a or not b:
            return False
        return any(self._alike(a[-1], word) for word in b) or any(self._alike(b[-1], word) for word in a)

    def bare(self, name: str) -> str:
        """A name without the words around it that can't be its own: speech verbs, and, where names have capitals, those
        without."""
        words, roles = name.split(), self._language.cues.roles
        own = [
            at
            for at, word in enumerate(words)
            if (word[:1].isupper() or not (self._language.has_case and word[:1].isalpha()))
            and not roles.get(word.casefold(), 0) & _SPEECH
        ]
        return " ".join(words[own[0] : own[-1] + 1]) if own else name

    def is_grammar(self, words: str) -> bool:
        """Whether words are pronouns, articles, prepositions and the like alone: they mean somebody, and say not whom."""
        roles = self._language.cues.roles
        return all(roles.get(word.casefold(), 0) & _GRAMMAR for word in words.split())

    def may_be_name(self, words: str) -> bool:
        """Whether words can be a name: more than grammar, with a capital where there are such."""
        if not self._language.has_case:
            return not self.is_grammar(words)
        return any(word[:1].isupper() and self._may_name(word) for word in words.split())

    def _may_name(self, word: str) -> bool:
        """Whether a word with a capital can be a name's: Theresa May isn't what may be."""
        roles = self._language.cues.roles.get(word.casefold(), 0)
        if not roles & _GRAMMAR:
            return True
        return not roles & (Role.PRONOUN | Role.DETERMINER | Role.OBLIQUE) and self._names.is_known(word)

    def is_name(self, words: str) -> bool:
        """Whether all of the words are a name's by their capitals, but for an article before it; never where there are no
        capitals, or where every noun has one."""
        roles = self._language.cues.roles
        own = words.split()
        while own and roles.get(own[0].casefold(), 0) & Role.DETERMINER:
            own = own[1:]
        if not self._language.has_case or not own or all(roles.get(word.casefold(), 0) for word in own):
            return False
        capitals = all(
            word[:1].isupper() or word.isdigit() or word in self._language.cues.links for word in own
        )
        return capitals and own[0][0].isupper() and self._names.is_known(" ".join(own))

    def gender(self, name: str) -> str | None:
        """ "m", "f", "p" (not one person), or None where the text doesn't tell."""
        return self._names.gender(name)

    def are_several(self, name: str) -> bool:
        """Whether a name is more than one person's."""
        return self._names.are_several(name)

    def fullest(self, name: str, oblique: bool) -> str:
        """The fullest form of a name that stands in the article, in the nominative as far as the article has it."""
        name = " ".join(name.split()).strip(" ,.;:" + COMMAS)
        if self._language.has_case:
            full = self._names.fullest(name, oblique)
            if len(full.split()) > 1:
                return full
            name = full or name
        last = self._telling(name)[-1:]
        if not last:
            return name
        longer = [
            other
            for other in self._pool
            if len(other.split()) > len(name.split())
            and (words := self._telling(other))
            and self._alike(words[-1], last[0])
        ]
        return max(longer, key=lambda other: (self._pool[other], len(other)), default=name)

    def _telling(self, name: str) -> list[str]:
        words = _words(name)
        roles = self._language.cues.roles
        return [word for word in words if len(word) > 1 and not roles.get(word, 0) & _NO_NAME] or words

    def _alike(self, one: str, other: str) -> bool:
        """Whether two words may be forms of one: the same but for an ending, or for what is written onto its front."""
        if one == other:
            return True
        if self._language.cues.definite_prefix:
            a, b = self._bare(one), self._bare(other)
            # A preposition of one letter is written onto a name too.
            return a == b or (len(a) > _SHARED and a[1:] == b) or (len(b) > _SHARED and a == b[1:])
        short = min(len(one), len(other))
        if short < _SHARED or abs(len(one) - len(other)) > _LONGER or one[0] != other[0]:
            return False
        pairs = zip(one, other, strict=False)
        shared = next((at for at, (a, b) in enumerate(pairs) if a != b), short)
        return shared >= max(_SHARED, short - _ENDING)

    def _bare(self, word: str) -> str:
        cues = self._language.cues
        for prefix in (*cues.proclitics, cues.definite_prefix):
            if word.startswith(prefix) and len(word) - len(prefix) > 2:
                word = word.removeprefix(prefix)
        return word


def _words(name: str) -> list[str]:
    composed = unicodedata.normalize("NFKC", name).casefold()
    folded = "".join(c for c in composed if unicodedata.category(c) not in _SIGNS)
    return _WORD.findall(_POSSESSIVE.sub("", folded))
