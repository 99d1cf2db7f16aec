"""`brief --to ar` from a cold start, beside loading the same model and translating the same sentences by hand.

    python -m benchmarks.cold_start

Both are whole processes with a model on disk that is converted already: random weights at the true size of opus-mt-en-ar,
whose words are Arabic letters and never repeat, so that the checks find nothing and every sentence is translated once.
They take turns, and the best of each counts. Goal: under 1.5 times.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice, product
from pathlib import Path

from benchmarks.random_models import SIDE, piece_count, write_checkpoint

NAME = "opus-mt-en-ar"
OUTPUT_TOKENS = 40
SENTENCES = [
    "The council of the old harbour town voted on the plan for a new bridge across the river after a long debate.",
    "Fishermen and traders from the villages along the coast had asked for a safe crossing since the last storm.",
    "Engineers from the university studied the river bed for a year and found that the ground would carry the load.",
    "Opponents of the plan said that the money would be better spent on the school and the hospital of the town.",
    "Work on the first pillars will begin in the spring when the water is low and the birds have left the banks.",
]
BY_HAND = """
import ctranslate2, sentencepiece
source = sentencepiece.SentencePieceProcessor(model_file="{folder}/source.spm")
target = sentencepiece.SentencePieceProcessor(model_file="{folder}/target.spm")
model = ctranslate2.Translator("{converted}", compute_type="int8", inter_threads={cores}, intra_threads=1)
tokens = [[">>ara<<", *source.encode(text, out_type=str), "</s>"] for text in {segments!r}]
found = model.translate_batch(
    tokens, beam_size=4, no_repeat_ngram_size=1, max_decoding_length={length}, max_batch_size=1
)
for one in found:
    print(target.decode(one.hypotheses[0]))
"""
ENTRY = """
[random]
task = "translation"
family = "marian"
folder = "{folder}"
licence = "none"
sources = ["en"]
targets = {{ ar = ">>ara<<" }}
prefix = "{{target}} "
max_tokens = {length}
decoding = {{ num_beams = 4, no_repeat_ngram_size = 1 }}
"""


def seconds(command: list[str], environment: dict[str, str]) -> tuple[float, str]:
    started = time.perf_counter()
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(run.stderr)
    return time.perf_counter() - started, run.stdout


def write_model(folder: Path) -> None:
    """The random checkpoint; its source's pieces have the article's words, its target's are words in Arabic letters."""
    words = sorted({f"▁{word}" for sentence in SENTENCES for word in sentence.split()})
    unused = [f"▁{number}" for number in range(piece_count(NAME) - SIDE - len(words))]
    letters = product("ابتجحخدرسشصطعفقكلمنهوي", repeat=4)
    arabic = ["▁" + "".join(word) for word in islice(letters, SIDE)]
    write_checkpoint(NAME, folder, [*words, *unused, *arabic])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        folder = home / "random"
        write_model(folder)
        (home / "models.toml").write_text(ENTRY.format(folder=folder, length=OUTPUT_TOKENS))
        (home / "article.txt").write_text(" ".join(SENTENCES))
        environment = os.environ | {"BRIEF_HOME": str(home / "store")}
        brief = [
            sys.executable, "-m", "summarize", str(home / "article.txt"), "--from", "en", "--to", "ar", "--models",
            str(home / "models.toml"), "--translator", "random", "--format", "json",
        ]  # fmt: skip
        _, output = seconds(brief, environment)  # converts
        briefing = json.loads(output)
        warned = sorted({warning["code"] for warning in briefing["warnings"]})
        converted = next((home / "store").rglob("model.bin")).parent
        script = BY_HAND.format(
            folder=folder, converted=converted, length=OUTPUT_TOKENS, cores=os.cpu_count(),
            segments=[sentence["source_text"] for sentence in briefing["summary"]],
        )  # fmt: skip
        times = {"brief": [0.0] * 0, "by hand": []}
        for _ in range(runs):
            times["brief"].append(seconds(brief, environment)[0])
            times["by hand"].append(seconds([sys.executable, "-c", script], environment)[0])
    ours, hand = min(times["brief"]), min(times["by hand"])
    print(f"{len(briefing['summary'])} sentences translated; warnings: {', '.join(warned) or 'none'}")
    print(f"brief --to ar {ours:.2f} s, by hand {hand:.2f} s, ratio {ours / hand:.2f} (goal: under 1.5)")


if __name__ == "__main__":
    main()
