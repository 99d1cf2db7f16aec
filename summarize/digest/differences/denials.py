"""A denial beside the claim: "the bridge was not closed", or a denial that it was, beside "the bridge was closed"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from summarize.digest.differences.statements import Statement, Told, is_time, names_in, stems_of, weekday
from summarize.language.characters import LETTER, SENTENCE_ENDS
from summarize.language.clauses import split_clauses
from summarize.language.record import Language
from summarize.story import Disagreement
from summarize.summarizers.words import stem_of, words_of

# What denies and what claims are of one thing where they share so many words, and each has such a share of its own in the
# other. What is denied with a verb such as "denied" has more words than the claim: there all of the claim's count, which may
# be two, and make up such a share of what is denied.
_WORDS, _SHARE, _WORDS_REFUTED, _SHARE_REFUTED = 3, 0.8, 2, 0.5
# So many words behind a verb of denying stands what was said, or the "that" before it.
_NEAR = 8
# Stems are forms of one word where they begin with so many letters alike, and end alike but for so many.
_ALIKE, _ENDING = 4, 2

_WORD = re.compile(rf"{LETTER}+")


@dataclass(frozen=True, slots=True)
class _Denial:
    """That something isn't so; `start:end` is the word that says it, `rest` are the stems of what is denied. It `refutes`
    with a verb, not with "not"; else `what` is the stem behind that, which is what isn't so."""

    statement: Statement
    start: int
    end: int
    rest: frozenset[str]
    refutes: bool
    what: str | None


def denial_differences(articles: Sequence[Told]) -> Iterator[Disagreement]:
    """The denials that another article's claim stands against, each with the claim that is most like it."""
    denials = [
        [denial for statement in article.statements for denial in _denials(statement)] for article in articles
    ]
    claims: list[tuple[Statement, str]] = []
    by_stem: dict[str, list[int]] = {}
    for article, own in zip(articles, denials, strict=True):
        denying = {denial.statement.place for denial in own}
        for statement in article.statements:
            for clause in split_clauses(statement.text) if statement.place not in denying else ():
                if _tells(clause, statement.language):
                    for stem in stems_of(clause, statement.language):
                        by_stem.setdefault(stem[:_ALIKE], []).append(len(claims))
                    claims.append((statement, clause))
    told: set[tuple[int, int]] = set()
    for denial in (denial for own in denials for denial in own):
        statement = denial.statement
        best = _claim_of(denial, claims, by_stem, articles, denials)
        if best is None:
            continue
        claim, clause = best
        pair = (statement.place.article, claim.place.article)
        if pair in told:
            continue
        told |= {pair, pair[::-1]}
        start = claim.text.index(clause)
        sides = [statement.claim(denial.start, denial.end), claim.claim(start, start + len(clause))]
        yield Disagreement("denial", tuple(sorted(sides, key=lambda one: one.place.article)))


def _claim_of(
    denial: _Denial,
    claims: Sequence[tuple[Statement, str]],
    by_stem: dict[str, list[int]],
    articles: Sequence[Told],
    denials: Sequence[Sequence[_Denial]],
) -> tuple[Statement, str] | None:
    counts: dict[int, int] = {}
    for beginning in {stem[:_ALIKE] for stem in denial.rest}:
        for index in by_stem.get(beginning, ()):
            counts[index] = counts.get(index, 0) + 1
    here = denial.statement

    def order(index: int) -> tuple[int, bool, int]:
        """The most like first, sentences before headlines."""
        return -counts[index], not claims[index][0].text.endswith(tuple(SENTENCE_ENDS)), index

    for index in sorted(counts, key=order):
        claim, clause = claims[index]
        if claim.place.article == here.place.article or claim.language is not here.language:
            continue
        if (
            _is_of(denial, _lasting(clause, claim.language))
            and articles[claim.place.article].knows(names_in(here.text, here.language))
            and articles[here.place.article].knows(names_in(claim.text, claim.language))
            # An article that has the denial, too, tells of both.
            and not any(
                len(other.rest & denial.rest) >= min(_WORDS, len(denial.rest))
                for other in denials[claim.place.article]
            )
        ):
            return claim, clause
    return None


def _is_of(denial: _Denial, claimed: frozenset[str]) -> bool:
    """Whether what is denied is what is claimed, by the stems of that."""
    if denial.refutes:
        known = sum(any(_alike(stem, other) for other in denial.rest) for stem in claimed)
        return known == len(claimed) and known >= max(_WORDS_REFUTED, _SHARE_REFUTED * len(denial.rest))
    if denial.what and denial.what not in claimed:
        return False
    words = len(claimed & denial.rest)
    return words >= _WORDS and words >= _SHARE * max(len(denial.rest), len(claimed))


def _alike(stem: str, other: str) -> bool:
    """Whether two stems may be forms of one word: "opened" and "opening"."""
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(stem, other, strict=False))))
    shorter = min(len(stem), len(other))
    return same == max(len(stem), len(other)) or same >= max(_ALIKE, shorter - _ENDING)


