"""`brief [OPTIONS] [INPUT]`: the briefing of one article."""

import os
import shutil
import sys
from enum import StrEnum
from typing import Annotated

import typer

from summarize.cli.inputs import article_from
from summarize.cli.options import Debug, From, Input, Models, Offline, Output, UserAgent
from summarize.cli.output import write_output


class Format(StrEnum):
    """What --format takes; a test keeps it equal to rendering's own list."""

    text = "text"
    markdown = "markdown"
    json = "json"


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"brief {version('brief')}")
        raise typer.Exit(0)


def briefing(
    ctx: typer.Context,
    source: Input = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="LANGUAGE",
            help="The language you read: ar, Arabic, ru … [default: the article's]",
        ),
    ] = None,
    from_: From = None,
    sentences: Annotated[
        int, typer.Option("--sentences", min=1, metavar="N", help="At most N summary sentences.")
    ] = 3,
    quotes: Annotated[int, typer.Option("--quotes", min=0, metavar="N", help="At most N key quotes.")] = 5,
    output_format: Annotated[
        Format | None,
        typer.Option("--format", help="[default: text at a terminal, markdown in a pipe]"),
    ] = None,
    output: Output = None,
    summarizer: Annotated[
        str,
        typer.Option(
            "--summarizer", metavar="NAME", help="The embedded one, or a model: see brief models list."
        ),
    ] = "extractive",
    translator: Annotated[
        str | None,
        typer.Option(
            "--translator", metavar="NAME", help="A translation model. [default: the best for the pair]"
        ),
    ] = None,
    user_agent: UserAgent = None,
    models: Models = None,
    offline: Offline = False,
    debug: Debug = False,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
    ] = False,
) -> None:
    """A briefing from an article: a short summary in your language, and the key quotes exactly as they stand.

    Reads text from a file or a pipe:  cat article.txt | brief --to ar
    """
    article = article_from(ctx, source, from_, user_agent, offline=offline)
    # Imported here: `brief --help` and a wrong option must not wait for them.
    from summarize.language import language_code
    from summarize.pipeline import make_briefing
    from summarize.rendering import render

    target = language_code(to) if to else article.language
    made = make_briefing(
        article,
        to=target,
        sentences=sentences,
        quotes=quotes,
        summarizer=None,
        translator=None,
    )
    at_terminal = output is None and sys.stdout.isatty()
    chosen = output_format or (Format.text if at_terminal else Format.markdown)
    width = shutil.get_terminal_size().columns
    colour = at_terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    write_output(render(made, chosen.value, width=width, colour=colour), output)
