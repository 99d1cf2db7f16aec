"""torch: a checkpoint as transformers loads it, repaired where that is known to go wrong."""

import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from summarize.errors import ModelError, UsageError
from summarize.models.engines.batches import in_batches
from summarize.models.engines.decoding import Decoding
from summarize.models.entry import ModelEntry
from summarize.models.families import cuda_precision, family_named
from summarize.models.families.pieces import EOS, UNKNOWN

PRECISIONS = ("float32", "float16", "bfloat16")
# Tokens of a batch, padding included.
TOKENS = {"cpu": 1024, "cuda": 16384, "mps": 4096}


class TorchEngine:
    """A checkpoint on the CPU, on CUDA or on Apple's mps."""

    name = "torch"

    def __init__(
        self, entry: ModelEntry, folder: Path, device: str, precision: str | None, threads: int | None
    ) -> None:
        import torch

        self.device = torch_device(device)
        self.precision = torch_precision(entry, self.device, precision)
        if threads:
            torch.set_num_threads(threads)
        self._model = load_model(entry, folder, getattr(torch, self.precision))
        try:
            self._model.to(self.device)
        except (AssertionError, RuntimeError) as problem:
            raise UsageError(f"no {self.device} device is at hand; leave out --device") from problem
        self._ids = token_ids(entry, folder)
        self._tokens = {index: token for token, index in self._ids.items()}
        self._end = self._ids[EOS]
        self._suppressed = family_named(entry.family).never_written(self._model.config)

    def suppress(self, tokens: Iterable[str]) -> None:
        """From now on none of `tokens` is written, nor has it a share of the probability."""
        self._suppressed += [self._ids[token] for token in tokens if token in self._ids]

    def prepare(self, sources: int) -> None:
        """See Engine: it is loaded when it is opened."""

    def generate(
        self, sources: Sequence[Sequence[str]], forced: str | None, decoding: Decoding
    ) -> list[list[str]]:
        """See Engine."""
        start = self._start(forced)
        options: dict[str, Any] = {
            "num_beams": decoding.beams,
            "do_sample": False,
            "length_penalty": decoding.length_penalty,
            "repetition_penalty": decoding.repetition_penalty,
            "no_repeat_ngram_size": decoding.no_repeat_ngram_size,
            "early_stopping": decoding.early_stopping,
            # Both count the token that starts the decoder. Never left to default: that is 20 for a T5.
            "max_length": decoding.max_tokens + 1,
            "min_length": decoding.min_tokens + 1,
            "forced_bos_token_id": start[1] if len(start) > 1 else None,
            "forced_eos_token_id": None,
            "eos_token_id": self._end,
            "pad_token_id": self._model.config.pad_token_id,
        }
        # An unknown word would be left out of the text; marian-decoder writes none either, unless it is told to.
        options |= {"suppress_tokens": [*self._suppressed, self._ids[UNKNOWN]], "renormalize_logits": True}

        def submit(batch: list[Sequence[str]]) -> Callable[[], list[list[str]]]:
            return lambda: self._generate(batch, start[0], options)

        return in_batches(sources, TOKENS[self.device], submit)

    def _generate(self, batch: list[Sequence[str]], start: int, options: dict[str, Any]) -> list[list[str]]:
        import torch

        width = max(map(len, batch))
        pad = self._model.config.pad_token_id
        rows = [self._numbers(source) for source in batch]
        ids = torch.tensor([row + [pad] * (width - len(row)) for row in rows], device=self.device)
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows], device=self.device)
        with torch.inference_mode():
            outputs = self._model.generate(
                input_ids=ids, attention_mask=mask, decoder_start_token_id=start, **options
            )
        drop = 2 if options["forced_bos_token_id"] is not None else 1
        return [self._words(row[drop:]) for row in outputs.tolist()]

    def score(self, source: Sequence[str], target: Sequence[str], forced: str | None) -> list[float]:
        """See Engine."""
        import torch

        wanted = torch.tensor([*self._numbers(target), self._end], device=self.device)
        scores = self._log_probabilities(source, target, forced).gather(1, wanted[:, None])
        return [float(value) for value in scores[:, 0]]

    def highest(
        self, tokens: Iterable[str], source: Sequence[str], target: Sequence[str], forced: str | None
    ) -> float:
        """The highest probability, from 0 to 1, that any of `tokens` has at any step of `target`."""
        ids = [self._ids[token] for token in tokens if token in self._ids]
        return float(self._log_probabilities(source, target, forced)[:, ids].exp().max())

    def _log_probabilities(self, source: Sequence[str], target: Sequence[str], forced: str | None) -> Any:
        """Of each token of the vocabulary, at each step of `target` and where it ends: (steps + 1, vocabulary)."""
        import torch

        given = [*self._start(forced), *self._numbers(target)]
        with torch.inference_mode():
            logits = self._model(
                input_ids=torch.tensor([self._numbers(source)], device=self.device),
                decoder_input_ids=torch.tensor([given], device=self.device),
            ).logits[0, -len(target) - 1 :]
            logits[:, self._suppressed] = -torch.inf
            return logits.float().log_softmax(-1)

    def knows(self, token: str) -> bool:
        """See Engine."""
        return token in self._ids

    def _start(self, forced: str | None) -> list[int]:
        """The ids that the decoder starts from; the older mBART's forced token is that start itself."""
        start = self._model.config.decoder_start_token_id
        return [start] if forced is None or self._ids[forced] == start else [start, self._ids[forced]]

    def _numbers(self, tokens: Sequence[str]) -> list[int]:
        return [self._ids.get(token, self._ids[UNKNOWN]) for token in tokens]

    def _words(self, ids: list[int]) -> list[str]:
        end = ids.index(self._end) if self._end in ids else len(ids)
        return [self._tokens.get(index, UNKNOWN) for index in ids[:end]]


