"""The article that a command was given: a file, an address, or what is piped in."""

import sys
from typing import TYPE_CHECKING

import typer

from summarize.errors import UsageError

if TYPE_CHECKING:
    from summarize.article import Article


def article_from(
    ctx: typer.Context,
    source: str | None,
    language: str | None,
    user_agent: str | None = None,
    *,
    offline: bool = False,
    allow_private: bool = False,
) -> "Article":
    """Read INPUT, or standard input where there is none; at a terminal with nothing piped, print the help and end."""
    if source is None:
        if sys.stdin is not None and sys.stdin.isatty():
            typer.echo((ctx.parent or ctx).get_help() if ctx.command.hidden else ctx.get_help())
            raise typer.Exit(0)
        source = "-"
    # Imported here: the help above needs none of it.
    from summarize.language import language_code
    from summarize.reading import read_article
    from summarize.reading.web import is_url

    if offline and is_url(source):
        raise UsageError(
            f"--offline and the address {source} contradict each other; give a saved page instead"
        )
    code = language_code(language) if language is not None else None
    return read_article(source, language=code, user_agent=user_agent, allow_private=allow_private)
