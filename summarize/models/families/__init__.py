"""The families of models, a module each with everything that is particular to it.

A module has one object, FAMILY. What a family does like most others isn't said in it: see `Family`. The table of the
families' names is FamilyName.
"""

import functools
import importlib
from collections.abc import Container, Mapping
from typing import Any, get_args

from summarize.models.entry import FamilyName, ModelEntry
from summarize.models.families.family import Family

_NAMES: tuple[FamilyName, ...] = get_args(FamilyName)


@functools.cache
def family_named(name: FamilyName) -> Family:
    """The family of that name."""
    found = importlib.import_module(f"{__name__}.{name}").FAMILY
    assert isinstance(found, Family)
    return found


def family_of(config: Mapping[str, Any], tokenizer: Mapping[str, Any]) -> FamilyName | None:
    """The family that a config.json and a tokenizer_config.json are of; None where no engine runs it."""
    return next((name for name in _NAMES if family_named(name).recognises(config, tokenizer)), None)


def family_of_conversion(names: Container[str], vocabulary: Container[str]) -> FamilyName | None:
    """The family of a folder in CTranslate2's own form, by the names of its files and its tokens; None where none knows it."""
    return next(
        (name for name in _NAMES if family_named(name).recognises_conversion(names, vocabulary)), None
    )


def known_model_types() -> list[str]:
    """What `model_type` of a config.json may be."""
    return list(dict.fromkeys(kind for name in _NAMES for kind in family_named(name).model_types))


def cuda_precision(entry: ModelEntry) -> str:
    """The number format for a GPU: the entry's, else its family's."""
    return entry.cuda_precision or family_named(entry.family).cuda_precision
