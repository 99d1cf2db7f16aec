"""`brief man` and `brief completion`: what a system wants to know of a program, made from its commands."""

import datetime
import os
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer

from summarize.cli.help import rows
from summarize.cli.output import write_output

# What the program calls itself, and what shells set to ask it.
PROGRAM = "brief"
ASKED = "_BRIEF_COMPLETE"


class Shell(StrEnum):
    """What brief completion is for."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"


def completion(shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="bash, zsh or fish.")]) -> None:
    """Print what makes a shell complete options, languages, models and files.

    bash: brief completion bash > ~/.local/share/bash-completion/completions/brief. fish: brief completion fish >
    ~/.config/fish/completions/brief.fish. zsh: brief completion zsh > a folder of your fpath, as _brief.
    """
    from typer._completion_shared import get_completion_script

    script = get_completion_script(prog_name=PROGRAM, complete_var=ASKED, shell=shell.value)
    # Where brief has nothing to offer, the shell offers files.
    script = script.replace(" --no-files", "")
    if shell is Shell.zsh:
        script = script.replace("  eval $(", "  local offered; offered=$(").replace(
            "\n}\n", '\n  if [[ -n "$offered" ]]; then eval "$offered"; else _files; fi\n}\n', 1
        )
    write_output(script.strip("\n") + "\n", None)


def man(ctx: typer.Context) -> None:
    """Print the manual page.

    brief man > ~/.local/share/man/man1/brief.1
    """
    write_output("\n".join(_page(ctx)) + "\n", None)


def _page(ctx: typer.Context) -> Iterator[str]:
    from summarize import __version__

    root: Any = ctx.find_root()
    # Who builds packages twice wants the same page twice.
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", 0))
    day = datetime.datetime.fromtimestamp(moment, datetime.UTC).date() if moment else datetime.date.today()
    yield f'.TH BRIEF 1 "{day}" "brief {__version__}" "User Commands"'
    yield from (
        ".SH NAME",
        "brief \\- a briefing from an article: a short summary, and its key quotes verbatim",
    )
    yield from (".SH SYNOPSIS", ".B brief", "[OPTIONS] [INPUT]", ".br", ".B brief", "COMMAND [OPTIONS] …")
    group = root.command
    main = group.commands["briefing"]
    yield ".SH DESCRIPTION"
    yield from _paragraphs(main.help)
    yield from _options(main, ctx, ".SH")
    yield ".SH COMMANDS"
    for name in group.list_commands(root):
        command = group.get_command(root, name)
        for title, one in (
            [(name, command)]
            if not hasattr(command, "commands")
            else [(f"{name} {below}", found) for below, found in command.commands.items()]
        ):
            if not one.hidden:
                yield from (f'.SS "brief {_roff(title)}"', *_paragraphs(one.help), *_options(one, ctx, None))
    yield from (".SH EXIT STATUS", *_exit_codes())
    yield from (
        ".SH FILES",
        ".TP",
        "~/.config/brief/config.toml",
        "What options are where nobody types them; see brief config.",
    )
    yield from (".TP", "./brief.toml", "The same for one folder.")
    yield from (
        ".SH ENVIRONMENT",
        ".TP",
        "BRIEF_OPTION",
        "The option of that name: BRIEF_TO, BRIEF_TEXT_FIELD …",
    )


def _options(command: Any, ctx: Any, heading: str | None) -> Iterator[str]:
    before = ""
    for title, (left, right) in rows(command, ctx):
        if heading and title != before:
            before = title
            yield f'{heading} "{_roff(title.upper())}"'
        yield from (".TP", f".B {_roff(left)}", _roff(right))


def _exit_codes() -> Iterator[str]:
    from summarize.errors import BriefError, ExitCode

    errors: list[Any] = [*_below(BriefError)]
    said = {one.exit_code: (one.__doc__ or "").strip() for one in errors}
    for code in ExitCode:
        yield from (".TP", str(int(code)), _roff(said.get(code, "Done; look for warnings in the briefing.")))


def _below(error: Any) -> Iterator[Any]:
    for one in error.__subclasses__():
        yield from (*_below(one), one)


def _paragraphs(text: str | None) -> Iterator[str]:
    for number, part in enumerate((text or "").split("\n\n")):
        if number:
            yield ".PP"
        yield _roff(" ".join(part.split()))


def _roff(text: str) -> str:
    """Text for a manual page: a hyphen that is copied stays one, and no line is taken for a command."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text
