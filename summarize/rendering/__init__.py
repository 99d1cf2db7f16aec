"""Rendering: a Briefing as text for a terminal, Markdown, JSON or a page. Every format shows a quote's own characters.

A format is one module with one function from a Briefing to text, and a row in FORMATS: the command line's choices and
the suffixes of a batch's files come from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarize.briefing import Briefing


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """`function` is what renders, as "module:name" within this folder; `suffix` that of files in this format. One that is
    `for_eyes` is set for a terminal, by its width and in its colours; the others are the same wherever they go."""

    function: str
    suffix: str
    for_eyes: bool = False


FORMATS: Mapping[str, OutputFormat] = {
    "text": OutputFormat("terminal:render_terminal", ".txt", for_eyes=True),
    "markdown": OutputFormat("markdown:render_markdown", ".md"),
    "json": OutputFormat("json:render_json", ".json"),
    "html": OutputFormat("html:render_html", ".html"),
}
# Templates that come with brief, by name; see custom.py.
TEMPLATES: Mapping[str, str] = {
    "newsletter": "newsletter.html.jinja",
    "slide": "slide.md.jinja",
    "wire": "wire.txt.jinja",
}
# Where nobody asked for one: at a terminal, and everywhere else.
AT_TERMINAL, ELSEWHERE = "text", "markdown"


def render(briefing: "Briefing", output_format: str, *, width: int = 80, colour: bool = False) -> str:
    """The briefing in one of FORMATS, ending in a line break. `width` and `colour` are for one that is for eyes."""
    chosen = FORMATS[output_format]
    module, name = chosen.function.split(":")
    # Imported here: a briefing in a pipe must not wait for the terminal's library, nor for the page's templates.
    function = getattr(import_module(f"{__name__}.{module}"), name)
    text: str = function(briefing, width=width, colour=colour) if chosen.for_eyes else function(briefing)
    return text


__all__ = ["AT_TERMINAL", "ELSEWHERE", "FORMATS", "TEMPLATES", "OutputFormat", "render"]
