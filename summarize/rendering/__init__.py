"""Rendering: a Briefing as text for a terminal, Markdown, JSON or a page. Every format shows a quote's own characters."""

from summarize.briefing import Briefing

# What --format takes. "text" is set for eyes; the others are the same wherever they go.
FORMATS = ("text", "markdown", "json", "html")


def render(briefing: Briefing, output_format: str, *, width: int = 80, colour: bool = False) -> str:
    """The briefing in one of FORMATS, ending in a line break. `width` and `colour` are for "text" only."""
    # Imported here: a briefing in a pipe must not wait for the terminal's library, nor for the page's templates.
    if output_format == "json":
        from summarize.rendering.json import render_json

        return render_json(briefing)
    if output_format == "markdown":
        from summarize.rendering.markdown import render_markdown

        return render_markdown(briefing)
    if output_format == "html":
        from summarize.rendering.html import render_html

        return render_html(briefing)
    from summarize.rendering.terminal import render_terminal

    return render_terminal(briefing, width=width, colour=colour)


__all__ = ["FORMATS", "render"]
