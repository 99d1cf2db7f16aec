"""Which words beside a quote say who said it: `“…,” said X`, `X said: “…”`, `According to X, “…”`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from summarize.quotes.phrases import Phrase, phrase_at
from summarize.quotes.table import Role, Table
from summarize.quotes.words import Word

_CUE = Role.VERB | Role.PARTICIPLE | Role.SOURCE
# Marks that bound a clause.
_BOUNDS = frozenset({",", ":", "-", ".", "quote", "gap", "(", ")"})
# How many words an apposition between a subject and its verb may have.
_APPOSITION = 40


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is named beside a quote, and how.

    `how`: "after" or "before" a speech verb stands with the quote; "mate" another quote in the sentence has the
    speaker; "dropped" the verb has no subject of its own; "colon" a name and a colon; "subject" no speech verb, only
    the subject of the sentence that the quote is grafted into.
    """

    how: Literal["after", "before", "mate", "dropped", "colon", "subject"]
    phrase: Phrase | None
    verb: int | None = None


def attribution_after(words: Sequence[Word], quote: int, ended: bool, table: Table) -> Attribution | None:
    """The attribution that begins right behind the quote at index `quote`. `ended`: the quote ends in a full stop."""
    at = quote + 1
    dashed = False
    if at + 1 < len(words) and words[at].mark == "." and words[at + 1].mark in {",", "-"}:
        at += 1  # «…»…, — пишет X
    while at < len(words) and words[at].mark in {",", "-", "other"}:
        dashed |= words[at].mark == "-"
        at += 1
    if at >= len(words) or words[at].mark:
        return None
    while at < len(words) and words[at].roles & Role.ADVERB and not words[at].capital:
        at += 1
    if at >= len(words):
        return None
    if words[at].lower in table.auxiliaries and at + 1 < len(words):
        if not words[at + 1].roles & Role.VERB:
            return _split_verb(words, at, table)
        at += 1
    first = words[at]
    if first.roles & Role.SOURCE:
        phrase = _source_phrase(words, at, table)
        return Attribution("after", phrase, at) if phrase else None
    if first.roles & (Role.VERB | Role.AFTER) and not first.capital:
        phrase = _inverted(words, at, table)
        return Attribution("after", phrase, at) if phrase or dashed else None
    if dashed and first.roles & Role.OBLIQUE:
        # “— с поклоном сказал швейцар”
        for verb in range(at + 1, min(at + 4, len(words))):
            if words[verb].roles & Role.VERB:
                return Attribution("after", _inverted(words, verb, table), verb)
    if ended and not dashed:
        return None
    phrase = phrase_at(words, at, table)
    if phrase is None:
        return None
    verb = _verb_of(words, phrase.last, table)
    if verb is not None:
        return Attribution("after", phrase, verb)
    closes = phrase.last == len(words) or words[phrase.last].mark in {".", ","}
    if dashed and closes and phrase.kind == "name":
        return Attribution("after", phrase)
    return None


def attribution_later(words: Sequence[Word], quote: int, table: Table) -> Attribution | None:
    """An attribution farther on in the quote's sentence: `“…” that it would fail, said X`."""
    for at in range(quote + 1, len(words)):
        word = words[at]
        if word.mark in {".", "gap"}:
            return None
        if not word.roles & (Role.VERB | Role.SOURCE) or words[at - 1].mark == "quote":
            continue
        if words[at - 1].mark in {",", "-"}:
            phrase = (
                _source_phrase(words, at, table) if word.roles & Role.SOURCE else _inverted(words, at, table)
            )
            if phrase is not None:
                return Attribution("after", phrase, at)
        if word.roles & Role.VERB and _closes(words, at + 1):
            phrase = _subject_before(words, at, quote + 1, table)
            if phrase is not None and words[phrase.first - 1].mark == ",":
                return Attribution("after", phrase, at)
    return None


def attribution_before(
    words: Sequence[Word], quote: int, start: int, mate: int | None, table: Table
) -> Attribution | None:
    """The attribution in the words `start:quote` of the quote's sentence; `mate` is the quote before it there."""
    low = start if mate is None else mate + 1
    source: Attribution | None = None
    for at in range(quote - 1, low - 1, -1):
        word = words[at]
        if not word.roles & _CUE:
            continue
        if word.roles & Role.SOURCE:
            phrase = _source_phrase(words, at, table)
            if phrase is not None:
                source = source or Attribution("before", phrase, at)
            continue
        phrase = None
        if word.roles & Role.VERB:
            phrase = subject_of(words, at, low, table)
        if phrase is not None:
            return Attribution("before", phrase, at)
        if source is not None:
            return source
        if mate is not None:
            return Attribution("mate", None, at)
        phrase = _main_subject(words, start, at, table)
        if phrase is not None:
            return Attribution("before", phrase, at)
        return Attribution("dropped", None, at)
    if source is not None:
        return source
    if mate is not None:
        return Attribution("mate", None)
    phrase = _main_subject(words, start, quote, table)
    if phrase is None and words[quote - 1].mark == ":" and words[quote - 2].capital:
        # “And from Chairwoman Lee:”
        first = quote - 2
        while first > start and words[first - 1].capital:
            first -= 1
        phrase = phrase_at(words, first, table)
    if phrase is None:
        return None
    return Attribution("colon" if words[quote - 1].mark == ":" else "subject", phrase)


