"""A Briefing set for eyes: wrapped at the width, control characters made visible, each direction in its own order."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from summarize.briefing import Briefing
from summarize.language import ENGLISH
from summarize.rendering.direction import closed_lines, isolated
from summarize.rendering.layout import Layout, PlacedQuote, lay_out, model_text, one_line, unwrapped
from summarize.rendering.visible import visible

# Wider lines are hard to read, however wide the window is; in a narrower one words would have to be cut.
MAX_WIDTH = 100
MIN_WIDTH = 20
_INDENT = 2
# rich breaks lines at any white space. While it does, the spaces that forbid a break are letters of a private plane.
_NO_BREAK = {0x00A0: 0xF00A0, 0x202F: 0xF202F}
_NO_BREAK_BACK = {stand_in: space for space, stand_in in _NO_BREAK.items()}


def render_terminal(briefing: Briefing, *, width: int = 80, colour: bool = False) -> str:
    """The briefing as lines of at most `width` cells, with ANSI styles where `colour` is true.

    Text stays in logical order, which is what terminals take. Where a line holds text of the other direction, isolates
    keep that in its own order; a terminal takes each line for a paragraph, so each has its own pair.
    """
    width = max(MIN_WIDTH, min(width, MAX_WIDTH))
    console = plain_console(width, colour=colour)
    with console.capture() as capture:
        for number, block in enumerate(_blocks(lay_out(briefing), width)):
            if number:
                console.print()
            for line in block:
                console.print(line, no_wrap=True, overflow="ignore", crop=False)
    return capture.get()


def plain_console(width: int, *, colour: bool = False) -> Console:
    """A console that takes nothing from its surroundings: what it prints depends on the arguments alone."""
    return Console(
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )


def wrap(text: str, width: int) -> list[str]:
    """`text`, its control characters made visible, in lines of at most `width` cells."""
    shown = Text(visible(text).translate(_NO_BREAK))
    lines = shown.wrap(plain_console(width), width, overflow="fold")
    return [line.plain.rstrip(" ").translate(_NO_BREAK_BACK) for line in lines]


def _blocks(layout: Layout, width: int) -> Iterable[list[Text]]:
    """The briefing's parts, which blank lines part, as lines."""
    if layout.title:
        yield _lines(layout.title, width, style="bold")
    if layout.warnings:
        yield _warnings(layout.warnings, width)
    for paragraph in layout.paragraphs:
        text = " ".join(one_line(placed.sentence.text) + placed.mark for placed in paragraph.sentences)
        yield _lines(text, width) + _warnings(paragraph.warnings, width)
    if layout.quotes:
        yield _lines(layout.label.quotes, width, style="bold")
    for quote in layout.quotes:
        yield _quote(layout, quote, width)
    if layout.models:
        named = (
            f"{part}{layout.label.colon}{_isolated(layout, model_text(use), ENGLISH)}"
            for part, use in layout.models
        )
        yield _lines(" · ".join(named), width, style="dim")


def _quote(layout: Layout, placed: PlacedQuote, width: int) -> list[Text]:
    # Lines are wrapped anew, paragraphs stay.
    paragraphs = "\n".join(unwrapped(part) for _, part in placed.parts if part)
    words = f"{placed.opening}{paragraphs}{placed.closing}"
    lines = [
        Text(" " * _INDENT + isolated(line, layout.article_language, layout.language))
        for line in wrap(words, width - _INDENT)
    ]
    if placed.quote.gloss is not None:
        gloss = f"{layout.label.gloss}{layout.label.colon}{one_line(placed.quote.gloss)}"
        lines += _lines(gloss, width, style="italic", indent=_INDENT)
    speaker = placed.quote.speaker
    name = _isolated(layout, one_line(speaker), layout.article_language) if speaker else layout.label.unknown
    lines += _lines(f"— {name}{placed.mark}", width, style="dim", indent=_INDENT)
    return lines + _warnings(placed.warnings, width)


def _warnings(notices: Iterable[str], width: int) -> list[Text]:
    texts = (f"⚠ {notice}" for notice in notices)
    return [line for text in texts for line in _lines(text, width, style="yellow", indent=_INDENT)]


def _isolated(layout: Layout, text: str, language: str) -> str:
    return isolated(text, language, layout.language)


def _lines(text: str, width: int, *, style: str = "", indent: int = 0) -> list[Text]:
    return [Text(" " * indent + line, style=style) for line in closed_lines(wrap(text, width - indent))]
