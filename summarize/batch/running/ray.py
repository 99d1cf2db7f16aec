"""The Ray runner: Ray Data reads and makes on a cluster, this process writes, or makes a digest. The extra is `ray`.

    files ─▶ records (tasks) ─▶ outcomes (actors that hold the models) ─▶ this process ─▶ output

Resume and exactly-once are ours, not Ray's: the keys that are done go out with the reading tasks, and whatever a retry
after a crash brings twice is dropped by the ledger. So the lines are those of the local runner.
"""

import logging
import os
import pickle
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from summarize.batch.inputs.files import Inputs, find_files, records_in
from summarize.batch.output.lines import Output
from summarize.batch.records import KEY_BYTES, Outcome, Record, failed, failure_of
from summarize.batch.resume import Claims, Fingerprints
from summarize.batch.running.run import Run
from summarize.batch.running.workers import Workers
from summarize.batch.running.writing import write_outcomes
from summarize.errors import BriefError, UsageError, attempt
from summarize.request import Request

if TYPE_CHECKING:
    from ray.data import Dataset

_Result = TypeVar("_Result")

# Records that an actor gets at once where plain Python does the work: enough that Ray's own work doesn't show.
PLAIN_BATCH = 64
# Bytes of a block, which goes to one actor: small, so that one large file keeps all actors busy.
BLOCK_BYTES = 256 << 10
# CPUs that are set aside: an actor and the tasks that read must fit beside each other on the smallest machine.
_ACTOR_CPUS, _READING_CPUS = 0.9, 0.1
# Seconds until a signal is answered while nothing comes back.
_TICK = 0.1

# No reports home, and no new cluster from a thread that outlives this one.
_ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ENABLE_AUTO_CONNECT": "0",
}
# What Ray's tables hold: one column of bytes. A record, without its content where it is done; a record and its outcome.
_Row = dict[str, Any]
_COLUMN = "pickled"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where it runs: the address of a cluster, None for one on this machine; and the GPUs that each actor gets."""

    address: str | None = None
    gpus: float = 0


def run_on_ray(
    inputs: Inputs,
    output: Output,
    run: Run,
    tick: Callable[[], None] = lambda: None,
    cluster: Cluster | None = None,
) -> None:
    """Make what the output doesn't have yet, as `run_batch` does, with `jobs` of the settings as actors.

    Inputs are read by the cluster: they must be at the same paths on all its machines. Raises UsageError without Ray,
    BriefError where the run fails as a whole.
    """
    done = b"".join(output.ledger.done(run.settings.retry_errors))
    claims = Claims(output, run.totals, run.settings.retry_errors)
    with _ray():
        for record, outcome in _polled(_outcomes(inputs, done, run, cluster or Cluster()), tick):
            if taken := claims.taken(record):
                outcome = failed(record, taken)
            if claims.claim(record) and outcome is not None:
                write_outcomes([outcome], output, run)
    output.finish()


def made_on_ray(
    files: Iterable[Any],
    read: Callable[[Any], Iterator[Any]],
    make: Callable[[Any], _Result],
    jobs: int,
    cluster: Cluster | None = None,
) -> Iterator[_Result]:
    """`make(one)` for each one that `read(file)` has of each of the files, in their order; both run on the cluster.

    Raises as `run_on_ray` does, and whatever `read` and `make` raise.
    """

    def rows() -> Iterator[_Row]:
        spread = _spread(files, partial(_read_all, read=read), jobs, cluster or Cluster(), ordered=True)
        if spread is not None:
            made = spread.map_batches(partial(_made, make=make), batch_size=PLAIN_BATCH, num_cpus=_ACTOR_CPUS)
            yield from made.iter_rows()

    with _ray():
        yield from _polled(rows(), lambda: None)


@contextmanager
def _ray() -> Iterator[None]:
    """Ray, ended afterwards where this process wasn't connected to one before."""
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    try:
        import ray
    except ImportError:
        raise UsageError("--engine ray needs Ray; in brief's checkout, type: pip install '.[ray]'") from None
    given = ray.is_initialized()
    try:
        yield
    finally:
        if not given:
            ray.shutdown()


def _connect(cluster: Cluster, jobs: int) -> None:
    """Connect to the cluster, or start one on this machine, unless this process is connected already."""
    import ray

    if ray.is_initialized():
        return
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if cluster.address is None:
            ray.init("local", num_cpus=jobs, include_dashboard=False, **quiet)
        else:
            ray.init(cluster.address, **quiet)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise BriefError(f"Ray can't be reached: {error}") from None


def _outcomes(inputs: Inputs, done: bytes, run: Run, cluster: Cluster) -> Iterator[_Row]:
    """Rows of outcomes as they are made; `done` has the keys that need no work, in order."""
    request, settings = run.request, run.settings
    _connect(cluster, settings.jobs)
    # Imported here: only this runner needs it, and it takes seconds.
    import ray
    from ray.data import ActorPoolStrategy

    read = partial(_read, inputs=inputs, fingerprints=run.fingerprints, done=ray.put(done))
    records = _spread(find_files(inputs), read, settings.jobs, cluster, ordered=settings.ordered)
    if records is None:
        return
    made = records.map_batches(
        _Actor,
        fn_constructor_args=(request, settings.timeout),
        batch_size=settings.chunk(uses_models=True) if request.uses_models else PLAIN_BATCH,
        compute=ActorPoolStrategy(size=settings.jobs),
        num_cpus=_ACTOR_CPUS,
        num_gpus=cluster.gpus or None,
    )
    yield from made.iter_rows()


