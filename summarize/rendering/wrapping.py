"""Lines of a width in cells: text is broken at blanks, else between what a reader takes for characters, and nothing is lost.

What a reader takes for one character (a grapheme cluster, UAX #29) may be many of Unicode's, and none to two cells wide.
"""

import re
from collections.abc import Iterator

# Blanks at which no line is broken.
_NO_BREAK = "\u00a0\u2007\u202f"
_BLANKS = " \t\n\x0b\f\r\x1c\x1d\x1e\x1f\x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000"
# A word, or the blanks between two.
_PIECES = re.compile(rf"(?:\S|[{_NO_BREAK}])+|[^\S{_NO_BREAK}]+")


def cells(text: str) -> int:
    """How many cells of a terminal a line takes."""
    if text.isascii():
        return len(text)
    # Imported here: most lines are ASCII.
    from wcwidth import iter_graphemes

    return sum(map(_cluster_cells, iter_graphemes(text)))


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells; only blanks at which a line is broken or ended are left out."""
    return [line for given in text.split("\n") for line in _lines(given, width)]


def _lines(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _PIECES.findall(text):
        room = cells(piece)
        is_blank = piece[0].isspace() and piece[0] not in _NO_BREAK
        if is_blank or used + room <= width:
            line, used = line + piece, used + room
        elif room <= width:
            yield line.rstrip(_BLANKS)
            line, used = piece, room
        else:
            *full, line = _folded(line, used, piece, width)
            yield from full
            used = cells(line)
    yield line.rstrip(_BLANKS)


def _folded(line: str, used: int, word: str, width: int) -> Iterator[str]:
    """A word that is longer than a line, begun in the one that is there: all lines but the last are full."""
    from wcwidth import iter_graphemes

    for cluster in iter_graphemes(word):
        room = _cluster_cells(cluster)
        if used + room > width and line.strip(_BLANKS):
            yield line.rstrip(_BLANKS)
            line, used = "", 0
        line, used = line + cluster, used + room
    yield line


def _cluster_cells(cluster: str) -> int:
    from wcwidth import wcswidth

    # Negative for what has no width of its own, a control character: it may take a cell.
    return abs(wcswidth(cluster))
