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
    own = style("page.css")
    articles = [(one, *highlighted(briefing, index)) for index, one in enumerate(briefing.articles)]
    layout = lay_out(briefing, repeat_quotes=True)
    models: list[tuple[str, ModelUse]] = [(layout.label.summary, briefing.summarizer)]
    if briefing.translator is not None:
        models.append((layout.label.gloss, briefing.translator))
    page = (
        environment()
        .get_template("page.html.jinja")
        .render(
            briefing=briefing,
            article=article,
            layout=layout,
            label=layout.label,
            style=own,
            policy=policy(own),
            articles=articles,
            models=[(part, model_text(use), use.repo, use.revision) for part, use in models],
            own_sentences={i for i, sentence in enumerate(briefing.summary) if sentence.place is not None},
        )
    )
    return page + "\n"


@functools.cache
def environment() -> Environment:
    """What fills the templates of pages."""
    made = Environment(
        loader=PackageLoader("summarize.rendering", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_characters,
    )
    made.filters |= {"direction": direction, "shown_name": _shown_name, "model_text": model_text}
    made.tests["address"] = _is_address
    return made


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


def style(*names: str) -> Markup:
    """The style sheets of those names, one behind the other."""
    folder = resources.files("summarize.rendering") / "templates"
    return Markup("".join((folder / name).read_text(encoding="utf-8") for name in names))  # noqa: S704  (our own files)


def policy(style: str) -> str:
    """A Content-Security-Policy under which a page may do nothing but show itself in this very style."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
