"""Chat models: prompts in, completed text out, wherever the model runs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from summarize.models.entry import ModelEntry


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is chosen. A temperature of 0 takes the likeliest each time; `seed` is for any other."""

    max_tokens: int
    temperature: float = 0.0
    top_p: float | None = None
    top_k: int | None = None
    repetition_penalty: float | None = None
    seed: int | None = None

    def warmer(self, seed: int) -> "Sampling":
        """For another try: with some chance in it."""
        return replace(self, temperature=max(self.temperature, 0.3) + 0.2 * seed, seed=seed)


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model wrote for one prompt.

    `is_whole` is False where it broke off at its limit of tokens, `has_read_all` where the prompt was too long for the
    model: cut by its server without a word, or refused.
    """

    text: str
    is_whole: bool = True
    has_read_all: bool = True


class ChatModel(Protocol):
    """A chat model that is ready to run. `name` says what runs it: a server, or an engine."""

    name: str

    def complete(self, prompts: Sequence[str], sampling: Sampling) -> list[Completion]:
        """One completion a prompt, in the same order. Each prompt is one turn of the user's. Raises ModelError."""
        ...

    def room(self, prompt: str) -> int:
        """How many characters more the model takes in one go, as far as it is known; negative where it is too long."""
        ...


def sampling_of(entry: ModelEntry) -> Sampling:
    """The settings of a model's entry, under transformers' names; without a temperature nothing is left to chance."""
    said = entry.decoding
    return Sampling(
        max_tokens=entry.max_tokens,
        temperature=float(said.get("temperature", 0.0)),
        top_p=float(said["top_p"]) if "top_p" in said else None,
        top_k=int(said["top_k"]) if "top_k" in said else None,
        repetition_penalty=float(said["repetition_penalty"]) if "repetition_penalty" in said else None,
        seed=0 if said.get("temperature") else None,
    )
