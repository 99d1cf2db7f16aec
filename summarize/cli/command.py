"""What every command of brief is: its defaults come from the settings, and its help fits the terminal."""

from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup

from summarize.cli.help import Row, command_help
from summarize.cli.settings import NEVER, PROFILE, Asker, Setting, settings_of
from summarize.cli.values import PlainValues

# In a context's meta: where the values come from that nobody typed, by parameter.
ORIGINS = "summarize.cli.origins"


class BriefCommand(PlainValues, TyperCommand):
    """A command whose options have defaults from the environment and from files."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        if extra.get("resilient_parsing"):
            return super().make_context(info_name, args, parent, **extra)
        found = settings_for(self, args, parent)
        parameters = long_names(self)
        if parent is not None:
            parent.meta[ORIGINS] = {parameters[name].name: setting.origin for name, setting in found.items()}
        extra["default_map"] = {
            parameters[name].name: _as_typed(parameters[name], setting) for name, setting in found.items()
        }
        return super().make_context(info_name, args, parent, **extra)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(command_help(self, ctx, formatter.width))


class BriefCommands(PlainValues, TyperGroup):
    """A command that only has others below it."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(command_help(self, ctx, formatter.width, command_rows(self, ctx)))


def command_rows(group: Any, ctx: Any) -> list[Row]:
    """The commands of a group, each with the first sentence of its help."""
    shown = ((name, group.get_command(ctx, name)) for name in group.list_commands(ctx))
    return [(name, _first_sentence(command.help)) for name, command in shown if not command.hidden]


def settings_for(command: Any, args: Sequence[str], parent: Any) -> dict[str, Setting]:
    """The settings of a command that is called with `args` in the context of its group."""
    names = long_names(command)
    ahead = list(args[: args.index("--")]) if "--" in args else list(args)
    spelt = {arg.split("=")[0] for arg in ahead}
    return settings_of(
        Asker(
            command.name if parent is None or parent.parent is None else parent.info_name,
            [name for name in names if name not in NEVER],
            frozenset(name for name, one in names.items() if spelt & {*one.opts, *one.secondary_opts}),
            _profile(ahead),
            lambda: frozenset(names) | _options_of_all(parent),
        )
    )


def _options_of_all(context: Any) -> frozenset[str]:
    """The long names of the options of every command beside the one of a context."""
    root = context.find_root() if context is not None else None
    group: Any = getattr(root, "command", None)
    if not hasattr(group, "list_commands"):
        return frozenset()
    siblings = (group.get_command(root, name) for name in group.list_commands(root))
    return frozenset(name for one in siblings for name in long_names(one))


def long_names(command: Any) -> dict[str, Any]:
    """The parameters of a command's options, by their long names without "--"."""
    return {
        option.removeprefix("--"): parameter
        for parameter in command.params
        if parameter.param_type_name == "option"
        for option in parameter.opts
        if option.startswith("--")
    }


def _profile(args: Sequence[str]) -> str | None:
    flag = f"--{PROFILE}"
    for index, arg in enumerate(args):
        if arg == flag:
            return next(iter(args[index + 1 :]), None)
        if arg.startswith(f"{flag}="):
            return arg.removeprefix(f"{flag}=")
    return None


def _as_typed(parameter: Any, setting: Setting) -> Any:
    """A setting's value as the parser would have it from the command line."""
    value = setting.value
    if parameter.multiple:
        parts = value.split(",") if isinstance(value, str) else value
        return [str(part).strip() for part in (parts if isinstance(parts, list) else [parts])]
    if parameter.is_flag:
        return value if isinstance(value, bool) else str(value).strip().lower() in ("1", "true", "yes", "on")
    return str(value)


def _first_sentence(text: str | None) -> str:
    said = " ".join((text or "").split("\n\n")[0].split())
    return said.split(". ")[0].split("; ")[0].rstrip(".")
