"""How a batch goes, on standard error: a bar at a terminal, a line a minute in a log."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarize.batch.running.totals import Totals

Show = Callable[["Totals"], None]
# Seconds between two lines in a log.
LOG_SECONDS = 60.0


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
            print(f"brief: {progress_line(totals, expected())}", file=sys.stderr, flush=True)

    return show


def progress_line(totals: "Totals", expected: int | None) -> str:
    """ "1,204 of 10,000 articles, 88.3 a second, 3 errors, 1 min 40 s left"."""
    settled = totals.done + totals.skipped + totals.repeated
    of = f" of {expected:,}" if expected is not None else ""
    line = f"{settled:,}{of} articles, {totals.rate:.1f} a second, {totals.failed:,} errors"
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
