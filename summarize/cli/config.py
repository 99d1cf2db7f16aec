"""`brief config`: what every option is where nobody types it, and where that comes from."""

import json
from typing import Any

import typer

from summarize.cli.options import Profile
from summarize.cli.output import write_output
from summarize.cli.settings import COMMANDS, LOCAL, MAIN, NEVER, config_file, variable_of

_ORIGIN = 34


def config(ctx: typer.Context, profile: Profile = None) -> None:
    """Print what holds for each option and where from, as a config.toml; profiles are named sets in such a file."""
    root: Any = ctx.find_root().command
    lines = [
        f"# The first that has an option decides: the command line, {variable_of('OPTION')}, the profile, ./{LOCAL}, this",
        f"# user's {config_file()}, what is built in.",
    ]
    for name in (MAIN, "batch", "quotes"):
        lines += ["", *([] if name == MAIN else [f"[{COMMANDS}.{name}]"])]
        lines += _lines(ctx, root, name, profile)
    write_output("\n".join(lines) + "\n", None)


def _lines(ctx: typer.Context, root: Any, name: str, profile: str | None) -> list[str]:
    """The options of a command; of another than the main one only what differs from it."""
    # Imported here: it stands above this module.
    from summarize.cli.command import long_names, settings_for

    args = ["--profile", profile] if profile else []
    settings = settings_for(root.get_command(ctx, name), args, ctx.parent)
    main = settings_for(root.get_command(ctx, MAIN), args, ctx.parent) if name != MAIN else {}
    shared = long_names(root.get_command(ctx, MAIN)) if name != MAIN else {}
    lines = []
    for option, parameter in long_names(root.get_command(ctx, name)).items():
        found = settings.get(option)
        if option in NEVER or (option in shared and found == main.get(option)):
            continue
        value = found.value if found is not None else parameter.default
        value = getattr(value, "value", value)
        written = f"# {option} =" if value is None else f"{option} = {json.dumps(value, ensure_ascii=False)}"
        lines.append(f"{written:<{_ORIGIN}}# {found.origin if found else 'built in'}")
    return lines
