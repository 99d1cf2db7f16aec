"""Who did it, differently: "the fire was set by Ivan Petrov" beside "the fire was set by Oleg Sidorov"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.digest.differences.statements import Statement, Told, apart, beside, is_of_saying, stems_of
from summarize.language.characters import APOSTROPHES, CAPITAL, LETTER, SENTENCE_ENDS
from summarize.language.cues import Role
from summarize.language.exonyms import exonyms_in
from summarize.language.sounds import likeness, sound
from summarize.story import Disagreement

# Of sentences on one deed, but for who did it: so many words, and such a share of all that the two have.
_WORDS, _SHARE = 3, 0.6
# Two spellings of one name sound so much alike.
_SAME_SOUND = 0.7
_NAME = re.compile(rf"{CAPITAL}(?:{LETTER}|[-’'])+(?: {CAPITAL}(?:{LETTER}|[-’'])+)*")


@dataclass(frozen=True, slots=True)
class _Doer:
    """A name at `start:end` of its statement, the stems near it, and those of the rest."""

    statement: Statement
    start: int
    end: int
    near: frozenset[str]
    rest: frozenset[str]


def doer_differences(articles: Sequence[Told]) -> Iterator[Disagreement]:
    """The disagreements on who did something, of two articles each."""
    by_stem: dict[str, list[_Doer]] = {}
    told: set[tuple[int, int]] = set()
    for article in articles:
        for doer in (one for statement in article.statements for one in _doers(statement, article)):
            for stem in sorted(doer.near):
                for other in by_stem.get(stem, ()):
                    pair = (other.statement.place.article, doer.statement.place.article)
                    if pair not in told and _contradict(other, doer, articles):
                        told.add(pair)
                        yield Disagreement(
                            "person", tuple(one.statement.claim(one.start, one.end) for one in (other, doer))
                        )
                by_stem.setdefault(stem, []).append(doer)


def _contradict(one: _Doer, other: _Doer, articles: Sequence[Told]) -> bool:
    here, there = one.statement.place.article, other.statement.place.article
    if here == there or one.statement.language is not other.statement.language:
        return False
    words = len(one.rest & other.rest)
    return (
        words >= _WORDS
        and words >= _SHARE * len(one.rest | other.rest)
        and not _short_for(one, other)
        and not _any_known(articles[there], one)
        and not _any_known(articles[here], other)
        and not apart(_rest(one), _rest(other), one.statement.language)
    )


def _short_for(one: _Doer, other: _Doer) -> bool:
    """Whether a word of one name begins a word of the other: "Ark" for "Arkansas"; or both sound alike."""
    words, others = (_name(doer).lower().split() for doer in (one, other))
    return any(
        word.startswith(their) or their.startswith(word) or likeness(sound(word), sound(their)) > _SAME_SOUND
        for word in words
        for their in others
    )


def _name(doer: _Doer) -> str:
    return doer.statement.text[doer.start : doer.end]


def _rest(doer: _Doer) -> str:
    text = doer.statement.text
    return f"{text[: doer.start]} {text[doer.end :]}"


def _any_known(article: Told, doer: _Doer) -> bool:
    """Whether the article has any part of the name: then it tells of that one, too."""
    return any(article.knows([word]) for word in _name(doer).split())


def _doers(statement: Statement, article: Told) -> Iterator[_Doer]:
    text, language = statement.text, statement.language
    if not language.has_case or language.capital_nouns or not text.endswith(tuple(SENTENCE_ENDS)):
        return
    places = {place.text for place in exonyms_in(text, language.code, vouching=False)}
    for match in _NAME.finditer(text):
        start, end = match.span()
        if sum(letter.isupper() for letter in match.group()) > len(match.group().split()) or any(
            mark in match.group() for mark in APOSTROPHES
        ):
            continue
        if any(language.cues.roles.get(word.lower(), 0) & Role.TITLE for word in match.group().split()):
            continue
        if (start == 0 and not _is_name(match.group(), article)) or places & set(match.group().split()):
            continue
        if not is_of_saying(text, start, end, language):
            rest = stems_of(f"{text[:start]} {text[end:]}", language)
            yield _Doer(statement, start, end, beside(text, start, end, language), rest)


def _is_name(words: str, article: Told) -> bool:
    """Whether what begins a sentence is a name: it has several capitals, or stands elsewhere with one."""
    return " " in words or re.search(rf"(?<=[\w,;] ){re.escape(words)}\b", article.text) is not None
