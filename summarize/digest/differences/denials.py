"""A denial beside the claim: "the bridge was not closed", or a denial that it was, beside "the bridge was closed"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.digest.differences.statements import Statement, Told, names_in, stems_of, weekday
from summarize.language.characters import LETTER, SENTENCE_ENDS
from summarize.language.clauses import split_clauses
from summarize.language.record import Language
from summarize.story import Disagreement
from summarize.summarizers.words import stem_of, words_of

# What denies and what claims are of one thing where they share so many words, and each has such a share of its own in the
# other. A verb such as "denied" says who denies it besides: there the claim's words count alone, and two may do.
_WORDS, _SHARE, _WORDS_REFUTED = 3, 0.8, 2

_WORD = re.compile(rf"{LETTER}+")


@dataclass(frozen=True, slots=True)
class _Denial:
    """A clause that denies; `start:end` is the word with which it does, `rest` are its other stems. It `refutes` with a
    verb, not with "not"; else `what` is the stem behind that, which is what isn't so."""

    statement: Statement
    start: int
    end: int
    rest: frozenset[str]
    refutes: bool
    what: str | None


def denial_differences(articles: Sequence[Told]) -> Iterator[Disagreement]:
    """The denials that another article's claim stands against, each with the claim that is most like it."""
    claims: list[tuple[Statement, str]] = []
    by_stem: dict[str, list[int]] = {}
    for article in articles:
        for statement in article.statements:
            for clause in split_clauses(statement.text):
                if not _denies(clause, statement.language):
                    for stem in stems_of(clause, statement.language):
                        by_stem.setdefault(stem, []).append(len(claims))
                    claims.append((statement, clause))
    told: set[tuple[int, int]] = set()
    for article in articles:
        for statement in article.statements:
            for denial in _denials(statement):
                best = _claim_of(denial, claims, by_stem, articles)
                if best is None:
                    continue
                claim, clause = best
                pair = (statement.place.article, claim.place.article)
                if pair in told:
                    continue
                told |= {pair, pair[::-1]}
                start = claim.text.index(clause)
                sides = [
                    statement.claim(denial.start, denial.end),
                    claim.claim(start, start + len(clause)),
                ]
                yield Disagreement("denial", tuple(sorted(sides, key=lambda one: one.place.article)))


def _claim_of(
    denial: _Denial,
    claims: Sequence[tuple[Statement, str]],
    by_stem: dict[str, list[int]],
    articles: Sequence[Told],
) -> tuple[Statement, str] | None:
    counts: dict[int, int] = {}
    for stem in denial.rest:
        for index in by_stem.get(stem, ()):
            counts[index] = counts.get(index, 0) + 1
    here = denial.statement

    def order(index: int) -> tuple[int, bool, int]:
        """The most like first, sentences before headlines."""
        return -counts[index], not claims[index][0].text.endswith(tuple(SENTENCE_ENDS)), index

    for index in sorted(counts, key=order):
        claim, clause = claims[index]
        own = _lasting(clause, claim.language)
        words = len(own & denial.rest)
        if claim.place.article == here.place.article or claim.language is not here.language:
            continue
        if denial.what and denial.what not in own:
            continue
        if denial.refutes:
            of_one_thing = words >= _WORDS_REFUTED and words == len(own)
        else:
            of_one_thing = words >= _WORDS and words >= _SHARE * max(len(denial.rest), len(own))
        if (
            of_one_thing
            and articles[claim.place.article].knows(names_in(here.text, here.language))
            and articles[here.place.article].knows(names_in(claim.text, claim.language))
            # An article that has the denial, too, tells of both.
            and not _says(articles[claim.place.article], denial)
        ):
            return claim, clause
    return None


def _lasting(clause: str, language: Language) -> frozenset[str]:
    """The stems of a claim but for its days: who denies it needn't repeat them."""
    days = [word for word in _WORD.findall(clause) if weekday(word, language) is not None]
    return stems_of(clause, language) - frozenset(map(stem_of, days))


def _says(article: Told, denial: _Denial) -> bool:
    """Whether the article has that denial as well."""
    return any(
        len(other.rest & denial.rest) >= min(_WORDS, len(denial.rest))
        for statement in article.statements
        for other in _denials(statement)
    )


def _denials(statement: Statement) -> Iterator[_Denial]:
    language, at = statement.language, 0
    for clause in split_clauses(statement.text):
        at = statement.text.index(clause, at)
        match = _denies(clause, language)
        if match is not None:
            refutation = language.checking.refutations
            refutes = refutation is not None and refutation.fullmatch(match.group()) is not None
            if refutes:
                # What is denied stands behind the verb, in its clause or in the next.
                behind = split_clauses(statement.text[at + match.end() :])
                rest = behind[0] if behind else ""
            else:
                start, end = _part(clause, match, language)
                rest = f"{clause[start : match.start()]} {clause[match.end() : end]}"
            behind_it = [] if refutes else _told(clause[match.end() : end], language)
            yield _Denial(
                statement,
                at + match.start(),
                at + match.end(),
                stems_of(rest, language),
                refutes,
                behind_it[0] if behind_it else None,
            )
        at += len(clause)


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


def _denies(clause: str, language: Language) -> re.Match[str] | None:
    """The first word of a clause with which it denies; None for two kinds in one clause, which is "not in dispute"."""
    checking = language.checking
    patterns = (checking.refutations, checking.negations)
    found = [match for pattern in patterns if pattern is not None and (match := pattern.search(clause))]
    return found[0] if len(found) == 1 else None
