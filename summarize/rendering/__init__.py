"""Rendering: a Briefing as text for a terminal, Markdown or JSON. Every format shows a quote's own characters."""

from summarize.briefing import Briefing
from summarize.rendering.json import render_json
from summarize.rendering.markdown import render_markdown
from summarize.rendering.terminal import render_terminal

# What --format takes. "text" is set for eyes; the others are the same wherever they go.
FORMATS = ("text", "markdown", "json")


def render(briefing: Briefing, output_format: str, *, width: int = 80, colour: bool = False) -> str:
    """The briefing in one of FORMATS, ending in a line break. `width` and `colour` are for "text" only."""
    if output_format == "json":
        return render_json(briefing)
    if output_format == "markdown":
        return render_markdown(briefing)
    return render_terminal(briefing, width=width, colour=colour)


__all__ = ["FORMATS", "render"]
