"""models.toml: reading it, laying one over another, and checking every key on the way to a ModelEntry.

An error names the file that says it and the key.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from summarize.errors import ModelError
from summarize.language import all_languages
from summarize.models.entry import PRECISIONS, FamilyName, ModelEntry, Task

# What a key must hold; bool before int, because True is an int.
_KINDS: dict[str, tuple[type, ...]] = {
    "task": (str,),
    "family": (str,),
    "repo": (str,),
    "revision": (str,),
    "folder": (str,),
    "licence": (str,),
    "commercial": (bool,),
    "languages": (list, dict),
    "sources": (list, dict),
    "targets": (list, dict),
    "prefix": (str,),
    "window": (int,),
    "max_tokens": (int,),
    "decoding": (dict,),
    "sentence_mark": (str,),
    "cuda_precision": (str,),
    "endpoint": (str,),
    "model": (str,),
    "key": (str,),
    "prompt": (str,),
    "raw": (bool,),
    "stop": (list,),
    "megabytes": (int,),
    "memory": (int,),
    "default": (list,),
    "note": (str,),
    "scores": (dict,),
}
FILE_NAME = "models.toml"
# What settings of decoding may be; engines end in a fault of their own, or never, over others. (No number isn't between any
# two, and so refused too.)
_HUGE = 1e6
_DECODING: Mapping[str, tuple[float, float]] = {
    "num_beams": (1, 64),
    "min_length": (0, 10_000),
    "max_length": (1, 100_000),
    "length_penalty": (-10, 10),
    "repetition_penalty": (0.01, 100),
    "no_repeat_ngram_size": (0, 100),
}
# Where a model is.
_PLACES = ("repo", "folder", "endpoint")
# What advice repeats, to be pasted into a shell.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/:@+-]{0,199}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
# What Ollama and LM Studio run a model with where nobody has set another.
ENDPOINT_WINDOW = 4096
_FORMS = {"repo": re.compile(r"(?<![\w.-])\w[\w.-]*+/\w[\w.-]*+"), "revision": re.compile(r"[0-9a-f]{40}")}
_FORM_NAMES = {"repo": "OWNER/NAME", "revision": "a commit of 40 hexadecimal digits"}
_KIND_NAMES = {str: "text", bool: "true or false", int: "a whole number", list: "a list", dict: "a table"}


@dataclass(slots=True)
class Table:
    """One model's keys as the files have them, and which file each is from."""

    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, Path] = field(default_factory=dict)
    first: Path = Path()

    def error(self, name: str, key: str, problem: str) -> ModelError:
        return ModelError(f"{self.origins.get(key, self.first)}: {key} of [{name}] {problem}")


