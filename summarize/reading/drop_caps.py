"""The large letter that a text begins with in print goes back to its word."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from summarize.reading.hyphens import words_of
from summarize.reading.lines import Line

# A drop cap is this much larger than the line that it belongs to, which begins within so many of that line's sizes.
_LARGER = 1.6
_DISTANCE = 2.0


def with_drop_caps(lines: Sequence[Line]) -> list[Line]:
    """The lines with each drop cap in front of its word; the lines beside it begin where it does."""
    caps = [line for line in lines if 0 < len(line.text) <= 2 and line.text[-1].isalpha()]
    made = list(lines)
    words = words_of(line.text for line in lines)
    for cap in caps:
        # One that another cap went to is no cap any more, but the beginning of a line.
        beside = [line for line in made if _is_beside(cap, line)] if cap in made else []
        if not beside:
            continue
        first = max(beside, key=lambda line: line.baseline)
        for line in beside:
            text = _joined(cap.text, line.text, words) if line is first else line.text
            made[made.index(line)] = replace(line, text=text, left=cap.left)
        made.remove(cap)
    return made


def _is_beside(cap: Line, line: Line) -> bool:
    """Whether a line stands to the right of a drop cap and within its height."""
    return (
        line.page == cap.page
        and cap.size >= _LARGER * line.size
        and -0.5 * line.size <= line.left - cap.right <= _DISTANCE * line.size
        and cap.baseline - 0.5 * line.size <= line.baseline <= cap.baseline + cap.size
    )


def _joined(cap: str, text: str, words: Counter[str]) -> str:
    """The cap and the line; a space between them where the cap is a word by itself ("A bridge")."""
    rest = text.split(maxsplit=1)[0].lower() if text else ""
    is_word = words[cap.lower()] > 1 and words[rest] > 1 and not words[cap.lower() + rest]
    return f"{cap} {text}" if is_word or text[:1].isspace() else cap + text
