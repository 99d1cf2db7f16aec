"""An entry of models.toml: what a checkpoint is for and how it wants to be used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Task = Literal["summarization", "translation"]
Family = Literal["marian", "nllb", "m2m100", "mbart50", "mbart", "t5", "bart", "pegasus"]


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A model by the name people type.

    `repo` and `revision` (a commit) say where it is on the hub; both are None for a folder on disk. `sources` and
    `targets` map an ISO 639-1 code to the model's own code or token for it ("ar" -> ">>ara<<", "arb_Arab", "ar_AR", or
    "" where the model needs none); a summarizer's `targets` are empty. `prefix` stands before every input, with
    "{target}" for the target's own code. `window` is the most tokens that go in, special tokens included, and
    `max_tokens` the most that come out. `decoding` holds generation settings under transformers' names (num_beams,
    length_penalty, no_repeat_ngram_size, repetition_penalty, early_stopping, ...). `megabytes` is the download's size.
    `default` names the pairs, as "en-ar", for which this model is taken when none is asked for.
    """

    name: str
    task: Task
    family: Family
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
    commercial: bool = True
    default: tuple[str, ...] = ()
    note: str = ""
