"""`brief [OPTIONS] [INPUT]`: the briefing of one article."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    Json,
    ModelFlags,
    Output,
    Profile,
    UserAgent,
    Width,
)
from summarize.cli.output import require_apart, write_output
from summarize.cli.progress import shown_work
from summarize.cli.terminal import aligned, copy_to_clipboard, is_terminal, wants_colour, width_of_terminal
from summarize.errors import UsageError
from summarize.rendering import AT_TERMINAL, ELSEWHERE, FORMATS, TEMPLATES, render

if TYPE_CHECKING:
    from summarize.briefing import Briefing

_FORMATS = ", ".join(FORMATS)


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


@dataclass(frozen=True, slots=True)
class Shown:
    """Output: how it is shown and where it goes."""

    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"{_FORMATS}. [default: text at a terminal, markdown in a pipe]",
        ),
    ] = None
    as_json: Json = False
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="FILE", help=f"A Jinja template, or {', '.join(TEMPLATES)}."),
    ] = None
    output: Output = None
    copy: Annotated[bool, typer.Option("--copy", help="Put it on the clipboard, too.")] = False
    width: Width = None
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="Say nothing on standard error but errors.")
    ] = False

    def require_one(self) -> None:
        """Raise UsageError for two ways of showing it."""
        given = {"--format": self.format, "--json": self.as_json, "--template": self.template}
        named = [name for name, value in given.items() if value]
        if self.as_json and self.format is Format("json"):
            named = named[1:]
        if len(named) > 1:
            raise UsageError(f"{' and '.join(named)} contradict each other; give one of them")

    def text(self, made: "Briefing") -> str:
        """The briefing as it is printed, or written."""
        if self.template is not None:
            return _by_template(made, self.template)
        at_terminal = self.output is None and is_terminal(sys.stdout)
        chosen = (
            "json"
            if self.as_json
            else self.format.value
            if self.format
            else AT_TERMINAL
            if at_terminal
            else ELSEWHERE
        )
        width = self.width or width_of_terminal()
        text = render(made, chosen, width=width, colour=at_terminal and wants_colour())
        if at_terminal and FORMATS[chosen].for_eyes:
            from summarize.rendering.direction import direction
            from summarize.rendering.terminal import MAX_WIDTH

            return aligned(text, min(width, MAX_WIDTH)) if direction(made.language) == "rtl" else text
        if at_terminal:
            # Elsewhere these formats carry the article's own characters; a terminal would act on some of them.
            from summarize.rendering.visible import visible

            return visible(text)
        return text


def _by_template(made: "Briefing", template: str) -> str:
    # Imported here: few ask for one.
    from summarize.rendering.custom import built_in, render_template

    if template in TEMPLATES:
        return render_template(made, TEMPLATES[template], built_in(template))
    try:
        source = Path(template).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(
            f"the template {template} can't be read: {reason}; or name one of {', '.join(TEMPLATES)}"
        ) from None
    return render_template(made, template, source)


@grouped
def briefing(
    ctx: typer.Context,
    asked: Asked,
    shown: Shown,
    flags: ModelFlags,
    source: Input = None,
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
    if source is not None:
        require_apart(shown.output, source)
    with shown_work(shown.quiet) as work:
        article = article_from(
            ctx, source, asked.from_, user_agent, offline=flags.offline, allow_private=allow_private
        )
        # Imported here: `brief --help` and a wrong option must not wait for them.
        from summarize.opening import Dialogue, Models
        from summarize.pipeline import make_briefings

        request = asked.request(flags.options(engine.value))
        models = Models(request, Dialogue(work.asking(offer_download()), work.pulling))
        (made,) = make_briefings([article], request, models, work.watch)
    if isinstance(made, Exception):
        raise made
    text = shown.text(made)
    write_output(text, shown.output)
    if shown.copy:
        copy_to_clipboard(text)
