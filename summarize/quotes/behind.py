"""The attribution right behind a quote, by rules with names: `“…,” said X`, `«…», a dit X`, `“…” — X`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.attribution import Attribution
from summarize.quotes.phrases import Phrase, phrase_at
from summarize.quotes.signatures import signature
from summarize.quotes.subjects import APPOSITION, inverted_subject, source_phrase
from summarize.quotes.words import Word

# Characters that a newspaper's name in marks has at most.
_PAPER = 30
# How many words may stand between a dash and the verb behind it: “— с поклоном сказал швейцар”.
_DASH_TO_VERB = 3


@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands behind a quote: its first word is at `at`.

    `ended` tells whether the quote ends in a full stop, `dashed` whether a dash follows it.
    """

    words: Sequence[Word]
    at: int
    ended: bool
    dashed: bool
    language: Language

    @property
    def first(self) -> Word:
        return self.words[self.at]


def attribution_after(
    words: Sequence[Word], quote: int, ended: bool, language: Language
) -> Attribution | None:
    """The attribution that begins right behind the quote at index `quote`. `ended`: the quote ends in a full stop.

    The first rule that applies has the answer, which may be that there is none.
    """
    signed = signature(words, quote, language)
    if signed is not None:
        return signed
    here = _behind(words, quote, ended, language)
    return next(answer(here) for applies, answer in _RULES if applies(here)) if here is not None else None


def _behind(words: Sequence[Word], quote: int, ended: bool, language: Language) -> _Behind | None:
    """Where an attribution may begin behind a quote; None where only marks follow."""
    at = quote + 1
    if at + 1 < len(words) and words[at].mark == "." and words[at + 1].mark in {",", "-"}:
        at += 1  # «…»…, — пишет X
    dashed = False
    while at < len(words) and words[at].mark in {",", "-", "other"}:
        dashed |= words[at].mark == "-"
        at += 1
    if at >= len(words) or words[at].mark:
        return None
    while at < len(words) and words[at].roles & Role.ADVERB and not words[at].capital:
        at += 1
    if at + 1 < len(words) and words[at].lower in language.cues.auxiliaries:
        at += bool(words[at + 1].roles & Role.VERB)
    return _Behind(words, at, ended, dashed, language) if at < len(words) else None


def _parts_its_verb(here: _Behind) -> bool:
    return here.first.lower in here.language.cues.auxiliaries and here.at + 1 < len(here.words)


def _parted_verb(here: _Behind) -> Attribution | None:
    """“…“, hatte die Richterin am Montag erklärt."""
    words = here.words
    phrase = phrase_at(words, here.at + 1, here.language)
    for verb in range(phrase.last, min(phrase.last + APPOSITION, len(words))) if phrase is not None else ():
        if words[verb].mark in {".", "quote"}:
            break
        if words[verb].roles & Role.VERB:
            return Attribution("after", phrase, verb)
    # «…», a mis en garde le juge: a verb that the table doesn't have, and nobody sure
    return Attribution("after", None, here.at) if _names_speakers(here) else None


def _names_speakers(here: _Behind) -> bool:
    """Whether what a comma sets off behind a quote tells who said it, so that nobody is to be looked for elsewhere."""
    return here.language.marks.incise_comma and not here.language.cues.drops_subject


def _has_unknown_verb(here: _Behind) -> bool:
    """«…», peste Lys: behind the comma a word that the table doesn't have, and what can be its subject."""
    words, at, language = here.words, here.at, here.language
    if not (language.marks.incise_comma or language.cues.drops_subject):
        return False
    if words[at - 1].mark not in {",", "-"} or words[at].roles or words[at].capital or at + 1 >= len(words):
        return False
    if words[at].lower.endswith(language.cues.not_nouns):
        return False
    behind = at + 1
    while behind + 1 < len(words) and words[behind].roles & Role.ADVERB and not words[behind].mark:
        behind += 1
    following = words[behind]
    opens = Role.DETERMINER if language.cues.has_articles else Role.DETERMINER | Role.PERSON
    return bool(following.roles & opens) or (following.capital and not following.roles)


