"""From a checkpoint's folder to CTranslate2's form of it, repaired where the converter is known to go wrong.

Each conversion is compared with the checkpoint itself, run by torch: the log-probabilities of one output have to agree.
"""

import gc
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarize.errors import ModelError
from summarize.language import ENGLISH
from summarize.models.chat import Sampling
from summarize.models.engines import Decoding, Engine, open_engine
from summarize.models.engines.cuda import available_device
from summarize.models.engines.torch_engine import TorchEngine, load_model, load_tokenizer
from summarize.models.entry import ModelEntry
from summarize.models.families import family_named
from summarize.models.home import Progress
from summarize.models.room import reference_precision
from summarize.models.rounding import round_in_rows
from summarize.models.tokenization import Framing, Tokenizer
from summarize.models.turns import Turns

# A segment in the words of any news; what it means to the model doesn't matter, only that both engines agree.
SEGMENT = "The minister said on Monday that 12 schools in the north would open again."
# Names in foreign letters are what a translation might take over from its source as it stands.
NAMES = "Ms Nakagawa of NATO met Zoltán Keresztesy in Wrocław."
SEGMENT_TOKENS = 24
# How far log-probabilities may differ in the mean over an output. Rounding to 8 bits costs up to a few tenths; a wrong
# head or a wrong scale costs several units a token.
TOLERANCE = {"float32": 0.01, "float16": 0.05, "bfloat16": 0.2}
TOLERANCE_INT8 = 0.7
# How far the cosine of an encoder's two vectors may be from 1. A wrong layer costs tenths.
TOLERANCE_OF_VECTORS = 0.02
# A token that no translation should have, with a higher probability at any step: the model may write it after all. What
# smoothing of labels leaves to each token is far below.
HIGHEST = 0.05


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the two engines make of one segment: `difference` is the mean of the absolute differences between the
    log-probabilities that they give to the tokens of torch's output.
    """

    output: tuple[str, ...]
    difference: float
    tolerance: float

    @property
    def agrees(self) -> bool:
        return self.difference <= self.tolerance


def convert(
    folder: Path, entry: ModelEntry, target: Path, quantization: str, report: Progress | None = None
) -> None:
    """Convert the checkpoint in `folder` into the new folder `target`, and compare the two.

    `quantization` is CTranslate2's name for the number format ("int8", "float16", "float32"). Raises ModelError, and
    leaves no `target`, where CTranslate2 doesn't know the model or the conversion disagrees with the checkpoint.
    """
    report = report or _silent
    try:
        converter = _converter(entry, folder, lambda done, total: report("converting", done, total))
        converter.convert(str(target), quantization=quantization, force=True)
        # The checkpoint is let go before it is loaded once more.
        del converter
        gc.collect()
        report("comparing", 0, 0)
        compare(folder, entry, target, quantization)
    except ValueError as problem:
        shutil.rmtree(target, ignore_errors=True)
        reason = str(problem).splitlines()[0]
        raise ModelError(f"CTranslate2 can't convert {entry.name} ({reason})") from problem
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def compare(folder: Path, entry: ModelEntry, converted: Path, quantization: str) -> Comparison:
    """Run one segment through the checkpoint, and through its conversion where and as that will run here.

    Raises ModelError where they disagree.
    """
    if entry.task == "similarity":
        return _agreeing(entry, _compare_vectors(folder, entry, converted))
    device = available_device()
    if family_named(entry.family).is_told_in_words:
        return _agreeing(entry, _compare_chat(folder, entry, converted, quantization, device))
    ours = open_engine(entry, folder, converted, "ctranslate2", device, _precision(quantization, device))
    tokenizer = Tokenizer(entry, folder)
    framing = _framing(entry, tokenizer, ours)
    source = tokenizer.encode(SEGMENT, framing)
    # The checkpoint is let go before its conversion is loaded: together they would take the memory of both.
    output, expected = _reference(folder, entry, source, framing, is_narrowed=_is_narrowed(converted))
    scored = ours.score(source, output, framing.forced)
    return _agreeing(entry, _compared(output, expected, scored, quantization))


def _compare_vectors(folder: Path, entry: ModelEntry, converted: Path) -> Comparison:
    """The same for an encoder, whose output is a vector."""
    from summarize.models.engines.vectors import CTranslate2Vectors, reference_vector

    expected = reference_vector(entry, folder, SEGMENT)
    ours = CTranslate2Vectors(entry, converted, folder).vector(SEGMENT)
    return Comparison((), 1 - float(expected @ ours), TOLERANCE_OF_VECTORS)


def _compare_chat(
    folder: Path, entry: ModelEntry, converted: Path, quantization: str, device: str
) -> Comparison:
    """The same for a chat model, whose output follows a prompt."""
    from summarize.models.engines.chat import CTranslate2Generator, TorchGenerator

    turns = Turns(entry, folder)
    prompt = turns.encode(SEGMENT)
    precision = reference_precision(entry, folder)
    reference = TorchGenerator(entry, folder, turns, "cpu", precision)
    ((output, _),) = reference.generate([prompt], Sampling(max_tokens=SEGMENT_TOKENS))
    # An answer that ends at once would compare nothing: the end is part of it.
    output = [*output, turns.stops[0]]
    expected = reference.score(prompt, output)
    del reference
    ours = CTranslate2Generator(
        entry, converted, folder, turns.stops, device, _precision(quantization, device)
    )
    return _compared(output, expected, ours.score(prompt, output), quantization, precision)


def _compared(
    output: list[str],
    expected: list[float],
    scored: list[float],
    quantization: str,
    reference: str = "float32",
) -> Comparison:
    difference = sum(abs(a - b) for a, b in zip(expected, scored, strict=True)) / len(expected)
    tolerance = max(TOLERANCE.get(quantization, TOLERANCE_INT8), TOLERANCE[reference])
    return Comparison(tuple(output), difference, tolerance)


def _agreeing(entry: ModelEntry, found: Comparison) -> Comparison:
    """The comparison. Raises ModelError where the two disagree."""
    if not found.agrees:
        raise ModelError(
            f"the conversion of {entry.name} doesn't compute what the checkpoint does (off by {found.difference:.2f} a "
            f"token, allowed {found.tolerance})"
        )
    return found


def _reference(
    folder: Path, entry: ModelEntry, source: list[str], framing: Framing, *, is_narrowed: bool
) -> tuple[list[str], list[float]]:
    """What the checkpoint itself writes for a source, and the log-probability of each token and of the end."""
    reference = TorchEngine(entry, folder, "cpu", "float32", None)
    if is_narrowed:
        reference.suppress(family_named(entry.family).only_read(folder))
    output = reference.generate([source], framing.forced, Decoding(max_tokens=SEGMENT_TOKENS))[0]
    return output, reference.score(source, output, framing.forced)


def _framing(entry: ModelEntry, tokenizer: Tokenizer, engine: Engine) -> Framing:
    """The frame of the entry's first language pair."""
    source_language = next(iter(entry.sources), ENGLISH)
    target_language = next((code for code in entry.targets if code != source_language), None)
    return tokenizer.framing(source_language, target_language, engine.knows)


