"""What stands where in a briefing, for all formats alike: each warning beside what it is about, quotes in their marks."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from summarize.article import Article
from summarize.briefing import Briefing, ModelUse, Quote, SummarySentence, Warning, Where, is_whole_quote
from summarize.language import language_of, split_paragraphs
from summarize.language.labels import Labels
from summarize.rendering.direction import isolated_words

# What may end a paragraph; most quotes have none, and the article needn't be cut for them.
_PARAGRAPH_END = re.compile(r"[\r\n\f\u2028\u2029]")
# A model that is a folder is called by its path; a server's may have a slash in its name. Two that work one behind the other.
_FOLDER, _STEPS = re.compile(r"[/\\~.]|[A-Za-z]:[/\\]"), " + "
_LINE_BREAK = re.compile(r"(?<![ \t])[ \t]*[\r\n\f\u2028\u2029][ \t\r\n\f\u2028\u2029]*")


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A summary sentence, its index in the briefing, and the numbers of the key quotes that it leads to."""

    index: int
    sentence: SummarySentence
    references: tuple[int, ...]

    @property
    def mark(self) -> str:
        """The references as text, to stand behind the sentence: " [1, 3]", or nothing."""
        return f" [{', '.join(map(str, self.references))}]" if self.references else ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Summary sentences that are read in one go; what is to be said about the last of them ends the paragraph."""

    sentences: tuple[PlacedSentence, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    """A key quote of an article in `language`, with the quotation marks to show it in: those that the reader's language expects, one pair through a
    briefing, because an article's own may be typed in any way, and those of another language. `number` counts from 1 and is what references name; `mark`
    is that as text, to stand behind the speaker, where the briefing has references. `parts` are the quote's paragraphs,
    each behind the white space before it."""

    number: int
    quote: Quote
    language: str
    parts: tuple[tuple[str, str], ...]
    opening: str
    closing: str
    mark: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A warning for a list apart. `number` counts from 1; `about` is the sentence or the key quote that it means, None for
    the briefing as a whole."""

    number: int
    text: str
    about: PlacedSentence | PlacedQuote | None


@dataclass(frozen=True, slots=True)
class Layout:
    """A briefing in the order in which it is read. `warnings` are about the whole, here as everywhere a line each; `title`
    is one line.

    `repeats` is how many quotes were left out because they say nearly what a key quote says. `models` names, behind what each made, the models to be named because words in the briefing are theirs and not the
    article's.
    """

    language: str
    article_language: str
    label: Labels
    title: str | None
    warnings: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[PlacedQuote, ...]
    models: tuple[tuple[str, ModelUse], ...]
    repeats: int

    @property
    def notes(self) -> tuple[Note, ...]:
        """All warnings, in the order of what they are about, for a format that lists them apart."""
        about: list[tuple[str, PlacedSentence | PlacedQuote | None]] = [
            (text, None) for text in self.warnings
        ]
        about += [(text, part.sentences[-1]) for part in self.paragraphs for text in part.warnings]
        about += [(text, quote) for quote in self.quotes for text in quote.warnings]
        return tuple(Note(number, *note) for number, note in enumerate(about, 1))


def lay_out(briefing: Briefing, *, repeat_quotes: bool = False, shown: Callable[[str], str] = str) -> Layout:
    """Where everything in `briefing` is shown.

    A quote that the summary already shows whole and untranslated isn't shown again, unless `repeat_quotes`; what is to
    be said about it then stands with its sentence. Every warning has exactly one place. `shown` is done to the words of the
    article that a warning names.
    """
    translated = _is_translated(briefing)
    homes = {} if translated or repeat_quotes else _shown_in_summary(briefing)
    label = language_of(briefing.language).labels
    about: dict[Where | None, list[str]] = {}
    for warning in briefing.warnings:
        about.setdefault(_shown_at(briefing, homes, warning.where), []).append(_notice(warning, label, shown))
    return Layout(
        language=briefing.language,
        article_language=briefing.article.language,
        label=label,
        title=one_line(briefing.title) if briefing.title else None,
        warnings=tuple(about.get(None, ())),
        paragraphs=_paragraphs(briefing, about, translated),
        quotes=tuple(
            PlacedQuote(
                index + 1,
                quote,
                briefing.articles[quote.place.article].language,
                _paragraphs_within(briefing.articles[quote.place.article].text, quote),
                *language_of(briefing.language).marks.pair,
                f" [{index + 1}]" if translated else "",
                tuple(about.get(Where("quotes", index), ())),
            )
            for index, quote in enumerate(briefing.quotes)
            if index not in homes
        ),
        models=_models(briefing, label),
        repeats=sum(quote.repeats for quote in briefing.quotes),
    )


