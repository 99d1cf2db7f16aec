"""Whether a conversion has the room it needs, told before it begins."""

import json
import shutil
import struct
from math import prod
from pathlib import Path

from summarize.errors import ModelError
from summarize.models.entry import ModelEntry
from summarize.models.families import family_named
from summarize.models.families.reading import read_json

# Bytes of a number in each format; CTranslate2 keeps norms and scales in full beside them.
_BYTES = {"int8": 1.1, "int16": 2.1, "float16": 2, "bfloat16": 2, "float32": 4}
_OF_TYPES = {"float16": 2, "bfloat16": 2}
# Peak memory by the size of the weights: what the converter fuses and rounds, then the checkpoint for the comparison. Weights
# that are used as they are stored are read from their file as needed, and measured far below this (0.5 to 1.0).
MEMORY = 1.3
_LIBRARIES = 0.7e9
_BYTES_OF_REFERENCE = {"float32": 4, "bfloat16": 2}


def require_room(entry: ModelEntry, checkpoint: Path, target: Path, quantization: str) -> None:
    """Raises ModelError where the disk or the memory wouldn't suffice to convert the checkpoint into `target`."""
    numbers = parameters(checkpoint)
    # Formats that there aren't are the converter's to refuse.
    needed = numbers * _BYTES.get(quantization.partition("_")[0], 0)
    free = shutil.disk_usage(target).free
    if needed > free:
        raise ModelError(
            f"converting {entry.name} needs {needed / 1e6:,.0f} MB in {target}, and {free / 1e6:,.0f} MB are free"
        )
    memory, here = (
        MEMORY * _BYTES_OF_REFERENCE[reference_precision(entry, checkpoint)] * numbers + _LIBRARIES,
        available_memory(),
    )
    if here is not None and memory > here:
        raise ModelError(
            f"converting {entry.name} needs {memory / 1e9:,.1f} GB of memory, and {here / 1e9:,.1f} GB are free here"
        )


def weights_in_memory(checkpoint: Path, precision: str) -> float:
    """The bytes of a checkpoint's weights in a number format, when it runs."""
    return parameters(checkpoint) * _BYTES.get(precision.partition("_")[0], 4)


def parameters(checkpoint: Path) -> float:
    """How many numbers the checkpoint's weights have: counted in safetensors, told from the size of other files."""
    safetensors = sorted(checkpoint.glob("*.safetensors"))
    if safetensors:
        return sum(map(_counted, safetensors))
    stored = stored_precision(checkpoint)
    return sum(file.stat().st_size for file in checkpoint.glob("*.bin")) / _OF_TYPES.get(stored, 4)


def stored_precision(checkpoint: Path) -> str:
    """The number format of the checkpoint's weights, as its configuration says."""
    config = read_json(checkpoint / "config.json")
    return str(config.get("dtype") or config.get("torch_dtype") or "float32")


def reference_precision(entry: ModelEntry, checkpoint: Path) -> str:
    """The number format that torch runs a checkpoint in, to compare its conversion: a chat model, which may be large, in no
    more bytes than it is stored in."""
    is_large = family_named(entry.family).is_told_in_words
    return "bfloat16" if is_large and stored_precision(checkpoint) in _OF_TYPES else "float32"


def available_memory() -> int | None:
    """The bytes of memory that are free for a process; None where the system doesn't tell."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError, IndexError):
        return None
    # A container may have less than its machine.
    for limit, used in (
        ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
        ("/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes"),
    ):
        try:
            free = min(free, int(Path(limit).read_text()) - int(Path(used).read_text()))
        except (OSError, ValueError):
            continue
    return free


def _counted(file: Path) -> float:
    """The numbers in a safetensors file, by its header; by its size where that can't be read."""
    try:
        with file.open("rb") as stream:
            (length,) = struct.unpack("<Q", stream.read(8))
            header = json.loads(stream.read(min(length, 100_000_000)))
        return float(sum(prod(tensor["shape"]) for name, tensor in header.items() if name != "__metadata__"))
    except (OSError, ValueError, struct.error, KeyError, TypeError, AttributeError):
        return file.stat().st_size / 4
