"""Which words beside a quote say who said it: `“…,” said X`, `X said: “…”`, `According to X, “…”`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.phrases import Phrase, phrase_at
from summarize.quotes.subjects import (
    inverted_subject,
    main_subject,
    source_phrase,
    subject_after_auxiliary,
    subject_before,
    subject_of,
)
from summarize.quotes.words import Word

_SPEECH = Role.VERB | Role.PARTICIPLE
# A sentence of more words than this is looked at no farther.
LONGEST_SENTENCE = 120


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is named beside a quote, and how.

    `how`: "after" or "before" a speech verb stands with the quote; "mate" another quote in the sentence has the
    speaker; "dropped" the verb has no subject of its own; "colon" a name and a colon; "signature" a name behind the quote
    and nothing else; "subject" no speech verb, only the subject of the sentence that the quote is grafted into.
    """

    how: Literal["after", "before", "mate", "dropped", "colon", "signature", "subject"]
    phrase: Phrase | None
    verb: int | None = None


def attribution_later(words: Sequence[Word], quote: int, language: Language) -> Attribution | None:
    """An attribution farther on in the quote's sentence: `“…” that it would fail, said X`."""
    for at in range(quote + 1, min(len(words), quote + LONGEST_SENTENCE)):
        word = words[at]
        if word.mark in {".", "gap"}:
            return None
        if not word.roles & (Role.VERB | Role.SOURCE) or words[at - 1].mark == "quote":
            continue
        if words[at - 1].mark in {",", "-"}:
            phrase = (
                source_phrase(words, at, language)
                if word.roles & Role.SOURCE
                else inverted_subject(words, at, language)
            )
            if phrase is not None:
                return Attribution("after", phrase, at)
        if word.roles & Role.VERB and _closes(words, at + 1):
            phrase = subject_before(words, at, quote + 1, language)
            if phrase is not None and words[phrase.first - 1].mark == ",":
                return Attribution("after", phrase, at)
    return None


def attribution_before(
    words: Sequence[Word], quote: int, start: int, mate: int | None, language: Language
) -> Attribution | None:
    """The attribution in the words `start:quote` of the quote's sentence; `mate` is the quote before it there."""
    low = start if mate is None else mate + 1
    source: Attribution | None = None
    bare: int | None = None  # the nearest speech verb, where it has no subject of its own
    for at in range(quote - 1, low - 1, -1):
        roles = words[at].roles
        if roles & Role.SOURCE and source is None:
            phrase = source_phrase(words, at, language)
            source = Attribution("before", phrase, at) if phrase is not None else None
        if roles & _SPEECH and bare is None and source is None:
            phrase = subject_of(words, at, low, language) if roles & Role.VERB else None
            if phrase is not None:
                return Attribution("before", phrase, at)
            bare = at
    if source is not None:
        return source
    if mate is not None:
        return Attribution("mate", None, bare)
    if bare is not None:
        phrase = main_subject(words, start, bare, language)
        return Attribution("before" if phrase is not None else "dropped", phrase, bare)
    last = quote - 1
    while last > start and words[last].mark == "other":
        last -= 1  # **Ana Ruiz:** “…”
    heading = next((at for at in range(last - 1, start, -1) if _is_heading(words, at)), start - 1)
    phrase = subject_after_auxiliary(words, quote, heading + 1, language)
    phrase = phrase or main_subject(words, heading + 1, quote, language)
    if phrase is None and words[last].mark == ":" and words[last - 1].capital:
        # “And from Chairwoman Lee:”
        first = last - 1
        while first > start and words[first - 1].capital and not words[first - 1].roles & Role.OBLIQUE:
            first -= 1
        governed = first > start and words[first - 1].roles & Role.DETERMINER
        phrase = None if governed else phrase_at(words, first, language)
    if phrase is None:
        return None
    return Attribution("colon" if words[last].mark == ":" else "subject", phrase)


def dropped_subject(words: Sequence[Word], quote: int, language: Language) -> Attribution | None:
    """A speech verb behind the quote that has no subject anywhere: “…”, añadió."""
    at = quote + 1
    while at < len(words) and (
        words[at].mark in {",", "-"}
        or words[at].lower in language.cues.auxiliaries
        or (words[at].roles & Role.ADVERB and not words[at].capital)
    ):
        at += 1
    spoken = at < len(words) and words[at].roles & Role.VERB and not words[at].capital
    return Attribution("dropped", None, at) if spoken else None


def with_verb_behind(
    found: Attribution | None, words: Sequence[Word], quote: int, language: Language
) -> Attribution | None:
    """`found` with the speech verb behind the quote, where its subject stands before it: `Ruiz, “…” dedi`.

    The verb comes right behind the quote, or it is the sentence's last word. A full name right before the quote is nearer
    to it than what the sentence begins with; where there is neither, the subject was left out.
    """
    at = quote + 1
    while at < len(words) and words[at].roles & Role.ADVERB and not words[at].mark:
        at += 1
    if at == len(words) or not words[at].roles & _SPEECH:
        while at < len(words) and words[at].mark not in {".", "quote", "gap"}:
            at += 1
        at -= 1
    if at <= quote or not words[at].roles & _SPEECH or words[at].capital:
        return found
    phrase = _name_before(words, quote, language) or (found.phrase if found is not None else None)
    return Attribution("dropped" if phrase is None else "before", phrase, at)


def _name_before(words: Sequence[Word], quote: int, language: Language) -> Phrase | None:
    end = quote
    while end > 0 and (words[end - 1].mark == "," or words[end - 1].roles & Role.ADVERB):
        end -= 1
    first = end
    while first > 0 and words[first - 1].capital and not words[first - 1].mark:
        first -= 1
    phrase = phrase_at(words, first, language) if end - first >= 2 else None
    return phrase if phrase is not None and phrase.kind == "name" and phrase.last == end else None


def sentence_start(words: Sequence[Word], at: int, ended: Mapping[int, bool]) -> int:
    """The index at which the sentence of the word at `at` begins. `ended` tells of each quote if it ends a sentence."""
    low = max(0, at - LONGEST_SENTENCE)
    while at > low:
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


def _is_heading(words: Sequence[Word], at: int) -> bool:
    """“Taxes: the party wants …”, not 9:30."""
    return words[at].mark == ":" and words[at].end < words[at + 1].start


def _closes(words: Sequence[Word], at: int) -> bool:
    return (
        at >= len(words) or words[at].mark in {".", ",", ":", "quote"} or bool(words[at].roles & Role.OBLIQUE)
    )
