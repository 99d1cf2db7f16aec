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
class Line:
    """A line, and the style that it is in."""

    text: str
    style: str = ""


def render_terminal(briefing: Briefing, *, width: int = 80, colour: bool = False) -> str:
    """The briefing as lines of at most `width` cells, with ANSI styles where `colour` is true.

    Text stays in logical order, which is what terminals take. Where a line holds text of the other direction, isolates
    keep that in its own order; a terminal takes each line for a paragraph, so each has its own pair.
    """
    return joined(_blocks(lay_out(briefing, shown=undirected), usable(width)), colour=colour)


def usable(width: int) -> int:
    """The width in which is written, for that of a window."""
    return max(MIN_WIDTH, min(width, MAX_WIDTH))


def joined(blocks: Iterable[list[Line]], *, colour: bool) -> str:
    """The blocks as text, which blank lines part."""
    return "\n\n".join("\n".join(_styled(line, colour) for line in block) for block in blocks) + "\n"


def _styled(line: Line, colour: bool) -> str:
    return (
        f"\x1b[{_STYLES[line.style]}m{line.text}\x1b[0m" if colour and line.style and line.text else line.text
    )


def wrap(text: str, width: int) -> list[str]:
    """`text`, its control characters made visible, in lines of at most `width` cells."""
    return wrapped(visible(text).replace("\t", " "), width)


def _blocks(layout: Layout, width: int) -> Iterable[list[Line]]:
    """The briefing's parts, which blank lines part, as lines."""
    if layout.title:
        yield lines(undirected(layout.title), width, style="bold")
    if layout.warnings:
        yield warning_lines(layout.warnings, width)
    for paragraph in layout.paragraphs:
        text = " ".join(
            undirected(one_line(placed.sentence.text)) + placed.mark for placed in paragraph.sentences
        )
        yield lines(text, width) + warning_lines(paragraph.warnings, width)
    if layout.quotes:
        yield lines(layout.label.quotes, width, style="bold")
    for quote in layout.quotes:
        yield quote_lines(layout, quote, width)
    yield from model_lines(layout, width)


def model_lines(layout: Layout, width: int) -> list[list[Line]]:
    """The block that names the models whose words are shown, where there are any."""
    named = [
        f"{part}{layout.label.colon}{_isolated(layout, undirected(model_text(use)), ENGLISH)}"
        for part, use in layout.models
    ]
    return [lines(" · ".join(named), width, style="dim")] if named else []


def quote_lines(layout: Layout, placed: PlacedQuote, width: int, further: Iterable[str] = ()) -> list[Line]:
    """A key quote, its gloss, its speaker, and what `further` is to be said of it."""
    # Lines are wrapped anew, paragraphs stay.
    paragraphs = "\n".join(unwrapped(part) for _, part in placed.parts if part)
    words = f"{placed.opening}{paragraphs}{placed.closing}"
    shown = [
        Line(" " * _INDENT + isolated_if_directed(line, placed.language, layout.language))
        for line in wrap(words, width - _INDENT)
    ]
    if placed.quote.gloss is not None:
        gloss = f"{layout.label.gloss}{layout.label.colon}{undirected(one_line(placed.quote.gloss))}"
        shown += lines(gloss, width, style="italic", indent=_INDENT)
    speaker = placed.quote.speaker
    name = (
        _isolated(layout, undirected(one_line(speaker)), placed.language) if speaker else layout.label.unknown
    )
    shown += lines(f"— {name}{placed.mark}", width, style="dim", indent=_INDENT)
    for text in further:
        shown += lines(text, width, style="dim", indent=_INDENT)
    return shown + warning_lines(placed.warnings, width)


def warning_lines(notices: Iterable[str], width: int) -> list[Line]:
    """The lines of warnings."""
    texts = (f"⚠ {notice}" for notice in notices)
    return [line for text in texts for line in lines(text, width, style="yellow", indent=_INDENT)]


def _isolated(layout: Layout, text: str, language: str) -> str:
    return isolated(text, language, layout.language)


def lines(text: str, width: int, *, style: str = "", indent: int = 0) -> list[Line]:
    """`text` in lines of at most `width` cells, `indent` blanks before each."""
    return [Line(" " * indent + line, style=style) for line in closed_lines(wrap(text, width - indent))]
