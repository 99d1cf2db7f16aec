"""The trained tiny checkpoints as the tests use them: entries, tokenizers, engines and conversions, each made once."""

import functools
import tempfile
from pathlib import Path

import torch

from summarize.models.conversion import convert
from summarize.models.engines import Engine, open_engine
from summarize.models.entry import FamilyName, ModelEntry
from summarize.models.tokenization import Tokenizer

TRAINED = Path(__file__).parent / "trained"
_CONVERSIONS = tempfile.TemporaryDirectory(prefix="brief-conversions-")
# On models as small as these, and beside other work, more threads only wait for one another.
torch.set_num_threads(1)


def _translator(
    name: str,
    family: FamilyName,
    targets: dict[str, str],
    english: str = "",
    prefix: str = "",
    beams: int = 4,
) -> ModelEntry:
    return ModelEntry(
        name, "translation", family, f"tests/{name}", "0" * 40, "cc-by-4.0", {"en": english}, targets, prefix,
        max_tokens=200, decoding={"num_beams": beams},
    )  # fmt: skip


def _summarizer(
    name: str, family: FamilyName, max_tokens: int, mark: str = "", reads: str = "en", code: str = "", writes: str = "",
    **decoding: float,
) -> ModelEntry:  # fmt: skip
    return ModelEntry(
        name, "summarization", family, f"tests/{name}", "0" * 40, "mit", {reads: code}, {reads: writes} if writes else {},
        window=200, max_tokens=max_tokens, decoding=decoding, sentence_mark=mark,
    )  # fmt: skip


ENTRIES = {
    entry.name: entry
    for entry in (
        _translator("opus-mt-en-ar", "marian", {"ar": ">>ara<<"}, prefix="{target} "),
        _translator("opus-mt-tc-big-en-zle", "marian", {"ru": ">>rus<<"}, prefix="{target} "),
        _translator("nllb-200-distilled-600M", "nllb", {"ar": "arb_Arab", "ru": "rus_Cyrl"}, "eng_Latn"),
        _translator("m2m100_418M", "m2m100", {"ar": "ar", "ru": "ru"}, "en", beams=5),
        _translator("mbart-large-50-many-to-many-mmt", "mbart50", {"ar": "ar_AR", "ru": "ru_RU"}, "en_XX", beams=5),
        _translator("madlad400-3b-mt", "t5", {"ar": "<2ar>", "ru": "<2ru>"}, prefix="{target} "),
        _summarizer("mT5_multilingual_XLSum", "t5", 84, num_beams=4, no_repeat_ngram_size=2, length_penalty=0.6),
        _summarizer(
            "bart-large-cnn", "bart", 142, num_beams=4, min_length=56, length_penalty=2.0, no_repeat_ngram_size=3
        ),
        _summarizer("rut5_base_sum_gazeta", "t5", 200, reads="ru", num_beams=5, no_repeat_ngram_size=4),
        _summarizer(
            "mbart_ru_sum_gazeta", "mbart", 200, reads="ru", code="en_XX", writes="ru_RU", num_beams=5, no_repeat_ngram_size=4
        ),
        _summarizer("pegasus-cnn_dailymail", "pegasus", 128, "<n>", num_beams=8, min_length=32, length_penalty=0.8),
    )
}  # fmt: skip
TRANSLATORS = [
    (name, target)
    for name, entry in ENTRIES.items()
    if entry.task == "translation"
    for target in entry.targets
]
SUMMARIZERS = [name for name, entry in ENTRIES.items() if entry.task == "summarization"]


def source_of(name: str) -> str:
    """The language that a model reads."""
    return next(iter(ENTRIES[name].sources))


def target_of(name: str) -> str | None:
    """The first language that a translator writes; None for a summarizer."""
    return next(iter(ENTRIES[name].targets)) if ENTRIES[name].task == "translation" else None


@functools.cache
def tokenizer(name: str) -> Tokenizer:
    return Tokenizer(ENTRIES[name], TRAINED / name)


@functools.cache
def converted(name: str, quantization: str = "float32") -> Path:
    target = Path(_CONVERSIONS.name) / f"{name}-{quantization}"
    convert(TRAINED / name, ENTRIES[name], target, quantization)
    return target


@functools.cache
def engine(name: str, kind: str = "ctranslate2") -> Engine:
    """Either engine in float32, so that what they write can be compared."""
    if kind == "torch":
        return open_engine(ENTRIES[name], TRAINED / name, None, "torch", "cpu", threads=1)
    return open_engine(
        ENTRIES[name], TRAINED / name, converted(name), "ctranslate2", "cpu", "float32", threads=1
    )
