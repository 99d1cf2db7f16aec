"""The words that a briefing adds of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a language. `language` is the one they are in; `kinds` says in it what a warning's code means."""

    language: str
    briefing: str
    summary: str
    quotes: str
    repeats: str
    article: str
    gloss: str
    unknown: str
    warning: str
    warnings: str
    mention: str
    source: str
    about: str
    to_summary: str
    original: str
    stories: str
    sources: str
    differences: str
    also: str
    differently: str
    colon: str = ": "
    comma: str = ", "
    kinds: Mapping[str, str] = field(default_factory=dict)
