"""The files of `data/`: one a language, and default.toml, which says what the keys mean.

Of every language the head, all above the first table, is parsed when the language of a text has to be told; a table is
parsed when somebody asks for it. So forty languages cost a start little more than one.
"""

import functools
import re
import tomllib
from importlib import resources
from typing import Any

_DATA = resources.files("summarize.language") / "data"
_CODE = re.compile("[a-z]{2,3}")
# A line that opens a table; the tables of one subject ("numerals", "numerals.words") follow each other.
_TABLE = re.compile(r"^\[(\w+)(?:\.\w+)*\]$", re.MULTILINE)
_DEFAULT = "default"


@functools.cache
def codes() -> tuple[str, ...]:
    """The ISO 639-1 codes of the languages that have a file, in order."""
    names = (file.name.removesuffix(".toml") for file in _DATA.iterdir() if file.name.endswith(".toml"))
    return tuple(sorted(name for name in names if name != _DEFAULT))


def has_file(code: str) -> bool:
    """Whether a language has a file; anything but a code has none."""
    return _CODE.fullmatch(code) is not None and (_DATA / f"{code}.toml").is_file()


@functools.cache
def default_head() -> dict[str, Any]:
    """The keys above the tables, as default.toml has them."""
    return _parsed(_parts(_DEFAULT)[""])


def head(code: str) -> dict[str, Any]:
    """The keys above the tables, defaults where the language has none."""
    return default_head() | (_parsed(_parts(code)[""]) if has_file(code) else {})


@functools.cache
def default_table(name: str) -> dict[str, Any]:
    """The table `name` of default.toml."""
    return _table(_DEFAULT, name)


def table(code: str, name: str) -> dict[str, Any]:
    """The table `name` of a language, defaults where it has no such key."""
    return default_table(name) | (_table(code, name) if has_file(code) else {})


def has_table(code: str, name: str) -> bool:
    """Whether a language's own file has the table `name`."""
    return has_file(code) and name in _parts(code)


def ordinary_words(code: str) -> frozenset[str]:
    """The words of ordinary/XX.txt, which benchmarks/ordinary_words.py collects; none for a language without the file."""
    file = _DATA / "ordinary" / f"{code}.txt"
    return (
        frozenset(file.read_text(encoding="utf-8").split())
        if has_file(code) and file.is_file()
        else frozenset()
    )


def _table(code: str, name: str) -> dict[str, Any]:
    part = _parts(code).get(name)
    return _parsed(part)[name] if part else {}


def _parsed(part: str) -> dict[str, Any]:
    return tomllib.loads(part)


@functools.cache
def _parts(name: str) -> dict[str, str]:
    """The text of a file by its tables' names; the head's is ""."""
    text = (_DATA / f"{name}.toml").read_text(encoding="utf-8")
    parts: dict[str, str] = {}
    start, current = 0, ""
    for match in _TABLE.finditer(text):
        parts[current] = parts.get(current, "") + text[start : match.start()]
        start, current = match.start(), match[1]
    parts[current] = parts.get(current, "") + text[start:]
    return parts
