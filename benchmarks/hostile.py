"""Hostile inputs in numbers: generated ones of every kind through all readers and renderers, and bombs.

python -m benchmarks.hostile --count 100000          a table: kind, count, faults, hangs, peak memory
python -m benchmarks.hostile --bombs                 a table: bomb, size, processor time, memory, exit code
python -m benchmarks.hostile --kinds html,pdf --first 5000 --count 200
"""

import argparse
import multiprocessing
import resource
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

from tests.hostile.bombs import BOMBS, cost_of, write
from tests.hostile.generators import KINDS, sample
from tests.hostile.trial import Verdict, tried

# Seconds of processor time over which an input counts as one that hangs, after which its process ends, and of
# the clock, for one that waits without working.
HANG, ENDS, WAITS = 10.0, 60, 300.0
# Bytes of address space that a process may take: far over what any input may, and so seen as a fault.
ROOM = 6 << 30
# Inputs that a process takes before it is replaced. It has one kind only, so that a peak of memory belongs to it.
CHUNK = 500
# What costs most, by the size of its inputs or by a process of its own, is tried less often.
SHARES = {"pdf": 0.25, "pdf-mutated": 0.25, "html": 0.4, "mail": 0.6, "feeds": 0.6}


@dataclass(slots=True)
class Tally:
    """What became of the inputs of a kind. `faults` are exceptions and what would be exit 70, with a seed that shows each."""

    count: int = 0
    refused: int = 0
    hangs: int = 0
    slowest: float = 0.0
    memory: int = 0
    faults: dict[str, int] = field(default_factory=dict)

    def note(self, seed: int, verdict: Verdict, memory: int) -> None:
        self.add(Tally(1, verdict.refused, verdict.seconds > HANG, verdict.seconds, memory))
        if verdict.fault:
            self.faults.setdefault(verdict.fault, seed)

    def add(self, other: "Tally") -> None:
        self.count += other.count
        self.refused += other.refused
        self.hangs += other.hangs
        self.slowest = max(self.slowest, other.slowest)
        self.memory = max(self.memory, other.memory)
        for fault, seed in other.faults.items():
            self.faults.setdefault(fault, seed)


def _try_all(kind: str, seeds: Iterable[int], answers: Connection) -> None:
    """In a process of its own: a verdict for each seed as soon as it is there, within what one input may cost."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    for seed in seeds:
        resource.setrlimit(
            resource.RLIMIT_CPU, (int(time.process_time()) + ENDS, resource.getrlimit(resource.RLIMIT_CPU)[1])
        )
        verdict = tried(sample(kind, seed))
        peaks = (
            resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        answers.send((seed, verdict, max(peaks) >> 10))
    answers.close()


class _Trial:
    """A process that tries inputs of a kind. One that ends early, or waits too long, did so over the seed that was next."""

    def __init__(self, kind: str, seeds: range, tally: Tally) -> None:
        self.kind, self.left, self._tally = kind, seeds, tally
        context = multiprocessing.get_context("spawn")
        self.answers, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_try_all, args=(kind, seeds, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._heard = time.monotonic()

    def hear(self) -> bool:
        """Take one answer; whether more may come."""
        try:
            seed, verdict, memory = self.answers.recv()
        except EOFError:
            self._end("the process ended")
            return False
        self._heard = time.monotonic()
        self.left = range(seed + 1, self.left.stop)
        self._tally.note(seed, verdict, memory)
        return True

    @property
    def waits(self) -> bool:
        return time.monotonic() - self._heard > WAITS

    def stop(self) -> None:
        """End it as one that waits."""
        self._process.kill()
        self._end(f"no answer for {WAITS:.0f} s")

    def _end(self, what: str) -> None:
        self._process.join()
        if self.left:
            hangs = self._process.exitcode in (-signal.SIGXCPU, -signal.SIGKILL)
            fault = f"{what}: {self._process.exitcode}"
            self._tally.note(self.left[0], Verdict(False, fault, float(ENDS) if hangs else 0.0), 0)
            self.left = self.left[1:]


def _chunks(kinds: Sequence[str], first: int, count: int) -> list[tuple[str, range]]:
    shares = {kind: SHARES.get(kind, 1.0) for kind in kinds}
    unit = count / sum(shares.values())
    ends = {kind: first + round(unit * share) for kind, share in shares.items()}
    chunks = [
        (kind, range(start, min(start + size, ends[kind])))
        for kind in kinds
        for size in [max(1, round(CHUNK * shares[kind]))]
        for start in range(first, ends[kind], size)
    ]
    # Kinds in turn: a run that is cut short has tried some of each.
    return sorted(chunks, key=lambda chunk: (chunk[1].start - first) / shares[chunk[0]])


def generated(kinds: Sequence[str], first: int, count: int, jobs: int, seconds: float) -> bool:
    """Print the table; whether nothing failed. What isn't done after so many seconds, or at Ctrl-C, is left."""
    tallies = {kind: Tally() for kind in kinds}
    until = time.monotonic() + seconds
    chunks, running = deque(_chunks(kinds, first, count)), dict[Connection, _Trial]()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while (chunks or running) and time.monotonic() < until:
            while chunks and len(running) < jobs:
                kind, seeds = chunks.popleft()
                trial = _Trial(kind, seeds, tallies[kind])
                running[trial.answers] = trial
            ready = wait(list(running), timeout=5)
            for trial in list(running.values()):
                if trial.answers in ready and trial.hear():
                    continue
                if trial.answers not in ready:
                    if not trial.waits:
                        continue
                    trial.stop()
                del running[trial.answers]
                if trial.left:
                    chunks.appendleft((trial.kind, trial.left))
    except KeyboardInterrupt:
        pass
    return _print(tallies)


def _print(tallies: dict[str, Tally]) -> bool:
    total = Tally()
    print("| kind | inputs | refused | exceptions and exit 70 | over 10 s | slowest, s | peak memory, MB |")
    print("|---|---|---|---|---|---|---|")
    for kind, tally in tallies.items():
        print(_row(kind, tally))
        total.add(tally)
    print(_row("all", total))
    for kind, tally in tallies.items():
        for fault, seed in tally.faults.items():
            print(f"  {kind}, seed {seed}: {fault}")
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
