"""`brief [OPTIONS] [INPUT]`: the briefing of one article."""

import os
import shutil
import sys
from typing import Annotated

import typer

from summarize.cli.downloads import offer_download
from summarize.cli.groups import grouped
from summarize.cli.inputs import article_from
from summarize.cli.options import (
    AllowPrivate,
    Asked,
    Debug,
    Engine,
    EngineChoice,
    Format,
    Input,
    ModelFlags,
    Output,
    UserAgent,
)
from summarize.cli.output import write_output
from summarize.rendering import AT_TERMINAL, ELSEWHERE, FORMATS, render


def _print_version(wanted: bool) -> None:
    if wanted:
        from summarize import __version__
        from summarize.models.encoder import encoder_use

        encoder = encoder_use()
        compared = (
            f"compared by {encoder.name} ({encoder.engine})"
            if encoder
            else "not compared (the extra `meaning`)"
        )
        typer.echo(f"brief {__version__}\nmeaning of translations: {compared}")
        raise typer.Exit(0)


@grouped
def briefing(
    ctx: typer.Context,
    asked: Asked,
    flags: ModelFlags,
    source: Input = None,
    output_format: Annotated[
        Format | None,
        typer.Option("--format", help="How to print it. [default: text at a terminal, markdown in a pipe]"),
    ] = None,
    output: Output = None,
    user_agent: UserAgent = None,
    allow_private: AllowPrivate = False,
    engine: Engine = EngineChoice.auto,
    debug: Debug = False,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
    ] = False,
) -> None:
    """A briefing from an article: a short summary in your language, and the key quotes exactly as they stand.

    Reads text from a file or a pipe:  cat article.txt | brief --to ar
    """
    article = article_from(
        ctx, source, asked.from_, user_agent, offline=flags.offline, allow_private=allow_private
    )
    # Imported here: `brief --help` and a wrong option must not wait for them.
    from summarize.cli.models import pull_progress
    from summarize.opening import Dialogue, Models
    from summarize.pipeline import brief

    request = asked.request(flags.options(engine.value))
    made = brief(article, request, Models(request, Dialogue(offer_download(), pull_progress)))
    at_terminal = output is None and sys.stdout.isatty()
    chosen = output_format.value if output_format else AT_TERMINAL if at_terminal else ELSEWHERE
    width = shutil.get_terminal_size().columns
    # no-color.org: any value but an empty one.
    colour = at_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    text = render(made, chosen, width=width, colour=colour)
    if at_terminal and not FORMATS[chosen].for_eyes:
        # Elsewhere these formats carry the article's own characters; a terminal would act on some of them.
        from summarize.rendering.visible import visible

        text = visible(text)
    write_output(text, output)