def subject_of(words: Sequence[Word], verb: int, start: int, table: Table) -> Phrase | None:
    """The subject of the verb at index `verb`, not looking before `start`."""
    if table.verb_first:
        return phrase_at(words, verb + 1, table) or _topic(words, verb, start, table)
    fronted = verb == start or words[verb - 1].mark in {",", "-", "quote"}
    behind = _inverted(words, verb, table) if table.inverts or fronted else None
    if behind is not None and fronted and words[verb - 1].mark == "," and verb > start:
        # “…, Ana Ruiz, criticised the ruling”: the comma ends an apposition, not a clause.
        before = _subject_before(words, verb, start, table)
        if before is not None and before.kind == "name" and before.last == verb - 1:
            return before
        if table.compounds and (behind.kind != "name" or not _ends_clause(words, behind.last)):
            return before
    if behind is not None:
        quoted = words[verb].roles & (Role.QUOTING | Role.DOCUMENT)
        lead = words[behind.first : behind.head]
        plain = any(not word.roles and not word.capital for word in lead)
        if fronted or quoted or (behind.kind == "name" and behind.last - behind.head >= 2 and not plain):
            return behind
    if verb > start + 1 and words[verb - 1].lower in table.conjunctions:
        earlier = next((at for at in range(verb - 2, start, -1) if words[at].roles & Role.VERB), None)
        shared = subject_of(words, earlier, start, table) if earlier is not None else None
        return shared or _main_subject(words, start, verb, table)
    return _subject_before(words, verb, start, table) or behind


def _topic(words: Sequence[Word], verb: int, start: int, table: Table) -> Phrase | None:
    """The subject of a verb-first language that stands before its verb all the same, behind “that” or at the start."""
    begin = verb
    while begin > start and not words[begin - 1].mark and not words[begin - 1].roles & Role.BREAK:
        begin -= 1
    phrase = phrase_at(words, begin, table) if begin < verb else None
    return phrase if phrase is not None and phrase.last == verb else None


def sentence_start(words: Sequence[Word], at: int, ended: Mapping[int, bool]) -> int:
    """The index at which the sentence of the word at `at` begins. `ended` tells of each quote if it ends a sentence."""
    while at > 0:
        before = words[at - 1]
        if before.mark in {".", "gap"}:
            return at
        if (
            before.mark == "quote"
            and ended[before.quote]
            and (words[at].capital or words[at].mark == "quote")
        ):
            return at
        at -= 1
    return at


def _ends_clause(words: Sequence[Word], at: int) -> bool:
    return at >= len(words) or words[at].mark in {".", ","}


def _closes(words: Sequence[Word], at: int) -> bool:
    return (
        at >= len(words) or words[at].mark in {".", ",", ":", "quote"} or bool(words[at].roles & Role.OBLIQUE)
    )


def _source_phrase(words: Sequence[Word], at: int, table: Table) -> Phrase | None:
    at += 1
    while at < len(words) and words[at].roles & (Role.OBLIQUE | Role.SOURCE):
        at += 1
    return phrase_at(words, at, table)


def _split_verb(words: Sequence[Word], at: int, table: Table) -> Attribution | None:
    """“…“, hatte die Richterin am Montag erklärt."""
    phrase = phrase_at(words, at + 1, table)
    if phrase is None:
        return None
    for verb in range(phrase.last, min(phrase.last + _APPOSITION, len(words))):
        if words[verb].mark in {".", "quote"}:
            return None
        if words[verb].roles & Role.VERB:
            return Attribution("after", phrase, verb)
    return None


def _inverted(words: Sequence[Word], verb: int, table: Table) -> Phrase | None:
    """The subject behind its verb: “said Ana Ruiz”."""
    at = verb + 1
    if words[verb].roles & (Role.DOCUMENT | Role.QUOTING):
        while at < len(words) and not words[at].mark and words[at].roles & (Role.OBLIQUE | Role.BREAK):
            at += 1
    while at < len(words) and words[at].roles & (Role.ADVERB | Role.VERB) and not words[at].mark:
        at += 1
    return phrase_at(words, at, table)


