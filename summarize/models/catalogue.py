"""The models that `brief` knows by name, and which one a language pair gets."""

from collections.abc import Mapping
from pathlib import Path

from summarize.models.entry import ModelEntry, Task

Catalogue = Mapping[str, ModelEntry]


def load_catalogue(extra: Path | None = None) -> Catalogue:
    """All models by name: the packaged models.toml, and over it the config folder's, ./models.toml and `extra`.

    Raises ModelError, which names the file and the key, for anything in these files that isn't right.
    """
    raise NotImplementedError


def find_model(catalogue: Catalogue, name: str, task: Task) -> ModelEntry:
    """The model that somebody asked for: a name, a repository on the hub that an entry has, or a folder on disk.

    Raises ModelError for an unknown name, with the nearest known one, and for a model of another task.
    """
    raise NotImplementedError


def default_translators(catalogue: Catalogue, source: str, target: str) -> tuple[ModelEntry, ...]:
    """The models that take a text from `source` to `target` (ISO 639-1), in the order they are applied.

    One model where one is the default for the pair, else two that meet in English. Raises LanguageError where there is
    neither; the message names the models that can do it when asked for.
    """
    raise NotImplementedError
