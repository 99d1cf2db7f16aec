"""What is printed: plain frozen data. A Briefing checks the verbatim guarantee when it is built."""

from dataclasses import dataclass
from typing import Literal

from summarize.article import Article
from summarize.errors import VerbatimError

QuoteKind = Literal["direct", "partial"]
ResolvedBy = Literal["name", "pronoun", "role", "carried"]

# A summary sentence of which a quote makes up this share is the quote: showing it again below would repeat it.
WHOLE_QUOTE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words inside quotation marks: `text` is `article.text[start:end]`, the marks excluded.

    `kind` is "direct" for words that stand on their own, "partial" for words grafted into the writer's sentence.
    `speaker` is the fullest name the article gives; `mention` the words beside the quote that stand for the speaker
    ("he", "the minister", "Brahimi"), at `mention_start:mention_end`. `resolved_by` tells how the speaker was found:
    "name" from a name beside the quote, "pronoun" or "role" from such a mention, "carried" from a quote before it.
    Where the article doesn't make the speaker clear, `speaker` and `resolved_by` are None, and `mention` is kept if there is
    one. `language` is the quote's own; `gloss` is
    its machine translation, never in place of `text`.
    """

    text: str
    start: int
    end: int
    kind: QuoteKind
    speaker: str | None = None
    mention: str | None = None
    mention_start: int | None = None
    mention_end: int | None = None
    resolved_by: ResolvedBy | None = None
    language: str | None = None
    gloss: str | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """Something the reader should know about this briefing.

    `code` is a stable word for scripts ("number-mismatch"), `message` one English sentence for people, `where` the part
    it is about ("summary[1]", "quotes[0]", "title", "summary"), None for the briefing as a whole.
    """

    code: str
    message: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of the summary, in the briefing's language.

    `source_text` is the sentence before translation (equal to `text` where nothing was translated). `start` and `end`
    are its offsets in the article where it is the article's own, else None. `quotes` are indices into
    `Briefing.quotes`: the key quotes that this sentence contains.
    """

    text: str
    source_text: str
    start: int | None = None
    end: int | None = None
    quotes: tuple[int, ...] = ()


def is_whole_quote(sentence: SummarySentence, quote: Quote) -> bool:
    """Whether the summary sentence is the article's own and little more than this quote."""
    if sentence.start is None or sentence.end is None:
        return False
    length = sentence.end - sentence.start
    inside = sentence.start <= quote.start and quote.end <= sentence.end
    return inside and quote.end - quote.start >= WHOLE_QUOTE_SHARE * length


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
    """The whole result. Building one whose quotes or sentences aren't the article's own characters raises VerbatimError."""

    article: Article
    title: str | None
    language: str
    summary: tuple[SummarySentence, ...]
    quotes: tuple[Quote, ...]
    warnings: tuple[Warning, ...]
    summarizer: ModelUse
    translator: ModelUse | None = None

    def __post_init__(self) -> None:
        for quote in self.quotes:
            _require_verbatim(self.article, quote.text, quote.start, quote.end)
            if quote.mention is not None:
                _require_verbatim(self.article, quote.mention, quote.mention_start, quote.mention_end)
        for sentence in self.summary:
            if sentence.start is not None or sentence.end is not None:
                _require_verbatim(self.article, sentence.source_text, sentence.start, sentence.end)
            if any(not 0 <= index < len(self.quotes) for index in sentence.quotes):
                raise VerbatimError("a summary sentence refers to a quote that the briefing doesn't have")


def _require_verbatim(article: Article, text: str, start: int | None, end: int | None) -> None:
    in_range = start is not None and end is not None and 0 <= start < end <= len(article.text)
    if not in_range or article.text[start:end] != text:
        raise VerbatimError(f"{text[:60]!r} isn't the article's text at {start}:{end}")
