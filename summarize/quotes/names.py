"""The names of an article: the fullest form of each, and whether it is a man's, a woman's or neither's."""

import functools
import re
from collections import Counter
from collections.abc import Iterator

from summarize.language.characters import CAPITAL
from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.acronyms import explained
from summarize.quotes.persons import is_acronym, person_end, person_start

# No name has a longer word; without an end, every part of a long row of hyphens would be read to the row's end.
_NAME = rf"{CAPITAL}(?:\w[\w’'-]{{0,60}})?\.?"
# A capital that no beginning of a sentence explains.
_INSIDE = re.compile(rf"(?<=\w[ ,] ){CAPITAL}\w+|(?<=\w ){CAPITAL}\w+")
_BEGINNING = re.compile(rf"^[^\S\n]*+{CAPITAL}\w+|(?<=[.!?] ){CAPITAL}\w+", re.MULTILINE)
# A longer row of capitals is a headline or holds more than one name.
_LONGEST = 5
# Characters before a run of capitals in which the role before it is looked for.
_ROLE_BEFORE = 50
_ELISION = re.compile(r"^\w{1,2}['’]")
_CLAUSE_END = re.compile(r"[.,;:!?»”\n]")


@functools.cache
def _full_names(links: frozenset[str]) -> re.Pattern[str]:
    """Two to eight capitalised words in a row; initials, honorifics and the `links` of a language between them."""
    between = "|".join(sorted(map(re.escape, links)))
    return re.compile(rf"\b{_NAME}(?: (?:(?:{between}) ){{0,2}}{_NAME}){{1,7}}")


def without_possessive(name: str) -> str:
    """“Ruiz” of “Ruiz’s” and “Ruiz'”."""
    if name.endswith(("'s", "’s")):
        return name[:-2]
    return name[:-1] if name.endswith(("'", "’")) else name


