"""Speed of the engines, side by side, on random weights at the true size of five models.

    python -m benchmarks.engines                          # all models, on the CPU
    python -m benchmarks.engines --model opus-mt-en-ar    # one of them
    python -m benchmarks.engines --device cuda            # the same on a GPU, float16 and bfloat16
    python -m benchmarks.engines --busy                   # on a machine that others use: by processor time

Every way runs in a process of its own, so that peak memory and load time are its own. Outputs are forced to one length:
random weights end nowhere. Every way runs twice, and the better run counts; by hand the best setting does. By hand
there are two conversions, the plain one that anybody gets from the converter, and ours. With --busy torch has one thread, and
a rate is tokens by second of processor time, times the cores: what a quiet machine would reach at best, which favours
transformers. Goals: ours int8 at least 25 times plain transformers one by one and 8 times its batches, and within 5 % of
the best translate_batch called by hand on our own conversion; for a chat model (benchmarks.chat_engines has its ways) 5 times
plain transformers one by one. The cold start has a benchmark of its own: benchmarks.cold_start.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from benchmarks.chat_engines import chat_by_hand, chat_run
from benchmarks.random_models import SIDE, WORKLOADS, Workload, write_checkpoint
from summarize.machine import available_cores
from summarize.models.conversion import convert
from summarize.models.engines import Device, EngineName, decoding_of, open_engine

ONE_BY_ONE, BATCHES, TORCH, OURS, PLAIN_HAND, HAND = (
    "transformers, one by one", "transformers, batches", "ours, torch", "ours, CTranslate2",
    "by hand, plain conversion", "by hand, our conversion",
)  # fmt: skip
PRECISIONS = {"cpu": ("float32", "int8"), "cuda": ("float16", "bfloat16")}
BATCH = 64
RUNS = 2
# Sizes of batches that are tried by hand.
BY_HAND = [(16, "examples"), (32, "examples"), (64, "examples"), (1024, "tokens")]
# By family: how a random token begins, and what stands before and behind a source; else it is Marian's.
MARKS: dict[str, tuple[str, list[str], list[str]]] = {"bart": ("Ġ", ["<s>"], ["</s>"]), "chat": ("Ġ", [], [])}
# At least so many times the two ways of transformers, by family; None is no goal.
GOALS: dict[str, tuple[int, int | None]] = {"chat": (5, None)}
# The slow ways would take many minutes for all: their rate is told from so many of the sources (sentences, articles).
FEW = {ONE_BY_ONE: (10, 1), BATCHES: (BATCH, 4), TORCH: (BATCH, 4)}


def sources_of(workload: Workload) -> list[list[str]]:
    """Random tokens; their lengths vary as those of sentences or articles do (seed 0)."""
    rng = random.Random(0)
    mark, first, last = MARKS.get(workload.entry.family, ("▁word", [">>ara<<"], ["</s>"]))
    lengths = [max(4, int(rng.gauss(workload.length, workload.length * 0.35))) for _ in range(workload.count)]
    limit = workload.entry.window - 2
    return [
        [*first, *(f"{mark}{rng.randrange(SIDE)}" for _ in range(min(length, limit))), *last]
        for length in lengths
    ]


def measure(name: str, way: str, precision: str, folder: Path, device: str, busy: bool) -> dict[str, float]:
    """Load and run one way in this process."""
    clock, share = (time.process_time, available_cores()) if busy else (time.perf_counter, 1)
    if busy and way in FEW:
        import torch

        torch.set_num_threads(1)
    workload = WORKLOADS[name]
    sources = sources_of(workload)
    if way in FEW:
        sources = sources[: FEW[way][workload.entry.task == "summarization"]]
    started = time.perf_counter()
    run = _prepared(workload, way, precision, folder, device)
    run(sources[:1], 2)
    loaded = time.perf_counter()
    rates = []
    for _ in range(RUNS):
        before = clock()
        tokens = run(sources, workload.output)
        rates.append(tokens * share / (clock() - before))
    return {"rate": max(rates), "load": loaded - started, "peak": peak_memory(device)}


def peak_memory(device: str) -> float:
    """What this process has taken at most, in MB (on Linux); on CUDA what is taken of the card's memory now."""
    if device == "cuda":
        import torch

        free, total = torch.cuda.mem_get_info()
        return (total - free) / 2**20
    # Not getrusage: a process begins there with what its parent had.
    status = Path("/proc/self/status").read_text()
    peak = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert peak is not None
    return int(peak[1]) / 1024


