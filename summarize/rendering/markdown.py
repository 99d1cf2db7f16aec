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
    blocks += _warnings(layout.warnings)
    for paragraph in layout.paragraphs:
        text = " ".join(one_line(placed.sentence.text) + placed.mark for placed in paragraph.sentences)
        blocks += [escape(text), *_warnings(paragraph.warnings)]
    if layout.quotes:
        blocks += [f"## {layout.label.quotes}", *(_quote(layout, quote) for quote in layout.quotes)]
    if layout.models:
        named = (
            f"{part}{layout.label.colon}{_isolated(layout, model_text(use), ENGLISH)}"
            for part, use in layout.models
        )
        blocks.append(" · ".join(named))
    if direction(briefing.language) == "rtl":
        # An HTML block; between blank lines, what it holds is Markdown again.
        blocks = [f'<div dir="rtl" lang="{briefing.language}">', *blocks, "</div>"]
    return "\n\n".join(blocks) + "\n"


def _origin(layout: Layout, article: Article) -> str:
    """Where an article comes from, in a line."""
    return " · ".join(_isolated(layout, one_line(part), article.language) for part in origin_of(article))


def _quote(layout: Layout, placed: PlacedQuote) -> str:
    quote = placed.quote
    blocks = [_isolated(layout, f"{placed.opening}{quote.text}{placed.closing}", layout.article_language)]
    if quote.gloss is not None:
        blocks.append(f"*{layout.label.gloss}{layout.label.colon.rstrip()}* {escape(one_line(quote.gloss))}")
    name = _isolated(layout, one_line(quote.speaker), layout.article_language) if quote.speaker else None
    blocks.append(f"— {name or layout.label.unknown}{placed.mark}")
    blocks += _warnings(placed.warnings)
    return "\n".join(f"> {line}".rstrip(" ") for line in "\n\n".join(blocks).split("\n"))


def _warnings(notices: Iterable[str]) -> list[str]:
    return [f"⚠ {escape(notice)}" for notice in notices]


def _isolated(layout: Layout, text: str, language: str) -> str:
    """`text` escaped, paragraph by paragraph between isolates where they are needed: none reaches beyond its own."""
    parts = (isolated(part, language, layout.language) for part in escape(text).split("\n\n"))
    return "\n\n".join(parts)
