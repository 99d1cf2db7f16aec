"""What a checkpoint's own files say: enough to use a folder on disk, or a repository that nobody wrote an entry for."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeGuard

from summarize.errors import ModelError
from summarize.models.entry import UNSTATED, Family, ModelEntry, Task
from summarize.models.models_file import Table, build_entry, read_layers

# Configuration and tokenizer files of the families in `Family`. Nothing else is taken from a repository but weights: no
# code, no other frameworks' files.
CONFIGURATION = frozenset(
    {
        "added_tokens.json",
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
)
# Weights as transformers writes them, in one file or in parts with an index. The first kind that is there is taken.
_WEIGHTS = (
    re.compile(r"model\.safetensors"),
    re.compile(r"model-\d+-of-\d+\.safetensors|model\.safetensors\.index\.json"),
    re.compile(r"pytorch_model\.bin"),
    re.compile(r"pytorch_model-\d+-of-\d+\.bin|pytorch_model\.bin\.index\.json"),
)

_FAMILIES: dict[str, Family] = {
    "marian": "marian",
    "m2m_100": "m2m100",
    "mbart": "mbart",
    "bart": "bart",
    "pegasus": "pegasus",
    "t5": "t5",
    "mt5": "t5",
    "umt5": "t5",
}
# The tokenizer tells apart what the configuration calls by one name.
_FAMILIES_BY_TOKENIZER: dict[str, Family] = {"NllbTokenizer": "nllb", "MBart50Tokenizer": "mbart50"}
_TASKS: dict[Family, Task] = {
    "marian": "translation",
    "nllb": "translation",
    "m2m100": "translation",
    "mbart50": "translation",
    "bart": "summarization",
    "pegasus": "summarization",
}
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
_LONGEST: dict[Task, int] = {"translation": 512, "summarization": 200}

# ISO 639-3 codes, as in >>ara<<, for the languages that `brief` names.
_THREE_LETTERS = {
    "ara": "ar", "bel": "be", "bul": "bg", "cat": "ca", "ces": "cs", "cmn": "zh", "dan": "da", "deu": "de",
    "ell": "el", "eng": "en", "fas": "fa", "fin": "fi", "fra": "fr", "heb": "he", "hin": "hi", "hun": "hu",
    "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl", "pes": "fa", "pol": "pl", "por": "pt",
    "ron": "ro", "rus": "ru", "spa": "es", "srp": "sr", "swe": "sv", "tur": "tr", "ukr": "uk", "urd": "ur",
    "vie": "vi", "zho": "zh",
}  # fmt: skip
_TWO_LETTERS = frozenset(_THREE_LETTERS.values())
# Of a language in several scripts, the one that its readers expect; most codes have none.
_SCRIPTS = ("", "Hans", "Cyrl")


def files_to_take(names: Iterable[str]) -> list[str]:
    """Of a repository's or a folder's files, those that make the checkpoint: safetensors only, where there are any."""
    names = sorted(names)
    kinds = ([name for name in names if kind.fullmatch(name)] for kind in _WEIGHTS)
    return [name for name in names if name in CONFIGURATION] + next(filter(has_weights, kinds), [])


def has_weights(names: Iterable[str]) -> bool:
    """Whether there is a file with weights among them; an index alone is none."""
    return any(kind.fullmatch(name) and not name.endswith(".json") for name in names for kind in _WEIGHTS)


def entry_from_folder(folder: Path, task: Task | None) -> ModelEntry:
    """The entry for a folder on disk, named by its path. Raises ModelError where the folder is no usable checkpoint."""
    names = [path.name for path in folder.iterdir()]
    if not has_weights(names):
        raise ModelError(f"{folder}: no weights here: model.safetensors or pytorch_model.bin is needed")
    values = read_checkpoint(folder, task) | {"folder": str(folder.resolve()), "licence": UNSTATED}
    return build_entry(str(folder), Table(values=values, first=folder / "config.json"))


def read_checkpoint(folder: Path, task: Task | None) -> dict[str, Any]:
    """The keys of models.toml that the files in the folder tell; task, family and languages are always among them.

    `task` is what the model is wanted for. Raises ModelError for another architecture, or where the files don't tell
    the task or the languages.
    """
    config = _read_json(folder / "config.json", needed=True)
    generation = _read_json(folder / "generation_config.json")
    tokenizer = _read_json(folder / "tokenizer_config.json")
    family = _family(folder, config, tokenizer)
    task = _TASKS.get(family, task)
    if task is None:
        raise ModelError(
            f"{folder}: whether this translates or summarizes isn't said by its files; give --task"
        )
    # Old checkpoints keep generation settings in config.json, and T5 those for summaries under the task's name.
    of_tasks = config.get("task_specific_params")
    of_task = of_tasks.get(task) if isinstance(of_tasks, dict) else None
    settings = config | (of_task if isinstance(of_task, dict) else {}) | generation
    prefix = settings.get("prefix")
    limits = [
        config.get("max_position_embeddings"),
        config.get("n_positions"),
        tokenizer.get("model_max_length"),
    ]
    longest = settings.get("max_length")
    decoding = {key: settings[key] for key in _DECODING if isinstance(settings.get(key), bool | int | float)}
    return {
        "task": task,
        "family": family,
        "prefix": prefix if isinstance(prefix, str) and prefix.strip() else "",
        "window": min((limit for limit in limits if _is_count(limit)), default=512),
        "max_tokens": longest if _is_count(longest) and longest > _NO_LENGTH else _LONGEST[task],
        "decoding": {"num_beams": 4} | decoding,
    } | _languages(folder, family, task, tokenizer)


def _family(folder: Path, config: Mapping[str, Any], tokenizer: Mapping[str, Any]) -> Family:
    kind = str(config.get("model_type"))
    if kind not in _FAMILIES:
        raise ModelError(f"{folder}: no engine for model_type {kind!r}; known are {', '.join(_FAMILIES)}")
    classes = [str(where.get("tokenizer_class", "")).removesuffix("Fast") for where in (tokenizer, config)]
    return next(
        (_FAMILIES_BY_TOKENIZER[name] for name in classes if name in _FAMILIES_BY_TOKENIZER), _FAMILIES[kind]
    )


def _languages(folder: Path, family: Family, task: Task, tokenizer: Mapping[str, Any]) -> dict[str, Any]:
    """The keys `sources`, `targets` and, where the target is told to the model in the text, `prefix`."""
    if family == "marian":
        found = _marian_languages(folder, tokenizer)
    elif family in ("nllb", "m2m100", "mbart50"):
        codes = _family_codes(family)
        found = {"sources": codes, "targets": codes}
    elif family == "mbart":
        source, target = (str(tokenizer.get(key) or "") for key in ("src_lang", "tgt_lang"))
        found = {"sources": _named(source), "targets": _named(target)}
        if task == "summarization" and _iso(target):
            # The summary is in the language that decoding starts with, whatever the source is said to be.
            found["sources"] = {_iso(target): source or target}
    elif task == "translation":
        found = {"sources": [], "targets": _target_tokens(folder / "tokenizer.json"), "prefix": "{target} "}
    else:
        found = {"sources": []}
    if task == "translation" and not found["targets"]:
        raise ModelError(
            f"{folder}: its files don't tell the languages; write an entry in models.toml for it"
        )
    return found


def _marian_languages(folder: Path, tokenizer: Mapping[str, Any]) -> dict[str, Any]:
    source, target = (_iso(str(tokenizer.get(key) or "")) for key in ("source_lang", "target_lang"))
    vocabulary = _read_json(folder / "vocab.json", needed=True)
    tokens = [token for token in vocabulary if token.startswith(">>") and token.endswith("<<")]
    targets = {}
    # A bare code comes last, and so is preferred to one with a script.
    for token in sorted(tokens, key=lambda token: "_" not in token):
        language, _, script = token[2:-2].partition("_")
        if script in _SCRIPTS and _iso(language):
            targets[_iso(language)] = token
    sources = [source] if source else []
    if targets:
        return {"sources": sources, "targets": dict(sorted(targets.items())), "prefix": "{target} "}
    return {"sources": sources, "targets": [target] if target else []}


def _target_tokens(file: Path) -> dict[str, str]:
    """The tokens in a tokenizer.json that tell a T5 model the target, as MADLAD's do."""
    content = file.read_text(encoding="utf-8") if file.is_file() else ""
    return {code: f"<2{code}>" for code in sorted(_TWO_LETTERS) if f'"<2{code}>"' in content}


