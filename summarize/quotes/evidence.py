"""Who may have said a quote, and what speaks for each: what the speaker model points at beside what the rules read."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.briefing import Speaker
from summarize.language.characters import COMMAS, FULL_STOPS, SEMICOLONS, SENTENCE_ENDS
from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.people import People
from summarize.quotes.said import Said
from summarize.quotes.speaker_model import Answer, Pointed
from summarize.quotes.weights import read_weights, way_of

# Names are remembered, to make shorter ones whole, from this probability on.
_SURE = 0.3
# Words that are hardly meant are no candidate.
_WORTH = 0.02
# A longer form of a name is taken if it is as likely as this share of the likeliest.
_AS_LIKELY = 0.1
# Roles that are looked at: the likeliest ones, since the model points at much that it hardly means.
_ROLES = 3


@dataclass(slots=True)
class Candidate:
    """Somebody who may have said a quote, by a name or, where `is_role`, by what they are.

    `named` and `mentioned` are the probabilities that the model's two pointers mean them, and `is_meant` tells whether the
    likeliest mention is theirs; `forms` are their words in the article with how likely each is, the likeliest first, and
    `pointed` where those stand. `read` tells whether the rules read them beside the quote.
    """

    forms: dict[str, float]
    pointed: Pointed
    is_role: bool
    named: float = 0.0
    mentioned: float = 0.0
    is_meant: bool = False
    read: bool = False
    evidence: tuple[float, ...] = ()

    @property
    def words(self) -> str:
        """The likeliest form."""
        return next(iter(self.forms))

    @property
    def fullest(self) -> str:
        """The longest form that is about as likely."""
        likely = [
            form for form, chance in self.forms.items() if chance >= _AS_LIKELY * self.forms[self.words]
        ]
        return max(likely, key=len)


def remember_names(text: str, answers: Sequence[Answer], people: People) -> None:
    """Takes note of the names that the model is sure of anywhere in an article."""
    for answer in answers:
        people.remember(
            people.bare(text[p.start : p.end]) for p in answer.names if p.start < p.end and p.chance >= _SURE
        )


def candidates(
    text: str, said: Said, answer: Answer, people: People, language: Language, before: str | None
) -> list[Candidate]:
    """Who may have said a quote, with the evidence; `before` has a form of the name of who said the quote before it."""
    found: list[Candidate] = []

    def known(words: str) -> Candidate | None:
        return next((each for each in found if not each.is_role and people.same(each.words, words)), None)

    for pointed in somebody(answer.names):
        words = people.bare(text[pointed.start : pointed.end])
        if pointed.chance < _WORTH or not people.may_be_name(words):
            continue
        candidate = known(words)
        if candidate is None:
            found.append(Candidate({words: pointed.chance}, pointed, is_role=False, named=pointed.chance))
        else:
            candidate.forms.setdefault(words, pointed.chance)
            candidate.named += pointed.chance
    meant = next(somebody(answer.mentions), None)
    others: list[Candidate] = []
    for pointed in somebody(answer.mentions):
        words = text[pointed.start : pointed.end]
        candidate = known(words) or next(
            (each for each in others if _overlap(each.pointed, pointed)),
            None,
        )
        is_anybody = not people.is_grammar(words) and not _is_verb(text, pointed.start, words, language)
        if candidate is None and pointed.chance >= _WORTH and is_anybody:
            is_role = not people.is_name(words)
            form = words if is_role else people.bare(words)
            candidate = Candidate({form: pointed.chance}, pointed, is_role)
            (others if is_role else found).append(candidate)
        if candidate is not None:
            candidate.mentioned += pointed.chance
            candidate.is_meant |= pointed is meant
    found += others[:_ROLES]
    speaker = said.speaker
    if (
        speaker is not None
        and speaker.name is not None
        and not _is_verb(text, speaker.place.start, speaker.name, language)
    ):
        _add_read(found, speaker, people)
    ways = read_weights().rules
    known_ways = ways.get(language.code, ways[""])
    sure = logit(known_ways.get(way_of(said), 0.5)) if said.speaker and said.speaker.name else 0.0
    pronoun = text[meant.start : meant.end] if meant else ""
    gender = language.cues.gender.get(pronoun.casefold()) if is_pronoun(pronoun, language) else None
    if gender in {"m", "f"}:
        found = [each for each in found if _is_one(each, people)]
    genders = [
        None if each.is_role or not gender else people.gender(people.fullest(each.fullest, oblique=False))
        for each in found
    ]
    # “She” is no man, whatever the model thinks; a body may be.
    fitting = [(each, own) for each, own in zip(found, genders, strict=True) if {own, gender} != {"m", "f"}]
    found = [each for each, _ in fitting]
    for candidate, own in fitting:
        is_before = before is not None and people.same(before, candidate.words)
        clashes = own is not None and own != gender
        elsewhere = 0 if candidate.is_role else people.times(candidate.words) - (candidate.named >= _SURE)
        candidate.evidence = _evidence(
            text,
            candidate,
            found,
            said,
            answer,
            is_before,
            clashes,
            max(0, elsewhere),
            people.has_case,
            sure,
            bool(pronoun) and is_pronoun(pronoun, language),
        )
    return found


def _is_one(candidate: Candidate, people: People) -> bool:
    """Whether a candidate can be one person, without the forms that are several people's: “she” is no couple."""
    single = {form: chance for form, chance in candidate.forms.items() if not people.are_several(form)}
    candidate.forms = single or candidate.forms
    return bool(single)


