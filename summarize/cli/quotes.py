"""`brief quotes [INPUT]`: every quote of an article with its speaker."""

import json
import shutil
from enum import StrEnum
from typing import Annotated

import typer

from summarize.cli.inputs import article_from
from summarize.cli.options import (
    AllowPrivate,
    Debug,
    From,
    Input,
    Json,
    Output,
    Profile,
    Speakers,
    SpeakersChoice,
    UserAgent,
    Width,
)
from summarize.cli.output import require_apart, write_output


class QuotesFormat(StrEnum):
    """What --format takes."""

    text = "text"
    json = "json"


def quotes(
    ctx: typer.Context,
    source: Input = None,
    from_: From = None,
    output_format: Annotated[
        QuotesFormat, typer.Option("--format", help="A table, or JSON.")
    ] = QuotesFormat.text,
    speakers: Speakers = SpeakersChoice.auto,
    as_json: Json = False,
    output: Output = None,
    width: Width = None,
    user_agent: UserAgent = None,
    allow_private: AllowPrivate = False,
    profile: Profile = None,
    debug: Debug = False,
) -> None:
    """List all quotes of an article, with their speakers and places."""
    if source is not None:
        require_apart(output, source)
    article = article_from(ctx, source, from_, user_agent, allow_private=allow_private)
    from summarize.quotes import extract_quotes
    from summarize.rendering.json import escape_unprintable, quote_record
    from summarize.rendering.quotes import render_quotes

    found = extract_quotes(article.text, article.language, speakers.value)
    if as_json or output_format is QuotesFormat.json:
        records = [quote_record(quote) for quote in found]
        text = escape_unprintable(json.dumps(records, ensure_ascii=False, indent=2)) + "\n"
    else:
        text = render_quotes(article, found, width=width or shutil.get_terminal_size().columns)
    write_output(text, output)
