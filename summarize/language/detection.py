"""The language of a text, told by lingua's n-gram models, which come with the package: nothing is downloaded."""

import functools
from typing import TYPE_CHECKING

from summarize.errors import LanguageError

if TYPE_CHECKING:
    from lingua import LanguageDetector

# The languages told apart. Models load one by one as their script turns up, so a longer list costs start-up time.
DETECTED = [
    "ARABIC",
    "BELARUSIAN",
    "BULGARIAN",
    "CATALAN",
    "CHINESE",
    "CZECH",
    "DANISH",
    "DUTCH",
    "ENGLISH",
    "FINNISH",
    "FRENCH",
    "GERMAN",
    "GREEK",
    "HEBREW",
    "HINDI",
    "HUNGARIAN",
    "INDONESIAN",
    "ITALIAN",
    "JAPANESE",
    "KOREAN",
    "PERSIAN",
    "POLISH",
    "PORTUGUESE",
    "ROMANIAN",
    "RUSSIAN",
    "SERBIAN",
    "SPANISH",
    "SWEDISH",
    "TURKISH",
    "UKRAINIAN",
    "URDU",
    "VIETNAMESE",
]
# Enough text to be sure of, little enough to be instant. Taken from the start and from the middle: a page's first lines
# are more often in another language than its body.
SAMPLE_CHARACTERS = 1_000


def detect_language(text: str) -> str:
    """The ISO 639-1 code of `text`'s language.

    Raises LanguageError where there are no letters, or too few to tell.
    """
    middle = len(text) // 2
    sample = text[:SAMPLE_CHARACTERS]
    if middle > SAMPLE_CHARACTERS:
        sample += "\n" + text[middle : middle + SAMPLE_CHARACTERS]
    # The library is Rust and takes UTF-8, which has no lone surrogates.
    found = _detector().detect_language_of(sample.encode("utf-8", "replace").decode("utf-8"))
    if found is None:
        raise LanguageError(
            "the article's language can't be told; name it with --from, for example --from en"
        )
    return str(found.iso_code_639_1.name).lower()


@functools.cache
def _detector() -> "LanguageDetector":
    # Imported here: the library's data takes 0.1 s to map, and a caller who names the language never needs it.
    from lingua import Language, LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(*(getattr(Language, name) for name in DETECTED)).build()
