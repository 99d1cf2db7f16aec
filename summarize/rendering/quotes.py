"""All quotes of an article as a table for a terminal."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from summarize.article import Article
from summarize.briefing import Quote
from summarize.language import ENGLISH, language_of
from summarize.rendering.direction import isolated
from summarize.rendering.layout import one_line
from summarize.rendering.terminal import MIN_WIDTH, plain_console, wrap

# The table's words are English; what comes out of the article is isolated from them.
_LANGUAGE = ENGLISH
# Between two columns: each one's padding, and the box's divider.
_GAP = 3


def render_quotes(article: Article, quotes: Sequence[Quote], *, width: int = 80) -> str:
    """One row a quote: where it begins, its speaker and its words in the marks of its language; a line that says so if none."""
    if not quotes:
        return "No quotes found.\n"
    width = max(MIN_WIDTH, width)
    at = max(len("At"), *(len(str(quote.start)) for quote in quotes))
    name = max(7, width // 4)
    words = max(8, width - at - name - 2 * _GAP)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("At", justify="right", width=at)
    table.add_column("Speaker", width=name)
    table.add_column("Quote", width=words)
    opening, closing = language_of(article.language).marks.pair
    for quote in quotes:
        shown = f"{opening}{quote.text}{closing}"
        table.add_row(
            str(quote.start),
            _cell(one_line(quote.speaker), article.language, name) if quote.speaker else "—",
            _cell(shown, article.language, words),
        )
    console = plain_console(width)
    with console.capture() as capture:
        console.print(table)
    return "\n".join(line.rstrip(" ") for line in capture.get().split("\n"))


def _cell(text: str, language: str, width: int) -> Text:
    return Text("\n".join(isolated(line, language, _LANGUAGE) for line in wrap(text, width)))
