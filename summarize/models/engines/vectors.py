"""Texts as vectors of length 1, by an encoder of sentences: the mean of the states of all tokens."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarize.errors import ModelError
from summarize.machine import allow_wide_vectors
from summarize.models.engines.torch_engine import load_model, token_ids
from summarize.models.entry import ModelEntry
from summarize.models.families import family_named
from summarize.models.families.pieces import BOS, EOS, UNKNOWN

if TYPE_CHECKING:
    import numpy as np

    # Shape: (width,)
    Vector = np.ndarray[Any, np.dtype[np.float32]]


class CTranslate2Vectors:
    """An encoder's conversion, on the CPU: a sentence takes less time than its way to a GPU."""

    def __init__(self, entry: ModelEntry, converted: Path, checkpoint: Path) -> None:
        import ctranslate2

        allow_wide_vectors()
        self._windows = _Windows(entry, checkpoint)
        self._encoder = ctranslate2.Encoder(str(converted), compute_type="int8")

    def vector(self, text: str) -> "Vector":
        """The text's vector; one that is longer than the window is read in parts."""
        import numpy as np

        return _mean(
            np.array(self._encoder.forward_batch([window]).last_hidden_state, np.float32)[0]
            for window in self._windows.of(text)
        )


def reference_vector(entry: ModelEntry, checkpoint: Path, text: str) -> "Vector":
    """The same by the checkpoint itself, run by torch."""
    import torch

    model, ids = load_model(entry, checkpoint, torch.float32), token_ids(entry, checkpoint)
    with torch.inference_mode():
        return _mean(
            model(torch.tensor([[ids.get(token, ids[UNKNOWN]) for token in window]]))
            .last_hidden_state[0]
            .numpy()
            for window in _Windows(entry, checkpoint).of(text)
        )


class _Windows:
    """Texts as tokens in their frame, in as many windows as they need."""

    def __init__(self, entry: ModelEntry, checkpoint: Path) -> None:
        family = family_named(entry.family)
        pieces = family.pieces(checkpoint)
        if pieces is None:
            raise ModelError(f"{entry.name} has no tokenizer; run: brief models pull {entry.typed}")
        self._pieces, self._prepared = pieces, family.prepared
        self._prefix, self._room = entry.prefix, entry.window - 2

    def of(self, text: str) -> Iterator[list[str]]:
        tokens = self._pieces.encode(self._prefix + self._prepared(text))
        for start in range(0, max(1, len(tokens)), self._room):
            yield [BOS, *tokens[start : start + self._room], EOS]


def _mean(windows: "Iterable[Any]") -> "Vector":
    """The direction of the mean over all states; each window's have the shape (tokens, width)."""
    import numpy as np

    total: Vector = np.sum([window.sum(0) for window in windows], axis=0)
    mean: Vector = total / np.linalg.norm(total)
    return mean
