"""Quotes: marks to spans, spans to speakers, and the choice of the key quotes."""
