"""Who said each quote: the words beside it, then who they stand for, then whom the quote before it had."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from summarize.quotes.attribution import (
    Attribution,
    attribution_after,
    attribution_before,
    attribution_later,
    sentence_start,
)
from summarize.quotes.context import Context
from summarize.quotes.resolution import Speaker, person_before, resolved, unspaced_speaker
from summarize.quotes.span import Span
from summarize.quotes.table import Table
from summarize.quotes.words import Word, paragraph_words


# Characters that a name or a scare quote between marks hardly exceeds.
_NAME_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Said:
    """A span with its speaker and the attribution that told; both None where the article doesn't make it clear."""

    span: Span
    speaker: Speaker | None
    attribution: Attribution | None
    # The row of words the quote stands in, its index there, and where its sentence begins.
    words: Sequence[Word]
    index: int
    sentence: int


def attribute(
    text: str, paragraphs: Sequence[tuple[int, int]], spans: Sequence[Span], table: Table
) -> Iterator[Said]:
    """Each span with its speaker, in order."""
    context = Context(text, paragraphs, spans, table)
    speakers: dict[int, Speaker] = {}
    waiting: list[Said] = []
    first = 0
    for _, group in groupby(spans, key=lambda span: span.paragraph):
        said = _paragraph(context, list(group), first, speakers)
        first += len(said)
        # A quote that runs on over paragraphs has its attribution in any of them.
        if waiting and said[0].speaker is not None:
            waiting = [replace(here, speaker=_carried(said[0].speaker)) for here in waiting]
        if said[-1].span.runs_on and said[-1].speaker is None:
            waiting += said
            continue
        yield from waiting
        waiting = []
        yield from said
    yield from waiting


def _paragraph(context: Context, spans: list[Span], first: int, speakers: dict[int, Speaker]) -> list[Said]:
    table = context.table
    words = paragraph_words(context.text, spans, first, table)
    ended = {index: context.ends_sentence(span) for index, span in enumerate(spans, first)}
    result: list[Said] = []
    for at, word in enumerate(words):
        if word.mark != "quote":
            continue
        span = spans[word.quote - first]
        start = sentence_start(words, at, ended)
        if table.unspaced:
            speaker = unspaced_speaker(context.text, span, table)
            if speaker is not None:
                speakers[word.quote] = speaker
            result.append(Said(span, speaker, None, words, at, at))
            continue
        mate = _mate(result, start)
        found = _attribution(words, at, start, mate, context.ends_in_full_stop(span), table)
        speaker = _speaker(context, words, found, start, speakers, result[-1] if result else None)
        if speaker is not None:
            speakers[word.quote] = speaker
        result.append(Said(span, speaker, found, words, at, start))
    # A quote before the first attribution of its paragraph: “Nobody came.” “We waited,” she said.
    for i in range(len(result) - 2, -1, -1):
        here, following = result[i], result[i + 1]
        if (
            here.attribution is None
            and following.attribution is not None
            and following.index == here.index + 1
        ):
            result[i] = replace(here, speaker=_carried(following.speaker))
    return result


def _mate(earlier: Sequence[Said], start: int) -> int | None:
    """The quote before in the same sentence. A few words that nobody is named for are a name in marks, and no mate."""
    for said in reversed(earlier):
        if said.index < start:
            return None
        spoken = said.attribution is not None and (
            said.attribution.verb is not None or said.attribution.how == "mate"
        )
        if spoken or said.span.end - said.span.start > _NAME_LENGTH:
            return said.index
    return None


def _attribution(
    words: Sequence[Word], at: int, start: int, mate: int | None, full_stop: bool, table: Table
) -> Attribution | None:
    found = attribution_after(words, at, full_stop, table)
    if found is None and at > start:
        found = attribution_before(words, at, start, mate, table)
    if (found is None or found.how in {"subject", "colon"}) and not full_stop:
        found = attribution_later(words, at, table) or found
    return found


def _speaker(
    context: Context,
    words: Sequence[Word],
    found: Attribution | None,
    start: int,
    speakers: dict[int, Speaker],
    last: Said | None,
) -> Speaker | None:
    if found is not None and found.phrase is not None:
        return resolved(context, words, found.phrase, speakers)
    if found is not None and found.how == "after":
        return None  # “… пишут в комментариях”: a verb, and nobody
    if found is not None and found.how == "mate" and last is not None:
        return last.speaker
    return _carried(person_before(context, words[start].start, speakers, None))


def _carried(speaker: Speaker | None) -> Speaker | None:
    return None if speaker is None else replace(speaker, resolved_by="carried")
