"""A briefing through somebody's own template, or one of those that come with brief: newsletter, slide, wire.

Templates are Jinja, in a sandbox: they reach nothing but what is handed to them, and no file. Whatever they print is escaped
for the format that their name tells (letter.html, letter.md, letter.txt, with or without .jinja behind), so that a quote is
shown as it stands in the article.
"""

from importlib import resources
from pathlib import PurePath
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from summarize.briefing import Briefing
from summarize.errors import UsageError
from summarize.rendering import TEMPLATES
from summarize.rendering.direction import direction
from summarize.rendering.json import briefing_record
from summarize.rendering.layout import lay_out
from summarize.rendering.markdown_text import escape as escape_markdown
from summarize.rendering.visible import visible


def render_template(briefing: Briefing, name: str, source: str) -> str:
    """The briefing as a template prints it; `name` tells its format. Raises UsageError for a template that can't run."""
    form = _format(name)
    environment = ImmutableSandboxedEnvironment(
        autoescape=form == "html",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_ESCAPES[form],
    )
    environment.filters["blockquote"] = _blockquote
    layout = lay_out(briefing, repeat_quotes=True)
    values: dict[str, Any] = briefing_record(briefing)
    for record, placed in zip(values["quotes"], layout.quotes, strict=True):
        record |= {"opening": placed.opening, "closing": placed.closing, "warnings": list(placed.warnings)}
    label = layout.label
    labels = {
        name: getattr(label, name) for name in ("quotes", "gloss", "unknown", "warning", "summary", "colon")
    }
    try:
        text: str = environment.from_string(source).render(
            **values,
            label=labels,
            direction=direction(briefing.language),
            article_direction=direction(briefing.article.language),
        )
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise UsageError(
            f"the template {name}{f', line {line},' if line else ''} can't run: {error}"
        ) from None
    return text if text.endswith("\n") else f"{text}\n"


def built_in(name: str) -> str:
    """The text of a template that comes with brief."""
    file = resources.files("summarize.rendering") / "templates" / TEMPLATES[name]
    return file.read_text(encoding="utf-8")


def _format(name: str) -> str:
    suffix = PurePath(name.lower().removesuffix(".jinja").removesuffix(".j2")).suffix
    return {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}.get(suffix, "text")


def _html(value: Any) -> Any:
    """A parser gives back the same characters: it would fold CR and drop NUL."""
    if not isinstance(value, str):
        return value
    return Markup(str(escape(value)).replace("\r", "&#13;").replace("\0", "\ufffd"))  # noqa: S704


def _markdown(value: Any) -> Any:
    return escape_markdown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _text(value: Any) -> Any:
    return visible(value) if isinstance(value, str) else value


def _blockquote(value: str) -> Markup:
    """Text in a block quote of Markdown, its line breaks kept."""
    return Markup("\n".join(f"> {line}".rstrip(" ") for line in escape_markdown(value).split("\n")))  # noqa: S704


_ESCAPES = {"html": _html, "markdown": _markdown, "text": _text}
