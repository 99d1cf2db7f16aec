"""A Briefing as one page: the briefing beside the article, each key quote and its place linked both ways.

The page needs no script and loads nothing: it is told to refuse both (Content-Security-Policy), so article text that got
past the escaping would still be dead. The templates escape everything (Jinja2's autoescape), nothing is marked safe.
"""

import base64
import functools
import hashlib
import re
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from summarize.briefing import Briefing, ModelUse
from summarize.rendering.direction import direction
from summarize.rendering.highlights import highlighted
from summarize.rendering.layout import lay_out, model_text


def render_html(briefing: Briefing) -> str:
    """One self-contained page. NUL, which HTML can't carry, becomes U+FFFD."""
    article = briefing.article
    style = _style()
    articles = [(one, *highlighted(briefing, index)) for index, one in enumerate(briefing.articles)]
    layout = lay_out(briefing, repeat_quotes=True)
    models: list[tuple[str, ModelUse]] = [(layout.label.summary, briefing.summarizer)]
    if briefing.translator is not None:
        models.append((layout.label.gloss, briefing.translator))
    page = (
        _environment()
        .get_template("page.html.jinja")
        .render(
            briefing=briefing,
            article=article,
            layout=layout,
            label=layout.label,
            style=style,
            policy=_policy(style),
            articles=articles,
            models=[(part, model_text(use), use.repo, use.revision) for part, use in models],
            own_sentences={i for i, sentence in enumerate(briefing.summary) if sentence.place is not None},
        )
    )
    return page + "\n"


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("summarize.rendering", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_characters,
    )
    environment.filters["direction"] = direction
    environment.filters["shown_name"] = _shown_name
    environment.tests["address"] = _is_address
    return environment


def _is_address(name: str) -> bool:
    """Whether a browser would fetch it; nothing else becomes a link."""
    return name.startswith(("http://", "https://"))


def _shown_name(name: str) -> str:
    """What an article was read from, without the folders of the machine it was read on: a page is sent on."""
    return name if _is_address(name) else re.split(r"[/\\]", name.rstrip("/\\"))[-1]


def _characters(value: Any) -> Any:
    """What a template prints, escaped so that a parser gives back the same characters: it would fold CR and drop NUL."""
    if not isinstance(value, str):
        return value
    return Markup(str(escape(value)).replace("\r", "&#13;").replace("\0", "\ufffd"))  # noqa: S704


def _style() -> Markup:
    text = (resources.files("summarize.rendering") / "templates" / "page.css").read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704  (our own file)


def _policy(style: str) -> str:
    """A Content-Security-Policy under which a page may do nothing but show itself in this very style."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