def load_model(entry: ModelEntry, folder: Path, dtype: Any) -> Any:
    """A checkpoint's model from local files only, repaired. Raises ModelError."""
    import pickle

    import safetensors
    import transformers

    transformers.utils.logging.set_verbosity_error()
    transformers.utils.logging.disable_progress_bar()
    try:
        model = (
            family_named(entry.family)
            .model_class()
            .from_pretrained(folder, local_files_only=True, dtype=dtype, trust_remote_code=False)
        )
    except pickle.UnpicklingError as problem:
        # Nothing of torch's own advice, which is to run what the file says.
        raise ModelError(
            f"{entry.name} can't be loaded: its weights are a pickle with more in it than numbers, and such code is never "
            "run; take a checkpoint with safetensors"
        ) from problem
    except (OSError, ValueError, RuntimeError, EOFError, safetensors.SafetensorError) as problem:
        reason = str(problem).splitlines()[0] if str(problem) else "a file of its weights is empty"
        raise ModelError(f"{entry.name} can't be loaded ({reason}); {_again(entry)}") from problem
    family_named(entry.family).repair(model)
    if entry.task != "similarity":
        # Its limits would be weighed against ours.
        model.generation_config.max_length = None
    return model.eval()


def load_tokenizer(entry: ModelEntry, folder: Path) -> Any:
    """transformers' tokenizer of a checkpoint, for its vocabulary. Raises ModelError."""
    kind = family_named(entry.family).tokenizer(folder)
    try:
        with warnings.catch_warnings():
            # Marian's asks for a package that it then doesn't use.
            warnings.filterwarnings("ignore", "Recommended: pip install sacremoses")
            return kind.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, RuntimeError) as problem:
        reason = str(problem).splitlines()[0]
        raise ModelError(
            f"{entry.name}: its tokenizer can't be loaded ({reason}); {_again(entry)}"
        ) from problem


def _again(entry: ModelEntry) -> str:
    """What helps where a file is damaged."""
    return (
        f"copy its folder again: {entry.folder}" if entry.folder else f"run: brief models pull {entry.typed}"
    )


def token_ids(entry: ModelEntry, folder: Path) -> dict[str, int]:
    """The checkpoint's vocabulary: the id of each token."""
    return dict(load_tokenizer(entry, folder).get_vocab())


def torch_precision(entry: ModelEntry, device: str, asked: str | None) -> str:
    """The number format that was asked for, else the best for the device. Raises UsageError for one that torch lacks."""
    is_half = device == "cuda" and cuda_precision(entry) != "float32"
    precision = asked or ("bfloat16" if is_half else "float32")
    if precision not in PRECISIONS:
        raise UsageError(
            f"torch doesn't run {precision} here; use one of {', '.join(PRECISIONS)}, or --engine ctranslate2"
        )
    return precision


def torch_device(asked: str) -> str:
    """The device that is meant: for "auto" the fastest that torch finds."""
    import torch

    if asked != "auto":
        return asked
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"
