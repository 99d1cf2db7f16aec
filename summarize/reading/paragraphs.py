"""Lines with places on pages to paragraphs: running heads out, columns followed, line-end hyphens resolved.

Lengths are points; the origin is the lower left corner of a page, as in PDF.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from summarize.language.characters import CLOSING, COLONS, SENTENCE_ENDS, any_of
from summarize.language.record import all_languages
from summarize.reading.hyphens import joint, parts_words, words_of
from summarize.reading.limits import MAX_TITLE
from summarize.reading.lines import Line

# A gap this many times the usual one between lines stands between paragraphs.
_GAP = 1.3
# Text this much larger or smaller is a heading or a caption, not the same paragraph.
_SIZE = 1.15
# A line that starts this many font sizes behind its column's edge begins a paragraph.
_INDENT = 0.5
# A line that ends this share of the column's width before its edge is short: in ragged text, and in justified text, whose
# lines reach the edge but for a paragraph's last.
_SHORT_RAGGED = 0.1
_SHORT_JUSTIFIED = 0.02
# So many paragraphs set off by a gap or an indent show that the writer sets them off so; short lines then say nothing.
_HABIT = 2
# A heading is this much larger than the text.
_TITLE_SIZE = 1.25
# A line at the top or bottom that comes back on this share of the pages is a running head.
_REPEATED = 1 / 3
_ENDS_SENTENCE = re.compile(rf"{any_of(SENTENCE_ENDS + COLONS)}{any_of(CLOSING)}*$")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line in its column, measured in reading direction from the column's edge: where it starts, where it stops short."""

    line: Line
    column: int
    indent: float
    short: float


def joined(lines: Sequence[Line]) -> str:
    """The text of `lines`, each paragraph on one line of its own, a blank line between them."""
    kept = [line for line in _without_running_heads(lines) if line.text]
    placed = list(_placed(kept))
    setting = _setting(placed)
    words = words_of(line.text for line in kept)
    # A hyphen of print that the writer uses within lines is no soft one.
    words.update(character for line in kept for character in line.text if character == "‐")
    pairs = list(itertools.pairwise(placed))
    parted = _parts_words(pairs, setting)
    paragraphs = [first.line.text for first in placed[:1]]
    for before, after in pairs:
        if _breaks(before, after, setting):
            paragraphs.append(after.line.text)
        else:
            paragraphs[-1] += _glue(paragraphs[-1], before.line, after.line.text, words, parted=parted)
            paragraphs[-1] += after.line.text
    return "\n\n".join(paragraphs)


def title_of(lines: Sequence[Line]) -> str | None:
    """The first run of lines on the first page that is set larger than the text; None where there is none."""
    if not lines:
        return None
    sizes = sorted(line.size for line in lines for _ in line.text)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    on_first = [line for line in lines if line.page == lines[0].page and line.text]
    large = itertools.dropwhile(lambda line: line.size < _TITLE_SIZE * usual, on_first)
    run = list(itertools.takewhile(lambda line: line.size >= _TITLE_SIZE * usual, large))
    title = " ".join(line.text for line in run if line.size >= run[0].size / _SIZE)
    return title if 0 < len(title) <= MAX_TITLE else None


def _without_running_heads(lines: Sequence[Line]) -> Iterator[Line]:
    edges: dict[int, list[Line]] = {}
    for page, on_page in itertools.groupby(lines, key=lambda line: line.page):
        by_baseline = sorted(on_page, key=lambda line: line.baseline)
        edges[page] = [*by_baseline[:2], *by_baseline[-2:]]
    seen = Counter(key for edge in edges.values() for key in {_running(line) for line in edge})
    for line in lines:
        if line in edges[line.page]:
            if _page_number().fullmatch(line.text):
                continue
            if seen[_running(line)] >= max(2, _REPEATED * len(edges)):
                continue
        yield line


@functools.cache
def _page_number() -> re.Pattern[str]:
    """A line that is a page number, in any language."""
    languages = [language.furniture for language in all_languages().values()]
    page = "|".join(re.escape(word) for one in languages for word in one.page)
    of = "|".join(re.escape(word) for one in languages for word in one.of)
    return re.compile(
        rf"[-–—\s]*+(?:(?:{page})\s*+)?\d{{1,4}}(?:\s*+(?:/|{of})\s*+\d{{1,4}})?\s*+(?:{page})?[-–—\s]*+",
        re.I,
    )


def _running(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text.casefold())


