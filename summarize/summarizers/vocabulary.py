"""The words of an article, and whether they vouch for a name or a word of its summary."""

import itertools
import re
from collections.abc import Container, Iterable, Iterator

from summarize.language.characters import COLONS, OPENING, SENTENCE_ENDS
from summarize.language.record import language_of

# "U.S." is a word with full stops in it; "end.Start" is a slip of the article.
_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])|[^\W_]+(?:['’&-][^\W_]+)*")
_PARTS = re.compile(r"\W")
# What may stand before the first word of a sentence.
_OPENING = re.compile(rf"(?:^|[{SENTENCE_ENDS}{COLONS};]|\n)[\s{re.escape(OPENING)}]*$")
_OPENING_CHARACTERS = 20
_POSSESSIVE = re.compile(r"['’]s?$")
# Longer runs of capitals are headlines.
_LONGEST_NAME = 8
# Two words are forms of one if they share all but so many letters, and no fewer than that at the beginning.
_ENDING, _STEM = 3, 4
# What is left of a word without a particle has so many letters.
_BARE = 3


class Vocabulary:
    """What words an article has, for lookups in any number of names. `language` is its ISO 639-1 code."""

    def __init__(self, text: str, language: str) -> None:
        self._known = language_of(language).checking
        whole = {_plain(match.group()) for match in _WORD.finditer(text)}
        names = [name[:_LONGEST_NAME] for name in names_in(text, language)]
        self.words = whole | {part for word in whole for part in _PARTS.split(word)}
        self.words |= {bare for word in self.words for bare in self._bare(word)}
        self.words |= {_phrase(pair) for name in names for pair in itertools.pairwise(name)}
        self._acronyms = {
            _initials(name[start:end])
            for name in names
            for start in range(len(name))
            for end in range(start + 2, len(name) + 1)
        }
        self._by_stem: dict[str, list[str]] = {}
        for word in self.words:
            self._by_stem.setdefault(word[:_STEM], []).append(word)

    def has_name(self, name: list[str]) -> bool:
        """Whether the article has all words of a name, or abbreviates it ("EU" for the European Union)."""
        if len(name) > 1 and (_initials(name) in self.words or self._has_country(_phrase(name))):
            return True
        return all(map(self.has_form, name))

    def has_form(self, word: str) -> bool:
        """Whether the article has the word, a form of it, its abbreviation, or another name of the same country."""
        plain = _plain(word)
        if plain in self.words or plain in self._acronyms or plain in self._known.not_names:
            return True
        if all(part in self.words for part in _PARTS.split(plain)) or not self.words.isdisjoint(
            self._bare(plain)
        ):
            return True
        if self._has_country(plain):
            return True
        forms = [plain, *self._bare(plain)]
        return any(_is_form(form, other) for form in forms for other in self._by_stem.get(form[:_STEM], ()))

    def _bare(self, word: str) -> Iterator[str]:
        """The word without what is written onto it, in each way that it can be taken off."""
        for particle in self._known.particles:
            if word.startswith(particle) and len(word) >= len(particle) + _BARE:
                yield word[len(particle) :]

    def _has_country(self, word: str) -> bool:
        return not self._known.countries.get(word, frozenset()).isdisjoint(self.words)


def names_in(text: str, language: str) -> Iterator[list[str]]:
    """Runs of capitalised words, without the first word of a sentence unless it is an acronym or a country."""
    countries = language_of(language).checking.countries
    run: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match.group()
        if run and (text[end : match.start()].strip() or not _is_capitalised(word)):
            yield run
            run = []
        if _is_capitalised(word) and (run or not _says_nothing(text, match, countries)):
            run.append(word)
        end = match.end()
    if run:
        yield run


def _says_nothing(text: str, match: re.Match[str], countries: Container[str]) -> bool:
    word = match.group()
    before = text[max(0, match.start() - _OPENING_CHARACTERS) : match.start()]
    is_name = word[1:].isupper() or _plain(word) in countries
    return _OPENING.search(before) is not None and not is_name


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() or word[1:2].isupper()


def _is_form(word: str, other: str) -> bool:
    least = max(_STEM, max(len(word), len(other)) - _ENDING)
    return word[:least] == other[:least] and len(word) >= least <= len(other)


def _phrase(words: Iterable[str]) -> str:
    return "_".join(map(_plain, words))


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words).casefold()


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word.casefold()).replace(".", "")
