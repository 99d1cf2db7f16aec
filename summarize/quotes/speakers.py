"""Who said each quote: the words beside it, then who they stand for, then whom the quote before it had."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from summarize.briefing import ResolvedBy
from summarize.quotes.attribution import (
    Attribution,
    attribution_after,
    attribution_before,
    attribution_later,
    sentence_start,
    subject_of,
)
from summarize.quotes.names import Names
from summarize.quotes.phrases import Phrase, phrase_at
from summarize.quotes.span import Span
from summarize.quotes.table import Role, Table
from summarize.quotes.words import Word, paragraph_words, words_of

# How far back a pronoun or a verb without subject looks for its person, in characters.
LOOK_BACK = 900


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as Quote has it: the name, the mention beside the quote and how one led to the other."""

    name: str | None
    mention: str
    start: int
    end: int
    resolved_by: ResolvedBy | None


@dataclass(frozen=True, slots=True)
class Said:
    """A span with its speaker and the attribution that told; both None where the article doesn't make it clear."""

    span: Span
    speaker: Speaker | None
    attribution: Attribution | None
    # The words of the sentence before the quote, and whether a sentence begins with it.
    words: Sequence[Word]
    index: int
    sentence: int


def attribute(text: str, spans: Sequence[Span], table: Table) -> Iterator[Said]:
    """Each span with its speaker, in order."""
    names = Names(text, table)
    previous: Said | None = None
    waiting: list[Said] = []
    for _, group in groupby(spans, key=lambda span: span.paragraph):
        said = _paragraph(text, list(group), table, names, previous)
        previous = said[-1]
        # A quote that runs on over paragraphs has its attribution in any of them.
        if waiting and said[0].speaker is not None:
            waiting = [replace(here, speaker=_carried(said[0])) for here in waiting]
        if said[-1].span.runs_on and said[-1].speaker is None:
            waiting += said
            continue
        yield from waiting
        waiting = []
        yield from said
    yield from waiting


def _paragraph(text: str, spans: list[Span], table: Table, names: Names, previous: Said | None) -> list[Said]:
    words = paragraph_words(text, spans, table)
    ended = [
        text[span.end - 1] in ".!?…。؟" or text[span.outer_end : span.outer_end + 1] == "." for span in spans
    ]
    full_stop = [
        text[span.end - 1] in ".。" or text[span.outer_end : span.outer_end + 1] == "." for span in spans
    ]
    result: list[Said] = []
    for at, word in enumerate(words):
        if word.mark != "quote":
            continue
        span = spans[word.quote]
        start = sentence_start(words, at, ended)
        found = attribution_after(words, at, full_stop[word.quote], table)
        if found is None and at > start:
            found = attribution_before(words, at, start, table)
        if found is None or found.how in {"subject", "colon"}:
            found = (None if full_stop[word.quote] else attribution_later(words, at, table)) or found
        last = result[-1] if result else None
        speaker = None
        if found is not None and found.phrase is not None:
            speaker = _resolved(text, words, found, span, table, names, last or previous)
        elif found is not None and found.how == "mate" and last is not None:
            speaker = last.speaker
        elif found is not None and found.how == "dropped":
            speaker = _carried(last) or _subject_before(text, words[start].start, table, names, None)
        elif last is not None:
            speaker = _carried(last)
        elif previous is not None and not text[previous.span.paragraph[1] : span.paragraph[0]].strip():
            speaker = _carried(previous)
        if speaker is None and found is None and last is None:
            speaker = _subject_before(text, span.paragraph[0], table, names, None)
        result.append(Said(span, speaker, found, words, at, start))
    # A quote before the first attribution of its paragraph: “Nobody came.” “We waited,” she said.
    for i in range(len(result) - 2, -1, -1):
        here, following = result[i], result[i + 1]
        if (
            here.attribution is None
            and following.attribution is not None
            and following.index == here.index + 1
        ):
            result[i] = replace(here, speaker=_carried(following))
    return result


def _carried(said: Said | None) -> Speaker | None:
    if said is None or said.speaker is None:
        return None
    return replace(said.speaker, resolved_by="carried")


def _resolved(
    text: str,
    words: Sequence[Word],
    found: Attribution,
    span: Span,
    table: Table,
    names: Names,
    previous: Said | None,
) -> Speaker | None:
    phrase = found.phrase
    assert phrase is not None
    speaker = _named(text, words, phrase, names)
    if phrase.kind == "pronoun":
        gender = table.gender.get(words[phrase.first].lower)
        near = previous.speaker if previous is not None else None
        person = _subject_before(text, speaker.start, table, names, gender, near, previous)
        return replace(
            speaker, name=person.name if person else None, resolved_by="pronoun" if person else None
        )
    return speaker


def _named(text: str, words: Sequence[Word], phrase: Phrase, names: Names) -> Speaker:
    if phrase.kind == "name":
        start, end = words[phrase.head].start, words[phrase.last - 1].end
        mention = text[start:end].rstrip("’'")
        if mention.endswith(("'s", "’s")):
            mention = mention[:-2]
        end = start + len(mention)
        return Speaker(names.fullest(mention), mention, start, end, "name")
    start, end = words[phrase.first].start, words[phrase.last - 1].end
    mention = text[start:end]
    if len(mention) > 1 and mention.isupper() and phrase.kind == "role":
        return Speaker(None, mention, start, end, None)  # “PM calls deal …” doesn't say whose
    return Speaker(mention, mention, start, end, "role" if phrase.kind == "role" else "pronoun")


def _subject_before(
    text: str,
    position: int,
    table: Table,
    names: Names,
    gender: str | None,
    near: Speaker | None = None,
    previous: Said | None = None,
) -> Speaker | None:
    """The person that a pronoun, or a verb without subject, at `position` stands for: the nearest subject that fits."""
    low = max(0, position - LOOK_BACK)
    words = words_of(text, low, position, table)
    end = len(words)
    while end > 0:
        start = end - 1
        while start > 0 and words[start - 1].mark != ".":
            start -= 1
        if near is not None and words[start].start <= near.start and _fits(near.name, gender, names):
            return near
        for phrase in _subjects(words, start, end, table):
            if phrase.kind == "name":
                speaker = _named(text, words, phrase, names)
                if _fits(speaker.name, gender, names):
                    return speaker
        end = start
        while end > 0 and words[end - 1].mark == ".":
            end -= 1
    if near is not None and _fits(near.name, gender, names):
        return near
    return None


def _subjects(words: Sequence[Word], start: int, end: int, table: Table) -> Iterator[Phrase]:
    for at in range(end - 1, start - 1, -1):
        if words[at].roles & Role.VERB:
            phrase = subject_of(words, at, start, table)
            if phrase is not None and phrase.last <= end:
                yield phrase
    phrase = phrase_at(words, start, table)
    if phrase is not None and phrase.last <= end:
        yield phrase


def _fits(name: str | None, gender: str | None, names: Names) -> bool:
    if name is None:
        return False
    own = names.gender(name)
    return gender is None or own is None or own == gender
