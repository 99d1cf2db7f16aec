"""What is printed: plain frozen data. A Briefing checks the verbatim guarantee when it is built."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from summarize.article import Article, Place
from summarize.errors import VerbatimError
from summarize.warning import Warning, WarningCode, Where

QuoteKind = Literal["direct", "partial"]
ResolvedBy = Literal["name", "pronoun", "role", "carried"]

__all__ = [
    "Briefing",
    "ModelUse",
    "Quote",
    "QuoteKind",
    "ResolvedBy",
    "Speaker",
    "SummarySentence",
    "Warning",
    "WarningCode",
    "Where",
    "is_whole_quote",
]

# A summary sentence of which a quote makes up this share is the quote: showing it again below would repeat it.
WHOLE_QUOTE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said a quote, as far as the article tells.

    `name` is the fullest name that the article gives, None where it doesn't make clear whom the mention stands for.
    `mention` are the words that stand for the speaker ("he", "the minister", "Brahimi"), at `place`. `resolved_by` tells
    how one led to the other: "name" from a name beside the quote, "pronoun" or "role" from such a mention, "carried" from
    a quote before it; None where `name` is. `confidence` is how sure the choice is, from 0 to 1, None where nothing measured it.
    """

    name: str | None
    mention: str
    place: Place
    resolved_by: ResolvedBy | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words inside quotation marks: `text` is what the article has at `place`, the marks excluded.

    `kind` is "direct" for words that stand on their own, "partial" for words grafted into the writer's sentence. `said_by`
    is None where nothing beside the quote points to anybody. `language` is the quote's own; `gloss` is its machine
    translation, never in place of `text`. `repeats` is how many quotes of the article were left out of a briefing because
    they say nearly the same.
    """

    text: str
    place: Place
    kind: QuoteKind
    said_by: Speaker | None = None
    language: str | None = None
    gloss: str | None = None
    repeats: int = 0

    @property
    def start(self) -> int:
        """Where the quote begins in its article."""
        return self.place.start

    @property
    def end(self) -> int:
        """Where the quote ends in its article, exclusive."""
        return self.place.end

    @property
    def speaker(self) -> str | None:
        """The speaker's name; see Speaker, as for all that follows."""
        return self.said_by.name if self.said_by else None

    @property
    def mention(self) -> str | None:
        """The words that stand for the speaker."""
        return self.said_by.mention if self.said_by else None

    @property
    def mention_start(self) -> int | None:
        """Where those words begin."""
        return self.said_by.place.start if self.said_by else None

    @property
    def mention_end(self) -> int | None:
        """Where those words end, exclusive."""
        return self.said_by.place.end if self.said_by else None

    @property
    def resolved_by(self) -> ResolvedBy | None:
        """How the speaker was found."""
        return self.said_by.resolved_by if self.said_by else None


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of the summary, in the briefing's language.

    `source_text` is the sentence before translation (equal to `text` where nothing was translated). `place` is where it
    stands in the article, None where it isn't the article's own. `quotes` are indices into `Briefing.quotes`: the key
    quotes that this sentence contains.
    """

    text: str
    source_text: str
    place: Place | None = None
    quotes: tuple[int, ...] = ()

    @property
    def start(self) -> int | None:
        """Where the sentence begins in its article, None where it isn't the article's own."""
        return self.place.start if self.place else None

    @property
    def end(self) -> int | None:
        """Where it ends, exclusive."""
        return self.place.end if self.place else None


def is_whole_quote(sentence: SummarySentence, quote: Quote) -> bool:
    """Whether the summary sentence is the article's own and little more than this quote."""
    place = sentence.place
    return (
        place is not None
        and place.holds(quote.place)
        and quote.place.length >= WHOLE_QUOTE_SHARE * place.length
    )


@dataclass(frozen=True, slots=True)
class ModelUse:
    """Which model made a part of the briefing; fields that don't apply are None and left out of the JSON.

    `seen` is the share of the article that the model was given, from 0 to 1.
    """

    name: str
    version: str | None = None
    repo: str | None = None
    revision: str | None = None
    engine: str | None = None
    seen: float | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """The whole result. Building one whose quotes or sentences aren't the articles' own characters raises VerbatimError.

    `encoder` is what compared the meaning of translations, None where that wasn't done. `articles` are what it was made of; a Place names its article by the index here. `language` is the reader's.
    """

    articles: tuple[Article, ...]
    title: str | None
    language: str
    summary: tuple[SummarySentence, ...]
    quotes: tuple[Quote, ...]
    warnings: tuple[Warning, ...]
    summarizer: ModelUse
    translator: ModelUse | None = None
    encoder: ModelUse | None = None
    speakers: ModelUse | None = None

    def __post_init__(self) -> None:
        for quote in self.quotes:
            require_verbatim(self.articles, quote.text, quote.place)
            if quote.said_by is not None:
                require_verbatim(self.articles, quote.said_by.mention, quote.said_by.place)
        for sentence in self.summary:
            if sentence.place is not None:
                require_verbatim(self.articles, sentence.source_text, sentence.place)
            if any(not 0 <= index < len(self.quotes) for index in sentence.quotes):
                raise VerbatimError("a summary sentence refers to a quote that the briefing doesn't have")

    @property
    def article(self) -> Article:
        """The article, or the first of several."""
        return self.articles[0]


def require_verbatim(articles: Sequence[Article], text: str, place: Place) -> None:
    known = 0 <= place.article < len(articles)
    article = articles[place.article].text if known else ""
    if not 0 <= place.start < place.end <= len(article) or article[place.start : place.end] != text:
        raise VerbatimError(f"{text[:60]!r} isn't the article's text at {place.start}:{place.end}")
