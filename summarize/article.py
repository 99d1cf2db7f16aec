"""What was read: the article and its sentences. Offsets are Python str indices into `Article.text`, end exclusive."""

import hashlib
from dataclasses import dataclass

from summarize.language.sentences import Sentence
from summarize.warning import Warning


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an article: `article.text[start:end]`. `article` is that article's index among those of a briefing."""

    start: int
    end: int
    article: int = 0

    def holds(self, other: "Place") -> bool:
        """Whether `other` lies within this stretch."""
        return self.article == other.article and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Place") -> bool:
        """Whether the two share a character."""
        return self.article == other.article and self.start < other.end and other.start < self.end

    @property
    def length(self) -> int:
        """How many characters it has."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Article:
    """A source text, exactly as it was read: nothing after reading normalises, strips or re-wraps `text`.

    `language` is an ISO 639-1 code. `title` is None where the input has none. `name` is what the reader called the
    input: a path, a URL, or "-" for standard input. `author` and `date` (an ISO 8601 day) are what the input says of
    itself, None where it says nothing; so are `site`, the name of where it was published, and `url`, its own address there. `warnings` are what a reader of its briefing should know of how it was read.
    """

    text: str
    language: str
    sentences: tuple[Sentence, ...]
    title: str | None = None
    name: str = "-"
    author: str | None = None
    date: str | None = None
    site: str | None = None
    url: str | None = None
    warnings: tuple[Warning, ...] = ()

    @property
    def sha256(self) -> str:
        """The SHA-256 of `text` in UTF-8, as hexadecimal digits; a lone surrogate is hashed as its three bytes."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
