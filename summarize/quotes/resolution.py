"""Whom a pronoun, a role (“the minister”) or a verb without subject stands for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarize.article import Place
from summarize.briefing import Speaker
from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.context import Context
from summarize.quotes.names import without_possessive
from summarize.quotes.persons import is_thing
from summarize.quotes.phrases import Phrase, phrase_at
from summarize.quotes.span import Span
from summarize.quotes.subjects import fronted_subject, source_phrase, subject_of
from summarize.quotes.words import Word

# How many words may stand between a role and the name behind it: “the lawyer for the city, Ana Ruiz”.
_ROLE_TO_NAME = 6

# Words of a role that takes a person up again: “the minister”.
_ANAPHOR = 2


def named(context: Context, words: Sequence[Word], phrase: Phrase) -> Speaker:
    """The speaker that a phrase names by itself: a name in its fullest form, a role as it stands."""
    text = context.text
    if phrase.kind == "name" and words[phrase.head].quote >= 0:
        span = context.spans[words[phrase.head].quote]
        mention = text[span.start : span.end]
        return Speaker(mention, mention, Place(span.start, span.end), "name")
    if phrase.kind == "name":
        start, end = words[phrase.head].start, words[phrase.last - 1].end
        mention = without_possessive(text[start:end])
        if _is_piece(context, words, phrase, mention):
            return Speaker(None, mention, Place(start, end))
        # “По словам Ивана Лиса”, “цитирует Лиса”
        governs = words[phrase.first - 1].roles if phrase.first > 0 else 0
        oblique = bool(governs & (Role.SOURCE | Role.QUOTING))
        several = any(
            word.lower in context.language.cues.conjunctions for word in words[phrase.head : phrase.last]
        )
        return Speaker(
            mention if several else context.names.fullest(mention, oblique),
            mention,
            Place(start, start + len(mention)),
            "name",
        )
    start, end = words[phrase.first].start, words[phrase.last - 1].end
    mention = text[start:end]
    acronym = context.names.of_acronym(mention) if phrase.kind == "role" else None
    if acronym is not None:
        return Speaker(acronym, mention, Place(start, end), "name")
    if phrase.kind == "role" and words[phrase.first].capital and words[phrase.first].roles & Role.PERSON:
        # “Secretary of State Ana Ruiz”
        for at in range(phrase.first + 1, phrase.last - 1):
            name = text[words[at].start : end]
            if words[at].capital and context.names.has(name.split()):
                return Speaker(name, mention, Place(start, end), "name")
    if phrase.kind == "pronoun" or (len(mention) > 1 and mention.isupper()):
        return Speaker(None, mention, Place(start, end))  # “CEO calls merger …” doesn't say whose
    return Speaker(mention, mention, Place(start, end), "role")


def _is_piece(context: Context, words: Sequence[Word], phrase: Phrase, mention: str) -> bool:
    """Whether one word stands for the first of a longer name: “Marsh” of “the Marsh and Meadow Club”."""
    language, after = context.language, phrase.last
    if " " in mention or not language.has_case or after + 1 >= len(words) or not words[after + 1].capital:
        return False
    goes_on = words[after].lower in language.cues.conjunctions | language.cues.body_links
    return goes_on and not context.names.is_persons(mention)


def resolved(
    context: Context,
    words: Sequence[Word],
    phrase: Phrase,
    said: dict[int, Speaker],
) -> Speaker:
    """The speaker that a phrase stands for. `said` has the speakers of the quotes so far, by their index."""
    speaker = named(context, words, phrase)
    language = context.language
    if phrase.kind == "role":
        nickname = _nickname(context, words, phrase)
        if nickname is not None:
            return nickname
    if phrase.kind == "pronoun":
        gender = language.cues.gender.get(words[phrase.first].lower)
        if gender not in {"m", "f"}:
            return speaker  # “they”, “we”: rarely one name
        person = person_before(context, speaker.place.start, said, gender)
        return replace(speaker, name=person.name, resolved_by="pronoun") if person else speaker
    if phrase.kind == "role" and speaker.name is not None:
        head = _role_word(words, phrase)
        if head is not None and (
            not language.cues.has_articles or words[phrase.first].lower in language.cues.definite
        ):
            name = _holder(context, head, speaker.place.start)
            # “The minister” may be the one of the sentence before, “the minister of trade” is told apart.
            if name is None and (not language.cues.has_articles or phrase.last - phrase.first <= _ANAPHOR):
                name = _anaphor(context, head, speaker.place.start, said)
            if name is not None:
                return replace(speaker, name=name)
    return speaker


def unspaced_speaker(text: str, span: Span, language: Language) -> Speaker | None:
    """The speaker right before or right behind a quote where words stand without spaces, by the language's patterns."""
    low = max(span.paragraph[0], span.outer_start - 40)
    high = min(span.paragraph[1], span.outer_end + 40)
    before = (
        language.cues.before_quote.search(text[low : span.outer_start])
        if language.cues.before_quote
        else None
    )
    after = (
        language.cues.after_quote.match(text[span.outer_end : high]) if language.cues.after_quote else None
    )
    for match, offset in ((after, span.outer_end), (before, low)):
        if match is not None:
            start, end = offset + match.start("speaker"), offset + match.end("speaker")
            if any(
                role & Role.PRONOUN and word in text[start:end] for word, role in language.cues.roles.items()
            ):
                return None  # 她补充说: a pronoun, whose person nothing tells here
            return Speaker(text[start:end], text[start:end], Place(start, end), "name")
    return None


