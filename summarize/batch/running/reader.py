"""The thread that reads ahead, as far as the window lets it."""

import threading
from collections.abc import Iterable, Iterator
from queue import Empty, SimpleQueue

from summarize.batch.records import Record
from summarize.errors import attempt

# Bytes of articles in memory at once: a window of very large ones would not be small.
WINDOW_BYTES = 256 << 20


class Window:
    """Room for so many records, and so many bytes of them; the reader waits at it until others are written."""

    def __init__(self, records: int, size: int = WINDOW_BYTES) -> None:
        self._records, self._size = records, size
        self._changed = threading.Condition()

    def enter(self, record: Record) -> None:
        """Wait until there is room; one record always has, however large it is."""
        with self._changed:
            self._changed.wait_for(lambda: self._records > 0 and self._size > 0)
            self._records -= 1
            self._size -= record.size

    def leave(self, record: Record) -> None:
        """The record is written, or needs no work."""
        with self._changed:
            self._records += 1
            self._size += record.size
            self._changed.notify()


class Reader:
    """Records read ahead by a thread of their own: what blocks it, a pipe or a slow disk, blocks nobody else."""

    def __init__(self, records: Iterable[Record], window: Window) -> None:
        self._queue: SimpleQueue[Record | Exception | None] = SimpleQueue()
        self.finished = False
        threading.Thread(target=self._read, args=(records, window), daemon=True).start()

    def ready(self, most: int) -> Iterator[Record]:
        """The records that are there now. Raises what reading raised: that is a bug, bad input is a Failure."""
        while most > 0 and not self.finished:
            most -= 1
            try:
                found = self._queue.get_nowait()
            except Empty:
                return
            if found is None:
                self.finished = True
            elif isinstance(found, Exception):
                raise found
            else:
                yield found

    def _read(self, records: Iterable[Record], window: Window) -> None:
        self._queue.put(attempt(self._put_all, records, window))

    def _put_all(self, records: Iterable[Record], window: Window) -> None:
        for record in records:
            window.enter(record)
            self._queue.put(record)
