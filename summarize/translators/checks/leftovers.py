"""Words that were left as they stand in the source, or that are of a third language or script."""

import re
from collections.abc import Iterator

from summarize.language.characters import ALIKE
from summarize.language.record import language_of
from summarize.language.scripts import letters_by_script
from summarize.translators.checks.pair import DOMAIN, LETTERS, LINK, Finding, Pair, script_of
from summarize.warning import WarningCode

# What is foreign from one mark to the other may stay so: a title, the original name.
_ENCLOSED = re.compile(r"[(\[«“„\"][^()\[\]«»“”„\"]*[)\]»”“\"]")
# Scripts of which a word has one only: "evitarь" is none, while a Latin name takes an Arabic particle.
_CASED = frozenset({"latin", "cyrillic", "greek"})
_ONE_SCRIPT = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
# Shorter words of another script are units and the like.
_SHORTEST = 3
# So many words in a row that are the source's, so many of them words that only its language has.
_COPIED, _OWN_WORDS = 4, 2
# A word left alone that isn't known to be an ordinary one may be what is spoken of ("caro means dear"): so many sound
# translations have one.
_SPOKEN_OF = 0.002


def check(pair: Pair) -> Iterator[Finding]:
    """untranslated for words of the source, foreign-words for those of a third language."""
    if not pair.is_translated:
        return
    if language_of(pair.target_language).scripts & language_of(pair.source_language).scripts:
        yield from _copied(pair)
    else:
        yield from _in_latin(pair)
    yield from _in_third_script(pair)


def _copied(pair: Pair) -> Iterator[Finding]:
    """Where both languages share a script: some words in a row that are the source's, and no name."""
    ours = language_of(pair.source_language).frequent_words
    telling = ours - language_of(pair.target_language).frequent_words
    runs = set(_runs(pair.source_words))
    for run in _runs(pair.translation_words):
        if run in runs and sum(word in telling for word in run) >= _OWN_WORDS:
            phrase = " ".join(run)
            yield Finding(WarningCode.UNTRANSLATED, source=(phrase,), result=(phrase,))
            return


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(_COPIED)), strict=False)


def _in_latin(pair: Pair) -> Iterator[Finding]:
    """Words in the source's script, or in Latin letters of whatever language, but for names."""
    own = language_of(pair.target_language).scripts
    text = DOMAIN.sub(" ", LINK.sub(" ", pair.translation))
    enclosed = [
        match.span()
        for match in _ENCLOSED.finditer(text)
        if not letters_by_script(match.group()).keys() & own
    ]
    source = {word.casefold() for word in LETTERS.findall(pair.source)}
    known = language_of(pair.source_language)
    ordinary = known.ordinary_words | known.frequent_words
    # In a headline of capitals, and at the beginning, one doesn't tell a name.
    shouting = pair.source.isupper()
    words = [match for match in _pieces(text) if script_of(match.group()[0]) not in own]
    names = [
        match.span()
        for match in words
        if match.group()[0].isupper()
        and not (match.group().casefold() in ordinary and (shouting or not match.start()))
    ]
    left: list[str] = []
    other: list[str] = []
    for match in words:
        word, (start, end) = match.group(), match.span()
        is_name = match.span() in names or not (word.islower() or word.casefold() in ordinary)
        # "Led by Donkeys": what stands beside a capital is part of a name.
        is_part = any(0 <= start - after <= 1 or 0 <= before - end <= 1 for before, after in names)
        if len(word) < _SHORTEST or is_name or is_part or any(a <= start < b for a, b in enclosed):
            continue
        (left if word.casefold() in source else other).append(word)
    if left:
        certain = any(word.casefold() in ordinary for word in left)
        share = None if certain else _SPOKEN_OF
        yield Finding(WarningCode.UNTRANSLATED, source=tuple(left), result=tuple(left), share=share)
    if other:
        yield Finding(WarningCode.FOREIGN_WORDS, result=tuple(other))


def _pieces(text: str) -> Iterator[re.Match[str]]:
    """The words, and the Latin part alone of one that is written together with a particle of another script."""
    for match in LETTERS.finditer(text):
        if len(letters_by_script(match.group())) == 1:
            yield match
        else:
            yield from _ONE_SCRIPT.finditer(text, match.start(), match.end())


def _in_third_script(pair: Pair) -> Iterator[Finding]:
    known = letters_by_script(pair.source).keys() | language_of(pair.target_language).scripts | {"latin"}
    found = []
    for word in LETTERS.findall(pair.translation):
        if word.isascii() or word in pair.source:
            continue
        scripts = letters_by_script(word)
        if scripts.keys() - known or _is_of_two_scripts(word, scripts):
            found.append(word)
    if found:
        yield Finding(WarningCode.FOREIGN_WORDS, result=tuple(found))


def _is_of_two_scripts(word: str, scripts: dict[str, int]) -> bool:
    if len(scripts.keys() & _CASED) < 2 or "'" in word or "’" in word:
        return False
    # Letters that look like those of the word's other script are a slip of the keyboard that no reader sees.
    alike = {script for script in scripts if all(x in ALIKE for x in word if script_of(x) == script)}
    return not alike