def person_before(
    context: Context, position: int, said: dict[int, Speaker], gender: str | None, never: str | None = None
) -> Speaker | None:
    """The nearest subject or speaker before `position` that fits, and isn't of the gender `never`; None where nobody does."""

    def excluded(speaker: Speaker) -> bool:
        return never is not None and context.names.gender(speaker.name or "") == never

    for sentence in context.sentences_before(position):
        if gender is None and any(word.quote in context.signed for word in sentence):
            return None  # in a list of signed quotes each is somebody else's
        for word in reversed(sentence):
            speaker = said.get(word.quote)
            if speaker is not None and _fits(context, speaker.name, gender) and not excluded(speaker):
                return speaker
        if _hides_its_subject(context, sentence):
            return None
        told = _told_by_subjects(context, sentence, gender)
        if told is not None and (told.speaker is None or not excluded(told.speaker)):
            return told.speaker
    return None


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence tells of whom a pronoun or a verb stands for: somebody, or that nobody can be told."""

    speaker: Speaker | None


def _hides_its_subject(context: Context, sentence: Sequence[Word]) -> bool:
    """Whether a role stands before the verb in a verb-first language, so that it isn't clear who has the sentence."""
    if not context.language.cues.verb_first:
        return False
    verb = next((at for at, word in enumerate(sentence) if word.roles & Role.VERB), 0)
    own = fronted_subject(sentence, 0, verb, context.language)
    return own is not None and own.kind == "role"


def _told_by_subjects(context: Context, sentence: Sequence[Word], gender: str | None) -> _Told | None:
    """Whom the subjects of a sentence tell of; None where it tells nothing, and an earlier one may.

    `gender` is that of the pronoun, None for a verb without subject.
    """
    same_pronoun = False
    unsure: Speaker | None = None
    for phrase, speaks in _subjects(context, sentence):
        if phrase.kind == "pronoun":
            if gender is None and speaks and any(word.quote >= 0 for word in sentence):
                return _Told(None)  # the quote before is said by somebody who isn't known
            same_pronoun |= context.language.cues.gender.get(sentence[phrase.first].lower) == gender
        elif phrase.kind == "role":
            if gender is None and speaks and is_somebody(sentence, phrase):
                return _Told(named(context, sentence, phrase))
        else:
            speaker = named(context, sentence, phrase)
            if not _is_person(context, phrase, speaker, speaks):
                if context.names.is_known(speaker.mention) and not is_thing(
                    speaker.mention, context.language
                ):
                    return _Told(None)
            elif _fits(context, speaker.name, gender):
                if gender is None or context.names.gender(speaker.name or "") == gender:
                    return _Told(speaker)
                unsure = unsure or speaker
    other = None
    if gender is not None and not same_pronoun:
        others = _other_names(context, sentence)
        other = next((it for it in others if context.names.gender(it.name or "") == gender), None)
    found = other or unsure
    return _Told(found) if found is not None else None


def _is_person(context: Context, phrase: Phrase, speaker: Speaker, speaks: bool) -> bool:
    """Whether a name is known to be somebody's: one word that says nothing may be anything."""
    names = context.names
    return (
        not context.language.has_case
        or phrase.last - phrase.head > 1
        or speaker.name in context.heard
        or names.is_persons(speaker.mention)
        or (speaks and names.is_known(speaker.mention))
    )


