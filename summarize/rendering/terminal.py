"""A Briefing set for eyes: wrapped at the terminal's width, control characters made visible."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from summarize.briefing import Briefing, Quote
from summarize.rendering.parts import attribution, marks, quotes_below, reference, warnings_at
from summarize.rendering.words import words

# Wider lines are hard to read, however wide the window is.
MAX_WIDTH = 100


def render_terminal(briefing: Briefing, *, width: int = 80, colour: bool = False) -> str:
    """The briefing as lines of at most `width` cells, with ANSI styles where `colour` is true."""
    console = Console(
        width=max(20, min(width, MAX_WIDTH)),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        file=None,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        _print(console, briefing)
    lines = (line.rstrip(" ") for line in capture.get().split("\n"))
    return "\n".join(lines)


def visible(text: str) -> str:
    """`text` with characters that could drive a terminal shown as pictures or code points, line breaks kept."""
    return "".join(_visible(char) for char in text.replace("\r\n", "\n"))


def _visible(char: str) -> str:
    code = ord(char)
    if char in "\n\t":
        return char
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0x80 <= code < 0xA0 or 0xD800 <= code <= 0xDFFF:
        return f"<U+{code:04X}>"
    return char


def _print(console: Console, briefing: Briefing) -> None:
    term = words(briefing.language)
    if briefing.title:
        console.print(Text(visible(" ".join(briefing.title.split())), style="bold"))
        console.print()
    for sentence in briefing.summary:
        mark = reference(briefing, sentence)
        console.print(Text(visible(f"{sentence.text} {mark}" if mark else sentence.text)))
    for message in warnings_at(briefing, "summary"):
        _print_warning(console, term["warning"], message)
    shown = quotes_below(briefing)
    if shown:
        console.print()
        console.print(Text(term["quotes"], style="bold"))
    for index, quote in shown:
        console.print()
        _print_quote(console, briefing, index, quote)
    for message in warnings_at(briefing, None):
        console.print()
        _print_warning(console, term["warning"], message)


def _print_quote(console: Console, briefing: Briefing, index: int, quote: Quote) -> None:
    term = words(briefing.language)
    opening, closing = marks(briefing.article, quote)
    body = Text(visible(f"{opening}{quote.text}{closing}"))
    console.print(Padding(body, (0, 0, 0, 2)))
    if quote.gloss is not None:
        console.print(Padding(Text(visible(f"{term['gloss']}: {quote.gloss}"), style="italic"), (0, 0, 0, 2)))
    console.print(
        Padding(Text(visible(f"— {attribution(briefing, index, quote)}"), style="dim"), (0, 0, 0, 2))
    )
    for message in warnings_at(briefing, f"quotes[{index}]"):
        _print_warning(console, term["warning"], message)


def _print_warning(console: Console, label: str, message: str) -> None:
    console.print(Padding(Text(visible(f"⚠ {label}: {message}"), style="yellow"), (0, 0, 0, 2)))
