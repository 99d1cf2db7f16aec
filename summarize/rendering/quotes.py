"""All quotes of an article as a table for a terminal."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from summarize.article import Article
from summarize.briefing import Quote
from summarize.rendering.parts import marks
from summarize.rendering.terminal import visible


def render_quotes(article: Article, quotes: Sequence[Quote], *, width: int = 80) -> str:
    """One row a quote: where it begins, its speaker and its words in their marks; a line that says so if none."""
    if not quotes:
        return "No quotes found.\n"
    table = Table(box=SIMPLE_HEAD, pad_edge=False, width=width)
    table.add_column("At", justify="right")
    table.add_column("Speaker", max_width=max(8, width // 4))
    table.add_column("Quote", ratio=1)
    for quote in quotes:
        opening, closing = marks(article, quote)
        words = visible(f"{opening}{quote.text}{closing}")
        table.add_row(str(quote.start), Text(visible(quote.speaker or "—")), Text(words))
    console = Console(width=width, color_system=None, force_terminal=False, legacy_windows=False, _environ={})
    with console.capture() as capture:
        console.print(table)
    return "\n".join(line.rstrip(" ") for line in capture.get().split("\n"))
