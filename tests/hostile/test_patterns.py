"""No regular expression of the package is slower than in proportion to the text, whatever that is."""

import functools
import pickle
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from tests.hostile.patterns import Found, hostile_texts, import_all, seconds, ways, window

# A linear pattern takes a thousandth of a second for so many characters; one that looks at each from each, a tenth.
_SIZE = 4_000
_MOST = 0.03
# Fewer than this would mean that the search for patterns no longer finds them.
_LEAST_FOUND = 200


class _TooSlow(Exception):
    pass


@contextmanager
def _at_most(limit: float) -> Iterator[None]:
    """Processor time of this process alone, so that a busy machine fails nobody."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@functools.cache
def _patterns() -> list[Found]:
    """In a process of its own: what was imported before compiles nothing anew."""
    made = subprocess.run([sys.executable, "-m", "tests.hostile.patterns"], capture_output=True, check=True)
    found: list[Found] = pickle.loads(made.stdout)
    import_all()
    return found


def test_all_patterns_are_found() -> None:
    assert len(_patterns()) >= _LEAST_FOUND
    assert {"summarize.reading.markdown", "summarize.quotes.words", "summarize.language.furniture"} <= {
        found.module for found in _patterns()
    }


def test_every_pattern_is_linear() -> None:
    slow = [str(found) for found in _patterns() if _worst(found) > _MOST]
    assert not slow, "\n".join(slow)


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"\s*\n\s*x", r"(?:\w+\s?)*!", r"(?:[A-Z]+ ?){1,4}-"])
def test_a_slow_pattern_would_be_found(pattern: str) -> None:
    import_all()
    assert _worst(Found(re.compile(pattern), "re", 0)) > _MOST


def _worst(found: Found) -> float:
    """The longest time on any text; one that is over the limit is tried again, since a busy machine is slow too."""
    worst, size = 0.0, window(found) or _SIZE
    for way in sorted(ways(found)):
        for text in hostile_texts(found.pattern, size):
            taken = _limited(found, text, way)
            if taken > _MOST:
                taken = min(_limited(found, text, way) for _ in range(3))
            worst = max(worst, taken)
            if worst > _MOST:
                return worst
    return worst


def _limited(found: Found, text: str, way: str) -> float:
    try:
        with _at_most(_MOST * 3):
            return seconds(found.pattern, text, way)
    except _TooSlow:
        return _MOST * 3
