"""Rendering of a Digest: the formats that a briefing has, for all stories in one piece."""

from collections.abc import Mapping
from importlib import import_module

from summarize.rendering import FORMATS
from summarize.story import Digest

_FUNCTIONS: Mapping[str, str] = {
    "text": "terminal:digest_as_text",
    "markdown": "markdown:digest_as_markdown",
    "json": "json:digest_as_json",
    "html": "html:digest_as_html",
}


def render_digest(digest: Digest, output_format: str, *, width: int = 80, colour: bool = False) -> str:
    """The digest in one of the formats of briefings, ending in a line break. `width` and `colour` are for one for eyes."""
    module, name = _FUNCTIONS[output_format].split(":")
    # Imported here: Markdown in a pipe must not wait for the page's templates.
    function = getattr(import_module(f"{__name__}.{module}"), name)
    for_eyes = FORMATS[output_format].for_eyes
    text: str = function(digest, width=width, colour=colour) if for_eyes else function(digest)
    return text


__all__ = ["render_digest"]
