"""The commands put together: `brief [OPTIONS] [INPUT]` beside `brief COMMAND …`."""

import copy

import typer
from typer.core import TyperGroup

from summarize.cli.batch import batch
from summarize.cli.briefing import briefing
from summarize.cli.models import app as models
from summarize.cli.quotes import quotes
from summarize.cli.schema import schema

# The command that runs where no other is named.
DEFAULT = "briefing"


class _BriefGroup(TyperGroup):
    """A group that takes arguments which don't begin with a command's name to `briefing`, and shows its help as its own."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if args and args[0] in self.commands:
            return super().parse_args(ctx, args)
        options = args[: args.index("--")] if "--" in args else args
        if "--help" in options:
            return super().parse_args(ctx, ["--help"])
        return super().parse_args(ctx, [DEFAULT, *args])

    def collect_usage_pieces(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return ["[OPTIONS] [INPUT]", "|", self.subcommand_metavar]

    def format_help(self, ctx, formatter) -> None:  # type: ignore[no-untyped-def]
        shown = copy.copy(self)
        shown.params = self.commands[DEFAULT].params
        shown.help = self.commands[DEFAULT].help
        TyperGroup.format_help(shown, ctx, formatter)


app = typer.Typer(
    name="brief",
    cls=_BriefGroup,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help"], "max_content_width": 100},
)


@app.callback()
def _root() -> None:
    """A briefing from an article: a short summary, and the key quotes exactly as they stand."""


app.command(DEFAULT, hidden=True)(briefing)
app.command("batch")(batch)
app.command("quotes")(quotes)
app.command("schema")(schema)
app.add_typer(models, name="models")