def packaged_file() -> Path:
    """The models.toml that comes with `brief`: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / FILE_NAME
    return installed if installed.is_file() else package.parent / FILE_NAME


def read_layers(paths: Iterable[Path]) -> dict[str, ModelEntry]:
    """The entries of all files, each file laid over those before it. Raises ModelError."""
    tables: dict[str, Table] = {}
    for path in paths:
        _lay_over(tables, path)
    return {name: build_entry(name, table) for name, table in tables.items()}


def build_entry(name: str, table: Table) -> ModelEntry:
    """A checked entry. Raises ModelError, naming the file and the key."""
    values = table.values
    if "endpoint" in values:
        values.setdefault("family", "chat")
        values.setdefault("window", ENDPOINT_WINDOW)
    for key in ("task", "family", "licence"):
        if key not in values:
            raise table.error(name, key, "is missing")
    for key, known in (("task", get_args(Task)), ("family", get_args(FamilyName))):
        if values[key] not in known:
            raise table.error(name, key, f"must be one of {', '.join(known)}, not {values[key]!r}")
    _check_values(name, table)
    entry = ModelEntry(
        name=name,
        task=values["task"],
        family=values["family"],
        repo=values.get("repo"),
        revision=values.get("revision"),
        licence=values["licence"],
        sources=_codes(name, table, "sources"),
        targets=_codes(name, table, "targets"),
        prefix=values.get("prefix", ""),
        window=values.get("window", 512),
        max_tokens=values.get("max_tokens", 512),
        decoding=dict(values.get("decoding", {})),
        megabytes=values.get("megabytes"),
        memory=values.get("memory"),
        commercial=values.get("commercial", True),
        default=tuple(values.get("default", ())),
        note=values.get("note", ""),
        scores={str(pair): str(said) for pair, said in values.get("scores", {}).items()},
        folder=_folder(table),
        sentence_mark=values.get("sentence_mark", ""),
        cuda_precision=values.get("cuda_precision", ""),
        endpoint=values.get("endpoint", ""),
        model=values.get("model", ""),
        key=values.get("key", ""),
        prompt=values.get("prompt", ""),
        raw=values.get("raw", False),
        stop=tuple(map(str, values.get("stop", ()))),
    )
    if entry.task == "translation" and not entry.targets:
        raise table.error(name, "targets", "must name a language that the model translates into")
    for pair in entry.default:
        _check_default(entry, pair, table)
    return entry


def _check_values(name: str, table: Table) -> None:
    """What the keys must be together, and their forms."""
    values = table.values
    if sum(key in values for key in _PLACES) != 1:
        raise table.error(name, "repo", "or folder or endpoint must be there, and only one of them")
    if ("endpoint" in values) != ("model" in values):
        raise table.error(name, "model", "must be there where endpoint is, and only there")
    if "key" in values and not _VARIABLE.fullmatch(values["key"]):
        # Not repeated: it may be the key itself.
        raise table.error(name, "key", "must be the name of an environment variable, never the key itself")
    for key, form in _FORMS.items():
        if key in values and not form.fullmatch(values[key]):
            raise table.error(name, key, f"must be {_FORM_NAMES[key]}, not {values[key]!r}")
    if values.get("cuda_precision", PRECISIONS[0]) not in PRECISIONS:
        raise table.error(name, "cuda_precision", f"must be one of {', '.join(PRECISIONS)}")
    for key in ("window", "max_tokens", "megabytes", "memory"):
        if values.get(key, 1) < 1:
            raise table.error(name, key, "must be at least 1")
    for key, value in values.get("decoding", {}).items():
        if not isinstance(value, bool | int | float):
            raise table.error(
                name, "decoding", f"has {key} = {value!r}, which is no number and no true or false"
            )
        least, most = _DECODING.get(key, (-_HUGE, _HUGE))
        if not least <= value <= most:
            raise table.error(
                name, "decoding", f"has {key} = {value!r}; it must be from {least:g} to {most:g}"
            )


def _lay_over(tables: dict[str, Table], path: Path) -> None:
    try:
        models = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise ModelError(f"{path}: can't be read as TOML: {problem}") from problem
    claimed: dict[str, str] = {}
    for name, values in models.items():
        if not isinstance(values, dict):
            raise ModelError(f"{path}: {name} must be a table, as in [{name}]")
        if not _NAME.fullmatch(name):
            raise ModelError(
                f"{path}: {name!a} can't be the name of a model; take letters, digits and . _ - / : @ +"
            )
        table = tables.setdefault(name, Table(first=path))
        table.origins.update(dict.fromkeys(values, path))
        for key, value in values.items():
            _check_kind(name, table, key, value)
        # Whoever moves a model to a folder, or to another repository, means that in place of what was said before.
        if any(key in values for key in _PLACES):
            for key in (*_PLACES, "revision", "model"):
                table.values.pop(key, None)
        table.values.update(values)
        for pair in values.get("default", ()):
            if pair in claimed:
                raise table.error(name, "default", f"has {pair}, and so has [{claimed[pair]}]")
            claimed[pair] = name
    # A later file's default for a pair replaces an earlier one's.
    for name, table in tables.items():
        if "default" in table.values:
            table.values["default"] = [
                pair for pair in table.values["default"] if claimed.get(pair, name) == name
            ]


def _check_kind(name: str, table: Table, key: str, value: object) -> None:
    kinds = _KINDS.get(key)
    if kinds is None:
        near = difflib.get_close_matches(key, _KINDS, n=1)
        raise table.error(name, key, "isn't a known key" + (f"; did you mean {near[0]}?" if near else ""))
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise table.error(name, key, f"must be {' or '.join(_KIND_NAMES[kind] for kind in kinds)}")
    if key == "default" and isinstance(value, list) and not all(isinstance(item, str) for item in value):
        raise table.error(name, key, 'must hold pairs such as "en-ar"')


def _codes(name: str, table: Table, key: str) -> dict[str, str]:
    """Language codes with the model's own; a list means that it needs none."""
    key = key if key in table.values else "languages"
    languages = table.values.get(key, {})
    if key not in table.values and table.values["task"] == "translation" and _writes_any(table):
        languages = list(all_languages())
    pairs = languages if isinstance(languages, dict) else dict.fromkeys(map(str, languages), "")
    for language, code in pairs.items():
        if not isinstance(code, str):
            raise table.error(name, key, f"must give text for {language}")
        if not (len(language) == 2 and language.isascii() and language.islower()):
            raise table.error(name, key, f"has {language!r}, which is no ISO 639-1 code")
    return pairs


def _writes_any(table: Table) -> bool:
    """Whether a model that names no languages is one that is told them in words."""
    from summarize.models.families import family_named

    return family_named(table.values["family"]).is_told_in_words


def _folder(table: Table) -> Path | None:
    """The model's folder, relative to the file that names it."""
    if "folder" not in table.values:
        return None
    return table.origins.get("folder", table.first).parent / Path(table.values["folder"]).expanduser()


def _check_default(entry: ModelEntry, pair: str, table: Table) -> None:
    source, _, target = pair.partition("-")
    if entry.task != "translation" or not entry.translates(source, target):
        raise table.error(entry.name, "default", f"has {pair}, which the model doesn't translate")
    if not entry.commercial:
        raise table.error(
            entry.name, "default", f"has {pair}, but a non-commercial licence is never a default"
        )
