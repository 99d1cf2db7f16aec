"""The choice of a quote's speaker among those who may have said it.

A logistic regression tells how likely each is to be right; a speaker is claimed where that reaches its language's threshold.
"""

from collections.abc import Sequence

from summarize.article import Place
from summarize.briefing import QuoteKind, ResolvedBy, Speaker
from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.evidence import Candidate, is_near, is_pronoun, somebody
from summarize.quotes.people import People
from summarize.quotes.said import Said
from summarize.quotes.speaker_model import Answer
from summarize.quotes.weights import chance, read_weights


def choose(
    text: str, said: Said, answer: Answer, several: Sequence[Candidate], people: People, language: Language
) -> Speaker | None:
    """The likeliest of the candidates, as sure as it is, a name that is sure enough before a role; None without
    any, and in a language without data where the rules read somebody else."""
    if not several:
        return None
    weights = read_weights()
    own = weights.speaker(language.code)
    chances = [chance(own, each.evidence) for each in several]
    best = preferred(several, chances, weights.threshold(language.code))
    chosen, confidence = several[best], round(chances[best], 3)
    if not weights.has_data(language.code) and _is_doubtful(chosen, several, language):
        return None
    mention = next(somebody(answer.mentions), None) or chosen.pointed
    words = text[mention.start : mention.end]
    if not chosen.is_meant and any(each.is_meant and not each.is_role for each in several):
        mention, words = chosen.pointed, text[chosen.pointed.start : chosen.pointed.end]
    name = shown(chosen, said, people)
    by: ResolvedBy = "role"
    if not is_near(text, mention, said):
        by = "carried"
    elif not chosen.is_role and (chosen.is_meant or mention is chosen.pointed):
        by = "name"
    elif is_pronoun(words, language):
        by = "pronoun"
    return Speaker(name, words, Place(mention.start, mention.end), by, confidence)


def _is_doubtful(chosen: Candidate, several: Sequence[Candidate], language: Language) -> bool:
    """Whether a choice isn't to be trusted in a language without data: the rules read another, and nobody knows who is right;
    or it is a role by words that aren't known for one, as the wall that something is written on."""
    if not chosen.read and any(each.read for each in several):
        return True
    roles = (language.cues.roles.get(word.casefold(), 0) for word in chosen.words.split())
    return chosen.is_role and not any(role & (Role.PERSON | Role.BODY) for role in roles)


def preferred(several: Sequence[Candidate], chances: Sequence[float], enough: float) -> int:
    """Which of the candidates: the likeliest name if it is sure `enough`, else the likeliest of all."""
    names = [n for n, each in enumerate(several) if not each.is_role and chances[n] >= enough]
    return max(names or range(len(several)), key=chances.__getitem__)


def shown(chosen: Candidate, said: Said, people: People) -> str:
    """A candidate as the briefing names them: in full, or by the role as printed."""
    if chosen.is_role:
        return chosen.words
    name = people.fullest(chosen.fullest, oblique=False)
    if chosen.read and said.speaker is not None and people.has_case:
        name = max(str(said.speaker.name), name, key=lambda each: len(each.split()))
    return name


def kind_of(said: Said, answer: Answer) -> QuoteKind:
    """Direct or partial: as the rules say, or as the model does where they saw no quote."""
    return said.kind or ("partial" if answer.partial > answer.quote - answer.partial else "direct")
