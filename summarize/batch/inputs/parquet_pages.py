"""What the pages of a Parquet file say of their sizes: the library that reads them believes each before it unpacks it.

A file's metadata gives sums, which nobody checks against the pages. A page's header is a struct in Thrift's compact
protocol; only two of its fields are of interest, the rest is passed over.
"""

from collections.abc import Iterator
from mmap import mmap

# Fields of PageHeader (parquet.thrift), and types of the compact protocol.
_UNPACKED, _PACKED = 2, 3
_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)
# The format's own headers hold structs three deep.
_MAX_DEPTH = 16


def page_sizes(data: mmap, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sizes of the pages between two offsets, each unpacked and packed. Raises ValueError for what are no pages."""
    if start < 0:
        raise ValueError("pages before the file")
    while start < end:
        header = _Header(data, start)
        unpacked, packed = header.sizes()
        if unpacked < 0 or packed < 0:
            raise ValueError("a page of less than no bytes")
        yield unpacked, packed
        start = header.at + packed


class _Header:
    """A page's header, read from `at` on; afterwards `at` is behind it."""

    def __init__(self, data: mmap, at: int) -> None:
        self._data, self.at = data, at

    def sizes(self) -> tuple[int, int]:
        """How large the page is, unpacked and packed; -1 for what isn't said."""
        found = {_UNPACKED: -1, _PACKED: -1}
        for field, kind in self._fields():
            if field in found and kind == _I32:
                value = self._number()
                found[field] = value >> 1 ^ -(value & 1)
            else:
                self._pass(kind, 0)
        return found[_UNPACKED], found[_PACKED]

    def _fields(self) -> Iterator[tuple[int, int]]:
        """The numbers and types of a struct's fields; each has to be read before the next is asked for."""
        field = 0
        while head := self._byte():
            delta, kind = head >> 4, head & 15
            if delta:
                field += delta
            else:
                value = self._number()
                field = value >> 1 ^ -(value & 1)
            yield field, kind

    def _pass(self, kind: int, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise ValueError("structs in each other without end")
        if kind in (_TRUE, _FALSE):
            return
        if kind == _BYTE:
            self.at += 1
        elif kind in (_I16, _I32, _I64):
            self._number()
        elif kind == _DOUBLE:
            self.at += 8
        elif kind == _BINARY:
            size = self._number()
            self.at += size
        elif kind == _STRUCT:
            for _, inner in self._fields():
                self._pass(inner, depth + 1)
        else:  # a header has neither lists nor maps
            raise ValueError(f"a field of type {kind}")

    def _byte(self) -> int:
        if self.at >= len(self._data):
            raise ValueError("a page beyond the end")
        self.at += 1
        return self._data[self.at - 1]

    def _number(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
            if shift > 63:
                raise ValueError("a number without end")
