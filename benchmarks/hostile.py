"""Hostile inputs in numbers: generated ones of every kind through all readers and renderers, and bombs.

python -m benchmarks.hostile --count 100000          a table: kind, count, faults, hangs, peak memory
python -m benchmarks.hostile --bombs                 a table: bomb, size, processor time, memory, exit code
python -m benchmarks.hostile --kinds html,pdf --first 5000 --count 200
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from tests.hostile.bombs import BOMBS, cost_of, write
from tests.hostile.generators import KINDS, sample
from tests.hostile.trial import tried

# Seconds of processor time over which an input counts as one that hangs.
HANG = 10.0
# Inputs that a process takes at once, after which it is replaced, so that a peak of memory belongs to one kind.
CHUNK = 250
# A PDF costs a process of its own: fewer of them.
SHARES = {"pdf": 0.2, "pdf-mutated": 0.2}


@dataclass(slots=True)
class Tally:
    """What became of the inputs of a kind. `faults` are exceptions and what would be exit 70, with a seed that shows each."""

    count: int = 0
    refused: int = 0
    hangs: int = 0
    slowest: float = 0.0
    memory: int = 0
    faults: dict[str, int] = field(default_factory=dict)

    def add(self, other: "Tally") -> None:
        self.count += other.count
        self.refused += other.refused
        self.hangs += other.hangs
        self.slowest = max(self.slowest, other.slowest)
        self.memory = max(self.memory, other.memory)
        for fault, seed in other.faults.items():
            self.faults.setdefault(fault, seed)


def _run(task: tuple[str, int, int]) -> tuple[str, Tally]:
    kind, first, count = task
    os.nice(10)
    tally = Tally()
    for seed in range(first, first + count):
        verdict = tried(sample(kind, seed))
        tally.count += 1
        tally.refused += verdict.refused
        tally.hangs += verdict.seconds > HANG
        tally.slowest = max(tally.slowest, verdict.seconds)
        if verdict.fault:
            tally.faults.setdefault(verdict.fault, seed)
    tally.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return kind, tally


def _tasks(kinds: Sequence[str], first: int, count: int) -> list[tuple[str, int, int]]:
    shares = {kind: SHARES.get(kind, 1.0) for kind in kinds}
    unit = count / sum(shares.values())
    tasks = [
        (kind, start, min(CHUNK, first + round(unit * share) - start))
        for kind, share in shares.items()
        for start in range(first, first + round(unit * share), CHUNK)
    ]
    # Kinds in turn: a run that is cut short has tried some of each.
    return sorted(tasks, key=lambda task: task[1])


def generated(kinds: Sequence[str], first: int, count: int, jobs: int, seconds: float) -> bool:
    """Print the table; whether nothing failed. What isn't done after so many seconds is left."""
    tallies = {kind: Tally() for kind in kinds}
    until = time.monotonic() + seconds
    with get_context("spawn").Pool(jobs, maxtasksperchild=1) as pool:
        for kind, tally in pool.imap_unordered(_run, _tasks(kinds, first, count)):
            tallies[kind].add(tally)
            if time.monotonic() > until:
                pool.terminate()
                break
    total = Tally()
    print("| kind | inputs | refused | exceptions and exit 70 | over 10 s | slowest, s | peak memory, MB |")
    print("|---|---|---|---|---|---|---|")
    for kind, tally in tallies.items():
        print(_row(kind, tally))
        total.add(tally)
    print(_row("all", total))
    for fault, seed in total.faults.items():
        print(f"  seed {seed}: {fault}")
    return not total.faults and not total.hangs


def _row(name: str, tally: Tally) -> str:
    return (
        f"| {name} | {tally.count:,} | {tally.refused:,} | {len(tally.faults)} | {tally.hangs} "
        f"| {tally.slowest:.1f} | {tally.memory} |"
    )


def bombs() -> bool:
    """Print the table; whether all are bounded."""
    bounded = True
    print("| input | size, kB | processor time, s | memory, MB | exit | bounded |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, bomb) in enumerate(BOMBS.items()):
            path = write(Path(folder), [name])[name]
            cost = cost_of(path, bomb.is_table, Path(folder) / f"out-{number}.jsonl")
            path.unlink()
            bounded &= cost.bounded
            print(
                f"| {name} | {cost.size / 1e3:,.0f} | {cost.seconds:.1f} | {cost.memory >> 20} | {cost.exit} "
                f"| {'yes' if cost.bounded else 'NO'} |",
                flush=True,
            )
    return bounded


def main() -> None:
    """Parse the arguments, print the tables, and end with 1 where something failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bombs", action="store_true", help="the bombs alone")
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so many")
    given = parser.parse_args()
    if given.bombs:
        good = bombs()
    else:
        good = generated(given.kinds.split(","), given.first, given.count, given.jobs, given.seconds)
    sys.exit(not good)


if __name__ == "__main__":
    main()
