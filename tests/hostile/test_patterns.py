"""No regular expression of the package is slower than in proportion to the text, whatever that is."""

import functools
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from summarize.language.record import all_languages
from tests.hostile.patterns import Found, all_patterns, hostile_texts, seconds, ways, window

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


def _work_in_all_languages() -> None:
    """What compiles patterns only as it works."""
    from summarize import check_summary, check_translation, extract_quotes, summarize_text

    for code in all_languages():
        text = "“Yes,” said Ann Lee, 3 May 2024. «Да», — сказал он. 「はい」と李明は述べた。 PARIS (AFP) — It rained.\nBy Ann Lee"
        extract_quotes(text, code)
        summarize_text(text, 1, code)
        check_summary(text, "Ann Lee came, 5 times.", code)
        check_translation(text, "Анна пришла.", code, "ru")


@functools.cache
def _patterns() -> list[Found]:
    return all_patterns(_work_in_all_languages)


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
    import re

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
