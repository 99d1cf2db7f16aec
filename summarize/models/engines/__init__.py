"""Engines: what runs a model. Tokens in, tokens out; all segments at hand in one call, so that they share batches.

`ctranslate2` is the fast one, on the CPU and on CUDA; `torch` runs what CTranslate2 can't convert, Apple's GPUs, and is
the reference that a conversion is compared with.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

from summarize.errors import ModelError, UsageError
from summarize.models.engines.decoding import Decoding, decoding_of
from summarize.models.entry import ModelEntry

EngineName = Literal["auto", "ctranslate2", "torch"]
Device = Literal["auto", "cpu", "cuda", "mps"]

__all__ = ["Decoding", "Device", "Engine", "EngineName", "decoding_of", "default_quantization", "open_engine"]


class Engine(Protocol):
    """A loaded model. `name`, `device` and `precision` say what runs it, where, and in which number format."""

    name: str
    device: str
    precision: str

    def prepare(self, sources: int) -> None:
        """Load the model for a job of about so many sources, where that isn't done yet; other threads may go on."""
        ...

    def generate(
        self, sources: Sequence[Sequence[str]], forced: str | None, decoding: Decoding
    ) -> list[list[str]]:
        """One output a source, in the same order, without `forced` (the token each begins with) and the end mark."""
        ...

    def score(self, source: Sequence[str], target: Sequence[str], forced: str | None) -> list[float]:
        """The log-probability of each token of `target` and of the end mark, given those before it."""
        ...

    def knows(self, token: str) -> bool:
        """Whether the token is in the vocabulary."""
        ...


def open_engine(
    entry: ModelEntry,
    folder: Path,
    converted: Path | None,
    engine: EngineName = "auto",
    device: Device = "auto",
    precision: str | None = None,
    threads: int | None = None,
) -> Engine:
    """The engine for a model on this machine: `folder` is its checkpoint, `converted` its CTranslate2 form, if any.

    `precision` is a compute type of CTranslate2 or a float type of torch; None is the device's best (int8 on the CPU,
    float16 on CUDA). `threads` is how many CPU cores it may use, None for all. Raises ModelError where the engine
    can't run this model, UsageError for a device or precision that isn't there.
    """
    if engine == "auto":
        engine = "torch" if converted is None or device == "mps" else "ctranslate2"
    # Each engine imports its library when it is opened: CTranslate2 takes 0.1 s, torch and transformers take 3 s.
    if engine == "torch":
        from summarize.models.engines.torch_engine import TorchEngine

        return TorchEngine(entry, folder, device, precision, threads)
    if converted is None:
        raise ModelError(
            f"{entry.name} isn't converted for CTranslate2; run: brief models pull {entry.typed}, or use --engine torch"
        )
    if device == "mps":
        raise UsageError("CTranslate2 doesn't run on mps; use --engine torch")
    from summarize.models.engines.ctranslate2_engine import CTranslate2Engine

    return CTranslate2Engine(entry, converted, device, precision, threads)


def default_quantization(entry: ModelEntry, device: Device = "auto") -> str:
    """The number format to convert a model to for a device: "int8" on the CPU, on CUDA what the model bears."""
    from summarize.models.engines.ctranslate2_engine import default_precision
    from summarize.models.engines.cuda import available_device

    return default_precision(entry, available_device() if device == "auto" else device)