def _precision(quantization: str, device: str) -> str:
    """The number format to run a conversion in: its own, or what it is turned into where the device doesn't have that."""
    import ctranslate2

    if quantization in ctranslate2.get_supported_compute_types(device):
        return quantization
    return "int8" if quantization.startswith("int8") else "float32"


def _is_narrowed(converted: Path) -> bool:
    """Whether a conversion's decoder has fewer tokens than its encoder."""
    return (converted / "target_vocabulary.json").exists()


def _left_out(entry: ModelEntry, folder: Path) -> frozenset[str]:
    """The tokens that no output should have; none where the model gives any of them more than next to no probability."""
    tokens = family_named(entry.family).only_read(folder)
    if not tokens:
        return tokens
    tokenizer = Tokenizer(entry, folder)
    reference = TorchEngine(entry, folder, "cpu", "float32", None)
    framing = _framing(entry, tokenizer, reference)
    for text in (SEGMENT, NAMES):
        source = tokenizer.encode(text, framing)
        output = reference.generate([source], framing.forced, Decoding(max_tokens=SEGMENT_TOKENS))[0]
        if reference.highest(tokens, source, output, framing.forced) > HIGHEST:
            return frozenset()
    return tokens


def _silent(_what: str, _done: int, _total: int) -> None:
    """No progress is shown."""


def _converter(entry: ModelEntry, folder: Path, progress: Callable[[int, int], None]) -> Any:
    # Imported here, like all that loads torch.
    import torch
    from ctranslate2.converters import TransformersConverter

    family = family_named(entry.family)

    class RepairedConverter(TransformersConverter):  # type: ignore[misc]
        def load_model(self, _class: Any, _folder: str, dtype: Any = None, **_settings: Any) -> Any:
            model = load_model(entry, folder, dtype)
            for key, value in family.configuration.items():
                if not hasattr(model.config, key):
                    setattr(model.config, key, value)
            self._config = model.config
            return model

        def load_tokenizer(self, _class: Any, _folder: str, **_settings: Any) -> Any:
            return load_tokenizer(entry, folder)

        def _load(self) -> Any:
            if left_out := _left_out(entry, folder):
                model = load_model(entry, folder, torch.float32)
                narrowed = family.narrowed_specification(model, load_tokenizer(entry, folder), left_out)
                return round_in_rows(narrowed, progress)
            specification = super()._load()
            family.repair_specification(specification, self._config)
            return round_in_rows(specification, progress)

    return RepairedConverter(str(folder))
