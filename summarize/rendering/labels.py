"""The labels of a briefing in the reader's language, from `labels.toml`."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that a briefing adds of its own. `language` is the one they are in; `kinds` says in it what a warning's
    code means, before the message, which is English. Where it is empty there is only the message."""

    language: str
    briefing: str
    summary: str
    quotes: str
    article: str
    gloss: str
    unknown: str
    warning: str
    mention: str
    source: str
    about: str
    to_summary: str
    kinds: Mapping[str, str] = field(default_factory=dict)


def labels(language: str) -> Labels:
    """The labels in `language` (an ISO 639-1 code), in English where the table hasn't got it."""
    table = _table()
    return table.get(language, table["en"])


@functools.cache
def _table() -> dict[str, Labels]:
    text = (resources.files("summarize.rendering") / "labels.toml").read_text(encoding="utf-8")
    return {code: Labels(language=code, **words) for code, words in tomllib.loads(text).items()}
