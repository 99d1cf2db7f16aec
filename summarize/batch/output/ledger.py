"""What the output holds and what this run has seen, by id and key: in a private file of SQLite, not in memory.

A corpus may have millions of records. SQLite keeps a few megabytes of pages in memory and the rest in a temporary file
that is gone with the process.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from enum import Enum

from summarize.errors import OutputError


class Claim(Enum):
    """What is to be done with a record that was read."""

    TODO = "to be made"
    DONE = "made by an earlier run"
    REPEATED = "the same record was read before in this run"


class Ledger:
    """Lines of the output by key: which id they have, whether they are briefings, whether this run's input has them."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._execute("PRAGMA journal_mode=OFF")
        self._execute("PRAGMA synchronous=OFF")
        self._execute(
            "CREATE TABLE lines (key BLOB PRIMARY KEY, id BLOB, ok INTEGER, seen INTEGER, place INTEGER) WITHOUT ROWID"
        )
        self._execute("CREATE INDEX ids ON lines (id)")
        # Only meaningful once the whole input was read: then an id that was seen has exactly the keys that were seen.
        self._execute(
            "CREATE VIEW stale AS SELECT key FROM lines WHERE NOT seen AND id IN (SELECT id FROM lines WHERE seen)"
        )
        self._execute("BEGIN")
        self.superseded = False

    def add(self, id_: str, key: str, ok: bool, place: int) -> None:
        """A line that the output has at byte `place`; a later line of the same key supersedes an earlier one."""
        row = (bytes.fromhex(key), _blob(id_), ok, place)
        if self._one("SELECT 1 FROM lines WHERE key = ?", row[0]):
            self.superseded = True
        self._execute("INSERT OR REPLACE INTO lines VALUES (?, ?, ?, 0, ?)", row)

    def is_taken(self, id_: str, keys: Sequence[str]) -> bool:
        """Whether this run's input had the id before, on a record with other keys."""
        query = f"SELECT 1 FROM lines WHERE id = ? AND seen AND key NOT IN ({_places(keys)})"  # noqa: S608 - marks only
        return self._one(query, _blob(id_), *map(bytes.fromhex, keys)) is not None

    def claim(self, id_: str, keys: Sequence[str], retry_errors: bool) -> Claim:
        """What is to be done with a record of the input, under whichever of its keys it has a line.

        The first key is that of a line that is to be written. An error counts as done unless it is to be retried.
        """
        digests = [bytes.fromhex(key) for key in keys]
        query = f"SELECT key, ok, seen FROM lines WHERE key IN ({_places(keys)})"  # noqa: S608 - marks only
        found = {key: (ok, seen) for key, ok, seen in self._execute(query, digests)}
        if any(seen for _, seen in found.values()):
            return Claim.REPEATED
        done = next((key for key, (ok, _) in found.items() if ok or not retry_errors), None)
        if done is not None:
            self._execute("UPDATE lines SET seen = 1 WHERE key = ?", (done,))
            return Claim.DONE
        self.superseded = self.superseded or bool(found)
        self._execute("INSERT OR REPLACE INTO lines VALUES (?, ?, 0, 1, 0)", (digests[0], _blob(id_)))
        return Claim.TODO

    def done(self, retry_errors: bool) -> Iterator[bytes]:
        """The keys of the records that need no work, as bytes, in order."""
        query = "SELECT key FROM lines WHERE ok OR NOT ? ORDER BY key"
        return (key for (key,) in self._execute(query, (retry_errors,)))

    def place(self, key: str, place: int) -> None:
        """The line of this key begins at byte `place` from now on."""
        self._execute("UPDATE lines SET place = ? WHERE key = ?", (place, bytes.fromhex(key)))

    def has_stale(self) -> bool:
        """Whether there are lines of ids that the input has, but with another content or made with other options."""
        return self.superseded or self._one("SELECT 1 FROM stale LIMIT 1") is not None

    def places(self) -> Iterator[int]:
        """Where the lines begin that are to be kept, in order."""
        rows = self._execute(
            "SELECT place FROM lines WHERE key NOT IN (SELECT key FROM stale) ORDER BY place"
        )
        return (place for (place,) in rows)

    def close(self) -> None:
        self._database.close()

    def _one(self, query: str, *values: bytes) -> tuple[int, ...] | None:
        found: tuple[int, ...] | None = self._execute(query, values).fetchone()
        return found

    def _execute(self, query: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        try:
            return self._database.execute(query, values)
        except sqlite3.OperationalError as error:
            raise OutputError(
                f"the temporary folder can't be written ({error}); set TMPDIR to another"
            ) from None


def _places(values: Sequence[object]) -> str:
    """A question mark for each value."""
    return ", ".join("?" * len(values))


def _blob(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
