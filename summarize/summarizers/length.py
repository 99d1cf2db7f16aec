"""How long a summary may be, in sentences, words or characters, or by how long it takes to say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from summarize.errors import UsageError
from summarize.language.record import language_of
from summarize.summarizers.words import count_characters, count_words


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary may be: at most so many of each, and no more than can be read aloud in so many seconds; None for
    no limit of that kind.

    A sentence that alone is longer stands only where no other fits: a summary is never empty for its length.
    """

    sentences: int | None = 3
    words: int | None = None
    characters: int | None = None
    seconds: int | None = None

    def __post_init__(self) -> None:
        limits = {
            "sentences": self.sentences,
            "words": self.words,
            "characters": self.characters,
            "seconds": self.seconds,
        }
        for unit, number in limits.items():
            if number is not None and number < 1:
                raise UsageError(f"a summary can't have {number} {unit}; give 1 or more")
        if all(number is None for number in limits.values()):
            raise UsageError("a summary needs a limit; give a number of sentences or of words")

    def excess(self, texts: Sequence[str], language: str) -> str | None:
        """By what sentences in `language` are longer, as "312 > 280"; None where they aren't, whatever their number."""
        sizes = [(count_words(text), count_characters(text)) for text in texts]
        words = sum(size for size, _ in sizes)
        # A blank stands between two.
        characters = sum(size for _, size in sizes) + len(sizes) - 1
        for size, limit in ((words, self.most_words(language)), (characters, self.characters)):
            if limit is not None and size > limit:
                return f"{size} > {limit}"
        return None

    def fitting(self, texts: Sequence[str], language: str) -> int:
        """How many of the first sentences fit."""
        count = len(texts)
        while count and self.excess(texts[:count], language):
            count -= 1
        return count

    def most_words(self, language: str) -> int | None:
        """How many words it may have in a language, by its number of words or its seconds, whichever is less."""
        if self.seconds is None:
            return self.words
        aloud = max(1, int(self.seconds * language_of(language).words_a_minute / 60))
        return aloud if self.words is None else min(aloud, self.words)


# What `--length` names. A tweet is what X takes; a screen is a phone's, of 25 lines of 40 characters.
LENGTHS: Final = {
    "short": Length(sentences=1),
    "medium": Length(sentences=3),
    "long": Length(sentences=6),
    "tweet": Length(sentences=None, characters=280),
    "screen": Length(sentences=None, characters=1000),
}
_SECONDS = re.compile(r"([0-9]{1,4}) ?s")


def length_named(name: str) -> Length:
    """The Length of a name in LENGTHS, or of seconds as in "30s". Raises UsageError for anything else."""
    if name in LENGTHS:
        return LENGTHS[name]
    seconds = _SECONDS.fullmatch(name)
    if seconds is None:
        raise UsageError(f"there is no length {name!r}; give {', '.join(LENGTHS)}, or seconds aloud: 30s")
    return Length(sentences=None, seconds=int(seconds[1]))
