"""What the output holds and what this run has seen, by id and key: in a private file of SQLite, not in memory.

A corpus may have millions of records. SQLite keeps a few megabytes of pages in memory and the rest in a temporary file
that is gone with the process.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from summarize.batch.records import PASSING, Record
from summarize.errors import OutputError


class Claim(Enum):
    """What is to be done with a record that was read."""

    TODO = "to be made"
    DONE = "made by an earlier run"
    FAILED = "tried by an earlier run, in vain"
    REPEATED = "the same record was read before in this run"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim, and for one that failed before the code of its failure."""

    claim: Claim
    code: str = ""


class Ledger:
    """Lines of the output by key: their id and input, how they ended, and whether this run's input has them.

    `ended` is empty for a briefing, else the code of the failure. `replaces` says that the output is made anew: in the
    end only what this run has seen stays. Without it, a briefing gives way only to a changed article of the same id, found where
    the first was (see resume.py).
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._execute("PRAGMA journal_mode=OFF")
        self._execute("PRAGMA synchronous=OFF")
        self._execute(
            "CREATE TABLE lines (key BLOB PRIMARY KEY, id BLOB, input BLOB, ended TEXT, seen INTEGER, place INTEGER) "
            "WITHOUT ROWID"
        )
        self._execute("CREATE INDEX ids ON lines (id)")
        # Only meaningful once the whole input was read: then an id that was seen has exactly the keys that were seen. An
        # error's id may be its place in the input, where another run found a better one.
        self._execute(
            "CREATE VIEW stale AS SELECT key FROM lines WHERE NOT seen AND (id IN (SELECT id FROM lines WHERE seen)"
            " OR ended <> '' AND input IN (SELECT input FROM lines WHERE seen))"
        )
        self._execute("BEGIN")
        self.superseded = False
        self.replaces = False

    def add(self, id_: str, key: str, input_: str, ended: str, place: int) -> None:
        """A line that the output has at byte `place`; a later line of the same key supersedes an earlier one."""
        row = (bytes.fromhex(key), _blob(id_), _blob(input_), ended, place)
        if self._one("SELECT 1 FROM lines WHERE key = ?", row[0]):
            self.superseded = True
        self._execute("INSERT OR REPLACE INTO lines VALUES (?, ?, ?, ?, 0, ?)", row)

    def finished(self) -> int:
        """How many briefings the output has."""
        count = self._one("SELECT count(*) FROM lines WHERE ended = ''")
        return count[0] if count else 0

    def input_of_other(self, id_: str, keys: Sequence[str]) -> str | None:
        """Where an earlier run found what the output has a briefing of by this id, but under other keys."""
        query = f"SELECT input FROM lines WHERE id = ? AND ended = '' AND NOT seen AND key NOT IN ({_places(keys)})"  # noqa: S608 - marks only
        found = self._execute(query, (_blob(id_), *map(bytes.fromhex, keys))).fetchone()
        return found[0].decode("utf-8", "surrogatepass") if found else None

    def has_made(self, id_: str) -> bool:
        """Whether the output has a line of this id."""
        return self._one("SELECT 1 FROM lines WHERE id = ? AND place >= 0", _blob(id_)) is not None

    def is_taken(self, id_: str, keys: Sequence[str]) -> bool:
        """Whether this run's input had the id before, on a record with other keys."""
        query = f"SELECT 1 FROM lines WHERE id = ? AND seen AND key NOT IN ({_places(keys)})"  # noqa: S608 - marks only
        return self._one(query, _blob(id_), *map(bytes.fromhex, keys)) is not None

    def claim(self, record: Record, retry_errors: bool) -> Claimed:
        """What is to be done with a record of the input, under whichever of its keys it has a line.

        The first key is that of a line that is to be written. A failure that may have passed is tried again, any with
        `retry_errors`.
        """
        digests = [bytes.fromhex(key) for key in record.keys]
        query = f"SELECT key, ended, seen FROM lines WHERE key IN ({_places(digests)})"  # noqa: S608 - marks only
        found = {key: (ended, seen) for key, ended, seen in self._execute(query, digests)}
        if any(seen for _, seen in found.values()):
            return Claimed(Claim.REPEATED)
        for key, (ended, _) in found.items():
            if not ended or not (retry_errors or ended in PASSING):
                self._execute("UPDATE lines SET seen = 1 WHERE key = ?", (key,))
                return Claimed(Claim.FAILED, ended) if ended else Claimed(Claim.DONE)
        self.superseded = self.superseded or bool(found)
        row = (digests[0], _blob(record.id), _blob(record.input))
        self._execute("INSERT OR REPLACE INTO lines VALUES (?, ?, ?, 'unfinished', 1, -1)", row)
        return Claimed(Claim.TODO)

    def done(self, retry_errors: bool) -> Iterator[bytes]:
        """The keys of the records that need no work, as bytes, in order."""
        lasting = f"ended NOT IN ({_places(PASSING)}) AND NOT ?"
        query = f"SELECT key FROM lines WHERE ended = '' OR {lasting} ORDER BY key"  # noqa: S608 - marks only
        return (key for (key,) in self._execute(query, (*PASSING, retry_errors)))

    def place(self, key: str, place: int) -> None:
        """The line of this key begins at byte `place` from now on."""
        self._execute("UPDATE lines SET place = ? WHERE key = ?", (place, bytes.fromhex(key)))

    def has_stale(self) -> bool:
        """Whether the output has lines that are to go: see `replaces`, and the view of that name."""
        return self.superseded or self._one(f"SELECT 1 FROM ({self._gone}) LIMIT 1") is not None  # noqa: S608

    def places(self) -> Iterator[int]:
        """Where the lines begin that are to be kept, in order."""
        query = f"SELECT place FROM lines WHERE key NOT IN ({self._gone}) ORDER BY place"  # noqa: S608 - our own
        return (place for (place,) in self._execute(query))

    def close(self) -> None:
        self._database.close()

    @property
    def _gone(self) -> str:
        return "SELECT key FROM lines WHERE NOT seen" if self.replaces else "SELECT key FROM stale"

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


def _places(values: Iterable[object]) -> str:
    """A question mark for each value."""
    return ", ".join("?" for _ in values)


def _blob(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
