"""The local runner: a thread reads, processes make, and the main thread hands out and writes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from summarize.batch.output.lines import Output
from summarize.batch.records import Failure, Outcome, Record
from summarize.batch.resume import Claims
from summarize.batch.running.reader import Reader, Window
from summarize.batch.running.run import Run
from summarize.batch.running.workers import Job, Workers, outcomes_of
from summarize.batch.running.writing import write_outcomes

# Seconds until a signal is answered, or progress shown, while nothing else happens.
TICK = 0.1
# Seconds until a worker that has nothing to do looks for records again.
IDLE_TICK = 0.005


def run_batch(
    records: Iterable[Record], output: Output, run: Run, tick: Callable[[], None] = lambda: None
) -> None:
    """Make what the output doesn't have yet, write it, and count it in the run's totals.

    `tick` is called several times a second; what it raises ends the run, with everything finished in the output.
    Raises BatchError on the first failure where that is asked for, ModelError where no record can be made for want of
    a model, OutputError where the output can't be written.
    """
    state = _State(records, output, run)
    try:
        state.finish(tick)
    finally:
        state.workers.kill()


class _State:
    """The state of one run: what is waiting, what is under way, what is held back for the order."""

    def __init__(self, records: Iterable[Record], output: Output, run: Run) -> None:
        self.run, self.output = run, output
        self.chunk = run.settings.chunk(run.request.uses_models)
        self.claims = Claims(output, run.totals, run.settings.retry_errors)
        self.workers = Workers(run.request, run.settings.jobs, run.settings.timeout)
        self.window = Window(run.settings.window)
        self.reader = Reader(records, self.window)
        self.waiting: list[Record] = []
        self.handed_out = 0
        # Outcomes that are finished before one that stands before them in the input, where the order is to be kept.
        self.held: dict[int, tuple[Record, Outcome]] = {}
        self.written = 0

    def finish(self, tick: Callable[[], None]) -> None:
        """Run to the end of the input."""
        while True:
            tick()
            while self.workers.wants_job() and self._fill():
                self.workers.give(Job(self.handed_out, self.waiting))
                self.handed_out += len(self.waiting)
                self.waiting = []
            if self.reader.finished and not self.waiting and not self.workers.busy:
                break
            hungry = self.workers.wants_job() and not self.reader.finished
            for job, result in self.workers.finished(IDLE_TICK if hungry else TICK):
                self._take(job, result)
        self.output.finish()

    def _fill(self) -> bool:
        """Collect records that are to be made, up to a chunk; whether there are any."""
        for record in self.reader.ready(self.chunk - len(self.waiting)):
            self._claim(record)
        return bool(self.waiting)

    def _claim(self, record: Record) -> None:
        keyed = self.run.fingerprints.keyed(record)
        if taken := self.claims.taken(keyed):
            keyed = self.run.fingerprints.keyed(replace(record, content=taken))
        if self.claims.claim(keyed):
            self.waiting.append(keyed)
        else:
            self.window.leave(record)

    def _take(self, job: Job, result: Sequence[Outcome] | Failure) -> None:
        """Write the outcomes of a job, or hold them back until those before them are there."""
        outcomes = outcomes_of(job, result)
        numbered = enumerate(zip(job.records, outcomes, strict=True), job.number)
        if not self.run.settings.ordered:
            self._write([pair for _, pair in numbered])
            return
        self.held |= numbered
        following = []
        while self.written in self.held:
            following.append(self.held.pop(self.written))
            self.written += 1
        self._write(following)

    def _write(self, finished: Sequence[tuple[Record, Outcome]]) -> None:
        outcomes = [outcome for _, outcome in finished]
        write_outcomes(outcomes, self.output, self.run)
        for record, _ in finished:
            self.window.leave(record)