def _family_codes(family: Family) -> dict[str, str]:
    """The codes of a family whose checkpoints share one vocabulary, from the entry that comes with `brief`."""
    from summarize.models.catalogue import packaged_file

    entries = read_layers([packaged_file()]).values()
    return dict(next(entry.targets for entry in entries if entry.family == family))


def _iso(code: str) -> str:
    """The ISO 639-1 code of "ara", "ar_AR" or "ar"; "" for a group of languages, or one without a name here."""
    language = code.partition("_")[0].lower()
    return _THREE_LETTERS.get(language, language if language in _TWO_LETTERS else "")


def _named(code: str) -> dict[str, str]:
    """The model's code by its language; empty where that has no name here."""
    return {_iso(code): code} if _iso(code) else {}


def _is_count(value: object) -> TypeGuard[int]:
    """Whether it is a number of tokens; a tokenizer without a limit says 1e30."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1_000_000


def _read_json(path: Path, *, needed: bool = False) -> dict[str, Any]:
    if not needed and not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise ModelError(
            f"{path.parent}: {path.name} is missing; this is no checkpoint of a model"
        ) from problem
    except (OSError, ValueError) as problem:
        raise ModelError(f"{path}: can't be read as JSON: {problem}") from problem
    if not isinstance(found, dict):
        raise ModelError(f"{path}: no JSON object")
    return found
