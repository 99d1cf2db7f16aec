"""Who said each quote, by the words beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from summarize.briefing import Speaker
from summarize.language.record import Language
from summarize.quotes.attribution import (
    Attribution,
    attribution_before,
    attribution_later,
    dropped_subject,
    sentence_start,
    with_verb_behind,
)
from summarize.quotes.behind import attribution_after
from summarize.quotes.context import Context
from summarize.quotes.kinds import is_reported, is_transcript, quote_kind
from summarize.quotes.names import Names
from summarize.quotes.resolution import is_somebody, named, resolved, unspaced_speaker
from summarize.quotes.said import Said
from summarize.quotes.span import Span
from summarize.quotes.words import Word, paragraph_words

# A name of so many words is hardly anything else.
_FULL_NAME = 2


def attribute(text: str, spans: Sequence[Span], language: Language) -> Iterator[Said]:
    """Each span with its speaker, in order, without those of a transcript: their words begin with who says them."""
    context = Context(text, spans, language, Names(text, language))
    waiting: list[Said] = []
    first = 0
    transcript = runs_on = False
    for _, group in groupby(spans, key=lambda span: span.paragraph):
        said = _paragraph(context, list(group), first)
        first += len(said)
        transcript = is_transcript(text, said[0]) or (transcript and runs_on)
        runs_on = said[-1].span.runs_on
        if transcript:
            yield from waiting
            waiting = []
            continue
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


def _paragraph(context: Context, spans: list[Span], first: int) -> list[Said]:
    words = paragraph_words(context.text, spans, first, context.language)
    ended = {index: context.ends_sentence(span) for index, span in enumerate(spans, first)}
    result: list[Said] = []
    kept: Said | None = None
    speakers_in_marks: set[int] = set()  # schrieb „Der Bote“
    for at, word in enumerate(words):
        if word.mark != "quote":
            continue
        start = sentence_start(words, at, ended)
        mate = kept if kept is not None and kept.index >= start else None
        said = _said(context, Said(spans[word.quote - first], words, at, start), mate)
        if said.span.start not in speakers_in_marks:
            said = replace(said, kind=quote_kind(context.text, said, kept, context.language))
        if said.kind is not None:
            kept = said
            if said.speaker is not None:
                speakers_in_marks.add(said.speaker.place.start)
        result.append(said)
    # A quote before the first attribution of its paragraph: “Nobody came.” “We waited,” she said.
    for i in range(len(result) - 2, -1, -1):
        here, following = result[i], result[i + 1]
        adjacent = following.index == here.index + 1
        if adjacent and here.attribution is None and following.attribution is not None:
            result[i] = replace(here, speaker=_carried(following.speaker))
    return result


def _said(context: Context, said: Said, mate: Said | None) -> Said:
    language = context.language
    if not language.spaced:
        speaker = unspaced_speaker(context.text, said.span, language)
        # What the patterns match is a speech verb's subject.
        found = Attribution("before", None, said.index) if speaker else None
        return replace(said, attribution=found, speaker=speaker)
    full_stop = context.ends_in_full_stop(said.span)
    found = _attribution(
        said.words, said.index, said.sentence, mate.index if mate else None, full_stop, language
    )
    return replace(said, attribution=found, speaker=_speaker(context, said, found, mate))


def _attribution(
    words: Sequence[Word], at: int, start: int, mate: int | None, full_stop: bool, language: Language
) -> Attribution | None:
    found = attribution_after(words, at, full_stop, language)
    if found is None and at > start:
        found = attribution_before(words, at, start, mate, language)
    if language.cues.drops_subject and found is None:
        found = dropped_subject(words, at, language)
    if language.cues.verb_last and (found is None or found.how == "subject"):
        found = with_verb_behind(found, words, at, language)
    if (found is None or found.how in {"subject", "colon"}) and not full_stop:
        found = attribution_later(words, at, language) or found
    return found


def _speaker(context: Context, said: Said, found: Attribution | None, mate: Said | None) -> Speaker | None:
    if not context.language.cues.speaks:
        return _beyond_doubt(context, said, found)
    reported = found is not None and found.how == "subject" and is_reported(said, context.language)
    if found is not None and found.phrase is not None and not reported:
        speaker = resolved(context, said.words, found.phrase)
        guessed = found.how in {"subject", "colon"}
        is_name = speaker.resolved_by == "name"
        if guessed and is_name and context.language.has_case and not context.names.is_known(speaker.mention):
            return None
        if guessed and found.phrase.kind == "role" and not is_somebody(said.words, found.phrase):
            return replace(speaker, name=None, resolved_by=None)  # “The goal is “…””: nobody speaks
        return speaker
    if found is not None and found.how == "after":
        return None  # «…», — пишут в сети: a verb, and nobody
    if found is not None and found.how == "mate" and mate is not None:
        return mate.speaker
    return None


def is_womans(words: Sequence[Word], found: Attribution | None, language: Language) -> bool:
    """Whether the verb of an attribution tells that its subject is no man: «وأضافت», «добавила»."""
    endings = language.cues.feminine_endings
    # What stands behind a quote may begin the next clause, of somebody else.
    if found is None or found.verb is None or found.how == "after" or not endings:
        return False
    return words[found.verb].lower.endswith(endings)


def _beyond_doubt(context: Context, said: Said, found: Attribution | None) -> Speaker | None:
    """The speaker where no words of the language are known: a full name before a colon, or behind a dash."""
    if (
        found is None
        or found.phrase is None
        or found.verb is not None
        or found.how not in {"colon", "after", "signature"}
    ):
        return None
    is_full = found.phrase.kind == "name" and found.phrase.last - found.phrase.head >= _FULL_NAME
    return named(context, said.words, found.phrase) if is_full else None


def _carried(speaker: Speaker | None) -> Speaker | None:
    return None if speaker is None else replace(speaker, resolved_by="carried")
