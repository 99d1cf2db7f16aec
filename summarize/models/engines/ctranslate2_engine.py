"""CTranslate2: a converted model on the CPU or on CUDA."""

import functools
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from summarize.errors import ModelError, UsageError
from summarize.models.engines.batches import in_batches
from summarize.models.engines.cuda import usable_device
from summarize.models.engines.decoding import Decoding
from summarize.models.engines.workers import Workers
from summarize.models.entry import ModelEntry
from summarize.models.families import cuda_precision

# Tokens of a batch, measured with benchmarks/engines.py: on the CPU small batches pad little and stay in the cache.
TOKENS = {"cpu": 768, "cuda": 8192}
# Of sources as long as articles so many go together: a step of the decoder takes hardly longer for three than for one.
LEAST_SOURCES = 3


class CTranslate2Engine:
    """A converted model. It is loaded when a job comes, whose size decides how the cores are shared out."""

    name = "ctranslate2"

    def __init__(
        self, entry: ModelEntry, converted: Path, device: str, precision: str | None, threads: int | None
    ) -> None:
        import ctranslate2

        self._entry = entry
        self._folder = converted
        self.device = usable_device(device)
        supported = ctranslate2.get_supported_compute_types(self.device)
        self.precision = precision or default_precision(entry, self.device)
        if self.precision not in supported:
            raise UsageError(
                f"precision {self.precision} can't be had on {self.device} here; use one of {', '.join(sorted(supported))}"
            )
        self._workers = Workers(
            entry, ctranslate2.Translator, converted, self.device, self.precision, threads
        )

    def prepare(self, sources: int) -> None:
        """See Engine."""
        self._workers.model(sources)

    def generate(
        self, sources: Sequence[Sequence[str]], forced: str | None, decoding: Decoding
    ) -> list[list[str]]:
        """See Engine."""
        if not sources:
            return []
        model = self._workers.model(len(sources))
        options = {
            "beam_size": decoding.beams,
            "length_penalty": decoding.length_penalty,
            "repetition_penalty": decoding.repetition_penalty,
            "no_repeat_ngram_size": decoding.no_repeat_ngram_size,
            "max_decoding_length": decoding.max_tokens,
            "min_decoding_length": max(1, decoding.min_tokens),
            "max_input_length": 0,  # else it would cut sources silently
            "disable_unk": True,  # else there would be a gap in the text
        }

        def submit(batch: list[Sequence[str]]) -> Callable[[], list[list[str]]]:
            running = model.translate_batch(
                batch, [[forced]] * len(batch) if forced else None, asynchronous=True, **options
            )
            return lambda: [_without(forced, one.result().hypotheses[0]) for one in running]

        # A small job is shared out among the workers; a large one has batches enough.
        share = -(-sum(map(len, sources)) // self._workers.count)
        least = min(LEAST_SOURCES, -(-len(sources) // self._workers.count))
        return in_batches(sources, min(TOKENS[self.device], share), submit, least)

    def score(self, source: Sequence[str], target: Sequence[str], forced: str | None) -> list[float]:
        """See Engine."""
        target = [forced, *target] if forced else [*target]
        result = self._workers.model(1).score_batch([list(source)], [target], max_input_length=0)[0]
        scored = len(target) + 1 - (1 if forced else 0)
        return [float(value) for value in result.log_probs[-scored:]]

    def knows(self, token: str) -> bool:
        """See Engine."""
        return token in self._vocabulary

    @functools.cached_property
    def _vocabulary(self) -> frozenset[str]:
        files = list(self._folder.glob("*_vocabulary.json"))  # one that is shared, or one a side
        if not files:
            raise ModelError(
                f"{self._entry.name}: the conversion has no vocabulary; run: brief models pull {self._entry.typed}"
            )
        return frozenset(token for file in files for token in json.loads(file.read_text(encoding="utf-8")))


def _without(forced: str | None, output: list[str]) -> list[str]:
    """The output without the token that it had to begin with; that isn't in it where the decoder starts from it."""
    return output[1:] if forced and output[:1] == [forced] else output


def default_precision(entry: ModelEntry, device: str) -> str:
    """The number format that a model runs in where none is asked for: what it was converted to."""
    return cuda_precision(entry) if device == "cuda" else "int8"
