"""`brief --to ar` from a cold start, beside loading the same model and translating the same sentences by hand.

    python -m benchmarks.cold_start                         # a model at the true size of opus-mt-en-ar
    python -m benchmarks.cold_start --model quickmt-en-ar   # of quickmt's, in CTranslate2's own form

Both are whole processes with a model on disk that is converted already: random weights, whose words are Arabic letters and
never repeat, so that the checks find nothing and every sentence is translated once. They take turns, and the best of each
counts. Goal: under 1.5 times, and 1.3 times for quickmt.
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
# The sentences have at most 0.6 times as many tokens, so that none is split. A model that doesn't stop by itself has shorter
# words: a translation that is far too long would be tried again.
OUTPUT_TOKENS = {"opus-mt-en-ar": 40, "quickmt-en-ar": 39}
LETTERS = {"opus-mt-en-ar": 4, "quickmt-en-ar": 3}
SENTENCES = [
    "The council of the old harbour town voted on the plan for a new bridge across the river after a long debate.",
    "Fishermen and traders from the villages along the coast had asked for a safe crossing since the last storm.",
    "Engineers from the university studied the river bed for a year and found that the ground would carry the load.",
    "Opponents of the plan said that the money would be better spent on the school and the hospital of the town.",
    "Work on the first pillars will begin in the spring when the water is low and the birds have left the banks.",
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
    words = sorted({f"▁{word}" for sentence in SENTENCES for word in sentence.split()})
    unused = [f"▁{number}" for number in range(piece_count(name) - SIDE - len(words))]
    letters = product("ابتجحخدرسشصطعفقكلمنهويةىئءؤآأإذز", repeat=LETTERS[name])
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
    return ENTRY.format(family=family, folder=folder, targets=targets, length=OUTPUT_TOKENS[name])


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
        warned = sorted({warning["code"] for warning in briefing["warnings"]})
        converted = next((path.parent for path in (home / "store").rglob("model.bin")), folder)
        script = BY_HAND.format(
            folder=folder, converted=converted, pieces=PIECES[name], prefix=PREFIX[name], length=OUTPUT_TOKENS[name], cores=os.cpu_count(),
            segments=[sentence["source_text"] for sentence in briefing["summary"]],
        )  # fmt: skip
        times = {"brief": [0.0] * 0, "by hand": []}
        for _ in range(runs):
            times["brief"].append(seconds(brief, environment)[0])
            times["by hand"].append(seconds([sys.executable, "-c", script], environment)[0])
    ours, hand = min(times["brief"]), min(times["by hand"])
    print(f"{len(briefing['summary'])} sentences translated; warnings: {', '.join(warned) or 'none'}")
    print(
        f"brief --to ar {ours:.2f} s, by hand {hand:.2f} s, ratio {ours / hand:.2f} (goal: under {GOALS[name]})"
    )


if __name__ == "__main__":
    main()
