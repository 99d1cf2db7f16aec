"""Whether CTranslate2 can compute on CUDA here: a device that is counted needn't be one that works.

Its wheel opens NVIDIA's libraries at the first product of two matrices, long after a model was loaded (faster-whisper
1431, CTranslate2 1933). So the smallest model that multiplies is run once.
"""

import functools
import json
import logging
import struct
import tempfile
from pathlib import Path
from typing import Final, Literal

from summarize.errors import ModelError, UsageError

# Widths of the probe. CUDA's kernels want multiples of 8.
_WIDTH, _WORDS = 8, 8
_CONFIGURATION = {"unk_token": "0", "bos_token": "1", "eos_token": "2"}
# CTranslate2's binary format: its version, and its numbers for the types of values (ctranslate2/specs/model_spec.py).
_VERSION, _REVISION = 6, 8
_TYPES: Final = {"f": 0, "b": 1, "h": 2, "i": 3}

_REMEDY = "install CUDA 12 with cuBLAS and a driver for it"

_log = logging.getLogger(__name__)


@functools.cache
def available_device() -> Literal["cpu", "cuda"]:
    """ "cuda" where CTranslate2 can compute there, else "cpu". Why a counted device isn't used is said once."""
    if not _counted():
        return "cpu"
    problem = compute_problem("cuda")
    if problem is None:
        return "cuda"
    _log.warning("the GPU can't be used, models run on the CPU: %s; %s", problem, _REMEDY)
    return "cpu"


def usable_device(asked: str) -> str:
    """The device that is meant, "cpu" or "cuda". Raises UsageError and ModelError where it was asked for and isn't there."""
    if asked != "cuda":
        return available_device() if asked == "auto" else asked
    if not _counted():
        raise UsageError("no CUDA device is at hand; leave out --device")
    if problem := compute_problem("cuda"):
        raise ModelError(f"the GPU can't be used: {problem}; {_REMEDY}, or leave out --device")
    return "cuda"


@functools.cache
def compute_problem(device: str) -> str | None:
    """Why CTranslate2 can't compute on the device, in its own words; None where it can."""
    import ctranslate2

    with tempfile.TemporaryDirectory() as folder:
        _write_probe(Path(folder))
        try:
            probe = ctranslate2.Generator(folder, device=device, compute_type="float32")
            probe.forward_batch([["1"]])
        except RuntimeError as problem:
            return str(problem).splitlines()[0]
    return None


def _counted() -> bool:
    import ctranslate2

    return bool(ctranslate2.get_cuda_device_count())


def _write_probe(folder: Path) -> None:
    """A decoder of one layer with constant weights, in CTranslate2's form.

    By hand: ctranslate2.specs would do it, and import torch for it.
    """
    values: dict[str, tuple[tuple[int, ...], str, list[float]]] = {}

    def put(name: str, shape: tuple[int, ...], value: float, kind: str = "f") -> None:
        values[f"decoder/{name}"] = (shape, kind, [value] * functools.reduce(lambda a, b: a * b, shape, 1))

    for name, value in {"num_heads": 1, "activation": 0}.items():
        put(name, (), value, "h" if name == "num_heads" else "b")
    for flag, on in {
        "pre_norm": 1,
        "scale_embeddings": 0,
        "start_from_zero_embedding": 0,
        "alibi": 0,
    }.items():
        put(flag, (), on, "b")
    put("alignment_layer", (), -1, "h")
    put("alignment_heads", (), 1, "h")
    for name in ("embeddings/weight", "projection/weight"):
        put(name, (_WORDS, _WIDTH), 0.1)
    for name, rows in {
        "self_attention/linear_0": 3 * _WIDTH,
        "self_attention/linear_1": _WIDTH,
        "ffn/linear_0": _WIDTH,
        "ffn/linear_1": _WIDTH,
    }.items():
        put(f"layer_0/{name}/weight", (rows, _WIDTH), 0.1)
    for name in ("layer_0/self_attention/layer_norm", "layer_0/ffn/layer_norm", "layer_norm"):
        put(f"{name}/gamma", (_WIDTH,), 1.0)
        put(f"{name}/beta", (_WIDTH,), 0.0)
    with (folder / "model.bin").open("wb") as file:
        file.write(struct.pack("I", _VERSION) + _text("TransformerDecoderSpec") + struct.pack("I", _REVISION))
        file.write(struct.pack("I", len(values)))
        for name, (shape, kind, numbers) in sorted(values.items()):
            whole = [number if kind == "f" else int(number) for number in numbers]
            data = struct.pack(f"{len(whole)}{kind}", *whole)
            file.write(_text(name) + struct.pack("B", len(shape)) + struct.pack(f"{len(shape)}I", *shape))
            file.write(struct.pack("B", _TYPES[kind]) + struct.pack("I", len(data)) + data)
        file.write(struct.pack("I", 0))
    (folder / "vocabulary.json").write_text(json.dumps([str(index) for index in range(_WORDS)]))
    (folder / "config.json").write_text(json.dumps(_CONFIGURATION))


def _text(text: str) -> bytes:
    return struct.pack("H", len(text) + 1) + text.encode() + b"\0"
