"""The output: lines that are appended whole, and the repair of what a crash left.

Nothing but the output itself says what is done, so there is no second file that could disagree with it. A run that is
killed leaves whole lines and at most one torn one, which the next run cuts off. Raises OutputError wherever the disk or
the file system refuses.
"""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from summarize.batch.output.documents import is_of_somebody_else, unwritable, write_document
from summarize.batch.output.ledger import Ledger
from summarize.batch.records import Failure, Outcome, Record, failed, failure_of
from summarize.errors import InputError, OutputError
from summarize.files import LockHeld, lock_open, written_whole

# Every line begins like this, and goes on like that behind its id; what doesn't is another program's file, never touched.
_OPENING, _BEHIND_ID = b'{"id": "', b'", "key": "'
_ID = re.compile(rb'(?:[^"\\]|\\.)*')
# How the ledger has a record whose page somebody took away: a failure that has passed.
_GONE = "gone"
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
        # Whether nothing tells what its briefings were made with; see manifest.py.
        self.is_unexplained = False
        # Where relative names in its lines begin.
        self.inputs_from = Path.cwd()
        self._folder, self._check = folder, check
        with self._refused():
            if path.exists() and not path.is_file():
                raise OutputError(
                    f"{path} isn't a file that can be appended to; name a .jsonl or .parquet file"
                )
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY, 0o666)
            try:
                self._hold()
                self._size = self._scan()
                os.ftruncate(self._file, self._size)
            except BaseException:
                os.close(self._file)
                raise

    def write(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Append the lines; either all of each is in the file afterwards, or none of it. Returns what was written.

        A page that can't have its name (too long, or there is something else) is a record that failed.
        """
        written = []
        with self._refused():
            self._require_in_place()
            for made in outcomes:
                outcome = self._with_document(made)
                written.append(outcome)
                self.ledger.place(outcome.key, self._size)
                try:
                    self._append(outcome.line)
                except OSError:
                    os.ftruncate(self._file, self._size)  # half a line must not stay
                    raise
                self._size += len(outcome.line)
        return written

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

    def _hold(self) -> None:
        """Lock the file itself, which other names may lead to, beside the lock on its name."""
        try:
            lock_open(self._file)
        except LockHeld:
            raise OutputError(
                f"{self.path} is being written by another brief batch under another name; wait for it"
            ) from None

    def _with_document(self, outcome: Outcome) -> Outcome:
        """The outcome with its page written, or the failure of one that can't be."""
        if outcome.document is None or self._folder is None:
            return outcome
        name, text = outcome.document
        if not self.ledger.has_made(outcome.id) and is_of_somebody_else(self._folder / name, text):
            return _refused_document(
                outcome, f"{self._folder / name} is there already and isn't this batch's"
            )
        try:
            write_document(self._folder, outcome.document)
        except OSError as error:
            if not unwritable(error):
                raise
            return _refused_document(outcome, f"no file can be called {name[:80]}: {error.strerror or error}")
        return outcome

    def _append(self, line: bytes) -> None:
        while line:
            line = line[os.write(self._file, line) :]

    def _scan(self) -> int:
        """Tell the ledger of every line; the size of the file without a torn last line."""
        size = 0
        with open(self._file, "rb", closefd=False) as file:
            for number, line in enumerate(file, 1):
                self._check()
                if not line.endswith(b"\n") and (size or _is_ours(line)) and not _is_json(line):
                    break
                try:
                    record = json.loads(line)
                    self.ledger.add(record["id"], record["key"], record["input"], self._ended(record), size)
                except (ValueError, TypeError, KeyError, AttributeError):
                    raise OutputError(
                        f"{self.path} has something else than a record of brief batch in line {number}; "
                        "name another file"
                    ) from None
                size += len(line)
                if not line.endswith(b"\n"):  # an editor may have taken it off
                    self._append(b"\n")
                    size += 1
        return size

    def _ended(self, record: Mapping[str, Any]) -> str:
        """How a line's record ended, as the ledger has it. A page that is gone is to be made again."""
        if record["status"] != "ok":
            return str(record["error"]["code"])
        gone = self._folder is not None and not (self._folder / record["file"]).exists()
        return _GONE if gone else ""

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
        self._hold()

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


class Printed(Output):
    """Lines on standard output: nothing is resumed, and nothing has to be taken back."""

    def __init__(self) -> None:
        self.path, self.ledger, self.is_unexplained = Path("-"), Ledger(), False
        self.inputs_from = Path.cwd()
        self._folder = None
        self._file, self._size = 1, 0

    def write(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Print the lines."""
        try:
            for outcome in outcomes:
                self._append(outcome.line)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"standard output can't be written: {error.strerror or error}") from None
        return [*outcomes]

    def finish(self) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Nothing to wait for."""
        self.ledger.close()


def _refused_document(outcome: Outcome, message: str) -> Outcome:
    failure: Failure = failure_of(InputError(f"{message}; give another --id-field or --out-dir"))
    line = json.loads(outcome.line)
    record = Record(outcome.id, line["input"], None, kept=line.get("kept"), keys=(outcome.key,))
    return replace(failed(record, failure), seconds=outcome.seconds)


def _is_ours(line: bytes) -> bool:
    """Whether a line that was cut off can be the beginning of one of ours."""
    if not line.startswith(_OPENING):
        return _OPENING.startswith(line)
    id_ = _ID.match(line, len(_OPENING))
    behind = line[id_.end() :] if id_ else b""
    return behind.startswith(_BEHIND_ID) or _BEHIND_ID.startswith(behind)


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True
