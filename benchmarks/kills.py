"""What becomes of a batch whose processes are killed, again and again, at any moment.

    python -m benchmarks.kills [jsonl] [folder] [parquet] [ray] [--kills N] [--seed N]

Half of the kills take the command itself, which is then typed again; the others a worker that it started. An output is
whole when the command says so; then every record has to stand there once, with the bytes of a run that nobody disturbed.
The table: output, kills of each sort, outputs made whole, records in them, and what was lost, doubled or different.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.batch import write_articles
from summarize.batch.output.destination import RECORDS

ARTICLES = 150
# Seconds within which a kill falls: for the command from its start, for a worker from the kill before.
_SPANS = {"ray": (12.0, 2.0)}
_SPAN = (1.6, 0.6)
# Workers that are killed in one run at most.
_AT_ONCE = 3
# Runs in a row that may end without a kill and without a whole output: an article that killed its worker twice by
# chance is an error until the command is typed again.
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Output:
    """An output of a batch: the options that ask for it, and how its records are read: bytes by id, as often as they stand there."""

    name: str
    options: Callable[[Path], list[str]]
    records: Callable[[Path], Iterator[tuple[str, bytes]]]


@dataclass(slots=True)
class Tally:
    """What became of an output."""

    commands: int = 0
    workers: int = 0
    whole: int = 0
    records: int = 0
    lost: int = 0
    doubled: int = 0
    different: int = 0
    exits: Counter[int] = field(default_factory=Counter)

    def compare(self, found: list[tuple[str, bytes]], reference: Mapping[str, bytes]) -> None:
        counts = Counter(id_ for id_, _ in found)
        self.whole += 1
        self.records += len(found)
        self.lost += len(reference.keys() - counts.keys())
        self.doubled += sum(count - 1 for count in counts.values())
        self.different += sum(reference.get(id_) != record for id_, record in found)

    @property
    def good(self) -> bool:
        return not (self.lost or self.doubled or self.different)


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    for line in path.read_bytes().splitlines(keepends=True):
        yield json.loads(line)["id"], line


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of articles, and the lines that stand beside them."""
    for file in path.rglob("*.md"):
        yield str(file.relative_to(path)), file.read_bytes()
    yield from _lines(path / RECORDS)


def _rows(path: Path) -> Iterator[tuple[str, bytes]]:
    from pyarrow import parquet

    for row in parquet.read_table(path).to_pylist():
        yield row["id"], json.dumps(row, sort_keys=True, default=str).encode()


OUTPUTS = (
    Output(
        "jsonl", lambda folder: ["-o", str(folder / "out.jsonl")], lambda folder: _lines(folder / "out.jsonl")
    ),
    Output(
        "folder", lambda folder: ["--out-dir", str(folder / "out")], lambda folder: _files(folder / "out")
    ),
    Output(
        "parquet",
        lambda folder: ["-o", str(folder / "out.parquet")],
        lambda folder: _rows(folder / "out.parquet"),
    ),
    Output(
        "ray",
        lambda folder: ["-o", str(folder / "out.jsonl"), "--engine", "ray"],
        lambda folder: _lines(folder / "out.jsonl"),
    ),
)


def descendants(pid: int) -> Iterator[int]:
    """The processes that a process started, and theirs."""
    try:
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return
    for child in children:
        yield child
        yield from descendants(child)


def _is_worker(pid: int) -> bool:
    """Whether it is one that makes or reads articles: Python's spawned processes, and what Ray calls ray::NAME."""
    try:
        title = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return b"spawn_main" in title or title.startswith(b"ray::MapBatches")


class _Trial:
    """One output, made again and again under kills."""

    def __init__(self, output: Output, table: Path, work: Path, draw: random.Random) -> None:
        self._output, self._table, self._work, self._draw = output, table, work, draw
        self._span = _SPANS.get(output.name, _SPAN)
        self.tally = Tally()

    def _start(self, folder: Path) -> subprocess.Popen[bytes]:
        folder.mkdir(exist_ok=True)
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "summarize", "batch", str(self._table), "--id-field", "id"),
                *("--from", "en", "--jobs", "2", "--speakers", "fast", "--quiet"),
                *self._output.options(folder),
            ],
            stderr=subprocess.PIPE,
        )

    def reference(self) -> dict[str, bytes]:
        """The records of a run that nobody disturbs."""
        folder = self._work / "reference"
        process = self._start(folder)
        _, errors = process.communicate()
        if process.returncode:
            raise SystemExit(f"brief batch ended with {process.returncode}: {errors.decode()}")
        return dict(self._output.records(folder))

    def run(self, kills: int) -> None:
        """Kill so many, and compare each output that is whole."""
        reference, number, quiet = self.reference(), 0, 0
        while self.tally.commands + self.tally.workers < kills or quiet:
            folder = self._work / f"{number}"
            killed = self._disturbed(folder, kills)
            quiet = 0 if killed else quiet + 1
            if self._whole:
                self.tally.compare(list(self._output.records(folder)), reference)
                number, quiet = number + 1, 0
            elif quiet > _TRIES:
                raise SystemExit(f"{folder} isn't made whole by {_TRIES} runs: {self.tally.exits}")
            else:
                quiet = max(quiet, 1)

    def _disturbed(self, folder: Path, kills: int) -> bool:
        """One run of the command; whether it was killed, or a worker was. Sets whether the output is whole."""
        process = self._start(folder)
        before = self.tally.commands + self.tally.workers
        of_command = self.tally.commands <= self.tally.workers
        due = time.monotonic() + self._draw.uniform(0, self._span[0] if of_command else self._span[1])
        most = min(kills, before + _AT_ONCE)
        while process.poll() is None:
            time.sleep(0.01)
            if time.monotonic() < due or self.tally.commands + self.tally.workers >= most:
                continue
            if of_command:
                self.tally.commands += 1
                process.kill()
                break
            workers = [pid for pid in descendants(process.pid) if _is_worker(pid)]
            if workers:
                os.kill(self._draw.choice(workers), signal.SIGKILL)
                self.tally.workers += 1
                due = time.monotonic() + self._draw.uniform(0, self._span[1])
        code = process.wait()
        self.tally.exits[code] += 1
        self._whole = code == 0
        if code not in (0, 6, -signal.SIGKILL):
            assert process.stderr is not None
            print(f"exit {code}: {process.stderr.read().decode()[:500]}", file=sys.stderr, flush=True)
        return self.tally.commands + self.tally.workers > before


def main() -> None:
    """Parse the arguments, print the table, and end with 1 where a record was lost, doubled or different."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("outputs", nargs="*", help=", ".join(output.name for output in OUTPUTS))
    parser.add_argument("--kills", type=int, default=75, help="of each output")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    good = True
    print(
        "| output | commands killed | workers killed | made whole | records | lost | doubled | different | exits |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for output in OUTPUTS:
        if given.outputs and output.name not in given.outputs:
            continue
        with tempfile.TemporaryDirectory() as name:
            work = Path(name)
            table = write_articles(work / "articles.jsonl", ARTICLES)
            trial = _Trial(output, table, work, random.Random(f"{output.name} {given.seed}"))
            trial.run(given.kills)
        tally = trial.tally
        exits = ", ".join(f"{code}: {count}" for code, count in sorted(tally.exits.items()))
        print(
            f"| {output.name} | {tally.commands} | {tally.workers} | {tally.whole} | {tally.records:,} "
            f"| {tally.lost} | {tally.doubled} | {tally.different} | {exits} |",
            flush=True,
        )
        good &= tally.good
    sys.exit(not good)


if __name__ == "__main__":
    main()
