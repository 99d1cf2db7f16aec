"""The parts of the README that the program itself writes: python -m docs.readme [--check]

Between `<!-- options: COMMAND -->` and `<!-- /options -->` stand the options of a command, as its --help has them;
between `<!-- run: COMMAND -->` and `<!-- /run -->` a run of it. --check changes nothing and fails where one is outdated.
"""

import argparse
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from typer.main import get_command

from summarize.cli.app import DEFAULT, app
from summarize.cli.help import rows, usage

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"<!-- (?P<kind>options|run): (?P<command>.*?) -->\n.*?<!-- /(?P=kind) -->", re.DOTALL)

Record = tuple[str, str]


def filled(text: str) -> str:
    """`text` with every block written anew."""
    return _BLOCK.sub(_block, text)


def records(command: str) -> list[Record]:
    """The arguments and options of `brief …`, each with what its help says about it."""
    found, context = _find(command)
    return [record for _, record in rows(found, context) if "--help" not in record[0]]


def _block(match: re.Match[str]) -> str:
    kind, command = match["kind"], match["command"]
    inner = _options(command) if kind == "options" else _run(command)
    return f"<!-- {kind}: {command} -->\n{inner}\n<!-- /{kind} -->"


def _options(command: str) -> str:
    found, _ = _find(command)
    subcommands = getattr(found, "commands", {})  # loaded by _find
    if not subcommands or command == "brief":
        return _table(_cells(record) for record in records(command))
    own = {f"{command} {name}": records(f"{command} {name}") for name in subcommands}
    shared = [record for record in next(iter(own.values())) if all(record in rows for rows in own.values())]
    rows: list[Record] = []
    for name, listed in own.items():
        rows.append(_cells((_usage(name), _help(name))))
        options = (record for record in listed if record not in shared and record[0].startswith("-"))
        rows += [(f"&emsp;{left}", right) for left, right in map(_cells, options)]
    rows += [(left, f"{right} (For all of these.)") for left, right in map(_cells, shared)]
    return _table(rows)


def _cells(record: Record) -> Record:
    """A record as the cells of a table's row."""
    left, right = (part.replace("|", "\\|") for part in record)
    return f"`{left}`", right


def _table(rows: Iterable[Record]) -> str:
    lines = (f"| {left} | {right} |" for left, right in rows)
    return "\n".join(["| option | meaning |", "|---|---|", *lines])


def _run(command: str) -> str:
    program, *arguments = shlex.split(command)
    if program != "brief":
        raise ValueError(f"the README runs brief, not {program}")
    done = subprocess.run(
        [sys.executable, "-m", "summarize", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return f"```console\n$ {command}\n{done.stdout.strip()}\n```"


def _find(command: str) -> tuple[Any, Any]:
    """The command called `brief …`, and a context to ask it in."""
    found: Any = get_command(app)
    context = found.context_class(found, info_name="brief")
    names = command.split()[1:] or [DEFAULT]
    for name in names:
        found = found.get_command(context, name)
        context = found.context_class(found, info_name=name, parent=context)
    return found, context


def _usage(command: str) -> str:
    found, context = _find(command)
    return f"{command} {usage(found, context).replace('[OPTIONS]', '')}".replace("  ", " ").rstrip()


def _help(command: str) -> str:
    found, _ = _find(command)
    return " ".join((found.help or "").split())


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    old = README.read_text(encoding="utf-8")
    new = filled(old)
    if check:
        before = {match.group(): match for match in _BLOCK.finditer(old)}
        after = {match.group() for match in _BLOCK.finditer(new)}
        for block, match in before.items():
            if block not in after:
                print(
                    f"README.md: outdated: {match['kind']}: {match['command']}; type: python -m docs.readme"
                )
        return int(old != new)
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