def _subject_of_unknown(here: _Behind) -> Attribution:
    return Attribution("after", phrase_at(here.words, here.at + 1, here.language), here.at)


def _opens_next_sentence(here: _Behind) -> bool:
    """“….” According to X, …"""
    return here.ended and not here.dashed and here.first.capital and bool(here.first.roles & Role.SOURCE)


def _nobody(_: _Behind) -> None:
    return None


def _is_verb_with_pronoun(here: _Behind) -> bool:
    return bool(here.first.roles & Role.VERB and here.first.roles & Role.PRONOUN)


def _its_pronoun(here: _Behind) -> Attribution:
    """«…», estime-t-elle"""
    return Attribution("after", Phrase("pronoun", here.at, here.at, here.at + 1), here.at)


def _is_source(here: _Behind) -> bool:
    return bool(here.first.roles & Role.SOURCE)


def _source(here: _Behind) -> Attribution | None:
    """“…”, according to X"""
    phrase = source_phrase(here.words, here.at, here.language)
    return Attribution("after", phrase, here.at) if phrase else None


def _is_verb(here: _Behind) -> bool:
    return bool(here.first.roles & (Role.VERB | Role.AFTER)) and not here.first.capital


def _inverted(here: _Behind) -> Attribution | None:
    """“…,” said X"""
    phrase = inverted_subject(here.words, here.at, here.language) or _paper(here.words, here.at + 1)
    nobody = (here.dashed or here.language.marks.incise_comma) and not here.language.cues.drops_subject
    return Attribution("after", phrase, here.at) if phrase or nobody else None


def _paper(words: Sequence[Word], at: int) -> Phrase | None:
    """“…“, schrieb „Der Bote“."""
    is_short = (
        at < len(words)
        and words[at].mark == "quote"
        and words[at].capital
        and words[at].end - words[at].start <= _PAPER
    )
    return Phrase("name", at, at, at + 1) if is_short else None


def _has_verb_behind_dash(here: _Behind) -> bool:
    return here.dashed and bool(here.first.roles & Role.OBLIQUE) and _verb_behind_dash(here) is not None


def _verb_behind_dash(here: _Behind) -> int | None:
    several = range(here.at + 1, min(here.at + 1 + _DASH_TO_VERB, len(here.words)))
    return next((at for at in several if here.words[at].roles & Role.VERB), None)


def _inverted_behind_dash(here: _Behind) -> Attribution:
    """“…” — с поклоном сказал швейцар"""
    verb = _verb_behind_dash(here)
    assert verb is not None
    return Attribution("after", inverted_subject(here.words, verb, here.language), verb)


def _ends_sentence(here: _Behind) -> bool:
    return here.ended and not here.dashed


def _subject_first(here: _Behind) -> Attribution | None:
    """“…,” X said, and “…” — X"""
    words = here.words
    phrase = phrase_at(words, here.at, here.language)
    if phrase is None:
        return None
    verb = _verb_of(words, phrase.last)
    if verb is not None:
        return Attribution("after", phrase, verb)
    closes = phrase.last == len(words) or words[phrase.last].mark in {".", ","}
    return Attribution("after", phrase) if here.dashed and closes and phrase.kind == "name" else None


def _verb_of(words: Sequence[Word], at: int) -> int | None:
    """The speech verb of a subject that ends before `at`: right there, or behind an apposition."""
    stop = min(len(words), at + APPOSITION)
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


def _always(_: _Behind) -> bool:
    return True


# When a rule applies, and what it answers; the first that applies decides.
_RULES: Sequence[tuple[Callable[[_Behind], bool], Callable[[_Behind], Attribution | None]]] = (
    (_parts_its_verb, _parted_verb),
    (_has_unknown_verb, _subject_of_unknown),
    (_opens_next_sentence, _nobody),
    (_is_verb_with_pronoun, _its_pronoun),
    (_is_source, _source),
    (_is_verb, _inverted),
    (_has_verb_behind_dash, _inverted_behind_dash),
    (_ends_sentence, _nobody),
    (_always, _subject_first),
)
