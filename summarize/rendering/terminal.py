"""A Briefing set for eyes: wrapped at the width, control characters made visible, each direction in its own order."""

from collections.abc import Iterable
from dataclasses import dataclass

from summarize.briefing import Briefing
from summarize.language import ENGLISH
from summarize.rendering.direction import closed_lines, isolated, isolated_if_directed
from summarize.rendering.layout import Layout, PlacedQuote, lay_out, model_text, one_line, unwrapped
from summarize.rendering.visible import undirected, visible
from summarize.rendering.wrapping import wrapped

# Wider lines are hard to read, however wide the window is; in a narrower one words would have to be cut.
MAX_WIDTH = 100
MIN_WIDTH = 20
_INDENT = 2
# ECMA-48, "Select Graphic Rendition".
_STYLES = {"bold": 1, "dim": 2, "italic": 3, "yellow": 33}


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    style: str = ""


def render_terminal(briefing: Briefing, *, width: int = 80, colour: bool = False) -> str:
    """The briefing as lines of at most `width` cells, with ANSI styles where `colour` is true.

    Text stays in logical order, which is what terminals take. Where a line holds text of the other direction, isolates
    keep that in its own order; a terminal takes each line for a paragraph, so each has its own pair.
    """
    width = max(MIN_WIDTH, min(width, MAX_WIDTH))
    blocks = (
        "\n".join(_styled(line, colour) for line in block)
        for block in _blocks(lay_out(briefing, shown=undirected), width)
    )
    return "\n\n".join(blocks) + "\n"


def _styled(line: _Line, colour: bool) -> str:
    return (
        f"\x1b[{_STYLES[line.style]}m{line.text}\x1b[0m" if colour and line.style and line.text else line.text
    )


def wrap(text: str, width: int) -> list[str]:
    """`text`, its control characters made visible, in lines of at most `width` cells."""
    return wrapped(visible(text).replace("\t", " "), width)


def _blocks(layout: Layout, width: int) -> Iterable[list[_Line]]:
    """The briefing's parts, which blank lines part, as lines."""
    if layout.title:
        yield _lines(undirected(layout.title), width, style="bold")
    if layout.warnings:
        yield _warnings(layout.warnings, width)
    for paragraph in layout.paragraphs:
        text = " ".join(
            undirected(one_line(placed.sentence.text)) + placed.mark for placed in paragraph.sentences
        )
        yield _lines(text, width) + _warnings(paragraph.warnings, width)
    if layout.quotes:
        yield _lines(layout.label.quotes, width, style="bold")
    for quote in layout.quotes:
        yield _quote(layout, quote, width)
    if layout.models:
        named = (
            f"{part}{layout.label.colon}{_isolated(layout, undirected(model_text(use)), ENGLISH)}"
            for part, use in layout.models
        )
        yield _lines(" · ".join(named), width, style="dim")


def _quote(layout: Layout, placed: PlacedQuote, width: int) -> list[_Line]:
    # Lines are wrapped anew, paragraphs stay.
    paragraphs = "\n".join(unwrapped(part) for _, part in placed.parts if part)
    words = f"{placed.opening}{paragraphs}{placed.closing}"
    lines = [
        _Line(" " * _INDENT + isolated_if_directed(line, layout.article_language, layout.language))
        for line in wrap(words, width - _INDENT)
    ]
    if placed.quote.gloss is not None:
        gloss = f"{layout.label.gloss}{layout.label.colon}{undirected(one_line(placed.quote.gloss))}"
        lines += _lines(gloss, width, style="italic", indent=_INDENT)
    speaker = placed.quote.speaker
    name = (
        _isolated(layout, undirected(one_line(speaker)), layout.article_language)
        if speaker
        else layout.label.unknown
    )
    lines += _lines(f"— {name}{placed.mark}", width, style="dim", indent=_INDENT)
    return lines + _warnings(placed.warnings, width)


def _warnings(notices: Iterable[str], width: int) -> list[_Line]:
    texts = (f"⚠ {notice}" for notice in notices)
    return [line for text in texts for line in _lines(text, width, style="yellow", indent=_INDENT)]


def _isolated(layout: Layout, text: str, language: str) -> str:
    return isolated(text, language, layout.language)


def _lines(text: str, width: int, *, style: str = "", indent: int = 0) -> list[_Line]:
    return [_Line(" " * indent + line, style=style) for line in closed_lines(wrap(text, width - indent))]