def is_somebody(words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether a role is a person's or a body's, by the table or by its capitals (an acronym)."""
    inside = words[phrase.first : phrase.last]
    return any(
        word.roles & (Role.PERSON | Role.BODY) or (word.capital and word.text.isupper()) for word in inside
    )


def _subjects(context: Context, sentence: Sequence[Word]) -> Iterator[tuple[Phrase, bool]]:
    """The subjects of a sentence, and of each whether a speech verb has it; last what the sentence begins with."""
    language = context.language
    for at in range(len(sentence) - 1, -1, -1):
        if sentence[at].roles & Role.SOURCE:
            phrase = source_phrase(sentence, at, language)
            if phrase is not None:
                yield phrase, True
        relative = at > 0 and sentence[at - 1].roles & Role.RELATIVE
        if sentence[at].roles & Role.VERB and not relative:
            phrase = subject_of(sentence, at, 0, language)
            if phrase is not None:
                yield phrase, True
    if language.cues.verb_first:
        person = next((at for at, word in enumerate(sentence) if word.roles & Role.PERSON), None)
        phrase = phrase_at(sentence, person, language) if person is not None else None
        if phrase is not None and phrase.kind == "name":
            yield phrase, False
        return
    at = 0
    while at < len(sentence) and (sentence[at].mark or sentence[at].roles & (Role.ADVERB | Role.BREAK)):
        at += 1
    # “In Ohio, Ruiz …”: the subject comes behind the first comma.
    if at < len(sentence) and sentence[at].roles & Role.OBLIQUE:
        while at < len(sentence) and sentence[at].mark != ",":
            at += 1
        at += 1
    phrase = phrase_at(sentence, at, language)
    if phrase is not None:
        yield phrase, False


def _other_names(context: Context, sentence: Sequence[Word]) -> Iterator[Speaker]:
    at = 0
    while at < len(sentence):
        phrase = phrase_at(sentence, at, context.language) if sentence[at].capital else None
        if phrase is not None and phrase.kind == "name":
            speaker = named(context, sentence, phrase)
            if " " in (speaker.name or ""):
                yield speaker
        at = phrase.last if phrase is not None else at + 1


def _fits(context: Context, name: str | None, gender: str | None) -> bool:
    if name is None:
        return False
    own = context.names.gender(name)
    if gender in {"m", "f"}:
        begins = context.language.cues.roles.get(name.split()[0].lower(), 0)
        is_name = name[0].isupper() and not begins & Role.DETERMINER  # not “The case”
        is_person = is_name or context.names.is_person(name) or not context.language.has_case
        return is_person and own in {None, gender}
    return gender is None or own == gender


def _nickname(context: Context, words: Sequence[Word], phrase: Phrase) -> Speaker | None:
    """“a pilot of the name “Slim””: the quotation marks hold the speaker's name."""
    stop = min(len(words), phrase.last + _ROLE_TO_NAME + 1)
    for at in range(phrase.last, stop):
        if words[at].mark == "quote" and words[at - 1].lower in context.language.cues.naming:
            span = context.spans[words[at].quote]
            name = context.text[span.start : span.end]
            return Speaker(name.strip(".,"), name, Place(span.start, span.end), "name")
    return None


def _role_word(words: Sequence[Word], phrase: Phrase) -> Word | None:
    return next((word for word in words[phrase.first : phrase.last] if word.roles & Role.PERSON), None)


def _holder(context: Context, role: Word, position: int) -> str | None:
    """Who the text says holds a role: “the minister Ana Ruiz”, “Ana Ruiz, the minister”."""
    found: str | None = None
    for sentence in context.sentences_before(position):
        for at, word in enumerate(sentence):
            if word.lower != role.lower:
                continue
            governed = False  # “the president of Blue Marsh Dairies” isn't Blue Marsh
            for ahead in range(at + 1, min(at + _ROLE_TO_NAME, len(sentence))):
                if sentence[ahead].mark in {".", ":", "gap"}:
                    break
                if not (sentence[ahead].capital and sentence[ahead - 1].capital):
                    governed = bool(sentence[ahead - 1].roles & Role.OBLIQUE)
                if sentence[ahead].capital and not sentence[ahead].mark and not governed:
                    phrase = phrase_at(sentence, ahead, context.language)
                    if phrase is not None and phrase.kind == "name" and phrase.last - phrase.head >= 2:
                        found = named(context, sentence, phrase).name
                        break
        if found is not None:
            return found
    return None


def _anaphor(context: Context, role: Word, position: int, said: dict[int, Speaker]) -> str | None:
    """“…,” Ruiz said. “…,” the minister said: the person of the sentence before."""
    gender = context.language.cues.gender.get(role.lower)
    person = person_before(context, position, said, gender)
    if person is None or person.name is None or person.resolved_by == "role":
        return None
    near = context.text.count("\n", person.place.start, position) <= 2
    return person.name if near and context.names.gender(person.name) != "p" else None
