"""What is being done, on standard error: of one article a line at a terminal, of a batch a bar, or a line a minute in a log."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from summarize.cli.terminal import is_terminal, says, shown_line, tells

if TYPE_CHECKING:
    from summarize.batch.running.totals import Totals
    from summarize.models.entry import ModelEntry
    from summarize.models.home import Progress
    from summarize.summarizers import Summarizer
    from summarize.translators import Translator

Show = Callable[["Totals"], None]
# Seconds between two lines in a log.
LOG_SECONDS = 60.0


# Seconds until the work on one article is shown: most is done by then.
PATIENCE = 1.0
_TICK = 0.25


class Work:
    """What is being done with one article or one model, told to somebody who waits longer than PATIENCE at a terminal."""

    def __init__(self, step: str) -> None:
        self._step = step
        self._ended, self._quiet = threading.Event(), threading.Lock()
        self._shown = ""

    def begin(self, step: str) -> None:
        """Say what is being done from now on."""
        self._step = step

    def watch(self, step: str, articles: int, model: "Summarizer | Translator | None" = None) -> Any:
        """Around a call of a model, as the pipeline has it."""
        self.begin(step if model is None else f"{step} by {model.use.name}")
        return nullcontext()

    def asking(self, offer: "Callable[[ModelEntry], bool] | None") -> "Callable[[ModelEntry], bool] | None":
        """`offer` with nothing written between a question and its answer."""
        if offer is None:
            return None

        def ask(entry: "ModelEntry") -> bool:
            with self._silence():
                return offer(entry)

        return ask

    @contextmanager
    def pulling(self, name: str) -> "Iterator[Progress]":
        """The progress of a download, which is shown by itself."""
        with self._silence(), pull_progress(name) as progress:
            yield progress

    def show(self) -> None:
        """Show the work until it ends; runs in a thread."""
        began = time.monotonic()
        while not self._ended.wait(_TICK):
            seconds = time.monotonic() - began
            if seconds >= PATIENCE:
                with self._quiet:
                    self._write(f"brief: {self._step}, {duration(seconds)} …")

    def end(self) -> None:
        """Take away what is shown."""
        self._ended.set()
        with self._silence():
            pass

    @contextmanager
    def _silence(self) -> Iterator[None]:
        with self._quiet:
            if self._shown:
                self._write("")
            yield

    def _write(self, line: str) -> None:
        # Blanks in place of a control code: they clear the line where codes aren't wanted too.
        line = shown_line(line)[: shutil.get_terminal_size().columns - 1]
        sys.stderr.write(f"\r{line.ljust(len(self._shown))}" + ("" if line else "\r"))
        sys.stderr.flush()
        self._shown = line


@contextmanager
def shown_work(quiet: bool, step: str = "reading") -> Iterator[Work]:
    """The work on one article, or one model, shown at a terminal that can write over a line."""
    work = Work(step)
    if not quiet and is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb":
        threading.Thread(target=work.show, daemon=True).start()
    try:
        yield work
    finally:
        work.end()


@contextmanager
def shown_progress(quiet: bool, expected: Callable[[], int | None]) -> Iterator[Show]:
    """What shows the totals as often as it is called. `expected` is the number of records, None while it isn't known."""
    if quiet:
        yield lambda totals: None
    elif sys.stderr.isatty():
        with _bar(expected) as show:
            yield show
    else:
        yield _log(expected)


@contextmanager
def _bar(expected: Callable[[], int | None]) -> Iterator[Show]:
    # Imported here: a run in a script never shows a bar.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=4) as progress:
        task = progress.add_task("opening", total=None)

        def show(totals: "Totals") -> None:
            progress.update(
                task, total=expected(), completed=totals.read, description=progress_line(totals, expected())
            )

        yield show


def _log(expected: Callable[[], int | None]) -> Show:
    due = time.monotonic() + LOG_SECONDS

    def show(totals: "Totals") -> None:
        nonlocal due
        if time.monotonic() >= due:
            due += LOG_SECONDS
            says(progress_line(totals, expected()))

    return show


def progress_line(totals: "Totals", expected: int | None) -> str:
    """ "1,204 of 10,000 articles, 88.3 a second, 3 errors, 1 min 40 s left"."""
    settled = totals.settled
    of = f" of {expected:,}" if expected is not None else ""
    line = f"{settled:,}{of} articles, {totals.rate:.1f} a second, {totals.unmended.total():,} errors"
    if expected is not None and totals.rate:
        line += f", {duration(max(0, expected - settled) / totals.rate)} left"
    return line


def duration(seconds: float) -> str:
    """ "45 s", "3 min 20 s", "2 h 05 min"."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 1:
        return f"{rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s"


@contextmanager
def pull_progress(name: str) -> "Iterator[Progress]":
    """What shows the progress of a pull on stderr: a bar at a terminal, else a line for each thing that is done."""
    if not sys.stderr.isatty():
        said: set[str] = set()

        def say(what: str, _done: int, total: int) -> None:
            if what not in said:
                said.add(what)
                tells(f"{name}: {what}" + (f" {total / 1e6:,.0f} MB" if total else ""))

        yield say
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        TaskID,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
    )
    with Bars(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bars:
        shown: dict[str, TaskID] = {}

        def draw(what: str, done: int, total: int) -> None:
            if what not in shown:
                shown[what] = bars.add_task(shown_line(f"{name}: {what}"))
            bars.update(shown[what], completed=done, total=total or None)

        yield draw
