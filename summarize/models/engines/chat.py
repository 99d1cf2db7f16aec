"""Chat models on this machine: CTranslate2's generator for what it converts, torch for the rest."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from summarize.errors import ModelError
from summarize.models.chat import Completion, Sampling
from summarize.models.engines.batches import in_batches
from summarize.models.engines.ctranslate2_engine import default_precision
from summarize.models.engines.cuda import usable_device
from summarize.models.engines.workers import Workers
from summarize.models.entry import ModelEntry
from summarize.models.families.reading import read_json
from summarize.models.room import available_memory
from summarize.models.turns import Turns

# Tokens of a batch, padding included. On the CPU each worker holds the whole vocabulary's scores of every token of its batch.
TOKENS = {"cpu": 1024, "cuda": 16384}


class Generator(Protocol):
    """Tokens in, tokens out. `name` is the engine's."""

    name: str

    def generate(self, prompts: Sequence[Sequence[str]], sampling: Sampling) -> list[tuple[list[str], bool]]:
        """One output a prompt, without the token that ended it, and whether one did."""
        ...

    def score(self, prompt: Sequence[str], output: Sequence[str]) -> list[float]:
        """The log-probability of each token of the output, given the prompt and those before it."""
        ...


class LocalChat:
    """A ChatModel in a folder."""

    def __init__(self, entry: ModelEntry, generator: Generator, turns: Turns) -> None:
        self._entry, self._generator, self._turns = entry, generator, turns
        self.name = generator.name

    def complete(self, prompts: Sequence[str], sampling: Sampling) -> list[Completion]:
        """See ChatModel."""
        read = [self._turns.encode(prompt) for prompt in prompts]
        most = self._entry.window - sampling.max_tokens
        fitting = [index for index, tokens in enumerate(read) if len(tokens) <= most]
        results = [Completion("", has_read_all=False) for _ in prompts]
        outputs = self._generator.generate([read[index] for index in fitting], sampling)
        for index, (tokens, is_whole) in zip(fitting, outputs, strict=True):
            results[index] = Completion(self._turns.decode(tokens), is_whole)
        return results

    def room(self, prompt: str) -> int:
        """See ChatModel: by counting; a token more is taken to be two characters."""
        free = self._entry.window - self._entry.max_tokens - len(self._turns.encode(prompt))
        return 2 * free


