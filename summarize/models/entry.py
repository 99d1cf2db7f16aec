"""An entry of models.toml: what a checkpoint is for and how it wants to be used."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Task = Literal["summarization", "translation", "similarity"]
# Each is a module of `families`, where a model of another family is added. Of two that know a checkpoint's files the first
# has it.
FamilyName = Literal[
    "marian", "nllb", "m2m100", "mbart50", "mbart", "t5", "bart", "pegasus", "quickmt", "bert", "chat"
]

# CTranslate2's names for the formats of a model's numbers.
PRECISIONS = (
    "int8", "int8_float32", "int8_float16", "int8_bfloat16", "int16", "float16", "bfloat16", "float32",
)  # fmt: skip

# The licence of a model whose owner says nothing about it.
UNSTATED = "not stated"


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A model by the name people type.

    `repo` and `revision` (a commit) say where it is on the hub; a revision of None is the newest, resolved when it is
    pulled. A model on disk has `folder` instead, and neither of the two. `sources` and `targets` map an ISO 639-1 code
    to the model's own code or token for it ("ar" -> ">>ara<<", "arb_Arab", "ar_AR", or "" where the model needs none);
    a summarizer's `targets` are what its summaries have to begin with, where it needs that, and empty `sources` mean any
    language. `prefix` stands before every input, with "{target}" for the target's own code. `window` is the most tokens
    that go in, special tokens included, and `max_tokens` the most that come out. `decoding` holds generation settings under transformers' names (num_beams,
    min_length, length_penalty, no_repeat_ngram_size, repetition_penalty, early_stopping). `sentence_mark` is what the model
    writes between sentences in place of a blank ("<n>"). `cuda_precision` is CTranslate2's name for the number format on a GPU, empty where
    the family's own is right. `megabytes` is the download's size, `memory` about
    how many of them it takes when it runs on the CPU. `default` names the pairs, as "en-ar",
    for which this model is taken when none is asked for, `scores` what was published of its quality, by pair and with the
    source; `commercial` is False where the licence forbids commercial use or
    isn't stated, and then there are none.

    Of chat models: `endpoint` is the address of a server in place of `repo` and `folder`, `model` its name there, and `key`
    the name of the environment variable with the key. `prompt` is what the model is asked, with {text}, {source},
    {target}, {source_code}, {target_code} or {text}, {language}, {length}, {sentences}, empty for the built-in one; `raw`
    means that it stands for itself, without a chat template. `stop` are texts that end an answer. Their `decoding` has
    temperature, top_p, top_k and repetition_penalty; without a temperature nothing is left to chance.
    """

    name: str
    task: Task
    family: FamilyName
    repo: str | None
    revision: str | None
    licence: str
    sources: Mapping[str, str]
    targets: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    window: int = 512
    max_tokens: int = 512
    decoding: Mapping[str, int | float | bool] = field(default_factory=dict)
    megabytes: int | None = None
    memory: int | None = None
    commercial: bool = True
    default: tuple[str, ...] = ()
    note: str = ""
    scores: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    sentence_mark: str = ""
    cuda_precision: str = ""
    endpoint: str = ""
    model: str = ""
    key: str = ""
    prompt: str = ""
    raw: bool = False
    stop: tuple[str, ...] = ()

    @property
    def typed(self) -> str:
        """What names it in a command, as a shell takes it: its folder, where that alone gave it a name."""
        named_by_folder = self.folder is not None and self.folder.name == self.name
        return shlex.quote(str(self.folder) if named_by_folder else self.name)

    def takes(self, source: str) -> bool:
        """Whether the model reads this language (an ISO 639-1 code)."""
        return not self.sources or source in self.sources

    def translates(self, source: str, target: str) -> bool:
        """Whether this is a translator for the pair (ISO 639-1 codes)."""
        return source != target and self.takes(source) and target in self.targets
