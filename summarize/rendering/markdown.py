"""A Briefing as Markdown: what a renderer shows of a quote is the article's own characters."""

from collections.abc import Iterable

from summarize.article import Article
from summarize.briefing import Briefing
from summarize.language import ENGLISH
from summarize.rendering.direction import direction, isolated
from summarize.rendering.layout import Layout, PlacedQuote, lay_out, model_text, one_line, origin_of
from summarize.rendering.markdown_text import escape, escape_heading


def render_markdown(briefing: Briefing) -> str:
    """Title, summary, key quotes as block quotes with their speakers; right-to-left languages in a block of their own."""
    layout = lay_out(briefing)
    blocks = [f"# {escape_heading(layout.title)}"] if layout.title else []
    blocks += [_origin(layout, article) for article in briefing.articles if origin_of(article)]
    blocks += warning_blocks(layout.warnings)
    for paragraph in layout.paragraphs:
        text = " ".join(one_line(placed.sentence.text) + placed.mark for placed in paragraph.sentences)
        blocks += [escape(text), *warning_blocks(paragraph.warnings)]
    if layout.quotes:
        blocks += [f"## {layout.label.quotes}", *(quote_block(layout, quote) for quote in layout.quotes)]
    blocks += model_blocks(layout)
    return page(blocks, briefing.language)


def page(blocks: list[str], language: str) -> str:
    """The blocks as one text; right-to-left ones in a block of their own."""
    if direction(language) == "rtl":
        # An HTML block; between blank lines, what it holds is Markdown again.
        blocks = [f'<div dir="rtl" lang="{language}">', *blocks, "</div>"]
    return "\n\n".join(blocks) + "\n"


def model_blocks(layout: Layout) -> list[str]:
    """The line that names the models whose words are shown, where there are any."""
    named = [
        f"{part}{layout.label.colon}{isolated_text(model_text(use), ENGLISH, layout.language)}"
        for part, use in layout.models
    ]
    return [" · ".join(named)] if named else []


def _origin(layout: Layout, article: Article) -> str:
    """Where an article comes from, in a line."""
    return " · ".join(
        isolated_text(one_line(part), article.language, layout.language) for part in origin_of(article)
    )


def quote_block(layout: Layout, placed: PlacedQuote, further: Iterable[str] = ()) -> str:
    """A key quote as a block quote; `further` are blocks to stand behind its speaker."""
    quote = placed.quote
    words = f"{placed.opening}{quote.text}{placed.closing}"
    blocks = [isolated_text(words, placed.language, layout.language)]
    if quote.gloss is not None:
        blocks.append(f"*{layout.label.gloss}{layout.label.colon.rstrip()}* {escape(one_line(quote.gloss))}")
    name = isolated_text(one_line(quote.speaker), placed.language, layout.language) if quote.speaker else None
    blocks.append(f"— {name or layout.label.unknown}{placed.mark}")
    blocks += [*further, *warning_blocks(placed.warnings)]
    return "\n".join(f"> {line}".rstrip(" ") for line in "\n\n".join(blocks).split("\n"))


def warning_blocks(notices: Iterable[str]) -> list[str]:
    """A block for each warning."""
    return [f"⚠ {escape(notice)}" for notice in notices]


def isolated_text(text: str, language: str, among: str) -> str:
    """`text` escaped, paragraph by paragraph between isolates where they are needed: none reaches beyond its own."""
    parts = (isolated(part, language, among) for part in escape(text).split("\n\n"))
    return "\n\n".join(parts)