def _verb_of(words: Sequence[Word], at: int, table: Table) -> int | None:
    """The speech verb of a subject that ends before `at`: right there, or behind an apposition."""
    stop = min(len(words), at + _APPOSITION)
    near = True
    while at < stop:
        word = words[at]
        if word.mark in {".", "quote", "gap", ":"}:
            return None
        if word.roles & Role.VERB and (near or words[at - 1].mark in {",", ")", "-"}):
            return at
        if word.mark in {",", "(", "-"}:
            near = False
        elif near and not word.roles & (Role.ADVERB | Role.BREAK | Role.OBLIQUE):
            near = word.capital or bool(words[at - 1].roles & (Role.OBLIQUE | Role.DETERMINER))
        at += 1
    return None


def _subject_before(words: Sequence[Word], verb: int, start: int, table: Table) -> Phrase | None:
    """Clause by clause to the left: the first name or pronoun there, else the first role."""
    role: Phrase | None = None
    low = max(start, verb - _APPOSITION)
    beside = _phrase_ending_at(words, verb, low, table)
    if beside is not None:
        return beside
    end = _before_relative_clause(words, verb, low)
    while end > low:
        begin = end
        while (
            begin > low
            and words[begin - 1].mark not in _BOUNDS
            and not words[begin - 1].roles & Role.RELATIVE
        ):
            begin -= 1
        phrase = _first_phrase(words, begin, end, table)
        if phrase is not None and not _is_place(words, phrase, begin):
            if phrase.kind != "role":
                return phrase
            role = role or phrase
            if end == verb:
                return role
        end = begin - 1
        if end > low and words[end].mark == ")":
            while end > low and words[end].mark != "(":
                end -= 1
        elif end >= low and words[end].mark in {".", "quote", "gap", ":"}:
            break
    return role


def _phrase_ending_at(words: Sequence[Word], verb: int, low: int, table: Table) -> Phrase | None:
    """A full name right before its verb, however long the role before it is: `специалист по … Андрей Иванов сказал`."""
    if table.compounds:
        return None
    while verb > low and words[verb - 1].roles & Role.ADVERB:
        verb -= 1
    at = verb
    while at > low and words[at - 1].capital and not words[at - 1].mark:
        at -= 1
    phrase = phrase_at(words, at, table) if verb - at >= 2 else None
    if phrase is None or phrase.kind != "name" or phrase.last != verb or phrase.last - phrase.head < 2:
        return None
    governed = at > low and words[at - 1].roles & (Role.OBLIQUE | Role.DETERMINER)
    return None if governed else phrase


def _before_relative_clause(words: Sequence[Word], verb: int, low: int) -> int:
    """Where “…, who spoke for Ruiz, said” has its subject's end; the verb itself where no such clause is before it."""
    if verb > low and words[verb - 1].mark == ",":
        for at in range(verb - 1, low, -1):
            if words[at].mark in {".", "quote", "gap"}:
                break
            if words[at].roles & Role.RELATIVE and words[at - 1].mark == ",":
                return at - 1
    return verb


def _first_phrase(words: Sequence[Word], start: int, end: int, table: Table) -> Phrase | None:
    """The first noun phrase in `start:end` that no preposition governs."""
    at = start
    while at < end:
        word = words[at]
        phrase = None if word.mark else phrase_at(words, at + bool(word.roles & Role.OBLIQUE), table)
        if phrase is None or phrase.first >= end:
            at += 1
        elif word.roles & Role.OBLIQUE:
            at = phrase.last
        else:
            return phrase
    return None


def _main_subject(words: Sequence[Word], start: int, end: int, table: Table) -> Phrase | None:
    if table.verb_first:
        verb = next((at for at in range(start, end) if words[at].roles & Role.VERB), None)
        return None if verb is None else phrase_at(words, verb + 1, table)
    at = start
    while at < end:
        stop = at
        while stop < end and words[stop].mark not in _BOUNDS:
            stop += 1
        phrase = _first_phrase(words, at, stop, table)
        if phrase is not None:
            return phrase
        at = stop + 1
    return None


def _is_place(words: Sequence[Word], phrase: Phrase, begin: int) -> bool:
    """“… of Austin, Texas, said”: a name in a clause of its own behind a name that a preposition governs."""
    if phrase.kind != "name" or phrase.first != begin or phrase.last - phrase.first > 2 or begin < 2:
        return False
    at = begin - 2
    while at > 0 and words[at].capital:
        at -= 1
    return words[begin - 1].mark == "," and bool(words[at].roles & Role.OBLIQUE)
