"""`brief --to ar` from a cold start, beside loading the same model and translating the same sentences by hand.

    python -m benchmarks.cold_start                         # a model at the true size of opus-mt-en-ar
    python -m benchmarks.cold_start --model quickmt-en-ar   # of quickmt's, in CTranslate2's own form

All are whole processes with a model on disk that is converted already: random weights, whose words are Arabic letters and
never repeat, so that the checks find nothing and every sentence is translated once; it ends with an error where that isn't
so. The article has two quotes, whose speakers the speaker model tells by default, and rules with --speakers fast. They take
turns, and the best of each counts. Goal: under 1.5 times, and 1.3 times for quickmt.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice, product
from pathlib import Path

from benchmarks.random_models import SIDE, piece_count, write_checkpoint

# By model: its goal, what stands before its input, and its tokenizer's files.
GOALS = {"opus-mt-en-ar": 1.5, "quickmt-en-ar": 1.3}
PREFIX = {"opus-mt-en-ar": [">>ara<<"], "quickmt-en-ar": []}
PIECES = {"opus-mt-en-ar": ("source.spm", "target.spm"), "quickmt-en-ar": ("src.spm.model", "tgt.spm.model")}
# The sentences have at most 0.6 times as many tokens, so that none is split, and the words are so short that none is taken for
# far too long and tried again: these models don't stop by themselves.
OUTPUT_TOKENS = 40
LETTERS = 3
# None with a quote is in the summary, where its marks would be missed.
SENTENCES = [
    "The council of the old harbour town voted on the plan for a new bridge across the river after a long debate.",
    "Fishermen and traders from the villages along the coast had asked for a safe crossing since the last storm.",
    "Opponents of the plan said that the money would be better spent on the school and the hospital of the town.",
    "Work on the first pillars will begin in the spring when the water is low and the birds have left the banks.",
    "“Measurements throughout the summer confirmed that underlying sediments comfortably support considerable additional construction,” the engineers said.",
    "“Schools, hospitals and neighbourhood libraries throughout the surrounding municipalities desperately require additional investment,” the opponents said.",
]
BY_HAND = """
import ctranslate2, sentencepiece
source = sentencepiece.SentencePieceProcessor(model_file="{folder}/{pieces[0]}")
target = sentencepiece.SentencePieceProcessor(model_file="{folder}/{pieces[1]}")
model = ctranslate2.Translator("{converted}", compute_type="int8", inter_threads={cores}, intra_threads=1)
tokens = [[*{prefix!r}, *source.encode(text, out_type=str), "</s>"] for text in {segments!r}]
found = model.translate_batch(
    tokens, beam_size=4, no_repeat_ngram_size=1, max_decoding_length={length}, max_batch_size=1
)
for one in found:
    print(target.decode(one.hypotheses[0]))
"""
ENTRY = """
[random]
task = "translation"
family = "{family}"
folder = "{folder}"
licence = "none"
sources = ["en"]
{targets}
max_tokens = {length}
decoding = {{ num_beams = 4, no_repeat_ngram_size = 1 }}
"""


def seconds(command: list[str], environment: dict[str, str]) -> tuple[float, str]:
    started = time.perf_counter()
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(run.stderr)
    return time.perf_counter() - started, run.stdout


def write_model(name: str, folder: Path) -> None:
    """The random model; its source's pieces have the article's words, its target's are words in Arabic letters."""
    # Those of quotes stand without their marks too.
    said = " ".join([*SENTENCES, *(sentence.strip("“").replace("”", "") for sentence in SENTENCES)])
    words = sorted({f"▁{word}" for word in said.split()})
    unused = [f"▁{number}" for number in range(piece_count(name) - SIDE - len(words))]
    letters = product("ابتجحخدرسشصطعفقكلمنهويةىئءؤآأإذز", repeat=LETTERS)
    arabic = ["▁" + "".join(word) for word in islice(letters, SIDE)]
    if name != "quickmt-en-ar":
        write_checkpoint(name, folder, [*words, *unused, *arabic])
        return
    from ctranslate2.converters import TransformersConverter

    checkpoint = folder.with_name("checkpoint")
    write_checkpoint(name, checkpoint, [*words, *unused, *arabic])
    TransformersConverter(str(checkpoint)).convert(str(folder), quantization="float16")
    for side, other in zip(PIECES["opus-mt-en-ar"], PIECES[name], strict=True):
        shutil.copy(checkpoint / side, folder / other)


def entry_of(name: str, folder: Path) -> str:
    """The model's entry in models.toml."""
    is_native = name == "quickmt-en-ar"
    targets = 'targets = ["ar"]' if is_native else 'targets = { ar = ">>ara<<" }\nprefix = "{target} "'
    family = "quickmt" if is_native else "marian"
    return ENTRY.format(family=family, folder=folder, targets=targets, length=OUTPUT_TOKENS)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--model", choices=[*GOALS], default="opus-mt-en-ar")
    options = parser.parse_args()
    name, runs = options.model, options.runs
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        folder = home / "random"
        write_model(name, folder)
        (home / "models.toml").write_text(entry_of(name, folder))
        (home / "article.txt").write_text(" ".join(SENTENCES))
        environment = os.environ | {"BRIEF_HOME": str(home / "store")}
        brief = [
            sys.executable, "-m", "summarize", str(home / "article.txt"), "--from", "en", "--to", "ar", "--models",
            str(home / "models.toml"), "--translator", "random", "--format", "json",
        ]  # fmt: skip
        _, output = seconds(brief, environment)  # converts
        briefing = json.loads(output)
        if briefing["warnings"]:
            raise SystemExit(f"sentences were tried again: {briefing['warnings']}")
        converted = next((path.parent for path in (home / "store").rglob("model.bin")), folder)
        segments = [sentence["source_text"] for sentence in briefing["summary"]]
        segments += [quote["text"] for quote in briefing["quotes"]]
        script = BY_HAND.format(
            folder=folder, converted=converted, pieces=PIECES[name], prefix=PREFIX[name], length=OUTPUT_TOKENS, cores=os.cpu_count(),
            segments=segments,
        )  # fmt: skip
        commands = {
            "by hand": [sys.executable, "-c", script],
            "brief": brief,
            "brief --speakers fast": [*brief, "--speakers", "fast"],
        }
        times: dict[str, list[float]] = {label: [] for label in commands}
        for _ in range(runs):
            for label, command in commands.items():
                times[label].append(seconds(command, environment)[0])
    hand = min(times["by hand"])
    print(f"{len(segments)} segments translated, {len(briefing['quotes'])} of them quotes")
    for label, taken in times.items():
        print(
            f"{label:24}{min(taken):6.2f} s, {min(taken) / hand:.2f} times by hand (goal: under {GOALS[name]})"
        )


if __name__ == "__main__":
    main()
