"""`brief quotes [INPUT]`: every quote of an article with its speaker."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from summarize.cli.groups import grouped
from summarize.cli.inputs import article_from
from summarize.cli.options import (
    AllowPrivate,
    Debug,
    From,
    Input,
    Json,
    Output,
    Profile,
    Quiet,
    Speakers,
    SpeakersChoice,
    UserAgent,
    Width,
)
from summarize.cli.output import require_apart, write_output
from summarize.cli.progress import shown_work

if TYPE_CHECKING:
    from summarize.article import Article
    from summarize.briefing import Quote


class QuotesFormat(StrEnum):
    """What --format takes."""

    text = "text"
    json = "json"


@dataclass(frozen=True, slots=True)
class Shown:
    """Output: how the quotes are shown and where they go."""

    format: Annotated[QuotesFormat, typer.Option("--format", help="A table, or JSON.")] = QuotesFormat.text
    as_json: Json = False
    output: Output = None
    width: Width = None
    quiet: Quiet = False

    def text(self, article: "Article", found: "Sequence[Quote]") -> str:
        """The quotes as they are printed, or written."""
        # Imported here: `brief --help` must not wait for them.
        from summarize.rendering.json import escape_unprintable, quote_record
        from summarize.rendering.quotes import render_quotes

        if not (self.as_json or self.format is QuotesFormat.json):
            return render_quotes(article, found, width=self.width or shutil.get_terminal_size().columns)
        records = [quote_record(quote) for quote in found]
        return escape_unprintable(json.dumps(records, ensure_ascii=False, indent=2)) + "\n"


@grouped
def quotes(
    ctx: typer.Context,
    shown: Shown,
    source: Input = None,
    from_: From = None,
    speakers: Speakers = SpeakersChoice.auto,
    user_agent: UserAgent = None,
    allow_private: AllowPrivate = False,
    profile: Profile = None,
    debug: Debug = False,
) -> None:
    """List all quotes of an article, with their speakers and places."""
    if source is not None:
        require_apart(shown.output, source)
    with shown_work(shown.quiet) as work:
        article = article_from(ctx, source, from_, user_agent, allow_private=allow_private)
        # Imported here: a wrong option must not wait for it.
        from summarize.quotes import extract_quotes

        work.begin("quotes and their speakers")
        found = extract_quotes(article.text, article.language, speakers.value)
    write_output(shown.text(article, found), shown.output)
