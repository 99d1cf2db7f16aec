"""What the quote engine knows about a language: `data/<language>.toml`, laid over `data/default.toml`."""

import functools
import re
import tomllib
from dataclasses import dataclass, fields
from importlib import resources


@dataclass(frozen=True, slots=True)
class Table:
    """A language's marks and words. Words are lower case."""

    opening_marks: frozenset[str]
    closing_marks: frozenset[str]
    verbs: frozenset[str]
    pronouns: frozenset[str]
    function_words: frozenset[str]


@functools.cache
def language_table(language: str) -> Table:
    """The table of a language (an ISO 639-1 code); a language without a file gets the general one."""
    data = _read("default") | (_read(language) if re.fullmatch("[a-z]{2,3}", language) else {})
    return Table(**{field.name: frozenset(data.get(field.name, "").split()) for field in fields(Table)})


def _read(name: str) -> dict[str, str]:
    file = resources.files("summarize.quotes") / "data" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
