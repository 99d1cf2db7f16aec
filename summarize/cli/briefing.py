"""`brief [OPTIONS] [INPUT]`: the briefing of one article."""

import os
import shutil
import sys
from typing import Annotated

import typer

from summarize.cli.downloads import offer_download
from summarize.cli.inputs import article_from
from summarize.cli.options import (
    Debug,
    Device,
    DeviceChoice,
    Download,
    Engine,
    EngineChoice,
    Format,
    From,
    Input,
    KeyQuotes,
    Models,
    NamedLength,
    Offline,
    Output,
    Precision,
    Sentences,
    SummarizerName,
    Threads,
    To,
    TranslatorName,
    UserAgent,
    Words,
    summary_length,
)
from summarize.cli.output import write_output
from summarize.rendering import AT_TERMINAL, ELSEWHERE, FORMATS, render


def _print_version(wanted: bool) -> None:
    if wanted:
        from summarize import __version__

        typer.echo(f"brief {__version__}")
        raise typer.Exit(0)


def briefing(
    ctx: typer.Context,
    source: Input = None,
    to: To = None,
    from_: From = None,
    sentences: Sentences = None,
    words: Words = None,
    length: NamedLength = None,
    quotes: KeyQuotes = 5,
    output_format: Annotated[
        Format | None,
        typer.Option("--format", help="How to print it. [default: text at a terminal, markdown in a pipe]"),
    ] = None,
    output: Output = None,
    summarizer: SummarizerName = "extractive",
    translator: TranslatorName = None,
    user_agent: UserAgent = None,
    models: Models = None,
    offline: Offline = False,
    download: Download = False,
    engine: Engine = EngineChoice.auto,
    device: Device = DeviceChoice.auto,
    precision: Precision = None,
    threads: Threads = None,
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
    from summarize.cli.models import pull_progress
    from summarize.language import language_code
    from summarize.opening import Dialogue, Models
    from summarize.pipeline import brief
    from summarize.request import ModelOptions, Request

    options = ModelOptions(
        models=models,
        offline=offline,
        download=download,
        engine=engine.value,
        device=device.value,
        precision=precision,
        threads=threads,
    )
    limit = summary_length(sentences, words, length)
    request = Request(
        to=language_code(to) if to else None,
        from_=article.language,
        sentences=limit.sentences,
        words=limit.words,
        quotes=quotes,
        summarizer=summarizer,
        translator=translator,
        models=options,
    )
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
