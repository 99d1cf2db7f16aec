"""Columns of a page that a program wrote row by row: the lines of PDFium then hold a line of each column side by side.

A gutter is a strip without ink where most lines have a wide gap, with enough text on either side. A table of numbers has
none.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from summarize.reading.bidi import Glyph

# A gap of so many font sizes is none between words. So many lines have one in the same place, and so large a share of those
# that reach over it.
_GAP = 0.9
_LEAST_LINES = 6
_SHARE = 0.6
# Each side of a gutter is so many font sizes wide: text, no figures.
_LEAST_WIDTH = 8.0
# Pages have few columns.
_MOST_COLUMNS = 4
_HYPHENS = ("-", "\u2010", "\u00ad")


@dataclass(frozen=True, slots=True)
class Row:
    """The glyphs that stand in a line of a page, and whether a hyphen ended it."""

    glyphs: tuple[Glyph, ...]
    hyphenated: bool = False

    @property
    def inked(self) -> list[Glyph]:
        """The glyphs that leave ink."""
        return [each for each in self.glyphs if each.right > each.left and not each.character.isspace()]


def by_column(rows: Sequence[Row], *, is_rtl: bool) -> list[Row]:
    """The rows in reading order: those that hold a line of each of two columns are taken apart, one column after the other."""
    found = list(rows)
    for _ in range(_MOST_COLUMNS - 1):
        gutter = _gutter(found)
        if gutter is None:
            return found
        found = list(_apart(found, gutter, is_rtl=is_rtl))
    return found


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where a strip without ink parts the lines of the page, most often; None where there is none."""
    gaps = [(gap, number) for number, row in enumerate(rows) for gap in _gaps(row)]
    best: tuple[int, float] | None = None
    for (_, edge), _ in gaps:
        # Ink behind a gap begins at the column's edge in most lines.
        place = edge - 0.1
        parted = [number for (left, right), number in gaps if left < place < right]
        if len(parted) >= _LEAST_LINES and (best is None or len(parted) > best[0]):
            best = (len(parted), place)
    if best is None:
        return None
    number, place = best
    over = sum(bool(row.inked) and row.inked[0].left < place < row.inked[-1].right for row in rows)
    return place if number >= _SHARE * over and _has_text_beside(rows, place) else None


def _has_text_beside(rows: Sequence[Row], place: float) -> bool:
    parted = [row.inked for row in rows if _is_parted(row, place)]
    sizes = median(glyph.size for inked in parted for glyph in inked)
    widths: tuple[list[float], list[float]] = ([], [])
    for inked in parted:
        left = [glyph for glyph in inked if glyph.right <= place]
        right = [glyph for glyph in inked if glyph.left >= place]
        widths[0].append(max(each.right for each in left) - min(each.left for each in left))
        widths[1].append(max(each.right for each in right) - min(each.left for each in right))
    return all(median(side) >= _LEAST_WIDTH * sizes for side in widths)


def _gaps(row: Row) -> Iterator[tuple[float, float]]:
    """The strips between the words of a line that are too wide for that."""
    inked = sorted(row.inked, key=lambda glyph: glyph.left)
    for before, after in itertools.pairwise(inked):
        if after.left - before.right > _GAP * max(before.size, after.size):
            yield before.right, after.left


def _is_parted(row: Row, place: float) -> bool:
    return any(left < place < right for left, right in _gaps(row))


def _apart(rows: Sequence[Row], place: float, *, is_rtl: bool) -> Iterator[Row]:
    """The rows with those that the strip parts in two; a line that goes over it ends what stands side by side above it."""
    first: list[Row] = []
    second: list[Row] = []
    for row in rows:
        inked = row.inked
        if inked and min(each.left for each in inked) < place < max(each.right for each in inked):
            if not _is_parted(row, place):
                yield from first + second
                first, second = [], []
                yield row
                continue
            left = _ended(Row(tuple(glyph for glyph in row.glyphs if glyph.left < place)))
            right = Row(tuple(glyph for glyph in row.glyphs if glyph.left >= place), row.hyphenated)
            first.append(right if is_rtl else left)
            second.append(left if is_rtl else right)
        elif not first:
            yield row
        else:
            is_left = bool(inked) and max(each.right for each in inked) <= place
            (first if is_left != is_rtl else second).append(row)
    yield from first + second


def _ended(row: Row) -> Row:
    """A row whose hyphen, which stood in the middle of the whole line, ends it now."""
    inked = row.inked
    if len(inked) > 1 and inked[-1].character in _HYPHENS and inked[-2].character.isalpha():
        return Row(tuple(each for each in row.glyphs if each is not inked[-1]), hyphenated=True)
    return row