def _lasting(clause: str, language: Language) -> frozenset[str]:
    """The stems of a claim but for its days: who denies it needn't repeat them."""
    days = [
        word for word in words_of(clause) if weekday(word, language) is not None or is_time(word, language)
    ]
    return stems_of(clause, language) - frozenset(map(stem_of, days))


def _denials(statement: Statement) -> Iterator[_Denial]:
    refuted = _refuted(statement)
    if refuted is not None:
        yield refuted
        return
    language, at = statement.language, 0
    for clause in split_clauses(statement.text):
        at = statement.text.index(clause, at)
        match = _negates(clause, language)
        if match is not None:
            start, end = _part(clause, match, language)
            rest = f"{clause[start : match.start()]} {clause[match.end() : end]}"
            behind = _told(clause[match.end() : end], language)
            first = behind[0] if behind else None
            yield _Denial(
                statement, at + match.start(), at + match.end(), stems_of(rest, language), False, first
            )
        at += len(clause)


def _refuted(statement: Statement) -> _Denial | None:
    """That somebody denies what was said, with a verb, or that reports are called untrue."""
    text, language = statement.text, statement.language
    known = language.denials
    for pattern, needs_report in ((known.denies, False), (known.rejects, True), (known.untrue, True)):
        match = pattern.search(text) if pattern is not None else None
        if match is None or _is_doubtful(f"{text[: match.start()]} {text[match.end() :]}", language):
            continue
        what = _what_is_denied(text, match, language, needs_report=needs_report)
        if what is not None:
            return _Denial(statement, match.start(), match.end(), stems_of(what, language), True, None)
    return None


def _is_doubtful(text: str, language: Language) -> bool:
    """Whether something in a sentence is negated, or isn't told as a fact: "didn't deny"."""
    unreal = language.denials.unreal
    return _negation(text, language) is not None or (unreal is not None and unreal.search(text) is not None)


def _what_is_denied(
    text: str, denying: re.Match[str], language: Language, *, needs_report: bool
) -> str | None:
    """What stands behind "that" or behind words for what was said; else behind the verb, or in a language whose verbs stand
    last before it. None where nothing tells that something was said, and that is needed."""
    known = language.denials
    near = _first_words(text, denying.end())
    that = known.that.search(text, denying.end(), near) if known.that is not None else None
    report = known.reports.search(text) if known.reports is not None else None
    is_said = that is not None or (report is not None and report.start() < near)
    if needs_report and not (is_said and (report is not None or denying.re is not known.untrue)):
        return None
    if denying.re is known.untrue and report is not None:
        return text[report.end() : denying.start()] if report.end() < denying.start() else None
    start = denying.end()
    if report is not None and start <= report.start() < near:
        start = report.end()
        that = known.that.search(text, start, _first_words(text, start)) if known.that is not None else None
    if that is not None:
        start = that.start()
    behind = next(
        (one for one in split_clauses(text[start:]) if len(stems_of(one, language)) >= _WORDS_REFUTED), ""
    )
    # "denied opening the dam": whoever denies it is said to have done it.
    is_clause = that is not None and not stems_of(that.group(), language)
    return behind if behind and is_clause else f"{text[: denying.start()]} {behind}"


def _first_words(text: str, start: int) -> int:
    """Where the words near `start` end."""
    words = [match.end() for match in _WORD.finditer(text, start)]
    return words[min(_NEAR, len(words)) - 1] if words else len(text)


def _told(text: str, language: Language) -> list[str]:
    """The stems of a text in order, but for grammar."""
    known = stems_of(text, language)
    return [stem for word in words_of(text) if (stem := stem_of(word)) in known]


def _part(clause: str, match: re.Match[str], language: Language) -> tuple[int, int]:
    """The part of a clause, between words such as "but" and "that", that a negation stands in."""
    joints = language.events.joints
    start, end = 0, len(clause)
    for joint in joints.finditer(clause) if joints is not None else ():
        if joint.end() <= match.start():
            start = joint.end()
        elif joint.start() >= match.end():
            end = min(end, joint.start())
    return start, end


def _tells(clause: str, language: Language) -> bool:
    """Whether a clause tells a fact, and denies none."""
    known = language.denials
    patterns = (language.checking.negations, known.unreal, known.denies, known.untrue)
    return not any(pattern is not None and pattern.search(clause) for pattern in patterns)


def _negates(clause: str, language: Language) -> re.Match[str] | None:
    """The word with which a clause denies what it has; None where it calls it untrue, which is "not false", or tells no
    fact."""
    known, match = language.denials, _negation(clause, language)
    others = (known.denies, known.rejects, known.untrue, known.unreal, language.checking.refutations)
    is_plain = not any(pattern is not None and pattern.search(clause) for pattern in others)
    return match if is_plain else None


def _negation(text: str, language: Language) -> re.Match[str] | None:
    """The first negation, but for one that denies no more than its own words: "without"."""
    negations, without = language.checking.negations, language.denials.without
    for match in negations.finditer(text) if negations is not None else ():
        if without is None or not without.fullmatch(match.group()):
            return match
    return None
