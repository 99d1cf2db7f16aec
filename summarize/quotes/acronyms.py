"""Acronyms that an article explains: “Health Research Office (HRO)”, «ФБР (Федеральное бюро расследований)».

A strict part of Schwartz and Hearst's way (2003, "A simple algorithm for identifying abbreviation definitions in biomedical
text"): every telling word of the long form has to give its first letter, and may give more; small words may give theirs.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from summarize.language.cues import Role
from summarize.language.record import Language

_IN_PARENTHESES = re.compile(r"(?<=\w) ?\((?P<inside>[^()]{2,120})\)")
_SHORT = re.compile(r"(?P<letters>[^\W\d_]{2,10})(?: \d{1,4})?")
# A word before what stands in parentheses, with a number behind it; the word is as long as an acronym at most.
_BEFORE = re.compile(r"(?<![\w-])[^\W\d_]{2,10}(?: \d{1,4})?$")
_PART = re.compile(r"[^\W_]+")
_CLAUSE_END = re.compile(r"[.;:!?()«»“”„\"\n]")
# Characters before an acronym in which its long form is looked for, and words that may follow the letters' own:
# “Ambulance Service of North Leeds (AS 12)”.
_REACH, _REST = 120, 4
_SMALL = Role.DETERMINER | Role.OBLIQUE | Role.LINK | Role.BREAK
# German has the letters of an acronym in one long word.
_COMPOUND = 12


def explained(text: str, language: Language) -> dict[str, str]:
    """The acronyms that a text explains, each with the words of the text that have both forms."""
    found: dict[str, str] = {}
    for match in _IN_PARENTHESES.finditer(text) if language.has_case else ():
        inside, start = match.group("inside"), match.start()
        if _is_acronym(inside):
            low = max(0, start - _REACH)
            low += max((end.end() for end in _CLAUSE_END.finditer(text[low:start])), default=0)
            at = _long_form(text, low, start, inside, language)
            if at is not None:
                found.setdefault(inside, text[at : match.end()])
        short = _BEFORE.search(text, max(0, start - _REACH), start)
        if short is not None and _is_acronym(short.group()):
            parts = list(_PART.finditer(inside))
            if parts and _long_form(inside, 0, len(inside), short.group(), language) == parts[0].start():
                found.setdefault(short.group(), text[short.start() : match.end()])
    return found


def _is_acronym(word: str) -> bool:
    """“HRO”, “Insee”, “SDIS 21”; of two letters both are capitals."""
    short = _SHORT.fullmatch(word)
    return (
        short is not None and word[0].isupper() and (len(short["letters"]) > 2 or short["letters"].isupper())
    )


def _long_form(text: str, start: int, end: int, short: str, language: Language) -> int | None:
    """Where the words begin that end before `end` and have the letters of `short`; None where none do."""
    parts = list(_PART.finditer(text, start, end))
    letters = _folded(_PART.findall(short)[0])
    for last in _ends(parts, language):
        first = _first(parts[:last], letters, language)
        if first is not None:
            own = [part.group() for part in parts[first:last]]
            return parts[first].start() if _is_body(own, short, language) else None
    return None


def _ends(parts: Sequence[re.Match[str]], language: Language) -> Iterator[int]:
    """Behind which word the long form may end: the last one, or one before words that name a place."""
    yield len(parts)
    for last in range(len(parts) - 1, max(0, len(parts) - _REST), -1):
        rest = parts[last].group()
        if not (rest[0].isupper() or _is_small(rest, language)):
            return
        yield last


def _first(parts: Sequence[re.Match[str]], letters: str, language: Language) -> int | None:
    """The word with the first of the letters, where the words from there on have all of them, from the last back."""
    open_ends = {len(letters)}  # how many letters are left before the words read so far
    for at in range(len(parts) - 1, -1, -1):
        word = _folded(parts[at].group())
        left = {
            begin
            for end in open_ends
            for begin in range(end)
            if word[0] == letters[begin] and _has_in_order(word[1:], letters[begin + 1 : end])
        }
        if 0 in left and not _is_small(parts[at].group(), language):
            return at
        open_ends = left | open_ends if _is_small(parts[at].group(), language) else left
        if not open_ends:
            return None
    return None


def _has_in_order(word: str, letters: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _is_body(words: Sequence[str], short: str, language: Language) -> bool:
    """Whether a long form isn't a person's: “Ana Bo Ruiz (ABR)”."""
    roles = language.cues.roles
    if any(word.lower() in language.cues.gender and not roles.get(word.lower(), 0) for word in words):
        return False
    if len(words) == 1:
        return language.capital_nouns and len(words[0]) >= _COMPOUND
    return len(_PART.findall(short)[0]) > 2 or any(
        word[0].islower() and not _is_small(word, language) for word in words
    )


def _is_small(word: str, language: Language) -> bool:
    """“of”, “l’”, and what hardly is more."""
    return word[0].islower() and (len(word) <= 2 or bool(language.cues.roles.get(word, 0) & _SMALL))


def _folded(word: str) -> str:
    """Without case and accents."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)) or word