def _is_translated(briefing: Briefing) -> bool:
    """Whether the summary isn't in the language of what it is of, so that quotes are found by their numbers."""
    if len(briefing.articles) == 1:
        return briefing.language != briefing.article.language
    return any(sentence.text != sentence.source_text for sentence in briefing.summary)


def one_line(text: str) -> str:
    """`text` in one line, without white space at its ends. Never for a quote."""
    return unwrapped(text.strip())


def unwrapped(text: str) -> str:
    """`text` with each line break, and the white space around it, as one space: for a place that wraps lines itself."""
    return _LINE_BREAK.sub(" ", text)


def origin_of(article: Article) -> tuple[str, ...]:
    """What an article says of where it comes from: its site, its author, its day, its address; empty where nothing."""
    return tuple(part for part in (article.site, article.author, article.date, article.url) if part)


def model_text(use: ModelUse) -> str:
    """A model's name, version and engine in a line: "opus-mt-tc-big-en-ar (ctranslate2)".

    One that is a folder has its path for a name; what is sent on has no folders of the machine that made it.
    """
    name = _STEPS.join(
        re.split(r"[/\\]", step.rstrip("/\\"))[-1] if _FOLDER.match(step) else step
        for step in use.name.split(_STEPS)
    )
    details = ", ".join(detail for detail in (use.version, use.engine) if detail)
    return f"{name} ({details})" if details else name


def _paragraphs_within(text: str, quote: Quote) -> tuple[tuple[str, str], ...]:
    if not _PARAGRAPH_END.search(quote.text):
        return (("", quote.text),)
    parts: list[tuple[str, str]] = []
    behind = quote.start
    for start, end in split_paragraphs(text):
        start, end = max(start, quote.start), min(end, quote.end)
        if start < end:
            parts.append((text[behind:start], text[start:end]))
            behind = end
    return (*parts, (text[behind : quote.end], "")) if behind < quote.end else tuple(parts)


def _notice(warning: Warning, label: Labels, shown: Callable[[str], str]) -> str:
    """The warning as it is shown, one line in the labels' language; what isn't in that keeps its own direction."""
    said = warning.said_with(label, lambda words: isolated_words(shown(one_line(words)), label.language))
    return f"{label.warning}{label.colon}{said}"


def _shown_in_summary(briefing: Briefing) -> dict[int, int]:
    """Index of a quote -> index of the summary sentence that shows it whole."""
    return {
        q: s
        for q, quote in enumerate(briefing.quotes)
        for s, sentence in enumerate(briefing.summary)
        if is_whole_quote(sentence, quote)
    }


def _shown_at(briefing: Briefing, homes: dict[int, int], where: Where | None) -> Where | None:
    """Where a warning is shown: at a sentence or a key quote, or None for the whole briefing's place."""
    if where is None or where.index is None:
        return None
    if where.part == "quotes" and where.index in homes:
        return Where("summary", homes[where.index])
    shown = briefing.summary if where.part == "summary" else briefing.quotes
    return where if where.index < len(shown) else None


def _models(briefing: Briefing, label: Labels) -> tuple[tuple[str, ModelUse], ...]:
    named: list[tuple[str, ModelUse]] = []
    if any(sentence.place is None for sentence in briefing.summary):
        named.append((label.summary, briefing.summarizer))
    if briefing.translator is not None:
        named.append((label.gloss, briefing.translator))
    return tuple(named)


def _paragraphs(
    briefing: Briefing, about: dict[Where | None, list[str]], translated: bool
) -> tuple[Paragraph, ...]:
    paragraphs: list[Paragraph] = []
    sentences: list[PlacedSentence] = []
    for index, sentence in enumerate(briefing.summary):
        references = tuple(number + 1 for number in sentence.quotes) if translated else ()
        sentences.append(PlacedSentence(index, sentence, references))
        warnings = tuple(about.get(Where("summary", index), ()))
        if warnings or index == len(briefing.summary) - 1:
            paragraphs.append(Paragraph(tuple(sentences), warnings))
            sentences = []
    return tuple(paragraphs)
