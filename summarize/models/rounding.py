"""Weights rounded to 8 bits as CTranslate2's converter does, but a few rows at a time, so that no weight is in memory twice.

The converter's own way multiplies each weight in place, which makes a copy of every page of a checkpoint that is read from
its file as needed, and then has the same weight in 32 bits once more.
"""

from collections.abc import Callable
from typing import Any

# About as many numbers are worked on at a time: 16 MB of them.
_AT_ONCE = 4_000_000
_LARGEST = 127.0


def round_in_rows(specification: Any, progress: Callable[[int, int], None]) -> Any:
    """The CTranslate2 model specification, which will round its weights so when it is converted.

    `progress` is then told how many bytes of how many are done.
    """

    def quantize(quantization: str | None, variable_filter: Callable[[str], bool] | None = None) -> None:
        # Nothing holds the specification any longer than the converter does.
        del specification._quantize
        done: set[str] = set()
        if (quantization or "").startswith("int8") and variable_filter is None:
            _round(specification, done, progress)
        type(specification)._quantize(
            specification,
            quantization,
            lambda name: name not in done and (variable_filter is None or variable_filter(name)),
        )

    # An attribute of this one object, where the converter looks for the method of its class.
    specification._quantize = quantize
    return specification


def _round(specification: Any, done: set[str], progress: Callable[[int, int], None]) -> None:
    from ctranslate2.specs import model_spec

    found: list[tuple[Any, str, str]] = []

    def collect(layer: Any, name: str, value: Any) -> None:
        key = name.rpartition("/")[2]
        is_weight = isinstance(value, model_spec.Variable) and not value.is_scalar()
        if is_weight and hasattr(layer, f"{key}_scale"):
            found.append((layer, key, name))

    model_spec.visit_spec(specification, collect)
    total = sum(getattr(layer, key).num_bytes() for layer, key, _ in found)
    there = 0
    for layer, key, name in found:
        value = getattr(layer, key)
        there += value.num_bytes()
        rounded, scale = _rounded(value)
        setattr(layer, key, model_spec.NumpyVariable(rounded))
        setattr(layer, f"{key}_scale", model_spec.NumpyVariable(scale))
        done |= {name, f"{name}_scale"}
        progress(there, total)


def _rounded(value: Any) -> tuple[Any, Any]:
    """A weight in 8 bits, and what each of its rows was multiplied by."""
    import numpy as np
    import torch

    tensor = value.tensor if hasattr(value, "tensor") else torch.from_numpy(value.numpy())
    rows = tensor.detach().reshape(tensor.shape[0], -1)
    rounded = np.empty(tuple(rows.shape), dtype=np.int8)
    scale = np.empty(len(rows), dtype=np.float32)
    step = max(1, _AT_ONCE // max(1, rows.shape[1]))
    for start in range(0, len(rows), step):
        some = rows[start : start + step].to(torch.float32, copy=True).numpy()
        highest = np.amax(np.absolute(some), axis=1)
        highest[highest == 0] = _LARGEST
        # A row of tiny numbers would have a scale that no 32 bits can hold.
        highest = np.maximum(highest, np.float32(_LARGEST) / np.finfo(np.float32).max)
        scale[start : start + step] = _LARGEST / highest
        some *= scale[start : start + step, None]
        rounded[start : start + step] = np.rint(some, out=some)
    return rounded.reshape(tuple(tensor.shape)), scale
