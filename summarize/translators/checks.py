"""What a translation can be told to be wrong by without a model: each check reads the two texts and names what it sees.

The thresholds were chosen on NTREX-128 (professional translations of news) and checked on FLORES-200: see
benchmarks/checks.py.
"""

import re
from dataclasses import dataclass

from summarize.briefing import Warning, WarningCode
from summarize.language.characters import CLOSING, COLONS, NARROW_SPACES, SEMICOLONS, SENTENCE_ENDS, UNSPACED
from summarize.language.likeness import foreign_letters, other_language
from summarize.language.record import language_of
from summarize.language.scripts import letters_by_script
from summarize.translators.amounts import check_amounts

# A translation may be this much shorter or longer than expected, and by so many characters more: short ones vary most.
_SHORTEST, _FEWER = 0.5, 5
_LONGEST, _MORE = 2.0, 15
# One that also lacks the final mark of its source may be less short: it broke off.
_SHORTEST_WITHOUT_END = 0.75
_FINAL_MARKS = tuple(SENTENCE_ENDS + COLONS + SEMICOLONS)
_CLOSING = " \t\n" + NARROW_SPACES + CLOSING
# Share of the letters that has to be in the target's script. Names and titles may stay as they are.
_OWN_SCRIPT = 0.5
# More than this share of letters from outside the alphabet isn't a name any more.
_FOREIGN_LETTERS = 0.02
# So many words may be a name, which may stay as it is.
_LONGEST_NAME = 3
# So many words in a row that repeat what stands before them are a loop.
_LONGEST_CYCLE = 12
_LOOPED_WORDS = 6
_STUTTER = re.compile(r"(\S{1,10}?)\1{9,}")
_LINK = re.compile(
    r"https?://[^\s<>\"'«»“”]+|www\.[^\s<>\"'«»“”]+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w", re.IGNORECASE
)
# Where no spaces stand between words, each character counts as one.
_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")


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
    number-mismatch, date-mismatch, link-mismatch.
    """
    if not _WORD.search(source):
        return []
    if not _WORD.search(translation):
        return [Warning(WarningCode.EMPTY)]
    pair = _Pair(source, translation, source_language, target_language)
    found = [warning for check in (_language, _loop, _length, _links) if (warning := check(pair)) is not None]
    return found + list(check_amounts(source, translation, source_language, target_language))


def _language(pair: _Pair) -> Warning | None:
    words = _words(pair.translation)
    if pair.source_language == pair.target_language:
        return None
    if len(words) > _LONGEST_NAME and words == _words(pair.source):
        return Warning(WarningCode.UNTRANSLATED)
    letters = letters_by_script(_LINK.sub("", pair.translation))
    count = sum(letters.values())
    own = sum(letters.get(script, 0) for script in language_of(pair.target_language).scripts)
    of_source = sum(letters.get(script, 0) for script in language_of(pair.source_language).scripts)
    if len(words) <= _LONGEST_NAME and own + of_source >= _OWN_SCRIPT * count:
        return None
    if own < _OWN_SCRIPT * count:
        return Warning(WarningCode.WRONG_LANGUAGE)
    if foreign_letters(pair.translation, pair.target_language) > _FOREIGN_LETTERS * own:
        return Warning(WarningCode.WRONG_LANGUAGE)
    other = other_language(pair.translation, pair.target_language)
    if other == pair.source_language:
        return Warning(WarningCode.UNTRANSLATED, language=other)
    return Warning(WarningCode.WRONG_LANGUAGE, language=other) if other else None


def _loop(pair: _Pair) -> Warning | None:
    repeats = _repeated(_words(pair.translation)) > _repeated(_words(pair.source))
    if repeats or (_STUTTER.search(pair.translation) and not _STUTTER.search(pair.source)):
        return Warning(WarningCode.LOOP)
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
    ratio = _length_of(pair.target_language) / _length_of(pair.source_language)
    expected, actual = len(pair.source) * ratio, len(pair.translation)
    breaks_off = _has_end(pair.source) and not _has_end(pair.translation)
    if (
        actual < _SHORTEST * expected - _FEWER
        or (breaks_off and actual < _SHORTEST_WITHOUT_END * expected)
        or actual > _LONGEST * expected + _MORE
    ):
        # In characters.
        return Warning(WarningCode.LENGTH, source=(str(len(pair.source)),), result=(str(actual),))
    return None


def _length_of(language: str) -> float:
    return language_of(language).checking.length


def _has_end(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_FINAL_MARKS)


def _links(pair: _Pair) -> Warning | None:
    lost = [link for link in _LINK.findall(pair.source) if link.rstrip(".,;:!?)") not in pair.translation]
    return Warning(WarningCode.LINK_MISMATCH, source=tuple(lost)) if lost else None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
