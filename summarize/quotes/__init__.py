"""Quotes: marks to spans, spans to speakers, and the choice of the key quotes."""

from summarize.article import Place
from summarize.briefing import Quote, QuoteKind
from summarize.language import language_of, split_paragraphs
from summarize.quotes.said import Said
from summarize.quotes.selection import select_quotes
from summarize.quotes.spans import find_spans
from summarize.quotes.speakers import attribute

__all__ = ["extract_quotes", "select_quotes"]


def extract_quotes(text: str, language: str | None = None) -> list[Quote]:
    """All quotes of a text, in order, with their speakers; offsets are str indices into `text`, marks excluded.

    `language` is an ISO 639-1 code; None has it detected, which raises LanguageError where it can't be told.
    """
    if language is None:
        from summarize.language import detect_language

        language = detect_language(text)
    known = language_of(language)
    paragraphs = list(split_paragraphs(text))
    spans = list(find_spans(text, paragraphs, known))
    return [
        _quote(text, said, said.kind, language)
        for said in attribute(text, paragraphs, spans, known)
        if said.kind is not None
    ]


def _quote(text: str, said: Said, kind: QuoteKind, language: str) -> Quote:
    start, end = said.span.start, said.span.end
    return Quote(text[start:end], Place(start, end), kind, said.speaker, language)