def _is_verb(text: str, start: int, words: str, language: Language) -> bool:
    """Whether one word alone begins a sentence of a language whose verbs come first, before a colon: «وأضافوا: …»."""
    before, after = text[:start].rstrip(), text[start + len(words) :].lstrip()
    begins = not before or not (before[-1].isalnum() or before[-1] in COMMAS)
    return language.cues.verb_first and begins and after.startswith(":") and len(words.split()) == 1


def _overlap(one: Pointed, other: Pointed) -> bool:
    return one.start < other.end and other.start < one.end


def _add_read(found: list[Candidate], speaker: Speaker, people: People) -> None:
    """Marks the candidate that the rules read, as one more where the model doesn't point at them."""
    name, is_role = str(speaker.name), speaker.resolved_by == "role"
    place = Pointed(speaker.place.start, speaker.place.end, 0.0)
    read = next((each for each in found if people.same(name, each.words)), None) or next(
        # “Del”, where the model means “Del. Ana Ruiz”
        (each for each in found if each.is_role == is_role and _overlap(each.pointed, place)),
        None,
    )
    if read is None:
        read = Candidate({name: 0.0}, place, is_role)
        found.append(read)
    read.read = True


def _evidence(
    text: str,
    candidate: Candidate,
    found: Sequence[Candidate],
    said: Said,
    answer: Answer,
    is_before: bool,
    clashes: bool,
    elsewhere: int,
    has_case: bool,
    sure: float,
    by_pronoun: bool,
) -> tuple[float, ...]:
    """`is_before` tells whether the candidate said the quote before; `clashes` whether the model means one person's pronoun
    and the candidate is none; `elsewhere` how many other quotes the model is sure to be theirs; `sure` is how often the
    rules are right that read somebody in the way they did here, as a logit, 0 where they read nobody; `by_pronoun` tells
    whether the model means a pronoun."""
    rest = [each for each in found if each is not candidate]
    rest_named = logit(max((each.named for each in rest), default=0.0))
    rest_mentioned = logit(max((each.mentioned for each in rest), default=0.0))
    named, mentioned = logit(candidate.named), logit(candidate.mentioned)
    mention = logit(max((each.chance for each in somebody(answer.mentions)), default=0.0))
    is_role, is_meant = candidate.is_role, candidate.is_meant
    # Four ways to a speaker, weighed each by itself: the words beside the quote are a name, a role as printed, a pronoun
    # or a role for a name elsewhere; or they are somebody else's.
    is_own = not is_role and is_meant
    far = not is_role and not is_meant
    by_role = far and not by_pronoun and any(each.is_role and each.is_meant for each in found)
    astray = far and not by_pronoun and not by_role
    how = said.attribution.how if said.attribution else None
    others_read = (1 - candidate.read) * sure
    return (
        1.0,
        *_where(is_own, 1.0, named, mentioned, rest_named, rest_mentioned),
        *_where(
            is_role, 1.0, mentioned, float(is_meant), rest_mentioned, rest_named, logit(nobody(answer.names))
        ),
        *_where(far and by_pronoun, 1.0, named, mention, rest_named, others_read),
        *_where(by_role, 1.0, named, mention, rest_named),
        *_where(astray, named, mentioned),
        logit(nobody(answer.names)),
        logit(nobody(answer.mentions)),
        float(clashes),
        math.log(1 + elsewhere),
        float(candidate.read),
        candidate.read * sure,
        # Without capitals the rules often take other words for names.
        *((0.0, others_read) if has_case else (others_read, 0.0)),
        is_own * others_read,
        float(candidate.read and is_meant),
        float(candidate.read and is_role),
        float(candidate.read and how in {"after", "before", "colon"}),
        float(is_before),
        float(is_before and how in {None, "dropped", "mate"}),
        float(is_before and by_pronoun),
        float(is_near(text, candidate.pointed, said)),
        float(candidate.pointed.start >= said.span.end),
        float(said.kind is not None),
        logit(answer.quote),
    )


