"""Where a batch goes: a file of JSON lines, one that is packed of them, a folder with one file an article, or a pipe."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from summarize.batch.output.lines import Output, Printed
from summarize.batch.output.manifest import Manifest, begin, end, read, write
from summarize.batch.output.packing import packing_of
from summarize.batch.running.totals import Totals
from summarize.errors import OutputError, UsageError
from summarize.files import LockHeld, locked

# The lines of a folder: which record became which file, and what failed.
RECORDS = "records.jsonl"
# The name of standard output.
STANDARD_OUTPUT = Path("-")


def nothing() -> None:
    """A check that never ends anything."""


@contextmanager
def open_file(
    path: Path, manifest: Manifest, totals: Totals, check: Callable[[], None] = nothing
) -> Iterator[Output]:
    """An output of lines, locked. What isn't lines is packed at the end, from lines that stand beside it until then.

    `manifest` is what the run makes, `totals` what comes of it. `check` is called now and then; what it raises ends what
    is going on. Raises UsageError for an output that was made with other options, and OutputError.
    """
    if path == STANDARD_OUTPUT:
        printed = Printed()
        try:
            yield printed
        finally:
            printed.close()
        return
    packing = packing_of(path)
    path = path.resolve() if path.is_symlink() else path
    with _held(path):
        lines = path.with_name(f"{path.name}.jsonl") if packing else path
        unpacked = packing is not None and path.exists() and not lines.exists()
        if packing and unpacked:
            packing.unpack(path, lines, check)
        try:
            with _explained(path, Output(lines, check=check), manifest, totals) as output:
                unpacked = False
                yield output
        finally:
            if unpacked:  # nothing was added to them
                lines.unlink(missing_ok=True)
        if packing:
            packing.pack(lines, path, check)
            lines.unlink()


@contextmanager
def open_folder(
    path: Path, manifest: Manifest, totals: Totals, check: Callable[[], None] = nothing
) -> Iterator[Output]:
    """An output of one file an article, locked; RECORDS in the folder has a line for each. Raises as `open_file`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path} can't be made: {error.strerror or error}") from None
    path = path.resolve() if path.is_symlink() else path
    records = path / RECORDS
    with _held(records), _explained(records, Output(records, path, check), manifest, totals) as output:
        yield output


@contextmanager
def _explained(path: Path, output: Output, manifest: Manifest, totals: Totals) -> Iterator[Output]:
    """The output with its manifest beside it, closed at the end."""
    try:
        before = read(path)
        begun = begin(path, output, manifest, before)
        try:
            yield output
        except UsageError:
            # A run that is refused on its way changes nothing of what the output says of itself.
            if before is not None:
                write(path, before)
            raise
        except BaseException:
            end(path, output, begun, totals, whole=False)
            raise
        end(path, output, begun, totals, whole=True)
    finally:
        output.close()


@contextmanager
def _held(output: Path) -> Iterator[None]:
    """The lock on an output: two runs that append to one file would write every record twice."""
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(output))
        except LockHeld as held:
            raise OutputError(
                f"{output} is being written by another brief batch (process {held.owner or 'unknown'}); "
                "wait for it, or name another output"
            ) from None
        except OSError as error:
            raise OutputError(f"{output} can't be written: {error.strerror or error}") from None
        yield
