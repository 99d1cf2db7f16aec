"""Where a batch goes: a file of JSON lines, a Parquet file, or a folder with one file an article."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from summarize.batch.output.lines import Output
from summarize.batch.output.parquet import pack, unpack
from summarize.errors import OutputError
from summarize.files import LockHeld, locked

# The lines of a folder: which record became which file, and what failed.
RECORDS = "records.jsonl"


@contextmanager
def open_file(path: Path, check: Callable[[], None] = lambda: None) -> Iterator[Output]:
    """An output of JSON lines, locked. A Parquet file is packed at the end, from lines that stand beside it until then.

    `check` is called now and then; what it raises ends what is going on. Raises OutputError.
    """
    with _held(path):
        lines = path.with_name(f"{path.name}.jsonl") if path.suffix == ".parquet" else path
        if lines != path and path.exists() and not lines.exists():
            unpack(path, lines, check)
        output = Output(lines, check=check)
        try:
            yield output
        finally:
            output.close()
        if lines != path:
            pack(lines, path, check)
            lines.unlink()


@contextmanager
def open_folder(path: Path, check: Callable[[], None] = lambda: None) -> Iterator[Output]:
    """An output of one file an article, locked; RECORDS in the folder has a line for each. Raises OutputError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path} can't be made: {error.strerror or error}") from None
    with _held(path / RECORDS):
        output = Output(path / RECORDS, path, check)
        try:
            yield output
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
