"""The subject of a verb, as far as word order tells it: before the verb, behind it, or left out."""

from collections.abc import Sequence

from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.phrases import LONGEST, Phrase, phrase_at
from summarize.quotes.words import Word

# Marks that bound a clause.
_BOUNDS = frozenset({",", ":", "-", ".", "quote", "gap", "(", ")"})
# How many words an apposition between a subject and its verb may have.
APPOSITION = 40


def subject_of(words: Sequence[Word], verb: int, start: int, language: Language) -> Phrase | None:
    """The subject of the verb at index `verb`, not looking before `start`."""
    if language.cues.verb_first:
        return phrase_at(words, verb + 1, language) or _topic(words, verb, start, language)
    clause = _subject_of_clause(words, verb, start, language)
    if clause is not None:
        return clause
    enclosed = subject_after_auxiliary(words, verb, start, language)
    if enclosed is not None:
        return enclosed
    fronted = verb == start or words[verb - 1].mark in {",", "-", "quote"}
    behind = inverted_subject(words, verb, language) if language.cues.inverts or fronted else None
    if behind is not None and fronted and words[verb - 1].mark == "," and verb > start:
        # “…, Ana Ruiz, criticised the ruling”: the comma ends an apposition, not a clause.
        before = subject_before(words, verb, start, language)
        opens = words[start].roles & (Role.BREAK | Role.OBLIQUE | Role.ADVERB | Role.VERB)
        if before is not None and before.kind == "name" and (before.last == verb - 1 or not opens):
            return before
        if language.cues.compounds and (behind.kind != "name" or not _ends_clause(words, behind.last)):
            return before
    if behind is not None:
        lead = words[behind.first : behind.head]
        plain = any(not word.roles and not word.capital for word in lead)
        if fronted or (behind.kind == "name" and behind.last - behind.head >= 2 and not plain):
            return behind
    if verb > start + 1 and words[verb - 1].lower in language.cues.conjunctions:
        earlier = next((at for at in range(verb - 2, start, -1) if words[at].roles & Role.VERB), None)
        shared = subject_of(words, earlier, start, language) if earlier is not None else None
        return shared or main_subject(words, start, verb, language)
    return subject_before(words, verb, start, language) or behind


def _subject_of_clause(words: Sequence[Word], verb: int, start: int, language: Language) -> Phrase | None:
    """A name between a conjunction and its verb: “Reuters reported that the chief executive Ruth Hale called it …”."""
    low = max(start, verb - LONGEST)
    while verb > low and words[verb - 1].roles & Role.ADVERB:
        verb -= 1
    for at in range(verb - 1, low - 1, -1):
        if words[at].mark in _BOUNDS:
            return None
        if words[at].roles & Role.BREAK and words[at].lower not in language.cues.conjunctions:
            phrase = phrase_at(words, at + 1, language)
            return phrase if phrase is not None and phrase.kind == "name" and phrase.last == verb else None
    return None


def inverted_subject(words: Sequence[Word], verb: int, language: Language) -> Phrase | None:
    """The subject behind its verb: “said Ana Ruiz”."""
    at = verb + 1
    while at < len(words) and words[at].roles & (Role.ADVERB | Role.VERB) and not words[at].mark:
        at += 1
    # «… — сказал RT тренер Иван Лис», «…», ha dicho a Efe la madre
    if at + 1 < len(words) and words[at].roles & Role.OBLIQUE and words[at + 1].roles & Role.PRESS:
        at += 1
    while at + 1 < len(words) and words[at].roles & Role.PRESS and not words[at + 1].mark:
        at += 1
    return phrase_at(words, at, language)


def source_phrase(words: Sequence[Word], at: int, language: Language) -> Phrase | None:
    """Whom “according to” at index `at` names."""
    at += 1
    while at < len(words) and words[at].roles & (Role.OBLIQUE | Role.SOURCE):
        at += 1
    if at < len(words) and words[at].roles & Role.ADVERB and words[at].lower in language.cues.gender:
        return Phrase("pronoun", at, at, at + 1)  # “according to him”
    return phrase_at(words, at, language)


