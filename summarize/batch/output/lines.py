"""The output: lines that are appended whole, and the repair of what a crash left.

Nothing but the output itself says what is done, so there is no second file that could disagree with it. A run that is
killed leaves whole lines and at most one torn one, which the next run cuts off. Raises OutputError wherever the disk or
the file system refuses.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from summarize.batch.output.documents import write_document
from summarize.batch.output.ledger import Ledger
from summarize.batch.records import Outcome
from summarize.errors import OutputError
from summarize.files import written_whole

# Every line begins like this; what doesn't is another program's file, which is never touched.
_OPENING = b'{"id": '
# Windows would write line breaks of its own.
_BINARY = getattr(os, "O_BINARY", 0)


class Output:
    """A file of JSON lines that is appended to, and the ledger of what it holds.

    Documents go into `folder`, where one file an article was asked for.
    """

    def __init__(
        self, path: Path, folder: Path | None = None, check: Callable[[], None] = lambda: None
    ) -> None:
        """Open or make the file, repair its end, and read what it holds; `check` is called now and then meanwhile."""
        self.path, self.ledger = path, Ledger()
        self._folder, self._check = folder, check
        with self._refused():
            if path.exists() and not path.is_file():
                raise OutputError(
                    f"{path} isn't a file that can be appended to; name a .jsonl or .parquet file"
                )
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY, 0o666)
            self._size = self._scan()
            os.ftruncate(self._file, self._size)

    def write(self, outcomes: Sequence[Outcome]) -> None:
        """Append the lines; either all of each is in the file afterwards, or none of it."""
        with self._refused():
            self._require_in_place()
            for outcome in outcomes:
                if outcome.document is not None and self._folder is not None:
                    write_document(self._folder, outcome.document)
                self.ledger.place(outcome.key, self._size)
                try:
                    self._append(outcome.line)
                except OSError:
                    os.ftruncate(self._file, self._size)  # half a line must not stay
                    raise
                self._size += len(outcome.line)

    def finish(self) -> None:
        """Drop lines that were superseded; call it once the whole input was read and written."""
        with self._refused():
            self._require_in_place()
            if self.ledger.has_stale():
                self._compact()

    def close(self) -> None:
        """Wait until what was written is on the disk."""
        self.ledger.close()
        if self._file < 0:  # it couldn't be opened again after its lines were dropped
            return
        try:
            with self._refused():
                os.fsync(self._file)
        finally:
            os.close(self._file)

    def _append(self, line: bytes) -> None:
        while line:
            line = line[os.write(self._file, line) :]

    def _scan(self) -> int:
        """Tell the ledger of every line; the size of the file without a torn last line."""
        size = 0
        with open(self._file, "rb", closefd=False) as file:
            for number, line in enumerate(file, 1):
                self._check()
                if not line.endswith(b"\n") and (size or _is_torn(line)):
                    break
                try:
                    record = json.loads(line)
                    self.ledger.add(record["id"], record["key"], record["status"] == "ok", size)
                except (ValueError, TypeError, KeyError, AttributeError):
                    raise OutputError(
                        f"{self.path} has something else than a record of brief batch in line {number}; "
                        "name another file"
                    ) from None
                size += len(line)
        return size

    def _compact(self) -> None:
        """Copy the lines that count into a new file, in the order they have, and put it in the place of this one."""
        with written_whole(self.path) as compacted:
            with open(self._file, "rb", closefd=False) as old, compacted.open("wb") as new:
                for place in self.ledger.places():
                    self._check()
                    old.seek(place)
                    new.write(old.readline())
            # Windows replaces no file that is open.
            os.close(self._file)
            self._file = -1
        self._file = os.open(self.path, os.O_RDWR | os.O_APPEND | _BINARY)

    def _require_in_place(self) -> None:
        if not os.path.samestat(os.fstat(self._file), self.path.stat()):
            raise OutputError(f"{self.path} was replaced while brief wrote to it; run the same command again")

    @contextmanager
    def _refused(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            shown = error.filename or self.path
            raise OutputError(f"{shown} can't be written: {error.strerror or error}") from None


def _is_torn(line: bytes) -> bool:
    return line.startswith(_OPENING) or _OPENING.startswith(line)
