"""The ways of benchmarks.engines to run a chat model, which takes one prompt of tokens and goes on with it, without beams."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from summarize.models.chat import Sampling
from summarize.models.engines.chat import CTranslate2Generator, Generator, TorchGenerator
from summarize.models.entry import ModelEntry
from summarize.models.turns import Turns


def chat_run(
    entry: ModelEntry, folder: Path, converted: Path | None, precision: str, device: str, size: int | None
) -> Callable[[list[list[str]], int], int]:
    """What runs prompts to outputs of a given length, and returns the number of tokens it wrote.

    With a `size` it is plain transformers in batches of so many; else ours, on torch where `converted` is None.
    """
    turns = Turns(entry, folder)
    if size is not None:
        return _plain(folder, turns, precision, device, size)
    running: Generator
    if converted is None:
        running = TorchGenerator(entry, folder, turns, device, precision)
    else:
        running = CTranslate2Generator(entry, converted, folder, turns.stops, device, precision)

    def run(sources: list[list[str]], length: int) -> int:
        # Nothing forces a length here, but random weights write an end about once in a hundred thousand tokens.
        return sum(len(output) for output, _ in running.generate(sources, Sampling(max_tokens=length)))

    return run


def chat_by_hand(loaded: Any, sources: Sequence[Sequence[str]], length: int, size: int, kind: str) -> None:
    """All prompts in one call of a ctranslate2.Generator."""
    loaded.generate_batch(
        [list(source) for source in sources], max_length=length, min_length=length, max_batch_size=size,
        batch_type=kind, include_prompt_in_result=False,
    )  # fmt: skip


def _plain(
    folder: Path, turns: Turns, precision: str, device: str, size: int
) -> Callable[[list[list[str]], int], int]:
    import torch
    import transformers

    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=getattr(torch, precision)).to(
        device
    )
    (pad,) = turns.ids(turns.stops[:1])

    def run(sources: list[list[str]], length: int) -> int:
        tokens = 0
        for at in range(0, len(sources), size):
            rows = [turns.ids(source) for source in sources[at : at + size]]
            width = max(map(len, rows))
            batch = torch.tensor([[pad] * (width - len(row)) + row for row in rows], device=device)
            mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in rows], device=device)
            with torch.inference_mode():
                output = model.generate(
                    batch, attention_mask=mask, min_new_tokens=length, max_new_tokens=length, do_sample=False,
                    pad_token_id=pad,
                )  # fmt: skip
            tokens += len(rows) * (output.shape[1] - width)
        return tokens

    return run
