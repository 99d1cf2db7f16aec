"""How fast `brief batch` is, and how much memory it takes, on articles of this file's own making.

    python -m benchmarks.batch [extractive] [memory] [translation] [large] [--articles N] [--gigabytes G]

Without a name, everything but `large`. Goals: two processes at least 1.7 times one, at least 30 times a shell loop of
`brief` per article, peak memory at N articles within 10% of that at N/10, and translation at 90% or more of what the
engine does when it gets the same segments alone. `large` reads a file of JSON lines of so many gigabytes. Who spoke is
told by the rules, but for one row with the speaker model.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.batch_translation import measure_translation

SEED = 7
RUNS = 3
LOOPED = 100
# The share of the articles that the speaker model reads, which takes far longer: one of so many.
MODELLED = 40
_SUBJECTS = [
    "The council",
    "The harbour board",
    "A committee of residents",
    "The ministry",
    "The school",
    "A court",
]
_VERBS = ["approved", "rejected", "delayed", "reviewed", "praised", "questioned", "announced", "funded"]
_OBJECTS = [
    "a new bridge",
    "the ferry timetable",
    "a plan for the old mill",
    "the flood wall",
    "a library",
    "repairs",
]
_PLACES = [
    "in Ostby",
    "near Kellin",
    "along the Venn",
    "at Marrow Point",
    "in the Lisk valley",
    "outside Brand",
]
_TIMES = [
    "on Monday",
    "last week",
    "after a long debate",
    "despite protests",
    "for the second time",
    "before dawn",
]
_PEOPLE = ["Vera Lind", "Tomas Reed", "Ada Brook", "Iva Senn", "Jonas Vale", "Mara Holt"]
_SAID = [
    "We will not wait another winter",
    "Nobody asked the people who live here",
    "This is money well spent",
]


def article(number: int) -> str:
    """About 2,500 characters of news: a headline, and five paragraphs of four sentences, one of them a quote."""
    draw = random.Random(f"{SEED}-{number}")

    def clause() -> str:
        parts = (draw.choice(part) for part in (_SUBJECTS, _VERBS, _OBJECTS, _PLACES, _TIMES))
        return " ".join(parts)

    def paragraph() -> str:
        who = draw.choice(_PEOPLE)
        quote = f"“{draw.choice(_SAID)}, and {clause().lower()},” said {who}."
        plain = [
            f"{clause()}, at a cost of {draw.randint(2, 900)} million, as {clause().lower()}."
            for _ in range(3)
        ]
        return " ".join([plain[0], quote, *plain[1:]])

    return "\n\n".join([clause(), *(paragraph() for _ in range(5))])


def write_articles(path: Path, count: int) -> Path:
    with path.open("w") as file:
        for number in range(count):
            file.write(json.dumps({"id": str(number), "text": article(number)}, ensure_ascii=False) + "\n")
    return path


def batch(table: Path, *options: str, speakers: str = "fast") -> tuple[float, float]:
    """The seconds that `brief batch` takes over a table, and its peak memory in MB, over all its processes."""
    out = table.with_suffix(".out")
    out.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "summarize",
        "batch",
        str(table),
        "-o",
        str(out),
        "--id-field",
        "id",
        "--quiet",
        "--speakers",
        speakers,
    ]
    started = time.perf_counter()
    process = subprocess.Popen([*command, *options])
    peaks: dict[int, int] = {}
    while process.poll() is None:
        for pid in [process.pid, *_children(process.pid)]:
            # The last word counts: between fork and exec a process shows its parent's peak as its own.
            peaks[pid] = _peak(pid) or peaks.get(pid, 0)
        time.sleep(0.1)
    taken = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"brief batch ended with {process.returncode}")
    return taken, sum(peaks.values()) / 1024


def _children(pid: int) -> Iterator[int]:
    try:
        yield from map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    except OSError:
        return


def _peak(pid: int) -> int:
    """The most memory that a process has had so far, in kB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)


def measure_extractive(folder: Path, count: int) -> None:
    """Articles a second with one and two processes, beside a shell loop of `brief`."""
    table = write_articles(folder / "articles.jsonl", count)
    times: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(RUNS):  # they take turns: what else the machine does falls on both
        for jobs, taken in times.items():
            taken.append(batch(table, "--jobs", str(jobs))[0])
    rates = {jobs: count / min(taken) for jobs, taken in times.items()}
    files = folder / "files"
    files.mkdir()
    for number in range(LOOPED):
        (files / f"{number}.txt").write_text(article(number))
    loop = f'for file in {files}/*.txt; do {sys.executable} -m summarize --speakers fast "$file" > {folder}/one.md; done'
    started = time.perf_counter()
    subprocess.run(["sh", "-c", loop], check=True)
    looped = LOOPED / (time.perf_counter() - started)
    few = max(1, count // MODELLED)
    modelled = few / batch(write_articles(folder / "few.jsonl", few), "--jobs", "2", speakers="model")[0]
    print(f"\n{count:,} articles, extractive{'':18} articles a second   goal")
    print(f"  one process                        {rates[1]:13.1f}")
    print(f"  two processes                      {rates[2]:13.1f}     {rates[2] / rates[1]:5.2f}x  (1.7x)")
    print(f"  shell loop of brief, {LOOPED} articles   {looped:13.1f}     {rates[2] / looped:5.1f}x  (30x)")
    print(f"  two processes, the speaker model   {modelled:13.1f}     on {few:,} articles")


def measure_memory(folder: Path, count: int) -> None:
    """Peak memory at a tenth of the articles and at all of them."""
    small, large = (
        batch(write_articles(folder / f"{size}.jsonl", size), "--jobs", "2")[1]
        for size in (count // 10, count)
    )
    print(f"\nPeak memory, two processes and the parent{'':13} MB   goal")
    print(f"  {count // 10:>7,} articles                          {small:10.1f}")
    print(
        f"  {count:>7,} articles                          {large:10.1f}     {large / small:.3f}x (0.9x to 1.1x)"
    )


def measure_large(folder: Path, gigabytes: float) -> None:
    """Memory and time of a file of JSON lines that is far larger than the window."""
    table, number, written = folder / "large.jsonl", 0, 0
    with table.open("wb") as file:
        while written < gigabytes * 1e9:
            text = article(number % 1_000)
            written += file.write(json.dumps({"id": str(number), "text": text}).encode() + b"\n")
            number += 1
    small = batch(write_articles(folder / "small.jsonl", 1_000), "--jobs", "2")[1]
    seconds, peak = batch(table, "--jobs", "2")
    print(
        f"\nOne file of {written / 1e9:.2f} GB, {number:,} articles: {seconds:,.0f} s, {number / seconds:.0f} a second"
    )
    print(
        f"  peak memory {peak:.1f} MB, at 1,000 articles {small:.1f} MB: {peak / small:.3f}x (0.9x to 1.1x)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", help="extractive, memory, translation, large")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--random-articles", type=int, default=500, help="for the full-size model")
    parser.add_argument("--gigabytes", type=float, default=1.0)
    options = parser.parse_args()
    parts = options.parts or ["extractive", "memory", "translation"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "extractive" in parts:
            measure_extractive(folder, options.articles)
        if "memory" in parts:
            measure_memory(folder, options.articles)
        if "translation" in parts:
            measure_translation(folder, [article(number) for number in range(500)], options.random_articles)
        if "large" in parts:
            measure_large(folder, options.gigabytes)


if __name__ == "__main__":
    main()