class Names:
    """The names of a text, found when they are first asked for."""

    def __init__(self, text: str, language: Language) -> None:
        self._text = text
        self._language = language
        self._full: dict[str, Counter[str]] = {}
        self._honorific: dict[str, str] = {}
        self._parts: set[str] | None = None
        self._words: dict[str, set[str]] | None = None  # the capitalised words of the text by their keys
        self._keys: dict[str, str] = {}
        self._explained: dict[str, str] | None = None
        # The last parts of compounds such as “Finanzministerin”.
        self._person_nouns = tuple(
            word for word, role in language.cues.roles.items() if role & Role.PERSON and len(word) > 3
        )
        self._read = False

    def fullest(self, name: str, oblique: bool = False) -> str:
        """The fullest form of `name` in the text; `name` itself where there is none, or more than one person's.

        In a language with cases it is the nominative, if the text has it; `oblique` tells that `name` isn't one. An acronym
        that the text explains becomes the words that do so: “Health Research Office (HRO)”.
        """
        explained_one = self.of_acronym(name)
        if explained_one is not None:
            return explained_one
        words = self._without_roles(name.split())
        if not words:
            return name
        words[-1] = self._without_marked_ending(words[-1])
        if not self._language.has_case:
            return " ".join(words)
        self._load()
        full = self._full.get(self.key(words[-1]), Counter())
        if self._language.cues.endings is not None:
            return self._nominative(words, full, oblique)
        if len(words) != 1 or not full:
            return " ".join(words)
        best = full.most_common(2)
        if len(best) == 2 and best[0][1] < 2 * best[1][1] and not self._same(best[0][0], best[1][0]):
            return words[0]
        return best[0][0]

    def of_acronym(self, name: str) -> str | None:
        """The words that explain an acronym; an article may stand before it: “the HRO”, «l’Insee»."""
        if self._explained is None:
            self._explained = explained(self._text, self._language)
        first, _, rest = name.partition(" ")
        forms = (name, rest if self._role(first) & Role.DETERMINER else "", _ELISION.sub("", name))
        return next((self._explained[form] for form in forms if form in self._explained), None)

    def _without_marked_ending(self, surname: str) -> str:
        """“Ruiz” of “Ruiz’in”: an ending that an apostrophe sets off is no part of a name."""
        endings = self._language.cues.endings
        ending = endings.search(surname) if endings is not None else None
        return surname[: ending.start()] if ending and ending.group()[0] in "'’" else surname

    def _nominative(self, words: list[str], full: Counter[str], oblique: bool) -> str:
        """The fullest nominative among the declined forms `full` of the surname that ends `words`."""
        name, known = " ".join(words), words[0].lower() in self._language.cues.gender
        if len(words) > 1:
            if known and not oblique:
                return name
            forms = [form for form in full if self._same(form, name)]
        else:
            # “Лис” is no form of “Ивана Лиса”, and two people are told by their first names.
            forms = [form for form in full if oblique or form.split()[-1] == name]
            if len({self.key(form.split()[0]) for form in forms}) > 1:
                return name
        alone = self._declined(words[-1]) if oblique else name
        best = min(forms, key=self._declension, default=alone)
        if oblique and len(alone) < len(best.split()[-1]):
            return alone
        return best

    def _declension(self, name: str) -> tuple[bool, int]:
        """Orders the forms of a name, the nominative first: its first name is in the table, or it is the shortest."""
        return name.split()[0].lower() not in self._language.cues.gender, len(name)

    def _declined(self, surname: str) -> str:
        """The shortest form of a declined surname in the text: “Лис” for “Лиса”; of two as short not the one given, which
        is in a case (“Италия” for “Италии”)."""
        if self._words is None:
            self._words = {}
            for word in set(_INSIDE.findall(self._text)) | set(_BEGINNING.findall(self._text)):
                self._words.setdefault(self.key(word), set()).add(word)
        forms = self._words.get(self.key(surname), set()) | {surname}
        return min(forms, key=lambda form: (len(form), form == surname, form))

    def _without_roles(self, words: list[str]) -> list[str]:
        """“Elena Ruiz” of “Ohio Sen. Elena Ruiz” and of “Finanzministerin Elena Ruiz”."""
        for at in range(len(words) - 1, 0, -1):
            before = words[at - 1]
            if self._role(before) & (Role.TITLE | Role.PERSON) or (
                self._language.capital_nouns and before.lower().endswith(self._person_nouns)
            ):
                return words[at:]
        for at in range(1, len(words) - 1):
            # “House Elena Ruiz”, where “Speaker of the” was left behind: the text has the name without it too.
            if self._role(words[at - 1]) & Role.BODY and self.has(words[at:]):
                return words[at:]
        return words

    def has(self, words: list[str]) -> bool:
        """Whether the words are a full name of the text."""
        self._load()
        return " ".join(words) in self._full.get(self.key(words[-1]), ())

    def is_known(self, name: str) -> bool:
        """Whether the text has this capital elsewhere than at the beginning of a sentence."""
        self._load()
        if " " in name or self.of_acronym(name) is not None:
            return True
        key = self.key(name)
        if key in self._full or self._role(name) & Role.BODY:
            return True
        if self._language.capital_nouns:
            return False  # every noun has a capital: only a surname that stands in a full name is known to be a name
        if self._parts is None:
            first_names = {self.key(full.split()[0]) for names in self._full.values() for full in names}
            self._parts = first_names | {self.key(word) for word in set(_INSIDE.findall(self._text))}
        return key in self._parts

    def is_persons(self, name: str) -> bool:
        """Whether the text has `name` as a person's: two words, a surname of a full name, behind a title, a first name."""
        self._load()
        key = self.key(name)
        first_name = name.lower() in self._language.cues.gender and not self._role(name)
        return " " in name or key in self._full or key in self._honorific or first_name

    def gender(self, name: str) -> str | None:
        """ "m", "f", "p" (not one person), or None where the text doesn't tell."""
        words = [word.strip(".,").lower() for word in name.split()]
        if not words:
            return None
        roles = [self._language.cues.roles.get(word, 0) for word in words]
        if any(role & (Role.BODY | Role.PRESS) for role in roles) or all(role & Role.PLACE for role in roles):
            return "p"
        if self.are_several(name):
            return "p"
        self._load()
        told = self._honorific.get(self.key(words[-1]))
        # An Arab's own name comes first; her father's, a man's, follows.
        own = words if self._language.has_case else words[:1]
        # “Jean-Noël” is no word of the table, and as much a man as “Jean”.
        parts = (part for word in own for part in (word, *word.split("-")[:1]))
        return told or next(filter(None, map(self._language.cues.gender.get, parts)), None)

    def are_several(self, name: str) -> bool:
        """Whether a name is more than one person's: “Ana and Ivan Ruiz”."""
        words, conjunctions = name.split(), self._language.cues.conjunctions
        joined = any(
            word in conjunctions and before[0].isupper() and after[0].isupper()
            for before, word, after in zip(words, words[1:], words[2:], strict=False)
        )
        return joined and not any(self._role(word) & Role.BODY for word in words)

    def key(self, word: str) -> str:
        """A surname without what case, declension or a possessive add to it."""
        key = self._keys.get(word)
        if key is None:
            key = without_possessive(word.lower()).strip(".,")
            if self._language.cues.endings is not None and len(key) > 3:
                key = self._language.cues.endings.sub("", key)
            self._keys[word] = key
        return key

    def _role(self, word: str) -> int:
        return self._language.cues.roles.get(word.rstrip(".").lower(), 0)

    def _same(self, one: str, other: str) -> bool:
        """Whether two full names are one person's: “Mark R. Warner” and “Mark Warner”."""
        return self.key(one.split()[0]) == self.key(other.split()[0])

    def _load(self) -> None:
        if self._read:
            return
        self._read = True
        if not self._language.has_case:
            return
        for words in self._found():
            self._full.setdefault(self.key(words[-1]), Counter())[" ".join(words)] += 1

    def _found(self) -> Iterator[list[str]]:
        for match in _full_names(self._language.cues.links).finditer(self._text):
            run: list[str] = []
            low = max(0, match.start() - _ROLE_BEFORE)
            before = _CLAUSE_END.split(self._text[low : match.start()])[-1].split()
            for word in match.group().split(" "):
                run.append(word)
                # The full stop ends a sentence, unless it belongs to an initial or a title.
                if word[-1] == "." and len(word) > 2 and not self._role(word) & Role.TITLE:
                    yield from self._name(run, before)
                    run, before = [], []
            yield from self._name(run, before)

    def _name(self, words: list[str], before: list[str]) -> Iterator[list[str]]:
        """The name in a run of capitalised words: what stands before it (titles, words of the sentence) cut off.

        `before` has the words before the run in its clause.
        """
        honorific = None
        while words:
            role = self._role(words[0])
            if role & Role.TITLE:
                honorific = self._language.cues.gender.get(words[0].rstrip(".").lower())
            elif not role & ~(Role.LINK | Role.BODY | Role.PLACE):
                break
            before, words = [*before, words[0]], words[1:]
        if not words:
            return
        words = words[: person_end(words, self._language)]
        words = words[person_start(words, before, self._language) :]
        last = self._without_marked_ending(without_possessive(words[-1].removesuffix(".")))
        if honorific:
            self._honorific.setdefault(self.key(last), honorific)
        if all(map(is_acronym, words)):
            return
        if 1 < len(words) <= _LONGEST and len(last) > 1 and not self._role(last) & (Role.BODY | Role.PERSON):
            yield [*words[:-1], last]
