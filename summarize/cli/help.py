"""Help texts: options in groups, at the width of the terminal, and the same rows for the README and the man page."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

Row = tuple[str, str]

# Where the second column begins; a left side that is longer has a line of its own.
_LEFT = 24
_LEAST, _MOST = 40, 100
# Options that are every command's, in the last group.
_GENERAL = "General"
# A list of choices that is longer is told by the help.
_CHOICES = 24


def row(parameter: Any, context: Any) -> Row | None:
    """An option or argument as people type it, and what its help says; None for one that is hidden."""
    if getattr(parameter, "hidden", False):
        return None
    said = " ".join((getattr(parameter, "help", None) or "").split())
    if parameter.param_type_name == "argument":
        return parameter.display_name_raw, said
    spelt = ", ".join(sorted(parameter.opts, key=len))
    if parameter.secondary_opts:
        spelt += " / " + ", ".join(parameter.secondary_opts)
    takes = "" if parameter.is_flag else f" {_metavar(parameter)}"
    default = None if parameter.is_flag and not parameter.secondary_opts else _default(parameter)
    if default is not None and "[default" not in said:
        said = f"{said} [default: {default}]"
    return spelt + takes, said


def rows(command: Any, context: Any) -> Iterator[tuple[str, Row]]:
    """The rows of a command, each behind the heading of its group."""
    for parameter in command.get_params(context):
        found = row(parameter, context)
        if found is not None:
            is_argument = parameter.param_type_name == "argument"
            yield (
                "Arguments" if is_argument else getattr(parameter, "rich_help_panel", None) or _GENERAL,
                found,
            )


def usage(command: Any, context: Any) -> str:
    """What is typed behind a command's name: "[OPTIONS] NAME…"."""
    pieces = (
        re.sub(r"[{}]", "", piece).replace("…...", "…") for piece in command.collect_usage_pieces(context)
    )
    return " ".join(piece.replace("...", "…") for piece in pieces)


def command_help(command: Any, context: Any, width: int, commands: Iterable[Row] = ()) -> str:
    """The whole help of a command; `commands` are those below it."""
    width = max(_LEAST, min(width, _MOST))
    called = f"Usage: {context.command_path} {usage(command, context)}"
    parts = [textwrap.fill(called, width, subsequent_indent="  ")]
    parts += [
        "\n".join(textwrap.wrap(" ".join(part.split()), width)) for part in (command.help or "").split("\n\n")
    ]
    groups: dict[str, list[Row]] = {"Arguments": []}
    for heading, found in rows(command, context):
        groups.setdefault(heading, []).append(found)
    if _GENERAL in groups:
        groups[_GENERAL] = groups.pop(_GENERAL)
    groups["Commands"] = list(commands)
    parts += [_table(heading, listed, width) for heading, listed in groups.items() if listed]
    return "\n\n".join(parts) + "\n"


def _table(heading: str, listed: Iterable[Row], width: int) -> str:
    lines = [f"{heading}:"]
    for left, right in listed:
        wrapped = textwrap.wrap(right, width - _LEFT - 2, break_on_hyphens=False) or [""]
        if len(left) > _LEFT - 2:
            lines.append(f"  {left}")
        else:
            lines.append(f"  {left:<{_LEFT}}{wrapped.pop(0)}".rstrip())
        lines += [" " * (_LEFT + 2) + line for line in wrapped]
    return "\n".join(lines)


def _metavar(parameter: Any) -> str:
    """What stands for the option's value."""
    if parameter.metavar:
        return str(parameter.metavar)
    choices = [str(getattr(one, "value", one)) for one in parameter.type_descriptor.choices or ()]
    if choices:
        shown = "|".join(choices)
        return shown if len(shown) <= _CHOICES else "NAME"
    return "FILE" if parameter.type_descriptor.is_path else "TEXT"


def _default(parameter: Any) -> str | None:
    default = parameter.default
    if default is None or default is False or default == ():
        return None
    if parameter.secondary_opts:
        return str(parameter.opts[0]).lstrip("-")
    return str(getattr(default, "value", default))
