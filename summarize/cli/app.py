"""The commands put together: `brief [OPTIONS] [INPUT]` beside `brief COMMAND …`."""

import copy
from importlib import import_module
from typing import Any

import typer

from summarize.cli.briefing import briefing
from summarize.cli.command import BriefCommand, BriefCommands
from summarize.cli.help import command_help
from summarize.cli.settings import MAIN

# The command that runs where no other is named.
DEFAULT = MAIN
# The others, loaded when they are run: the module of each, and what the help of `brief` says of it.
COMMANDS = {
    "batch": ("batch", "The briefings of many articles, one JSON line each"),
    "digest": ("digest", "Many articles as stories: each told once"),
    "quotes": ("quotes", "List all quotes of an article, with their speakers and places"),
    "models": ("models", "Translation and summary models: list, pull, check, carry, remove"),
    "config": ("config", "Print what holds for each option and where from, as a config.toml"),
    "schema": ("schema", "Print the JSON Schema of what --format json gives"),
    "completion": ("manual", "Print what makes a shell complete options, languages, models and files"),
    "man": ("manual", "Print the manual page"),
}
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _BriefGroup(BriefCommands):
    """A group that takes arguments which don't begin with a command's name to `briefing`, and shows its help as its own."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [DEFAULT, *COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
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
        listed = [(name, said) for name, (_, said) in COMMANDS.items()]
        formatter.write(command_help(shown, ctx, formatter.width, listed))


def _loaded(name: str) -> Any:
    """A command, or the group of commands that its module calls `app`."""
    module = import_module(f"summarize.cli.{COMMANDS[name][0]}")
    group = getattr(module, "app", None)
    if group is None:
        group = typer.Typer(add_completion=False, rich_markup_mode=None)
        group.command(name, cls=BriefCommand)(getattr(module, name))
    else:
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
    context_settings=_SETTINGS,
)


@app.callback()
def _root() -> None:
    """A briefing from an article: a short summary, and the key quotes exactly as they stand."""


app.command(DEFAULT, hidden=True, cls=BriefCommand)(briefing)
