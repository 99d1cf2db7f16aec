"""Where a batch goes: a file of JSON lines, a Parquet file, or a folder with one file an article."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from summarize.batch.lock import locked
from summarize.batch.output import Output
from summarize.batch.parquet import pack, unpack
from summarize.errors import OutputError

# The lines of a folder: which record became which file, and what failed.
RECORDS = "records.jsonl"


@contextmanager
def open_file(path: Path, check: Callable[[], None] = lambda: None) -> Iterator[Output]:
    """An output of JSON lines, locked. A Parquet file is packed at the end, from lines that stand beside it until then.

    `check` is called now and then; what it raises ends what is going on. Raises OutputError.
    """
    with locked(path):
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
    with locked(path / RECORDS):
        output = Output(path / RECORDS, path, check)
        try:
            yield output
        finally:
            output.close()
