"""Writing direction: which way a language runs, and keeping text of the other direction in its own order."""

from typing import Literal

from summarize.language.names import RIGHT_TO_LEFT

Direction = Literal["ltr", "rtl"]

# Unicode's isolates (UAX #9): what stands between them is ordered on its own and leaves its surroundings as they were.
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
_POP = "\u2069"


def direction(language: str) -> Direction:
    """Which way text in `language` (an ISO 639-1 code) runs."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def isolated(text: str, language: str, among: str) -> str:
    """`text`, which is in `language`, for a place in text in the language `among`: between isolates if the two differ
    in direction. The isolates stand outside `text`, which stays as it is."""
    own = direction(language)
    return text if own == direction(among) else f"{_ISOLATES[own]}{text}{_POP}"