def _placed(lines: Iterable[Line]) -> Iterator[_Placed]:
    columns: list[list[Line]] = []
    for line in lines:
        if columns and _follows(columns[-1][-1], line):
            columns[-1].append(line)
        else:
            columns.append([line])
    for number, column in enumerate(columns):
        left, right = min(line.left for line in column), max(line.right for line in column)
        width = max(right - left, 1.0)
        for line in column:
            from_left, from_right = line.left - left, right - line.right
            indent, short = (from_right, from_left) if line.is_rtl else (from_left, from_right)
            yield _Placed(line, number, indent / line.size, short / width)


def _follows(above: Line, below: Line) -> bool:
    """Whether a line stands under another, in the same column."""
    overlaps = above.left < below.right and below.left < above.right
    return above.page == below.page and below.baseline < above.baseline and overlaps


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the text is set: the usual gap between lines, in font sizes; what counts as a short line; what sets off paragraphs."""

    gap: float
    short: float
    by_gaps: bool
    by_indents: bool


def _setting(placed: Sequence[_Placed]) -> _Setting:
    pairs = [
        (a, b) for a, b in itertools.pairwise(placed) if a.column == b.column and _same_size(a.line, b.line)
    ]
    # Near the smallest: where paragraphs are short, most gaps stand between them.
    gaps = sorted(_gap(a, b) for a, b in pairs)
    usual = gaps[len(gaps) // 5] if gaps else 1.0
    # Lines that start anywhere are centred, or set flush to the other side: where they start says nothing.
    is_flush = 2 * sum(b.indent < _INDENT for _, b in pairs) >= len(pairs)
    is_justified = len(pairs) > 2 and median([a.short for a, _ in pairs]) < _SHORT_JUSTIFIED / 2
    return _Setting(
        gap=usual,
        short=_SHORT_JUSTIFIED if is_justified else _SHORT_RAGGED,
        by_gaps=sum(_gap(a, b) > _GAP * usual for a, b in pairs) >= _HABIT,
        by_indents=is_flush and sum(a.indent < _INDENT < b.indent for a, b in pairs) >= _HABIT,
    )


def _gap(above: _Placed, below: _Placed) -> float:
    return (above.line.baseline - below.line.baseline) / above.line.size


def _same_size(a: Line, b: Line) -> bool:
    return max(a.size, b.size) <= _SIZE * min(a.size, b.size)


def _breaks(before: _Placed, after: _Placed, setting: _Setting) -> bool:
    """Whether a paragraph ends between two lines that follow each other."""
    if before.line.hyphen:
        return False
    if not _same_size(before.line, after.line):
        return True
    ends = _ENDS_SENTENCE.search(before.line.text) is not None
    is_short = before.short > setting.short
    if before.column != after.column:
        return after.indent > _INDENT if setting.by_indents else ends and is_short
    if _gap(before, after) > _GAP * setting.gap:
        return True
    if setting.by_indents and after.indent > _INDENT:
        return before.indent < _INDENT or is_short or ends
    return ends and is_short and not (setting.by_gaps or setting.by_indents)


def _glue(text: str, before: Line, following: str, words: Counter[str], *, parted: bool) -> str:
    """What stands between two lines of a paragraph: a space, a hyphen that belongs to the word, or nothing."""
    if not before.hyphen:
        is_range = text.endswith(("-", "–")) and following[:1].isdigit() and text[-2:-1].isdigit()
        return "" if is_range else " "
    # A soft hyphen, and the hyphen that browsers draw for one, stand only where they part a word.
    if before.hyphen != "-" and not words[before.hyphen]:
        return ""
    return joint(text, following, words, parted=parted)


def _parts_words(pairs: Sequence[tuple[_Placed, _Placed]], setting: _Setting) -> bool:
    """Whether words are parted at the ends of these lines, which follow each other."""
    within = [(a.line, b.line) for a, b in pairs if a.column == b.column and not _breaks(a, b, setting)]
    # The room is measured among the lines of paragraphs: a headline above them may be wider.
    edges: dict[int, float] = {}
    for above, below in within:
        key = round(min(above.left, below.left))
        edges[key] = max(edges.get(key, 0.0), above.right, below.right)
    rooms = [
        ((edges[round(min(above.left, below.left))] - above.right) / _letter_width(above), below.text)
        for above, below in within
        if not (above.hyphen or above.is_rtl)
    ]
    return parts_words(rooms, sum(above.hyphen == "-" for above, _ in within))


def _letter_width(line: Line) -> float:
    return max(line.right - line.left, 1.0) / max(len(line.text), 1)
