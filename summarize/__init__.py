"""brief: a short summary in the reader's language, and the article's key quotes exactly as they stand.

The public API is what `__all__` names; everything else may change.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarize.digest import make_digest
    from summarize.pipeline import make_briefing
    from summarize.quotes import extract_quotes
    from summarize.reading import read_article
    from summarize.rendering import render
    from summarize.summarizers.checks import check_summary
    from summarize.summarizers.extractive import summarize_text
    from summarize.translators.checks import check_translation

__version__ = "0.2.0"

__all__ = [
    "check_summary",
    "check_translation",
    "extract_quotes",
    "make_briefing",
    "make_digest",
    "read_article",
    "render",
    "summarize_text",
]

# Where each name lives. They are imported when first used: `brief --help` must not wait for numpy.
_HOMES = {
    "check_summary": "summarize.summarizers.checks",
    "check_translation": "summarize.translators.checks",
    "extract_quotes": "summarize.quotes",
    "make_briefing": "summarize.pipeline",
    "make_digest": "summarize.digest",
    "read_article": "summarize.reading",
    "render": "summarize.rendering",
    "summarize_text": "summarize.summarizers.extractive",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
