"""A translation that is too short or too long for its source."""

from collections.abc import Iterator

from summarize.language.characters import CLOSING, COLONS, NARROW_SPACES, SEMICOLONS, SENTENCE_ENDS
from summarize.language.record import language_of
from summarize.translators.checks.pair import Finding, Pair
from summarize.warning import WarningCode

# Short segments vary most: so many characters are added on either side.
_FLOOR = 20
# Ratios to what is expected, the worst first, with the share of the professional translations of NTREX and FLORES that are
# beyond them; None where hardly one is.
_SHORT = ((0.62, None), (0.7, 0.005), (0.75, 0.02), (0.8, 0.05))
_LONG = ((1.8, None), (1.5, 0.005), (1.35, 0.02), (1.25, 0.05))
# One that also lacks the final mark of its source may be less short: it broke off.
_SHORTEST_WITHOUT_END = 0.75
_FINAL_MARKS = tuple(SENTENCE_ENDS + COLONS + SEMICOLONS)
_CLOSING = " \t\n" + NARROW_SPACES + CLOSING


def check(pair: Pair) -> Iterator[Finding]:
    """length, with the number of characters on either side."""
    lengths = [language_of(code).checking.length for code in (pair.target_language, pair.source_language)]
    expected = len(pair.source) * lengths[0] / lengths[1]
    ratio = (len(pair.translation) + _FLOOR) / (expected + _FLOOR)
    breaks_off = ratio < _SHORTEST_WITHOUT_END and _has_end(pair.source) and not _has_end(pair.translation)
    shares = [share for limit, share in _SHORT if ratio < limit]
    shares += [share for limit, share in _LONG if ratio > limit]
    if breaks_off or shares:
        yield Finding(
            WarningCode.LENGTH,
            source=(str(len(pair.source)),),
            result=(str(len(pair.translation)),),
            share=None if breaks_off else shares[0],
        )


def _has_end(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_FINAL_MARKS)