def _where(condition: bool, *values: float) -> tuple[float, ...]:
    return values if condition else (0.0,) * len(values)


def pointed_at(several: Sequence[Candidate]) -> str | None:
    """The words of the candidate that the model means most, to be carried to the next quote."""
    best = max(several, key=lambda each: each.named + each.mentioned, default=None)
    return best.words if best else None


def is_pronoun(words: str, language: Language) -> bool:
    """Whether a mention is a pronoun."""
    return bool(language.cues.roles.get(words.casefold(), 0) & Role.PRONOUN)


def quote_evidence(text: str, said: Said, answer: Answer, language: Language) -> tuple[float, ...]:
    """The evidence that a passage between marks is somebody's words: a title has a capital, and comes up again."""
    quote = text[said.span.start : said.span.end]
    bare = quote.strip(" .,")
    words = len(quote.split()) if language.spaced else len(quote) / 2
    named = 1 - nobody(answer.mentions)
    return (
        1.0,
        logit(answer.quote),
        float(said.kind is not None),
        float(said.attribution is not None),
        logit(named),
        math.log(1 + words),
        float(quote[:1].isupper()),
        float(quote.rstrip()[-1:] in SENTENCE_ENDS + COMMAS),
        float(
            text[said.span.outer_end : said.span.outer_end + 2].strip()[:1]
            in FULL_STOPS + COMMAS + SEMICOLONS
        ),
        math.log(max(1, text.count(bare)) if bare else 1),
    )


def somebody(pointed: Sequence[Pointed]) -> Iterator[Pointed]:
    return (each for each in pointed if each.start < each.end)


def nobody(pointed: Sequence[Pointed]) -> float:
    """The probability that the model gives to nobody."""
    return next((each.chance for each in pointed if each.start == each.end), 0.0)


def logit(probability: float) -> float:
    probability = min(max(probability, 0.005), 0.995)
    return math.log(probability / (1 - probability))


def is_near(text: str, mention: Pointed, said: Said) -> bool:
    """Whether no line break stands between a mention and its quote."""
    start, end = (
        sorted((mention.end, said.span.start))
        if mention.end <= said.span.start
        else (said.span.end, mention.start)
    )
    return "\n" not in text[start:end].strip()
