"""The names of an article: the fullest form of each, and whether it is a man's, a woman's or neither's."""

import re
from collections import Counter
from collections.abc import Iterator

from summarize.quotes.table import Role, Table

# Two to five capitalised words in a row; initials, links and honorifics between them.
_FULL_NAME = re.compile(
    r"\b[^\W\d_a-z][\w’'-]*\.?(?: (?:(?:de|van|von|der|den|bin|al|el|la|del|di|da|du|ibn|le) ){0,2}"
    r"[^\W\d_a-z][\w’'-]*\.?){1,4}"
)


class Names:
    """The full names of a text, found when they are first asked for."""

    def __init__(self, text: str, table: Table) -> None:
        self._text = text
        self._table = table
        self._by_surname: dict[str, Counter[str]] | None = None
        self._honorific: dict[str, str] = {}

    def fullest(self, name: str) -> str:
        """The fullest form of `name` in the text; `name` itself where there is none, or more than one person's."""
        words = name.split()
        while len(words) > 1 and self._role(words[0]) & Role.TITLE:
            words = words[1:]
        if len(words) != 1:
            return " ".join(words)
        full = self._surnames().get(self.key(words[0]))
        if not full:
            return words[0]
        best = full.most_common(2)
        if len(best) == 2 and best[0][1] < 2 * best[1][1] and not self._same(best[0][0], best[1][0]):
            return words[0]
        return best[0][0]

    def gender(self, name: str) -> str | None:
        """ "m", "f", "p" (not one person), or None where the text doesn't tell."""
        words = [word.strip(".,").lower() for word in name.split()]
        roles = [self._table.roles.get(word, 0) for word in words]
        if any(role & Role.BODY for role in roles):
            return "p"
        self._surnames()
        told = self._honorific.get(self.key(words[-1])) if words else None
        if told:
            return told
        return next((self._table.gender[word] for word in words if word in self._table.gender), None)

    def key(self, word: str) -> str:
        """A surname without what case, declension or a possessive add to it."""
        word = re.sub(r"[’']s?$", "", word.lower()).strip(".,")
        if self._table.endings is not None and len(word) > 4:
            word = self._table.endings.sub("", word)
        return word

    def _role(self, word: str) -> int:
        return self._table.roles.get(word.rstrip(".").lower(), 0)

    def _same(self, one: str, other: str) -> bool:
        """Whether two full names are one person's: “Mark R. Warner” and “Mark Warner”."""
        return self.key(one.split()[0]) == self.key(other.split()[0])

    def _surnames(self) -> dict[str, Counter[str]]:
        if self._by_surname is None:
            self._by_surname = {}
            if self._table.has_case:
                for words in self._found():
                    name = " ".join(words)
                    self._by_surname.setdefault(self.key(words[-1]), Counter())[name] += 1
        return self._by_surname

    def _found(self) -> Iterator[list[str]]:
        gender = self._table.gender
        for match in _FULL_NAME.finditer(self._text):
            words = match.group().split(" ")
            honorific = None
            while words:
                role = self._role(words[0])
                if role & Role.TITLE:
                    honorific = gender.get(words[0].rstrip(".").lower())
                elif not role & ~(Role.LINK | Role.PERSON | Role.BODY):
                    break
                words = words[1:]
            if not words:
                continue
            words[-1] = re.sub(r"[’']s?$|\.$", "", words[-1])
            if honorific:
                self._honorific.setdefault(self.key(words[-1]), honorific)
            if (
                len(words) > 1
                and len(words[-1]) > 1
                and not self._role(words[-1]) & (Role.BODY | Role.PERSON)
            ):
                yield words
