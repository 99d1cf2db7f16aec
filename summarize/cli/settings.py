"""Defaults that stick: what an option is where nobody typed it. The first that has it decides:

    the command line, BRIEF_OPTION in the environment, the profile, ./brief.toml, config.toml in the config folder, built in

A file has options by their long names, a table [commands.batch] … for one command, and [profiles.NAME] for a named set,
which --profile NAME, BRIEF_PROFILE or `profile = "NAME"` chooses.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarize.errors import UsageError
from summarize.models.folders import config_folder

LOCAL = Path("brief.toml")
PREFIX = "BRIEF_"
PROFILE, PROFILES = "profile", "profiles"
# Tables of single commands. (An option may have the name of a command: quotes, models.)
COMMANDS = "commands"
# The command that has no name of its own on the command line.
MAIN = "briefing"
# Options that stand for one another: where one is set, the others of a place further down say nothing.
_RIVALS = (
    ("length", "sentences"),
    ("length", "words"),
    ("json", "format"),
    ("template", "format"),
    ("template", "json"),
)
# What is always typed: it is about one run alone, or decides what is overwritten.
NEVER = frozenset({"help", "version", "output", "out-dir", "report", "replace", "debug", PROFILE})
# Options that mean something else to each command: only the table of a command sets them for any but the main one.
_OWN = frozenset({"format"})
# What a folder that somebody unpacked may not decide: programs, files and servers that are used.
_NOT_LOCAL = frozenset(
    {"allow-private", "download", "models", "template", "user-agent", "copy", "ray-address"}
)


@dataclass(frozen=True, slots=True)
class Setting:
    """The value of an option, and where it is from as people know it."""

    value: Any
    origin: str


def config_file() -> Path:
    """The user's own file. It may not exist."""
    return config_folder() / "config.toml"


@dataclass(frozen=True, slots=True)
class Asker:
    """The command that asks: its name, its options by their long names without "--", which of them are typed, and the
    profile where one is. `known` are the options of any command, to tell a slip from what is for another one."""

    command: str
    options: Sequence[str]
    typed: frozenset[str] = frozenset()
    profile: str | None = None
    known: Callable[[], frozenset[str]] = frozenset

    def shares(self, name: str) -> bool:
        """Whether a value that isn't set for this command alone is for it."""
        return name in self.options and (self.command == MAIN or name not in _OWN)


def settings_of(asker: Asker) -> dict[str, Setting]:
    """The settings of a command's options. Raises UsageError for a file that can't be read, and for what isn't an option."""
    taken = set(asker.typed)
    found: dict[str, Setting] = {}
    for place in _places(asker):
        here = {
            name: setting
            for name, setting in place.items()
            if name not in taken and not any(name in pair and taken & set(pair) for pair in _RIVALS)
        }
        found |= here
        taken |= here.keys()
    return found


def _places(asker: Asker) -> Iterator[dict[str, Setting]]:
    """What each place says for the command, the one that decides first."""
    yield {
        name: Setting(value, variable)
        for name in asker.options
        if name not in NEVER
        and asker.shares(name)
        and (value := os.environ.get(variable := variable_of(name)))
    }
    files = [(path, _read(path)) for path in (LOCAL, config_file())]
    chosen = asker.profile or os.environ.get(variable_of(PROFILE))
    chosen = chosen or next((table[PROFILE] for _, table in files if PROFILE in table), None)
    if chosen:
        named = [
            (path, table[PROFILES][chosen]) for path, table in files if chosen in table.get(PROFILES, ())
        ]
        if not named:
            raise UsageError(
                f"there is no profile {chosen!r}; write [profiles.{chosen}] into {config_file()}"
            )
        for path, table in named:
            yield from _tables(path, table, asker, f"{path} [profiles.{chosen}]")
    for path, table in files:
        yield from _tables(path, table, asker, str(path))


def _tables(path: Path, table: Mapping[str, Any], asker: Asker, origin: str) -> Iterator[dict[str, Setting]]:
    """What a table of a file says: first for the command alone, then for all."""
    own = table.get(COMMANDS, {}).get(asker.command)
    if isinstance(own, dict):
        options = dict(_options(path, own, asker))
        yield {
            name: Setting(value, f"{origin} [{COMMANDS}.{asker.command}]") for name, value in options.items()
        }
    plain = {name: value for name, value in table.items() if name not in (PROFILE, PROFILES, COMMANDS)}
    options = dict(_options(path, plain, asker))
    yield {name: Setting(value, origin) for name, value in options.items() if asker.shares(name)}


def _options(path: Path, table: Mapping[str, Any], asker: Asker) -> Iterator[tuple[str, Any]]:
    for written, value in table.items():
        name = written.replace("_", "-")
        if name not in asker.known() - NEVER:
            raise UsageError(f"{path} sets {written!r}, {_why_not(name, asker.known())}")
        if path == LOCAL and name in _NOT_LOCAL:
            raise UsageError(f"./{path} can't set {name}; write it into {config_file()}, or type it")
        yield name, value


def _why_not(name: str, known: frozenset[str]) -> str:
    if name in NEVER:
        return "which is only taken from the command line"
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known - NEVER), 1)
    return f"which is no option{f'; did you mean {near[0]}' if near else ''}; see brief config"


def variable_of(name: str) -> str:
    """The environment variable of an option: BRIEF_TEXT_FIELD for "text-field"."""
    return PREFIX + name.upper().replace("-", "_")


def _read(path: Path) -> dict[str, Any]:
    """A file of settings; empty where there is none."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror or error}") from None
    # Imported here: most people have no such file.
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        raise UsageError(f"{path} isn't TOML: {error}") from None
