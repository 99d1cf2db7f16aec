"""How much memory converting a large chat model takes, by the size of its weights.

    python -m benchmarks.conversion                    # 3 billion weights of Qwen3's form, in 16 bits: 6 GB on disk
    python -m benchmarks.conversion --billions 1.5     # fewer

The checkpoint has random weights and is written shard by shard; then a process of its own converts it to int8 as `brief` does
when it first uses a model, the comparison with the checkpoint on torch included. What counts is the memory that nothing
can take away: pages of the weights' file, which the system drops where it needs room, are shown beside it. Goal: at most
1.3 times the weights; where that isn't free, `brief` has to say so before it begins, which this then shows.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.random_models import QWEN3, WORKLOADS, write_chat_config, write_chat_tokenizer
from summarize.errors import ModelError
from summarize.models.entry import ModelEntry

GOAL = 1.3
# Qwen3-4B's, but for the number of layers.
WIDE = QWEN3 | {"hidden_size": 2560, "intermediate_size": 9728, "num_attention_heads": 32}
VOCABULARY = WORKLOADS["qwen3-0.6b"].vocabulary
SHARD = 1_000_000_000


def write_large(folder: Path, weights: float) -> int:
    """A checkpoint of about so many weights in `folder`, never as a whole in memory (seed 0); the bytes of its weights."""
    import torch
    import transformers
    from safetensors.torch import save_file

    folder.mkdir(parents=True)
    write_chat_tokenizer(folder, VOCABULARY)
    config = write_chat_config(folder, WIDE | {"num_hidden_layers": 1}, VOCABULARY)
    sizes = []
    for layers in (1, 2):
        config.num_hidden_layers, config.layer_types = layers, ["full_attention"] * layers
        with torch.device("meta"):
            model = transformers.AutoModelForCausalLM.from_config(config)
        sizes.append(sum(weight.numel() for weight in model.parameters()))
    layers = max(1, 1 + round((weights - sizes[0]) / (sizes[1] - sizes[0])))
    config.num_hidden_layers, config.layer_types = layers, ["full_attention"] * layers
    config.save_pretrained(folder)
    with torch.device("meta"):
        model = transformers.AutoModelForCausalLM.from_config(config)
    torch.manual_seed(0)
    places: dict[str, str] = {}
    total = 0
    shards = list(_shards(model.named_parameters()))
    for number, shard in enumerate(shards, 1):
        name = f"model-{number:05}-of-{len(shards):05}.safetensors"
        # Norms have one dimension, and begin as ones.
        made = {
            key: torch.ones(shape, dtype=torch.bfloat16)
            if len(shape) == 1
            else torch.empty(shape, dtype=torch.bfloat16).normal_(0, 0.02)
            for key, shape in shard.items()
        }
        save_file(made, folder / name, {"format": "pt"})
        places |= dict.fromkeys(made, name)
        total += sum(tensor.nbytes for tensor in made.values())
    index = {"metadata": {"total_size": total}, "weight_map": places}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    return total


def _shards(parameters: Any) -> Iterator[dict[str, tuple[int, ...]]]:
    """Names and shapes, in groups of about SHARD bytes."""
    shard: dict[str, tuple[int, ...]] = {}
    size = 0
    for name, parameter in parameters:
        shard[name] = tuple(parameter.shape)
        size += 2 * parameter.numel()
        if size >= SHARD:
            yield shard
            shard, size = {}, 0
    if shard:
        yield shard


def convert_here(folder: Path) -> dict[str, Any]:
    """Convert in this process; the most memory of its own, and with the pages of files, in bytes."""
    from summarize.models.store import Store

    entry = ModelEntry(
        "large", "translation", "chat", None, None, "none", {"en": ""}, {"ar": ""}, window=1024, max_tokens=64,
        folder=folder, prompt="{text}", raw=True,
    )  # fmt: skip
    store = Store()
    peak, ended = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(0.005):
            peak = max(peak, _status("RssAnon"))

    watching = threading.Thread(target=watch)
    watching.start()
    started = time.perf_counter()
    try:
        local = store.convert(store.require(entry), "int8")
    except ModelError as refused:
        return {"refused": str(refused)}
    finally:
        ended.set()
        watching.join()
    assert local.converted is not None
    return {
        "own": peak,
        "with files": _status("VmHWM"),
        "seconds": time.perf_counter() - started,
        "converted": (local.converted / "model.bin").stat().st_size,
    }


def _status(key: str) -> int:
    found = re.search(rf"{key}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1]) * 1024


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--billions", type=float, default=3.0)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(convert_here(options.child)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "large"
        size = write_large(folder, options.billions * 1e9)
        run = subprocess.run(
            [sys.executable, "-m", "benchmarks.conversion", "--child", str(folder)],
            env=os.environ | {"BRIEF_HOME": str(Path(temporary) / "home")},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if run.returncode:
            raise SystemExit(run.stderr)
        found = json.loads(run.stdout.splitlines()[-1])
    print(f"weights: {size / 2e9:.2f} billion, {size / 1e9:.2f} GB in 16 bits")
    if "refused" in found:
        print(f"said before anything was begun: {found['refused']}")
        return
    print(f"converted to {found['converted'] / 1e9:.2f} GB and compared in {found['seconds']:.0f} s")
    print(f"memory at its peak: {found['own'] / 1e9:.2f} GB, {found['own'] / size:.2f} times (goal {GOAL})")
    print(f"with pages of files: {found['with files'] / 1e9:.2f} GB, {found['with files'] / size:.2f} times")


if __name__ == "__main__":
    main()
