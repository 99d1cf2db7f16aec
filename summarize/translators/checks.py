"""What a translation can be told to be wrong by without a model: each check reads the two texts and names what it sees.

The thresholds were chosen on NTREX-128 (professional translations of news) and checked on FLORES-200: see
benchmarks/checks.py.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from summarize.briefing import Warning
from summarize.language.names import language_name
from summarize.language.numerals import Number, find_numbers
from summarize.language.scripts import letters_by_script, scripts_of

# Characters per character of English, from the means over NTREX and FLORES; a language without a figure counts as 1.
_LENGTH = {"en": 1.0, "ar": 0.9, "ru": 1.09}
# A translation may be this much shorter or longer than expected; short texts vary more.
_SHORTEST, _LONGEST = 0.54, 2.0
_SLACK_CHARACTERS = 15
# Share of the letters that has to be in the target's script. Names and titles may stay as they are.
_OWN_SCRIPT = 0.5
# So many words in a row that repeat what stands before them are a loop.
_LONGEST_CYCLE = 12
_LOOPED_WORDS = 6
_LINK = re.compile(r"https?://[^\s<>\"'«»“”]+|www\.[^\s<>\"'«»“”]+|[\w.+-]+@[\w-]+\.[\w.-]*\w", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_FINAL = re.compile(r"[.!?…؟。！？]\W*$")


@dataclass(frozen=True, slots=True)
class _Pair:
    source: str
    translation: str
    source_language: str
    target_language: str


def check_translation(
    source: str, translation: str, source_language: str, target_language: str
) -> list[Warning]:
    """What is wrong with the translation of one segment, as far as the texts alone tell; nothing for a sound one.

    Languages are ISO 639-1 codes. Never raises. Codes: empty, untranslated, wrong-language, loop, length,
    number-mismatch, link-mismatch.
    """
    if not _WORD.search(source):
        return []
    if not _WORD.search(translation):
        return [Warning("empty", "the translation is empty")]
    pair = _Pair(source, translation, source_language, target_language)
    return [warning for check in _CHECKS if (warning := check(pair)) is not None]


def _language(pair: _Pair) -> Warning | None:
    name = language_name(pair.target_language)
    if pair.source_language != pair.target_language and _words(pair.source) == _words(pair.translation):
        if len(_words(pair.source)) > 3:
            return Warning("untranslated", "the translation is the source text")
        return None
    letters = letters_by_script(pair.translation)
    own = sum(letters.get(script, 0) for script in scripts_of(pair.target_language))
    if own < _OWN_SCRIPT * sum(letters.values()) and sum(letters.values()) > 20:
        return Warning("wrong-language", f"the translation isn't written in the script of {name}")
    return None


def _loop(pair: _Pair) -> Warning | None:
    if _repeated(_words(pair.translation)) > _repeated(_words(pair.source)):
        return Warning("loop", "the translation repeats itself")
    return None


def _repeated(words: list[str]) -> int:
    """The most words in a row that only repeat what stands before them, 0 where they are too few for a loop."""
    longest = 0
    for cycle in range(1, min(_LONGEST_CYCLE, len(words) // 2) + 1):
        run = 0
        for word, earlier in zip(words[cycle:], words, strict=False):
            run = run + 1 if word == earlier else 0
            if run >= max(_LOOPED_WORDS, 2 * cycle):
                longest = max(longest, run)
    return longest


def _length(pair: _Pair) -> Warning | None:
    expected = (
        len(pair.source) * _LENGTH.get(pair.target_language, 1.0) / _LENGTH.get(pair.source_language, 1.0)
    )
    actual = len(pair.translation)
    if actual < _SHORTEST * expected - _SLACK_CHARACTERS * 0.3:
        return Warning("length", "the translation is much shorter than the source: a part may be missing")
    if actual > _LONGEST * expected + _SLACK_CHARACTERS:
        return Warning("length", "the translation is much longer than the source")
    return None


def _numbers(pair: _Pair) -> Warning | None:
    source = find_numbers(pair.source, pair.source_language)
    target = find_numbers(pair.translation, pair.target_language)
    missing = _unmatched(source, target)
    added = _unmatched(target, source)
    if not missing and not added:
        return None
    written = [f"{pair.source[n.start : n.end]!r} of the source" for n in missing]
    written += [f"{pair.translation[n.start : n.end]!r} of the translation" for n in added]
    return Warning("number-mismatch", f"no match for {', '.join(written)}")


def _unmatched(numbers: list[Number], others: list[Number]) -> list[Number]:
    """The numbers in digits that none of the others can be."""
    values = {value for number in others for value in number.values | number.parts}
    return [
        number
        for number in numbers
        if number.in_digits and not number.values & values and not (number.parts and number.parts <= values)
    ]


def _links(pair: _Pair) -> Warning | None:
    lost = [link for link in _LINK.findall(pair.source) if link.rstrip(".,;:!?)") not in pair.translation]
    return Warning("link-mismatch", f"{lost[0]} isn't in the translation") if lost else None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


_CHECKS: tuple[Callable[[_Pair], Warning | None], ...] = (_language, _loop, _length, _numbers, _links)
