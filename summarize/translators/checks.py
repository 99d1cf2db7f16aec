"""What a translation can be told to be wrong by without a model: each check reads the two texts and names what it sees.

The thresholds were chosen on NTREX-128 (professional translations of news) and checked on FLORES-200: see
benchmarks/checks.py.
"""

import re
from dataclasses import dataclass

from summarize.briefing import Warning
from summarize.language.names import language_name
from summarize.language.scripts import foreign_letters, letters_by_script, other_language, scripts_of
from summarize.translators.amounts import check_amounts

# Characters per character of English, from the means over NTREX and FLORES; a language without a figure counts as 1.
_LENGTH = {"en": 1.0, "ar": 0.9, "ru": 1.09}
# A translation may be this much shorter or longer than expected; short texts vary more.
_SHORTEST, _LONGEST = 0.5, 2.0
_SLACK_CHARACTERS = 15
# Share of the letters that has to be in the target's script. Names and titles may stay as they are.
_OWN_SCRIPT = 0.5
# More than this share of letters from outside the alphabet isn't a name any more.
_FOREIGN_LETTERS = 0.02
# So many words may be a name, which may stay as it is.
_LONGEST_NAME = 3
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
    number-mismatch, date-mismatch, link-mismatch.
    """
    if not _WORD.search(source):
        return []
    if not _WORD.search(translation):
        return [Warning("empty", "the translation is empty")]
    pair = _Pair(source, translation, source_language, target_language)
    found = [warning for check in (_language, _loop, _length, _links) if (warning := check(pair)) is not None]
    return found + list(check_amounts(source, translation, source_language, target_language))


def _language(pair: _Pair) -> Warning | None:
    words = _words(pair.translation)
    target = language_name(pair.target_language)
    if pair.source_language == pair.target_language:
        return None
    if len(words) > _LONGEST_NAME and words == _words(pair.source):
        return Warning("untranslated", "the translation is the source text")
    letters = letters_by_script(pair.translation)
    count = sum(letters.values())
    own = sum(letters.get(script, 0) for script in scripts_of(pair.target_language))
    of_source = sum(letters.get(script, 0) for script in scripts_of(pair.source_language))
    if len(words) <= _LONGEST_NAME and own + of_source >= _OWN_SCRIPT * count:
        return None
    if own < _OWN_SCRIPT * count:
        return Warning("wrong-language", f"the translation isn't written in the script of {target}")
    if foreign_letters(pair.translation, pair.target_language) > _FOREIGN_LETTERS * own:
        return Warning("wrong-language", f"the translation has letters that {target} doesn't have")
    other = other_language(pair.translation, pair.target_language)
    if other == pair.source_language:
        return Warning("untranslated", f"the translation is still in {language_name(other)}")
    return Warning("wrong-language", f"the translation is in {language_name(other)}") if other else None


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


def _links(pair: _Pair) -> Warning | None:
    lost = [link for link in _LINK.findall(pair.source) if link.rstrip(".,;:!?)") not in pair.translation]
    return Warning("link-mismatch", f"{lost[0]} isn't in the translation") if lost else None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