class CTranslate2Generator:
    """A converted chat model."""

    name = "ctranslate2"

    def __init__(
        self,
        entry: ModelEntry,
        converted: Path,
        checkpoint: Path,
        stops: Sequence[str],
        device: str = "auto",
        precision: str | None = None,
        threads: int | None = None,
    ) -> None:
        import ctranslate2

        self.device = usable_device(device)
        self.precision = precision or default_precision(entry, self.device)
        self._stops = list(stops)
        if self.device == "cpu":
            require_memory(entry, sum(file.stat().st_size for file in converted.glob("*.bin")), checkpoint)
        self._workers = Workers(entry, ctranslate2.Generator, converted, self.device, self.precision, threads)

    def generate(self, prompts: Sequence[Sequence[str]], sampling: Sampling) -> list[tuple[list[str], bool]]:
        """See Generator. A seed changes nothing: the library's threads keep the state of their chance."""
        if not prompts:
            return []
        model = self._workers.model(len(prompts))
        is_greedy = sampling.temperature <= 0
        options: dict[str, Any] = {
            "max_length": sampling.max_tokens,
            "sampling_topk": 1 if is_greedy else (sampling.top_k or 0),
            "sampling_topp": 1 if is_greedy else (sampling.top_p or 1),
            "sampling_temperature": 1 if is_greedy else sampling.temperature,
            "repetition_penalty": sampling.repetition_penalty or 1,
            "end_token": self._stops,
            "return_end_token": True,
            "include_prompt_in_result": False,
        }

        def submit(batch: list[Sequence[str]]) -> Callable[[], list[tuple[list[str], bool]]]:
            running = model.generate_batch([list(one) for one in batch], asynchronous=True, **options)
            return lambda: [self._ended(one.result().sequences[0]) for one in running]

        # A small job is shared out among the workers; a large one has batches enough.
        share = -(-sum(map(len, prompts)) // self._workers.count)
        return in_batches(prompts, min(TOKENS[self.device], share), submit)

    def score(self, prompt: Sequence[str], output: Sequence[str]) -> list[float]:
        """See Generator."""
        result = self._workers.model(1).score_batch([[*prompt, *output]])[0]
        return [float(value) for value in result.log_probs[-len(output) :]]

    def _ended(self, output: list[str]) -> tuple[list[str], bool]:
        ends = [index for index, token in enumerate(output) if token in self._stops]
        return (output[: ends[0]], True) if ends else (output, False)


class TorchGenerator:
    """A chat model as transformers runs it."""

    name = "torch"

    def __init__(
        self,
        entry: ModelEntry,
        folder: Path,
        turns: Turns,
        device: str = "cpu",
        precision: str | None = None,
        threads: int | None = None,
    ) -> None:
        import torch

        from summarize.models.engines.torch_engine import load_model, torch_device, torch_precision

        self.device = torch_device(device)
        self.precision = torch_precision(entry, self.device, precision)
        if threads:
            torch.set_num_threads(threads)
        self._turns = turns
        self._model = load_model(entry, folder, getattr(torch, self.precision)).to(self.device)
        self._stops = turns.ids(turns.stops)

    def generate(self, prompts: Sequence[Sequence[str]], sampling: Sampling) -> list[tuple[list[str], bool]]:
        """See Generator."""
        import torch
        from transformers import GenerationConfig

        pad = self._stops[0]
        settings: dict[str, Any] = {"do_sample": False}
        if sampling.temperature > 0:
            settings = {
                "do_sample": True, "temperature": sampling.temperature, "top_p": sampling.top_p or 1.0,
                "top_k": sampling.top_k or 0,
            }  # fmt: skip
            torch.manual_seed(sampling.seed or 0)
        configuration = GenerationConfig(
            max_new_tokens=sampling.max_tokens, eos_token_id=self._stops, pad_token_id=pad,
            repetition_penalty=sampling.repetition_penalty or 1.0, **settings,
        )  # fmt: skip

        def run(batch: list[Sequence[str]]) -> list[tuple[list[str], bool]]:
            width = max(map(len, batch))
            rows = [self._turns.ids(one) for one in batch]
            ids = torch.tensor([[pad] * (width - len(row)) + row for row in rows], device=self.device)
            mask = torch.tensor(
                [[0] * (width - len(row)) + [1] * len(row) for row in rows], device=self.device
            )
            with torch.inference_mode():
                written = self._model.generate(
                    input_ids=ids, attention_mask=mask, generation_config=configuration
                )
            return [self._ended(row) for row in written[:, width:].tolist()]

        return in_batches(
            prompts, TOKENS["cpu" if self.device == "cpu" else "cuda"], lambda batch: lambda: run(batch)
        )

    def score(self, prompt: Sequence[str], output: Sequence[str]) -> list[float]:
        """See Generator."""
        import torch

        ids = self._turns.ids([*prompt, *output])
        with torch.inference_mode():
            logits = self._model(input_ids=torch.tensor([ids], device=self.device)).logits[0].float()
        steps = logits[len(prompt) - 1 : -1].log_softmax(-1)
        return [float(step[index]) for step, index in zip(steps, ids[len(prompt) :], strict=True)]

    def _ended(self, ids: list[int]) -> tuple[list[str], bool]:
        ends = [index for index, token in enumerate(ids) if token in self._stops]
        kept = ids[: ends[0]] if ends else ids
        return self._turns.tokens(kept), bool(ends)


def require_memory(entry: ModelEntry, weights: float, checkpoint: Path) -> None:
    """Raises ModelError where the memory wouldn't suffice for so many bytes of weights and for what is kept of a full window."""
    needed, free = weights + cache_of(entry, checkpoint), available_memory()
    if free is not None and needed > free:
        raise ModelError(
            f"{entry.name} needs {needed / 1e9:,.1f} GB of memory, and {free / 1e9:,.1f} GB are free; take a smaller model, or a smaller window in its entry"
        )


def cache_of(entry: ModelEntry, checkpoint: Path) -> int:
    """The bytes of the keys and values of one full window, which CTranslate2 keeps in float32."""
    config = read_json(checkpoint / "config.json")
    inner = config.get("text_config")
    config = inner if isinstance(inner, dict) else config
    heads = int(config.get("num_attention_heads") or 1)
    width = int(config.get("head_dim") or int(config.get("hidden_size") or 0) // heads)
    kept = int(config.get("num_key_value_heads") or heads)
    return 2 * 4 * int(config.get("num_hidden_layers") or 0) * kept * width * entry.window
