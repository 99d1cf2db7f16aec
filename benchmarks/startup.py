"""How fast `brief` starts, beside what its users would otherwise wait for; everything in one run, as ratios.

    python -m benchmarks.startup [ARTICLE] [--runs N]

A briefing as a whole process is measured beside `python -c "import torch, transformers"` (goals: at most 0.28 of it by
default, 0.15 with --speakers fast), and `brief --help` beside `python -c "import typer"` (goal: at most 1.6 times). The
commands take turns and the median counts.
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "examples" / "harbour.en.txt"


def seconds(command: list[str], stdin: bytes) -> float:
    started = time.perf_counter()
    subprocess.run(command, input=stdin, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("article", nargs="?", type=Path, default=EXAMPLE)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    article = options.article.read_bytes()
    python = sys.executable
    commands = {
        "brief < article": [python, "-m", "summarize"],
        "brief --speakers fast < article": [python, "-m", "summarize", "--speakers", "fast"],
        "import torch, transformers": [python, "-c", "import torch, transformers"],
        "brief --help": [python, "-m", "summarize", "--help"],
        "import typer": [python, "-c", "import typer"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(options.runs + 1):
        for name, command in commands.items():
            taken = seconds(command, article)
            if turn:  # the first round warms the disk cache
                times[name].append(taken)
    median = {name: statistics.median(taken) for name, taken in times.items()}
    for name, value in median.items():
        print(f"{name:32s} {value:6.3f} s")
    for ours, theirs, goal in (
        ("brief < article", "import torch, transformers", 0.28),
        ("brief --speakers fast < article", "import torch, transformers", 0.15),
        ("brief --help", "import typer", 1.6),
    ):
        ratio = median[ours] / median[theirs]
        print(
            f"{ours} / {theirs}: {ratio:.2f} (goal: at most {goal}) {'reached' if ratio <= goal else 'MISSED'}"
        )


if __name__ == "__main__":
    main()
