"""What a run has done so far: the numbers behind the progress, the last line and the report."""

from collections import Counter
from dataclasses import dataclass, field
from time import monotonic

from summarize.batch.records import Failure, Outcome

# The steps that seconds are counted by, in the order of the work. To wait is to wait while a model is loaded.
STEPS = ("reading", "summary", "quotes", "translation", "waiting", "writing")
# Failures that are kept with their messages for the report; all are counted.
KEPT_FAILURES = 200
# Points of the report's curve of progress. When there are twice as many, every other one is dropped.
CURVE_POINTS = 200


@dataclass
class Totals:
    """Numbers of one run.

    `skipped` were done by an earlier run, `left` are failures of one, by code, which this run didn't try again; `repeated`
    stand in the input twice. `seconds` are by step, summed over the
    processes. `curve` has how many records were done after how many seconds.
    """

    read: int = 0
    ok: int = 0
    skipped: int = 0
    repeated: int = 0
    left: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, Failure]] = field(default_factory=list)
    curve: list[tuple[float, int]] = field(default_factory=list)
    began: float = field(default_factory=monotonic)
    _stride: int = 1

    @property
    def failed(self) -> int:
        return self.errors.total()

    @property
    def unmended(self) -> Counter[str]:
        """Failures that the output has, of this run and of those before, by code."""
        return self.errors + self.left

    @property
    def settled(self) -> int:
        """Records of the input that need no more work."""
        return self.done + self.skipped + self.left.total() + self.repeated

    @property
    def done(self) -> int:
        """Records that this run has made, well or not."""
        return self.ok + self.failed

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return monotonic() - self.began

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.done / self.elapsed if self.done else 0.0

    def add(self, outcome: Outcome) -> None:
        """Count an outcome that was written."""
        if outcome.failure is None:
            self.ok += 1
        else:
            self.errors[outcome.failure.code] += 1
            if len(self.failures) < KEPT_FAILURES:
                self.failures.append((outcome.id, outcome.failure))
        self.warnings.update(outcome.warnings)
        for step, seconds in outcome.seconds.items():
            self.seconds[step] += seconds  # type: ignore[assignment]
        if self.done % self._stride == 0:
            self.curve.append((self.elapsed, self.done))
        if len(self.curve) == 2 * CURVE_POINTS:
            self.curve = self.curve[1::2]
            self._stride *= 2

    def sentence(self) -> str:
        """The run in one line, for people."""
        parts = [f"{self.ok} done"]
        if self.skipped:
            parts.append(f"{self.skipped} done before")
        if self.repeated:
            parts.append(f"{self.repeated} repeated in the input")
        if self.failed:
            parts.append(f"{self.failed} failed ({counts(self.errors)})")
        if self.left:
            parts.append(f"{self.left.total()} failed before ({counts(self.left)})")
        return ", ".join(parts)


def counts(counter: Counter[str]) -> str:
    """ "3 input, 1 language": the most frequent first."""
    return ", ".join(f"{count} {name}" for name, count in counter.most_common())
