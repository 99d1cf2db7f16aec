"""Processes that make outcomes: they can be killed when they hang, and replaced when they die.

The parent only reads, hands out and writes. So a signal is answered at once whatever a model is doing, and a crash in
native code costs one process: the records that it had are tried again one by one, and what kills a process alone fails.
"""

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Iterator, MutableSequence, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic

from summarize.batch.records import Failure, Outcome, Record, failed
from summarize.errors import BriefError, ExitCode, attempt
from summarize.request import Request

# Workers that may end before they began, one after another: what killed one may be chance, what kills more isn't.
_STARTS = 3
# Spawned, not forked: a fork of a process that has threads may hang, and torch refuses to run in one.
_CONTEXT = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Job:
    """Records that a worker gets at once; `number` is the first one's, and the next one's is one more.

    `alone` marks a record that may have killed a worker: nothing else runs beside it.
    """

    number: int
    records: Sequence[Record]
    alone: bool = False


def outcomes_of(job: Job, result: Sequence[Outcome] | Failure) -> Sequence[Outcome]:
    """The outcomes of a job: what its worker made, or that the one record in it killed the worker."""
    if not isinstance(result, Failure):
        return result
    return [failed(record, result) for record in job.records]


class Workers:
    """`count` processes. `timeout` is the seconds that one article may take."""

    def __init__(self, request: Request, count: int, timeout: float | None) -> None:
        self._request, self._timeout = request, timeout
        # Two jobs at a time where a model works: while one is in it, the other is read, split and written.
        self._threads = 2 if request.uses_models else 1
        self._workers = [_Worker(request, self._threads, timeout) for _ in range(count)]
        self._again: list[Job] = []
        self._failed_starts = 0

    @property
    def busy(self) -> bool:
        """Whether a job is under way or waits to be tried again."""
        return bool(self._again) or any(worker.jobs for worker in self._workers)

    def wants_job(self) -> bool:
        """Whether a worker would begin on a new job at once. Jobs to be tried again go first."""
        self._hand_out_again()
        return not self._again and any(self._is_free(worker) for worker in self._workers)

    def give(self, job: Job) -> None:
        """Hand a job to the worker that has least to do."""
        free = [worker for worker in self._workers if self._is_free(worker)]
        min(free, key=lambda worker: len(worker.jobs)).send(job)

    def finished(self, seconds: float) -> Iterator[tuple[Job, list[Outcome] | Failure]]:
        """What became of jobs within so many seconds: outcomes, or why a record killed its worker.

        Raises BriefError where a worker can't begin at all.
        """
        ready = wait([worker.connection for worker in self._workers], seconds)
        for index, worker in enumerate(self._workers):
            if worker.connection in ready:
                try:
                    message = worker.connection.recv()
                except (EOFError, OSError):
                    yield from self._replace(index, _died(worker.process))
                    continue
                if isinstance(message, Exception):
                    raise message
                if message is None:
                    worker.began = True
                    self._failed_starts = 0
                else:
                    number, outcomes = message
                    yield worker.jobs.pop(number), outcomes
            elif worker.is_late():
                yield from self._replace(index, _late(self._timeout or 0))

    def make(self, records: Sequence[Record]) -> list[Outcome]:
        """One outcome a record, in the same order; returns when all are made."""
        while not self.wants_job():
            for _ in self.finished(1):
                pass
        outcomes: dict[int, Outcome] = {}
        share = -(-len(records) // self._threads)
        for start in range(0, len(records), share):
            self.give(Job(start, records[start : start + share]))
        while self.busy:
            self.wants_job()
            for job, result in self.finished(1):
                outcomes |= enumerate(outcomes_of(job, result), job.number)
        return [outcomes[index] for index in range(len(records))]

    def kill(self) -> None:
        """End all processes at once, whatever they do."""
        for worker in self._workers:
            worker.kill()

    def _hand_out_again(self) -> None:
        while self._again:
            idle = next((worker for worker in self._workers if not worker.jobs), None)
            if idle is None:
                return
            idle.send(self._again.pop())

    def _is_free(self, worker: "_Worker") -> bool:
        # While it opens its models there is time to read, so that the first job is a full one.
        is_alone = any(job.alone for job in worker.jobs.values())
        return worker.began and len(worker.jobs) < self._threads and not is_alone

    def _replace(self, index: int, failure: Failure) -> Iterator[tuple[Job, Failure]]:
        worker = self._workers[index]
        worker.kill()
        self._failed_starts += not worker.began
        if self._failed_starts > _STARTS:
            raise BriefError(f"worker processes end before they begin ({failure.message})")
        self._workers[index] = _Worker(self._request, self._threads, self._timeout)
        for job in worker.jobs.values():
            # One that never began can't have been killed by what waited for it.
            if len(job.records) == 1 and job.alone and worker.began:
                yield job, failure
            else:
                self._again += [
                    Job(job.number + index, [record], alone=True) for index, record in enumerate(job.records)
                ]


class _Worker:
    """One process as the parent sees it: its end of the pipe, and the jobs that it has by their numbers."""

    def __init__(self, request: Request, threads: int, timeout: float | None) -> None:
        self.jobs: dict[int, Job] = {}
        self.began = False
        # When each of its threads is to be done, on the clock that all processes share; 0 for one that may take its time.
        self.deadlines = _CONTEXT.RawArray("d", threads)
        self.connection, theirs = _CONTEXT.Pipe()
        arguments = (theirs, request, self.deadlines, timeout)
        self.process = _CONTEXT.Process(target=_work, args=arguments, daemon=True)
        self.process.start()
        theirs.close()

    def send(self, job: Job) -> None:
        self.jobs[job.number] = job
        # A worker that has died is found out when its end of the pipe is read.
        with suppress(OSError):
            self.connection.send((job.number, job.records))

    def is_late(self) -> bool:
        now = monotonic()
        return any(0 < deadline < now for deadline in self.deadlines)

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


def _died(process: BaseProcess) -> Failure:
    process.join(1)
    code = process.exitcode or 0
    how = f"by {signal.Signals(-code).name}" if code < 0 else f"with exit code {code}"
    return Failure("crash", ExitCode.BUG, f"the process that worked on this article alone was ended {how}")


def _late(timeout: float) -> Failure:
    return Failure(
        "timeout", ExitCode.BATCH, f"this article took longer than {timeout:g} seconds; see --timeout"
    )


def _work(
    connection: Connection, request: Request, deadlines: "MutableSequence[float]", timeout: float | None
) -> None:
    """The life of a worker process: open the models, then one thread for each job that it may have at a time."""
    # Imported here: the parent only reads, hands out and writes, and needs none of it.
    from summarize.batch.making import Maker

    # Ctrl-C reaches the whole group of processes; what becomes of this one is the parent's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    slots = threading.local()

    def allow(articles: float) -> None:
        if timeout is not None:
            deadlines[slots.number] = 0 if articles == inf else monotonic() + timeout * articles

    try:
        maker = Maker(request, allow)
    except BriefError as error:
        connection.send(error)
        return
    connection.send(None)
    receiving, sending = threading.Lock(), threading.Lock()

    def serve_for_ever(slot: int) -> None:
        slots.number = slot
        while True:
            with receiving:
                number, records = connection.recv()
            outcomes = maker.make(records)
            allow(inf)
            with sending:
                connection.send((number, outcomes))

    def serve(slot: int) -> None:
        try:
            problem = attempt(serve_for_ever, slot)
            if problem is not None and not isinstance(problem, EOFError):
                traceback.print_exception(problem)
        finally:  # a thread that ended alone would leave its job undone for ever
            os._exit(1)

    for slot in range(1, len(deadlines)):
        threading.Thread(target=serve, args=(slot,), daemon=True).start()
    serve(0)


def _end_with_parent() -> None:
    """End this process when the parent ends, even if it is killed while a model runs here."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
    os._exit(1)