def _prepared(
    workload: Workload, way: str, precision: str, folder: Path, device: str
) -> Callable[[list[list[str]], int], int]:
    """What runs sources to outputs of a given length, and returns the number of tokens it wrote."""
    size = {ONE_BY_ONE: 1, BATCHES: BATCH}.get(way)
    if workload.entry.family == "chat":
        return chat_run(
            workload.entry,
            folder,
            None if way == TORCH else converted(folder, precision),
            precision,
            device,
            size,
        )
    decoding = decoding_of(workload.entry)
    forced = "<s>" if workload.entry.family == "bart" else None
    if size:
        return _plain(workload, folder, precision, device, size)
    kind: EngineName = "torch" if way == TORCH else "ctranslate2"
    running = open_engine(
        workload.entry,
        folder,
        converted(folder, precision),
        kind,
        cast(Device, device),
        precision,
    )

    def run(sources: list[list[str]], length: int) -> int:
        outputs = running.generate(sources, forced, replace(decoding, min_tokens=length, max_tokens=length))
        return sum(map(len, outputs))

    return run


def _plain(
    workload: Workload, folder: Path, precision: str, device: str, size: int
) -> Callable[[list[list[str]], int], int]:
    import torch
    import transformers

    words = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=getattr(torch, precision)).to(
        device
    )
    ids, pad = words.get_vocab(), model.config.pad_token_id
    names = ("num_beams", "length_penalty", "no_repeat_ngram_size", "early_stopping")
    settings = {name: workload.entry.decoding[name] for name in names if name in workload.entry.decoding}

    def run(sources: list[list[str]], length: int) -> int:
        tokens = 0
        for at in range(0, len(sources), size):
            rows = [[ids[token] for token in source] for source in sources[at : at + size]]
            width = max(map(len, rows))
            batch = torch.tensor([row + [pad] * (width - len(row)) for row in rows], device=device)
            with torch.inference_mode():
                output = model.generate(
                    batch, attention_mask=(batch != pad).long(), min_new_tokens=length, max_new_tokens=length,
                    **settings,
                )  # fmt: skip
            tokens += output.shape[0] * length
        return tokens

    return run


def by_hand(name: str, model: Path, precision: str, device: str, busy: bool) -> dict[str, Any]:
    """The best of what somebody would try with translate_batch: threads shared out both ways, several batch sizes.

    All are tried once, and the best of them again, as often as ours is run.
    """
    import ctranslate2

    workload = WORKLOADS[name]
    sources, cores = sources_of(workload), available_cores()
    is_chat = workload.entry.family == "chat"
    prefix = [["<s>"]] * len(sources) if workload.entry.family == "bart" else None
    decoding = decoding_of(workload.entry)
    clock, share = (time.process_time, cores) if busy else (time.perf_counter, 1)

    def load(inter: int, intra: int) -> Any:
        kind = ctranslate2.Generator if is_chat else ctranslate2.Translator
        return kind(str(model), device, compute_type=precision, inter_threads=inter, intra_threads=intra)

    def rate(loaded: Any, size: int, kind: str) -> float:
        before = clock()
        if is_chat:
            chat_by_hand(loaded, sources, workload.output, size, kind)
        else:
            loaded.translate_batch(
                sources, prefix, max_batch_size=size, batch_type=kind, beam_size=decoding.beams, max_input_length=0,
                max_decoding_length=workload.output, min_decoding_length=workload.output,
                length_penalty=decoding.length_penalty, no_repeat_ngram_size=decoding.no_repeat_ngram_size,
            )  # fmt: skip
        return len(sources) * workload.output * share / (clock() - before)

    threads = [(cores, 1)] if busy else sorted({(1, cores), (cores, 1)})
    tried: dict[tuple[Any, ...], float] = {}
    for shared_out in threads if device == "cpu" else [(1, 1)]:
        loaded = load(*shared_out)
        tried |= {(shared_out, *batches): rate(loaded, *batches) for batches in BY_HAND}
        del loaded
    shared_out, size, kind = max(tried, key=tried.__getitem__)
    started = time.perf_counter()
    loaded = load(*shared_out)
    took = time.perf_counter() - started
    again = [rate(loaded, size, kind) for _ in range(RUNS - 1)]
    return {
        "rate": max(tried[shared_out, size, kind], *again),
        "load": took,
        "peak": peak_memory(device),
        "setting": f"{shared_out[0]}x{shared_out[1]} threads, {size} {kind}",
    }


