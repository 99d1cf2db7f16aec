"""What a checkpoint's own files say: enough to use a folder on disk, or a repository that nobody wrote an entry for."""

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeGuard

from summarize.errors import ModelError
from summarize.models.entry import UNSTATED, FamilyName, ModelEntry, Task
from summarize.models.families import family_named, family_of, family_of_conversion, known_model_types
from summarize.models.families.reading import read_json, read_tokens
from summarize.models.models_file import Table, build_entry

# Configuration and tokenizer files of all families. Nothing else is taken from a repository but weights: no
# code, no other frameworks' files.
CONFIGURATION = frozenset(
    {
        "added_tokens.json",
        "joint.spm.model",
        "shared_vocabulary.json",
        "source_vocabulary.json",
        "src.spm.model",
        "target_vocabulary.json",
        "tgt.spm.model",
        "chat_template.jinja",
        "config.json",
        "generation_config.json",
        "merges.txt",
        "sentencepiece.bpe.model",
        "sentencepiece.model",
        "source.spm",
        "special_tokens_map.json",
        "spiece.model",
        "target.spm",
        "tokenizer.json",
        "tokenizer.model",
        "tokenizer_config.json",
        "vocab.json",
        "vocab.txt",
    }
)
# What `read_checkpoint` looks at.
DESCRIPTION = (
    "config.json",
    "generation_config.json",
    "tokenizer_config.json",
    "vocab.json",
    "tokenizer.json",
    "shared_vocabulary.json",
    "source_vocabulary.json",
)
# Weights in CTranslate2's own form.
CONVERTED = "model.bin"
# Weights as transformers writes them, in one file or in parts with an index. The first kind that is there is taken.
_WEIGHTS = (
    re.compile(r"model\.safetensors"),
    re.compile(r"model-\d+-of-\d+\.safetensors|model\.safetensors\.index\.json"),
    re.compile(r"pytorch_model\.bin"),
    re.compile(r"pytorch_model-\d+-of-\d+\.bin|pytorch_model\.bin\.index\.json"),
    re.compile(re.escape(CONVERTED)),
)

_DECODING = (
    "num_beams",
    "min_length",
    "length_penalty",
    "no_repeat_ngram_size",
    "repetition_penalty",
    "early_stopping",
)
# transformers' own default, which stands in files where nobody chose a length.
_NO_LENGTH = 20
# An encoder writes nothing.
_LONGEST: dict[Task, int] = {"translation": 512, "summarization": 200, "similarity": 1}


def files_to_take(names: Iterable[str]) -> list[str]:
    """Of a repository's or a folder's files, those that make the checkpoint: safetensors only, where there are any."""
    names = sorted(names)
    kinds = ([name for name in names if kind.fullmatch(name)] for kind in _WEIGHTS)
    return [name for name in names if name in CONFIGURATION] + next(filter(has_weights, kinds), [])


def has_weights(names: Iterable[str]) -> bool:
    """Whether there is a file with weights among them; an index alone is none."""
    return any(kind.fullmatch(name) and not name.endswith(".json") for name in names for kind in _WEIGHTS)


def is_conversion(folder: Path) -> bool:
    """Whether the folder is in CTranslate2's own form, as somebody else converted it."""
    return files_to_take(path.name for path in folder.iterdir())[-1:] == [CONVERTED]


def entry_from_folder(folder: Path, task: Task | None) -> ModelEntry:
    """The entry for a folder on disk, named by its path. Raises ModelError where the folder is no usable checkpoint."""
    names = [path.name for path in folder.iterdir()]
    if not has_weights(names):
        raise ModelError(f"{folder}: no weights here: model.safetensors or pytorch_model.bin is needed")
    values = read_checkpoint(folder, task, names) | {"folder": str(folder.resolve()), "licence": UNSTATED}
    return build_entry(str(folder), Table(values=values, first=folder / "config.json"))


def read_checkpoint(folder: Path, task: Task | None, names: Collection[str]) -> dict[str, Any]:
    """The keys of models.toml that the files in the folder tell; task, family and languages are always among them.

    `task` is what the model is wanted for; `names` are the files that it has, of which not all need be here. Raises ModelError for another architecture, or where the files don't tell
    the task or the languages.
    """
    config = read_json(folder / "config.json", needed=True)
    generation = read_json(folder / "generation_config.json")
    tokenizer = read_json(folder / "tokenizer_config.json")
    converted = "model_type" not in config and CONVERTED in names
    if converted:
        tokens = [
            *read_tokens(folder / "shared_vocabulary.json"), *read_tokens(folder / "source_vocabulary.json")
        ]  # fmt: skip
        family = family_of_conversion(names, frozenset(tokens))
    else:
        family = family_of(config, tokenizer)
    if family is None and converted:
        raise ModelError(
            f"{folder}: a model of CTranslate2's without the tokenizer of a family that is known here"
        )
    if family is None:
        kind = str(config.get("model_type"))
        raise ModelError(
            f"{folder}: no engine for model_type {kind!r}; known are {', '.join(known_model_types())}"
        )
    task = family_named(family).task or task
    if task is None:
        raise ModelError(
            f"{folder}: whether this translates or summarizes isn't said by its files; give --task"
        )
    found = dict(family_named(family).settings)
    if converted:
        found = {"max_tokens": _LONGEST[task], "decoding": {"num_beams": 4}} | found
    elif not family_named(family).is_told_in_words:
        found |= _settings(task, config, generation, tokenizer)
    return found | {"task": task, "family": family} | _languages(folder, family, task, tokenizer)


def _settings(
    task: Task, config: Mapping[str, Any], generation: Mapping[str, Any], tokenizer: Mapping[str, Any]
) -> dict[str, Any]:
    """What the files of an encoder-decoder say of its prefix, its limits and its search."""
    # Old checkpoints keep generation settings in config.json, and T5 those for summaries under the task's name.
    of_tasks = config.get("task_specific_params")
    of_task = of_tasks.get(task) if isinstance(of_tasks, dict) else None
    settings = dict(config) | (of_task if isinstance(of_task, dict) else {}) | dict(generation)
    prefix = settings.get("prefix")
    limits = [
        config.get("max_position_embeddings"),
        config.get("n_positions"),
        tokenizer.get("model_max_length"),
    ]
    longest = settings.get("max_length")
    decoding = {key: settings[key] for key in _DECODING if isinstance(settings.get(key), bool | int | float)}
    return {
        "prefix": prefix if isinstance(prefix, str) and prefix.strip() else "",
        "window": min((limit for limit in limits if _is_count(limit)), default=512),
        "max_tokens": longest if _is_count(longest) and longest > _NO_LENGTH else _LONGEST[task],
        "decoding": {"num_beams": 4} | decoding,
    }


def _languages(folder: Path, family: FamilyName, task: Task, tokenizer: Mapping[str, Any]) -> dict[str, Any]:
    """The keys `sources`, `targets` and, where the target is told to the model in the text, `prefix`."""
    found = family_named(family).languages(folder, task, tokenizer)
    if task == "translation" and not found["targets"]:
        raise ModelError(
            f"{folder}: its files don't tell the languages; write an entry in models.toml for it"
        )
    return found


def _is_count(value: object) -> TypeGuard[int]:
    """Whether it is a number of tokens; a tokenizer without a limit says 1e30."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1_000_000
