"""The commands put together: `brief [OPTIONS] [INPUT]` beside `brief COMMAND …`."""

import copy
from importlib import import_module
from typing import Any

import typer

from summarize.cli.batch import batch
from summarize.cli.briefing import briefing
from summarize.cli.command import BriefCommand, BriefCommands, command_rows
from summarize.cli.config import config
from summarize.cli.digest import digest
from summarize.cli.help import command_help
from summarize.cli.manual import completion, man
from summarize.cli.quotes import quotes
from summarize.cli.schema import schema
from summarize.cli.settings import MAIN

# The command that runs where no other is named.
DEFAULT = MAIN
# Groups of commands that are only loaded when one of them is run: their modules, and what the help says.
LAZY = {"models": ("summarize.cli.models", "Translation and summary models: list, pull, check, remove")}


class _BriefGroup(BriefCommands):
    """A group that takes arguments which don't begin with a command's name to `briefing`, and shows its help as its own."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*self.commands, *(name for name in LAZY if name not in self.commands)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in LAZY and cmd_name not in self.commands:
            self.commands[cmd_name] = _loaded(cmd_name)
        return super().get_command(ctx, cmd_name)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] in self.list_commands(ctx):
            return super().parse_args(ctx, args)
        if ctx.resilient_parsing and not args:  # completion: what may stand first
            return super().parse_args(ctx, args)
        options = args[: args.index("--")] if "--" in args else args
        if {"-h", "--help"} & set(options):
            return super().parse_args(ctx, ["--help"])
        return super().parse_args(ctx, [DEFAULT, *args])

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        return super().shell_complete(ctx, incomplete) + self.commands[DEFAULT].shell_complete(
            ctx, incomplete
        )

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return ["[OPTIONS] [INPUT]", "|", "COMMAND …"]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        shown = copy.copy(self)
        shown.params = self.commands[DEFAULT].params
        shown.help = self.commands[DEFAULT].help
        loaded = copy.copy(self)
        loaded.commands = {name: one for name, one in self.commands.items() if name not in LAZY}
        listed = [*command_rows(_Named(loaded), ctx), *((name, said) for name, (_, said) in LAZY.items())]
        formatter.write(command_help(shown, ctx, formatter.width, listed))


class _Named:
    """A group's commands that are loaded already."""

    def __init__(self, group: Any) -> None:
        self._commands = group.commands

    def list_commands(self, ctx: Any) -> list[str]:
        return [*self._commands]

    def get_command(self, ctx: Any, name: str) -> Any:
        return self._commands[name]


def _loaded(name: str) -> Any:
    group: typer.Typer = import_module(LAZY[name][0]).app
    group.info.cls = BriefCommands
    for command in group.registered_commands:
        command.cls = BriefCommand
    found = typer.main.get_command(group)
    found.name = name
    return found


app = typer.Typer(
    name="brief",
    cls=_BriefGroup,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback()
def _root() -> None:
    """A briefing from an article: a short summary, and the key quotes exactly as they stand."""


app.command(DEFAULT, hidden=True, cls=BriefCommand)(briefing)
app.command("batch", cls=BriefCommand)(batch)
app.command("digest", cls=BriefCommand)(digest)
app.command("quotes", cls=BriefCommand)(quotes)
app.command("config", cls=BriefCommand)(config)
app.command("schema", cls=BriefCommand)(schema)
app.command("completion", cls=BriefCommand)(completion)
app.command("man", cls=BriefCommand)(man)