def converted(folder: Path, precision: str) -> Path:
    """Where our conversion of a checkpoint is."""
    return folder.with_name(f"{folder.name}-{precision}")


def plainly_converted(folder: Path, precision: str) -> Path:
    """Where the plain conversion of a checkpoint is; it is made unless it is there."""
    from ctranslate2.converters import TransformersConverter

    target = folder.with_name(f"{folder.name}-{precision}-plain")
    if not target.exists():
        TransformersConverter(str(folder)).convert(str(target), quantization=precision)
    return target


def in_own_process(*words: str | bool) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.engines", "--child", json.dumps(words)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(run.stderr)
    return json.loads(run.stdout.splitlines()[-1])


def compare(name: str, folder: Path, device: str, busy: bool) -> None:
    workload = WORKLOADS[name]
    print(
        f"\n{name}: {workload.count} sources of about {workload.length} tokens, {workload.output} tokens out, beam "
        f"{workload.entry.decoding['num_beams']}, {device}, {available_cores()} cores"
    )
    print(f"{'':38}{'tokens/s':>9}{'peak MB':>9}{'load s':>8}")
    plain, fast = PRECISIONS[device]
    rows = [(ONE_BY_ONE, plain), (BATCHES, plain), (TORCH, plain)]
    # Of the others the two conversions have the same weights.
    by_hand_ways = [PLAIN_HAND, HAND] if workload.entry.family == "marian" else [HAND]
    rows += [(OURS, plain), *((way, fast) for way in by_hand_ways), (OURS, fast)]
    rates: dict[tuple[str, str], float] = {}
    for way, precision in rows:
        found = in_own_process(name, way, precision, str(folder), device, busy)
        rates[way, precision] = found["rate"]
        label = f"{way}, {precision}"
        print(
            f"{label:38}{found['rate']:9.1f}{found['peak']:9.0f}{found['load']:8.1f}  {found.get('setting', '')}",
            flush=True,
        )
    ours = rates[OURS, fast]
    goals = GOALS.get(workload.entry.family, (25, 8))
    for other, goal in zip((ONE_BY_ONE, BATCHES), goals, strict=True):
        print(f"  ours {fast} / {other}: {ours / rates[other, plain]:.1f}{f' (goal {goal})' if goal else ''}")
    for way in by_hand_ways:
        print(f"  ours {fast} / {way}: {ours / rates[way, fast]:.2f}{' (goal 0.95)' if way == HAND else ''}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", choices=[*WORKLOADS], action="append", help="leave out the others")
    parser.add_argument("--device", choices=[*PRECISIONS], default="cpu")
    parser.add_argument("--busy", action="store_true", help="measure processor time, for a machine in use")
    parser.add_argument("--keep", type=Path, help="a folder for the random models, to use them again")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.child:
        warnings.simplefilter("ignore")
        name, way, precision, folder, device, busy = json.loads(options.child)
        if way in (PLAIN_HAND, HAND):
            model = (converted if way == HAND else plainly_converted)(Path(folder), precision)
            print(json.dumps(by_hand(name, model, precision, device, busy)))
        else:
            print(json.dumps(measure(name, way, precision, Path(folder), device, busy)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        home = options.keep or Path(temporary)
        for name in options.model or WORKLOADS:
            folder = home / name
            if not folder.exists():
                write_checkpoint(name, folder)
            for precision in PRECISIONS[options.device]:
                if not converted(folder, precision).exists():
                    convert(folder, WORKLOADS[name].entry, converted(folder, precision), precision)
            compare(name, folder, options.device, options.busy)


if __name__ == "__main__":
    main()
