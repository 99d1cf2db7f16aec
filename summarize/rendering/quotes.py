"""All quotes of an article as a table for a terminal."""

import itertools
from collections.abc import Sequence

from summarize.article import Article
from summarize.briefing import Quote
from summarize.language import ENGLISH, language_of
from summarize.rendering.direction import isolated_if_directed
from summarize.rendering.layout import one_line
from summarize.rendering.terminal import MIN_WIDTH, wrap
from summarize.rendering.visible import undirected
from summarize.rendering.wrapping import cells

# The table's words are English; what comes out of the article is isolated from them.
_LANGUAGE = ENGLISH
# Between two columns.
_GAP = "   "


def render_quotes(article: Article, quotes: Sequence[Quote], *, width: int = 80) -> str:
    """One row a quote: where it begins, its speaker and its words in their marks; a line that says so if none."""
    if not quotes:
        return "No quotes found.\n"
    width = max(MIN_WIDTH, width)
    at = max(len("At"), *(len(str(quote.start)) for quote in quotes))
    name = max(7, width // 4)
    words = max(8, width - at - name - 2 * len(_GAP))
    rows = [(["At"], ["Speaker"], ["Quote"])]
    opening, closing = language_of(article.language).marks.pair
    for quote in quotes:
        speaker = undirected(one_line(quote.speaker)) if quote.speaker else ""
        rows.append(
            (
                [str(quote.start)],
                _cell(speaker, article.language, name) if speaker else ["—"],
                _cell(f"{opening}{quote.text}{closing}", article.language, words),
            )
        )
    lines = [
        f"{left:>{at}}{_GAP}{_padded(middle, name)}{_GAP}{right}".rstrip(" ")
        for row in rows
        for left, middle, right in itertools.zip_longest(*row, fillvalue="")
    ]
    rule = "─" * (at + name + words + 2 * len(_GAP))
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def _cell(text: str, language: str, width: int) -> list[str]:
    return [isolated_if_directed(line, language, _LANGUAGE) for line in wrap(text, width)]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
