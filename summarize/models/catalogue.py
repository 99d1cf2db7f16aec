"""The models that `brief` knows by name, and which one a language pair gets."""

import difflib
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from shlex import quote

from summarize.errors import LanguageError, ModelError
from summarize.language import ENGLISH, all_languages, language_name
from summarize.models.entry import UNSTATED, ModelEntry, Task
from summarize.models.families import family_named
from summarize.models.folders import config_folder
from summarize.models.models_file import FILE_NAME, Table, build_entry, packaged_file, read_layers

Catalogue = Mapping[str, ModelEntry]

# The language that a pair without a model of its own goes through.
# The variables that name a server of chat models, and those of their keys.
_ENDPOINTS = {"BRIEF_ENDPOINT": "BRIEF_ENDPOINT_KEY", "OPENAI_BASE_URL": "OPENAI_API_KEY"}
PIVOT = ENGLISH
TASK_NAMES: dict[Task, str] = {
    "translation": "translation",
    "summarization": "summaries",
    "similarity": "comparing meanings",
}


def load_catalogue(extra: Path | None = None) -> Catalogue:
    """All models by name: the packaged models.toml, and over it the config folder's and `extra`.

    A models.toml in the current folder isn't read unless it is `extra`: the folder may be somebody else's, and an entry
    names what is downloaded and which server gets the text.
    Raises ModelError, which names the file and the key, for anything in these files that isn't right.
    """
    own = [user_file()] if user_file().is_file() else []
    return read_layers([packaged_file(), *own, *([extra] if extra else [])])


def user_file() -> Path:
    """The models.toml in the config folder, which may not exist; `brief models add` writes there."""
    return config_folder() / FILE_NAME


def find_model(catalogue: Catalogue, name: str, task: Task | None = None) -> ModelEntry:
    """The model that somebody asked for: a name, a repository on the hub that an entry has, or a folder on disk.

    Names and repositories are found whatever their case. Raises ModelError for an unknown name, with the nearest known
    one, for a folder that holds no usable checkpoint, and for a model of another task than `task`.
    """
    wanted = name.casefold()
    by_name = {entry.name.casefold(): entry for entry in catalogue.values()}
    by_repo = {entry.repo.casefold(): entry for entry in catalogue.values() if entry.repo}
    entry = by_name.get(wanted) or by_repo.get(wanted)
    if entry is None and task is not None and not Path(name).expanduser().is_dir():
        entry = from_environment(name, task)
    if entry is None:
        if not Path(name).expanduser().is_dir():
            raise _unknown(name, by_name)
        # Only a folder needs the rules for reading checkpoints.
        from summarize.models.checkpoint import entry_from_folder

        entry = entry_from_folder(Path(name).expanduser(), task)
    if task is not None and entry.task != task:
        if family_named(entry.family).is_told_in_words and not entry.prompt:
            return _for_task(entry, task)
        raise ModelError(f"{entry.name} is a model for {TASK_NAMES[entry.task]}, not for {TASK_NAMES[task]}")
    return entry


def _for_task(entry: ModelEntry, task: Task) -> ModelEntry:
    """The same chat model for the other task: it is told in words what to do."""
    targets = (
        dict.fromkeys(all_languages(), "") if task == "translation" and not entry.targets else entry.targets
    )
    return replace(entry, task=task, targets=targets)


def from_environment(name: str, task: Task) -> ModelEntry | None:
    """A model of the server that the environment names, under its name there; None where it names none.

    BRIEF_ENDPOINT goes before the OPENAI_BASE_URL of other programs; each has a key of its own, which goes nowhere else.
    """
    for variable, key in _ENDPOINTS.items():
        if address := os.environ.get(variable, "").strip():
            values = {
                "task": task,
                "endpoint": address,
                "model": name,
                "licence": UNSTATED,
                "commercial": False,
            }
            if os.environ.get(key, "").strip():
                values["key"] = key
            return build_entry(name, Table(values=values, first=Path(variable)))
    return None


def default_translators(catalogue: Catalogue, source: str, target: str) -> tuple[ModelEntry, ...]:
    """The models that take a text from `source` to `target` (ISO 639-1), in the order they are applied.

    One model where one is the default for the pair, else two that meet in English. Raises LanguageError where there is
    neither; the message names the models that can do it when asked for.
    """
    defaults = {pair: entry for entry in catalogue.values() for pair in entry.default}
    if direct := defaults.get(f"{source}-{target}"):
        return (direct,)
    first, second = defaults.get(f"{source}-{PIVOT}"), defaults.get(f"{PIVOT}-{target}")
    if first and second:
        return (first, second)
    pair = f"from {language_name(source)} into {language_name(target)}"
    able = [
        entry.name
        for entry in catalogue.values()
        if entry.task == "translation" and entry.translates(source, target)
    ]
    if able:
        raise LanguageError(
            f"no model translates {pair} unasked; choose one with --translator: {', '.join(able)}"
        )
    raise LanguageError(f"no known model translates {pair}; `brief models list` shows what there is")


def _unknown(name: str, known: Mapping[str, ModelEntry]) -> ModelError:
    if name.startswith((".", "/", "~")):
        return ModelError(f"no model in {name}: there is no such folder")
    near = difflib.get_close_matches(name.casefold(), known, n=1)
    hint = f"did you mean {known[near[0]].name}? " if near else ""
    more = (
        f"; `brief models add {quote(name)}` makes a repository on the hub known"
        if name.count("/") == 1
        else ""
    )
    if Path(FILE_NAME).is_file():
        more += f"; the {FILE_NAME} in this folder is read with --models {FILE_NAME} alone"
    return ModelError(f"unknown model {name!r}; {hint}`brief models list` shows all{more}")
