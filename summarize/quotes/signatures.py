"""Signatures: who said a quote that stands on its own, behind it and with nothing else: `“…” — Ana Ruiz, 34, Leeds`."""

from collections.abc import Sequence

from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.attribution import Attribution
from summarize.quotes.phrases import Phrase, phrase_at
from summarize.quotes.words import Word

# A name of so many words is hardly anything else.
_FULL_NAME = 2
# How many words may tell more of who signs (an age, a place, a trade); a full stop behind them may end a sentence.
_DETAILS, _DETAILS_OF_SENTENCE = 10, 4
_LONGEST = 24
# What a sentence has, and no signature.
_CLAUSE = Role.VERB | Role.PARTICIPLE | Role.BREAK | Role.PRONOUN | Role.SOURCE
_ENDS = frozenset({".", "quote", "gap"})


def signature(words: Sequence[Word], quote: int, language: Language) -> Attribution | None:
    """The signature of the quote at index `quote`: behind a dash, or a full name between parentheses."""
    at = quote
    while at > 0 and (words[at - 1].mark in {"-", "other"} or words[at - 1].text.isdigit()):
        at -= 1  # a bullet, or a number
    if at == 0 and quote + 2 < len(words) and words[quote + 1].mark == ":":
        return _headline(words, quote + 2, language)
    alone = at == 0 or words[at - 1].mark in {".", "gap"} or _follows_signature(words, quote, language)
    return _behind(words, quote, language) if alone else None


def _headline(words: Sequence[Word], at: int, language: Language) -> Attribution | None:
    """“We stay”: Mayor Ana Ruiz walks out"""
    phrase = phrase_at(words, at, language)
    if phrase is None or words[-1].mark == "." or phrase.last == len(words) or words[phrase.last].mark:
        return None
    speaks = any(word.roles & Role.PERSON for word in words[phrase.first : phrase.last])
    return Attribution("after", phrase) if speaks or _is_bare_name(words, phrase, language) else None


def _follows_signature(words: Sequence[Word], quote: int, language: Language) -> bool:
    """Whether all before the quote is the signature of the one before it, as in a list whose lines were joined."""
    low = max(0, quote - _LONGEST)
    before = next((at for at in range(quote - 1, low - 1, -1) if words[at].mark in _ENDS), low)
    return words[before].mark == "quote" and _behind(words, before, language) is not None


def _behind(words: Sequence[Word], quote: int, language: Language) -> Attribution | None:
    at = quote + 1
    at += at < len(words) and words[at].mark == "."
    dashed = False
    while at < len(words) and words[at].mark == "-":
        at, dashed = at + 1, True
    if dashed:
        return _behind_dash(words, at, language)
    in_parentheses = at < len(words) and words[at].mark == "(" and language.has_case
    return _in_parentheses(words, at + 1, language) if in_parentheses else None


def _in_parentheses(words: Sequence[Word], at: int, language: Language) -> Attribution | None:
    phrase = phrase_at(words, at, language)
    if phrase is None or phrase.kind != "name" or phrase.last - phrase.head < _FULL_NAME:
        return None
    closes = phrase.last < len(words) and words[phrase.last].mark in {")", ","}
    return Attribution("signature", phrase) if closes else None


def _behind_dash(words: Sequence[Word], at: int, language: Language) -> Attribution | None:
    phrase = phrase_at(words, at, language)
    if phrase is None or not _is_whole(words, phrase.last, language):
        return None
    if phrase.kind == "role":
        signs = any(word.roles & Role.PERSON for word in words[phrase.first : phrase.last])
    else:
        signs = phrase.kind == "name" and _is_bare_name(words, phrase, language)
    return Attribution("signature", phrase) if signs else None


def _is_bare_name(words: Sequence[Word], phrase: Phrase, language: Language) -> bool:
    """Whether a name has only a role or a title before it, which a verb that no table has could be taken for."""
    before = words[phrase.first : phrase.head]
    if not all(
        word.capital or word.mark or word.roles & (Role.PERSON | Role.TITLE | Role.DETERMINER)
        for word in before
    ):
        return False
    name = words[phrase.head : phrase.last]
    if any(word.roles & (_CLAUSE | Role.OBLIQUE | Role.ADVERB) for word in name):
        return False
    if len(name) >= _FULL_NAME:
        return True
    detailed = phrase.last < len(words) and words[phrase.last].mark in {",", "("}
    is_common = language.capital_nouns or not language.has_case
    return not name[0].roles & ~Role.LINK and (detailed or not is_common)


def _is_whole(words: Sequence[Word], at: int, language: Language) -> bool:
    """Whether a line ends behind a name, or behind a few words that tell more of who it is and make no sentence."""
    stop = at
    while stop < len(words) and words[stop].mark not in _ENDS:
        stop += 1
    details = [word for word in words[at:stop] if not word.mark]
    if not details:
        return True
    if words[at].mark not in {",", "(", "-"} and not words[at].roles & Role.OBLIQUE:
        return False
    most = _DETAILS if stop == len(words) else _DETAILS_OF_SENTENCE
    told = (word for word in details if word.lower not in language.cues.conjunctions)
    return len(details) <= most and not any(word.roles & _CLAUSE for word in told)
