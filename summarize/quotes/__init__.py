"""Quotes: marks to spans, spans to speakers, and the choice of the key quotes."""

from dataclasses import replace

from summarize.briefing import Quote
from summarize.quotes.selection import select_quotes
from summarize.quotes.spans import find_spans
from summarize.quotes.speakers import attribute
from summarize.quotes.table import language_table

__all__ = ["extract_quotes", "select_quotes"]


def extract_quotes(text: str, language: str | None = None) -> list[Quote]:
    """All quotes of a text, in order, with their speakers; offsets are str indices into `text`, marks excluded.

    `language` is an ISO 639-1 code; None has it detected, which raises LanguageError where it can't be told.
    """
    if language is None:
        from summarize.language import detect_language

        language = detect_language(text)
    table = language_table(language)
    spans = find_spans(text, table)
    return [replace(attribute(text, span, table), language=language) for span in spans]
