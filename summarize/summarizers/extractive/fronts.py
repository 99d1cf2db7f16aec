"""What is stuck to the front of a sentence and isn't of it: the title, when a page was changed, a player's message, a
list's number or bullet.

Nothing is removed from the article: a sentence's start is moved.
"""

import functools
import re
from collections.abc import Sequence

from summarize.language.characters import BULLETS, CAPITAL, CLOSING, OPENING, any_of
from summarize.language.record import Language
from summarize.language.sentences import Sentence
from summarize.summarizers.words import telling_stems, words_of

# A title of fewer words may be what a sentence begins with, and so may a title that leaves less behind it.
_SHORTEST_TITLE, _SHORTEST_REST = 3, 5
# Where capitals don't tell where a sentence begins: a lead says of its title's words at least this share again, soon.
_SAID_AGAIN, _SOON = 0.5, 2
_NUMBER = re.compile(rf"\(?\d{{1,2}}\)\s+(?=\S)|\d{{1,2}}\.\s+(?={any_of(OPENING)}?{CAPITAL})")
_BRACKETED_NUMBER = re.compile(r"\(?\d{1,2}\)\s+(?=\S)")
_BULLET = re.compile(rf"{any_of(BULLETS)}+\s+(?=\S)")
# A star before a line of a list, or before the note that a star behind a word points to.
_STAR = "*"
_STARRED = re.compile(rf"[\w{re.escape(CLOSING)}]\*")
_BETWEEN = re.compile(r"[\s:.|/–—-]*")


def without_fronts(sentences: Sequence[Sentence], title: str | None, language: Language) -> list[Sentence]:
    """The sentences, each from where it begins itself."""
    notes = _has_notes(sentences)
    number = _BRACKETED_NUMBER if language.sentences.ordinal_dot else _NUMBER
    fronts = (_stuck(language.furniture.stuck), _stamp(language.furniture.dated), number)
    freed: list[Sentence] = []
    for place, sentence in enumerate(sentences):
        # The title stands above the text, so it can only be glued to what is near the beginning.
        end = _end_of_title(sentence.text, title, language) if title and place < 2 else 0
        if not (notes and sentence.text.startswith(_STAR)):
            end = max(end, bullet.end() if (bullet := _BULLET.match(sentence.text)) else 0)
        for front in fronts:
            found = front.match(sentence.text, end) if front else None
            end = found.end() if found else end
        freed.append(Sentence(sentence.text[end:], sentence.start + end, sentence.end) if end else sentence)
    return freed


def _has_notes(sentences: Sequence[Sentence]) -> bool:
    """Whether lines with a star are notes, not a list: a star stands behind a word, or but one before a line."""
    starred = [sentence.text.startswith(_STAR) for sentence in sentences]
    return sum(starred) == 1 or any(_STARRED.search(sentence.text) for sentence in sentences)


def _end_of_title(text: str, title: str, language: Language) -> int:
    """Where the sentence behind the title begins; 0 where the text doesn't begin with it, or may go on from it."""
    words = words_of(title)
    if len(words) < _SHORTEST_TITLE:
        return 0
    spelt = r"\W+".join(map(re.escape, words))
    found = re.match(rf"\W*{spelt}(?!\w)", text)
    if found is None:
        return 0
    between = _BETWEEN.match(text, found.end())
    end = between.end() if between else found.end()
    rest = words_of(text[end:])
    if len(rest) < _SHORTEST_REST:
        return 0
    if language.has_case:
        begins = text[end:].lstrip(OPENING)[:1]
        return end if begins.isupper() or begins.isdigit() else 0
    stems = telling_stems(title)
    again = telling_stems(" ".join(rest[: _SOON * len(words)]))
    return end if stems and len(stems & again) >= _SAID_AGAIN * len(stems) else 0


@functools.cache
def _stuck(messages: tuple[str, ...]) -> re.Pattern[str] | None:
    """A player's message before a sentence; None where the language has none."""
    if not messages:
        return None
    phrases = "|".join(map(re.escape, sorted(messages, key=len, reverse=True)))
    return re.compile(rf"(?i:{phrases})[\s.:|–—-]+(?={any_of(OPENING)}?(?:{CAPITAL}|\d))")


@functools.cache
def _stamp(dated: tuple[str, ...]) -> re.Pattern[str] | None:
    """“Last updated at 10:01 GMT ” before a sentence; None where the language has no such words."""
    if not dated:
        return None
    phrases = "|".join(map(re.escape, sorted(dated, key=len, reverse=True)))
    time = r"\d{1,2}[:.]\d{2}(?:\s?(?i:[ap]\.?m\.?))?(?:\s[A-Z]{2,4}\b)?"
    return re.compile(rf"(?i:{phrases})\b[^\n.!?]{{0,40}}?\b{time}[\s,:|–—-]+(?={any_of(OPENING)}?{CAPITAL})")
