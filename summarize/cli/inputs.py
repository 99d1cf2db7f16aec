"""The article that a command was given: a file, or what is piped in."""

import sys

import typer

from summarize.article import Article


def article_from(ctx: typer.Context, source: str | None, language: str | None) -> Article:
    """Read INPUT, or standard input where there is none; at a terminal with nothing piped, print the help and end."""
    if source is None:
        if sys.stdin is None or sys.stdin.isatty():
            typer.echo((ctx.parent or ctx).get_help() if ctx.command.hidden else ctx.get_help())
            raise typer.Exit(0)
        source = "-"
    # Imported here: the help above needs none of it.
    from summarize.language import language_code
    from summarize.reading import read_article

    return read_article(source, language=language_code(language) if language else None)
