"""A translation that denies what its source says, or says what it denies."""

import re
from collections.abc import Iterator

from summarize.language.characters import ARABIC_SIGNS, any_of
from summarize.language.record import language_of
from summarize.translators.checks.pair import Finding, Pair
from summarize.warning import WarningCode

_SIGNS = re.compile(any_of(ARABIC_SIGNS))
# "Not easy" is "hard" in another language, so only where the other side has nothing of the kind. So many sound translations
# show even that; of a short segment a lost negation is the point.
_SHARE = 0.004
_SHORT = 12


def check(pair: Pair) -> Iterator[Finding]:
    """negation-mismatch."""
    source, translation = _SIGNS.sub("", pair.source), _SIGNS.sub("", pair.translation)
    ours, theirs = _negation(source, pair.source_language), _negation(translation, pair.target_language)
    if ours and not theirs and not _denies(translation, pair.target_language):
        short = len(pair.source_words) <= _SHORT
        yield Finding(WarningCode.NEGATION_MISMATCH, source=(ours,), share=None if short else _SHARE)
    if theirs and not ours and not _denies(source, pair.source_language):
        yield Finding(WarningCode.NEGATION_MISMATCH, result=(theirs,), share=_SHARE)


def _negation(text: str, language: str) -> str:
    known = language_of(language).checking
    if known.not_negations is not None:
        text = known.not_negations.sub(" ", text)
    match = known.negations.search(text) if known.negations is not None else None
    return match.group() if match else ""


def _denies(text: str, language: str) -> bool:
    """Whether a text may deny something in whatever words; so may any in a language whose words aren't known."""
    known = language_of(language).checking
    return known.negations is None or known.denials is None or known.denials.search(text) is not None
