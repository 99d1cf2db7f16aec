"""Writing direction: which way a language runs, and keeping text of the other direction in its own order."""

import unicodedata
from collections.abc import Iterable, Iterator

from summarize.language import language_of
from summarize.language.record import Direction
from summarize.rendering.visible import DIRECTING

# Unicode's isolates (UAX #9): what stands between them is ordered on its own and leaves its surroundings as they were.
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
_POP = "\u2069"
_ISOLATING = (*_ISOLATES.values(), "\u2068")
# Which way the letters of Unicode's strong classes run.
_WAYS: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction(language: str) -> Direction:
    """Which way text in `language` (an ISO 639-1 code) runs."""
    return language_of(language).direction


def isolated(text: str, language: str, among: str) -> str:
    """`text`, which is in `language`, for a place in text in the language `among`: between isolates if the two differ
    in direction. The isolates stand outside `text`, which stays as it is."""
    own = direction(language)
    return text if own == direction(among) else f"{_ISOLATES[own]}{text}{_POP}"


def isolated_if_directed(text: str, language: str, among: str) -> str:
    """As `isolated`, and also where `text` itself says which way it runs: what it leaves open ends with it, and what it
    ends without having begun it is begun here."""
    if not DIRECTING.search(text):
        return isolated(text, language, among)
    still_open = begun = 0
    for char in text:
        if char in _ISOLATING:
            still_open += 1
        elif char == _POP:
            begun += not still_open
            still_open -= bool(still_open)
    return _ISOLATES[direction(language)] * (begun + 1) + text + _POP * (still_open + 1)


def isolated_words(text: str, among: str) -> str:
    """`text` in a language that isn't known, for a place in text in the language `among`, as in `isolated`.

    Its direction is that of its first letter; what has none, a number, is written from left to right.
    """
    ways = (_WAYS.get(unicodedata.bidirectional(char)) for char in text)
    own: Direction = next((way for way in ways if way is not None), "ltr")
    return text if own == direction(among) else f"{_ISOLATES[own]}{text}{_POP}"


def closed_lines(lines: Iterable[str]) -> Iterator[str]:
    """`lines` of one paragraph for a terminal, which takes each for a paragraph: an isolate that goes on in the next
    line is closed at the end of this one and opened again there."""
    still_open: list[str] = []
    for line in lines:
        opened = "".join(still_open)
        for char in line:
            if char in _ISOLATES.values():
                still_open.append(char)
            elif char == _POP and still_open:
                still_open.pop()
        yield opened + line + _POP * len(still_open)