def main_subject(words: Sequence[Word], start: int, end: int, language: Language) -> Phrase | None:
    if language.cues.verb_first and words[end - 1].mark == ":":
        return phrase_at(words, start, language)
    if language.cues.verb_first:
        verb = next((at for at in range(start, end) if words[at].roles & Role.VERB), None)
        if verb is None:
            return None
        return phrase_at(words, verb + 1, language)
    at = start
    while at < end:
        stop = at
        while stop < end and words[stop].mark not in _BOUNDS:
            stop += 1
        in_parentheses = at > start and words[at - 1].mark == "("  # a dateline: “(CNN) …”
        phrase = None if in_parentheses else _first_phrase(words, at, stop, language)
        if phrase is not None:
            return phrase
        at = stop + 1
    return None


def subject_after_auxiliary(
    words: Sequence[Word], verb: int, start: int, language: Language
) -> Phrase | None:
    """“Im Mai hatte Ana Ruiz in einer Rede erklärt”."""
    at = verb - 1
    while at > start and words[at].mark not in _BOUNDS:
        if words[at].lower in language.cues.auxiliaries:
            opens = words[at - 1].roles & (Role.ADVERB | Role.OBLIQUE) or not words[at - 1].capital
            phrase = phrase_at(words, at + 1, language)
            fits = phrase is not None and phrase.last <= verb and phrase.kind != "pronoun"
            return phrase if fits and (opens or words[at - 1].text.isdigit()) else None
        at -= 1
    return None


def _topic(words: Sequence[Word], verb: int, start: int, language: Language) -> Phrase | None:
    """The subject of a verb-first language that stands before its verb all the same, behind “that” or at the start."""
    begin = verb
    while begin > start and not words[begin - 1].mark and not words[begin - 1].roles & Role.BREAK:
        begin -= 1
    phrase = phrase_at(words, begin, language) if begin < verb else None
    return phrase if phrase is not None and phrase.last == verb else None


def _ends_clause(words: Sequence[Word], at: int) -> bool:
    return at >= len(words) or words[at].mark in {".", ","}


def subject_before(words: Sequence[Word], verb: int, start: int, language: Language) -> Phrase | None:
    """Clause by clause to the left: the first name or pronoun there, else the first role."""
    role: Phrase | None = None
    low = max(start, verb - APPOSITION)
    beside = _phrase_ending_at(words, verb, low, language)
    if beside is not None:
        return beside
    # “…, che ha visitato il quartiere, ha promesso”
    parted = verb > low and words[verb - 1].lower in language.cues.auxiliaries
    end = _before_relative_clause(words, verb - parted, low)
    while end > low:
        begin = end
        while (
            begin > low
            and words[begin - 1].mark not in _BOUNDS
            and not words[begin - 1].roles & Role.RELATIVE
        ):
            begin -= 1
        phrase = _first_phrase(words, begin, end, language)
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


def _phrase_ending_at(words: Sequence[Word], verb: int, low: int, language: Language) -> Phrase | None:
    """A full name right before its verb, however long the role before it is: `специалист по … Андрей Иванов сказал`."""
    if language.cues.compounds:
        return None
    while verb > low and words[verb - 1].roles & Role.ADVERB:
        verb -= 1
    at = verb
    while at > low and words[at - 1].capital and not words[at - 1].mark:
        at -= 1
    phrase = phrase_at(words, at, language) if verb - at >= 2 else None
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


def _first_phrase(words: Sequence[Word], start: int, end: int, language: Language) -> Phrase | None:
    """The first noun phrase in `start:end` that no preposition governs."""
    at = start
    while at < end:
        word = words[at]
        phrase = None if word.mark else phrase_at(words, at + bool(word.roles & Role.OBLIQUE), language)
        if phrase is None or phrase.first >= end:
            at += 1
        elif word.roles & Role.OBLIQUE:
            at = phrase.last
        else:
            return phrase
    return None


def _is_place(words: Sequence[Word], phrase: Phrase, begin: int) -> bool:
    """“… of Austin, Texas, said”: a name in a clause of its own behind a name that a preposition governs."""
    if phrase.kind != "name" or phrase.first != begin or phrase.last - phrase.first > 2 or begin < 2:
        return False
    at = begin - 2
    while at > 0 and words[at].capital:
        at -= 1
    return words[begin - 1].mark == "," and bool(words[at].roles & Role.OBLIQUE)
