"""Attributions inside a quote (`«…, — сказал X. — …»`, the French incise) and lines of dialogue that a dash opens."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarize.quotes.span import Span
from summarize.quotes.table import Role, Table

# “, — ” and “ —” before the speech verb; the attribution runs to the next full stop or comma and its dash.
_DASH = re.compile(r"(?P<stop>[,.!?…]?)\s*[-–—]{1,2}\s*(?=[^\W\d_])")
_RESUMES = re.compile(r"[.,:;]?\s*[-–—]{1,2}\s*")
_COMMA = re.compile(r",\s+(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# An attribution is short: a few words with the verb among the first, then the speaker.
_LONGEST = 160
_LEADING_WORDS = 3


def split_at_insertions(
    text: str, paragraph: tuple[int, int], spans: Sequence[Span], table: Table
) -> Iterator[Span]:
    """`spans` with those that an attribution interrupts in pieces; a paragraph of dialogue without marks is one too."""
    start, end = paragraph
    if (
        table.dialogue
        and start < end
        and text[start] in table.dialogue
        and text[start + 1 : start + 2] not in "-"
    ):
        first = start + 1
        while first < end and text[first].isspace():
            first += 1
        pieces = list(_pieces(text, Span(first, end, start, end, paragraph), table))
        if len(pieces) > 1 or (pieces and pieces[0].end < end):
            yield from pieces
            return
    for span in spans:
        if table.incise:
            yield from _pieces(text, span, table)
        else:
            yield span


def _pieces(text: str, span: Span, table: Table) -> Iterator[Span]:
    start, outer_start = span.start, span.outer_start
    position = span.start
    resumes = False
    while (found := _insertion(text, position, span.end, table)) is not None:
        stop, resume = found
        if stop > start:
            yield Span(start, stop, outer_start, stop, span.paragraph, resumes=resumes)
        position = start = outer_start = resume
        resumes = True
    if start < span.end:
        yield replace(span, start=start, outer_start=outer_start, resumes=resumes)


def _insertion(text: str, start: int, end: int, table: Table) -> tuple[int, int] | None:
    """The first attribution in `start:end`: where the words before it end, and where the quote goes on."""
    for match in _DASH.finditer(text, start, end):
        if not text[match.end()].islower() or not _has_verb(text, match.end(), end, table):
            continue
        stop = match.start() + (0 if match.group("stop") in ("", ",") else 1)
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        resume = re.compile(r"[.,:;]\s*[-–—]{1,2}\s*").search(
            text, match.end(), min(end, match.end() + _LONGEST)
        )
        return stop, resume.end() if resume else end
    return _incise(text, start, end, table)


def _incise(text: str, start: int, end: int, table: Table) -> tuple[int, int] | None:
    """The French way, between commas: `« Oui, a dit X. Et… »`, `« Nous irons, a dit X, à Paris »`."""
    if not table.comma_incise:
        return None
    for match in _COMMA.finditer(text, start, end):
        if not text[match.end()].islower() or not _opens_attribution(text, match.end(), end, table):
            continue
        limit = min(end, match.end() + _LONGEST)
        stop = re.compile(r"[.,!?](?=\s)|$").search(text, match.end(), limit)
        if stop is None:
            continue
        resume = min(stop.end(), end)
        while resume < end and text[resume].isspace():
            resume += 1
        return match.start(), resume
    return None


def _has_verb(text: str, start: int, end: int, table: Table) -> bool:
    words = _WORD.finditer(text, start, min(end, start + 60))
    leading = [match.group().lower() for _, match in zip(range(_LEADING_WORDS), words, strict=False)]
    return any(table.roles.get(word, 0) & Role.VERB for word in leading)


def _opens_attribution(text: str, start: int, end: int, table: Table) -> bool:
    """Whether a speech verb, perhaps behind its auxiliary, comes first and a name or a noun phrase follows."""
    words = [
        match.group()
        for _, match in zip(range(4), _WORD.finditer(text, start, min(end, start + 80)), strict=False)
    ]
    if words and words[0] in table.auxiliaries:
        words = words[1:]
    if len(words) < 2 or not table.roles.get(words[0].lower(), 0) & Role.VERB:
        return False
    after = table.roles.get(words[1].lower(), 0)
    return words[1][0].isupper() or bool(after & (Role.DETERMINER | Role.PRONOUN))
