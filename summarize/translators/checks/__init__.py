"""What a translation can be told to be wrong by without a model: each check reads the two texts and names what it sees.

A check is a module with a function `check`, and a line in CHECKS. Thresholds and shares were measured on the professional
translations of NTREX-128 and FLORES-200: see benchmarks/checks.py.
"""

from collections.abc import Callable, Iterator

from summarize.translators.checks import (
    additions,
    amounts,
    language,
    leftovers,
    length,
    links,
    loops,
    meaning,
    names,
    negation,
    parts,
    pictures,
)
from summarize.translators.checks.pair import WORD, Finding, Pair
from summarize.warning import Warning, WarningCode

CHECKS: tuple[Callable[[Pair], Iterator[Finding]], ...] = (
    language.check,
    leftovers.check,
    loops.check,
    length.check,
    links.check,
    pictures.check,
    amounts.check,
    names.check,
    negation.check,
    parts.check,
    additions.check,
    meaning.check,
)


def check_translation(
    source: str, translation: str, source_language: str, target_language: str
) -> list[Warning]:
    """What is wrong with the translation of one segment, as far as the texts alone tell; nothing for a sound one.

    Languages are ISO 639-1 codes. Never raises. Codes: empty, untranslated, wrong-language, foreign-words, loop, length,
    link-mismatch, number-mismatch, date-mismatch, name-mismatch, negation-mismatch, part-missing, part-added, quote-lost,
    added-note, and meaning where the extra `meaning` is installed.
    """
    if not WORD.search(source):
        return []
    if not WORD.search(translation):
        return [Warning(WarningCode.EMPTY)]
    found = findings(Pair(source, translation, source_language, target_language))
    errors = [finding for finding in found if finding.share is None]
    if not errors and sum(finding.weight for finding in found) >= 1:
        errors = found
    # One of a kind, the first.
    by_code = {finding.code: finding for finding in reversed(errors)}
    return [_warning(finding) for finding in dict.fromkeys(by_code[finding.code] for finding in errors)]


def findings(pair: Pair) -> list[Finding]:
    """What every check sees, errors and mere signs."""
    return [finding for check in CHECKS for finding in check(pair)]


def _warning(finding: Finding) -> Warning:
    return Warning(finding.code, source=finding.source, result=finding.result, language=finding.language)