def _spread(
    files: Iterable[Any],
    read: Callable[[Mapping[str, Any]], Iterator[_Row]],
    jobs: int,
    cluster: Cluster,
    *,
    ordered: bool,
) -> "Dataset | None":
    """What `read` has of the files, a file at a time, as rows on the cluster; None of no files."""
    _connect(cluster, jobs)
    import ray
    from ray.data import DataContext

    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.target_max_block_size = BLOCK_BYTES
    context.execution_options.preserve_order = ordered
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    # Advice on how to lay out blocks, which for a small input is beside the point.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"ray\.")
    rows = [{_COLUMN: pickle.dumps(found)} for found in files]
    if not rows:
        return None
    spread = ray.data.from_items(rows, override_num_blocks=min(len(rows), 4 * jobs))
    return spread.map_batches(read, batch_size=1, num_cpus=_READING_CPUS)


def _read(batch: Mapping[str, Any], inputs: Inputs, fingerprints: Fingerprints, done: Any) -> Iterator[_Row]:
    """The records of a file with their keys, a row each; those that are done without their content."""
    import ray

    keys = _Keys(ray.get(done))
    (found,) = batch[_COLUMN]
    records = records_in(pickle.loads(found), inputs)  # noqa: S301 - our own, from the process that writes
    while some := list(islice(records, PLAIN_BATCH)):
        keyed = [fingerprints.keyed(record) for record in some]
        rows = [
            replace(record, content=None) if any(key in keys for key in record.keys) else record
            for record in keyed
        ]
        yield {_COLUMN: [pickle.dumps(row) for row in rows]}


def _read_all(batch: Mapping[str, Any], read: Callable[[Any], Iterator[Any]]) -> Iterator[_Row]:
    """What `read` has of a file, a row each."""
    (found,) = batch[_COLUMN]
    items = read(pickle.loads(found))  # noqa: S301 - our own, from the process that gathers
    while some := list(islice(items, PLAIN_BATCH)):
        yield {_COLUMN: [pickle.dumps(item) for item in some]}


def _made(batch: Mapping[str, Any], make: Callable[[Any], Any]) -> _Row:
    """What `make` makes of each item."""
    return {
        _COLUMN: [pickle.dumps(make(pickle.loads(item))) for item in batch[_COLUMN]]  # noqa: S301 - from `_read_all`
    }


class _Keys:
    """Sorted keys in one piece of shared memory."""

    def __init__(self, keys: bytes) -> None:
        self._keys = keys

    def __contains__(self, key: str) -> bool:
        wanted, low, high = bytes.fromhex(key), 0, len(self._keys) // KEY_BYTES
        while low < high:
            middle = (low + high) // 2
            found = self._keys[middle * KEY_BYTES : (middle + 1) * KEY_BYTES]
            if found == wanted:
                return True
            low, high = (middle + 1, high) if found < wanted else (low, middle)
        return False


class _Actor:
    """Holds one worker process of the local runner, so that a crash or a late article costs here what it costs there."""

    def __init__(self, request: Request, timeout: float | None) -> None:
        self._request, self._timeout = request, timeout
        self._workers: Workers | None = None

    def __call__(self, batch: Mapping[str, Any]) -> _Row:
        records = [pickle.loads(pickled) for pickled in batch[_COLUMN]]  # noqa: S301 - our own, from `_read`
        outcomes = iter(self._make([record for record in records if record.content is not None]))
        made = [
            (replace(record, content=None), None if record.content is None else next(outcomes))
            for record in records
        ]
        return {_COLUMN: [pickle.dumps(row) for row in made]}

    def _make(self, records: Sequence[Record]) -> list[Outcome]:
        if not records:
            return []
        try:
            if self._workers is None:
                self._workers = Workers(self._request, 1, self._timeout)
            return self._workers.make(records)
        except BriefError as error:
            # The process that writes ends the run for it, unless other records were made.
            return [failed(record, failure_of(error)) for record in records]


def _polled(rows: Iterator[_Row], tick: Callable[[], None]) -> Iterator[Any]:
    """What the rows hold, which a thread waits for, so that `tick` is called meanwhile.

    Ray is started by that thread too: in the main one it would take the signals for itself.
    """
    queue: SimpleQueue[_Row | Exception | None] = SimpleQueue()

    def wait() -> None:
        queue.put(attempt(put_all))

    def put_all() -> None:
        for row in rows:
            queue.put(row)

    threading.Thread(target=wait, daemon=True).start()
    while True:
        tick()
        try:
            found = queue.get(timeout=_TICK)
        except Empty:
            continue
        if found is None:
            return
        if isinstance(found, Exception):
            raise found
        yield pickle.loads(found[_COLUMN])  # noqa: S301 - our own, from the cluster
