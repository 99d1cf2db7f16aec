"""Batches by tokens: sources of like length together, the longest first, results in the order of the sources."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import TypeVar

from summarize.errors import ModelError

Result = TypeVar("Result")
Sources = list[Sequence[str]]
# Starts a batch and gives back what waits for its results.
Submit = Callable[[Sources], Callable[[], list[Result]]]


def in_batches(
    sources: Sequence[Sequence[str]], budget: int, submit: Submit[Result], least: int = 1
) -> list[Result]:
    """One result a source, in the same order.

    A batch has at most `budget` tokens, padding included; `least` sources are one however long they are. A batch for which the memory doesn't suffice is halved and tried again. Raises ModelError where one source alone is
    too much.
    """
    waiting = deque(
        (batch, submit([sources[i] for i in batch])) for batch in token_batches(sources, budget, least)
    )
    results: dict[int, Result] = {}
    while waiting:
        batch, collect = waiting.popleft()
        try:
            results.update(zip(batch, collect(), strict=True))
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
            if len(batch) == 1:
                raise ModelError(
                    "there isn't enough memory for the model's work; free some, or use a smaller model"
                ) from error
            middle = len(batch) // 2
            for half in (batch[:middle], batch[middle:]):
                waiting.append((half, submit([sources[i] for i in half])))
    return [results[index] for index in range(len(sources))]


def token_batches(sources: Sequence[Sequence[str]], budget: int, least: int = 1) -> list[list[int]]:
    """Indices of the sources, the longest first, in batches of at most `budget` tokens with their padding, or of `least`."""
    batches: list[list[int]] = []
    for index in sorted(range(len(sources)), key=lambda index: -len(sources[index])):
        width = len(sources[batches[-1][0]]) if batches else 0
        if batches and (len(batches[-1]) < least or (len(batches[-1]) + 1) * width <= budget):
            batches[-1].append(index)
        else:
            batches.append([index])
    return batches


def is_out_of_memory(error: BaseException) -> bool:
    """Whether torch or CTranslate2 means by this error that the memory didn't suffice, on the CPU or a GPU."""
    text = str(error).lower()
    return isinstance(error, MemoryError) or "out of memory" in text or "can't allocate memory" in text
