"""Attributions inside a quote (`«…, — сказал X. — …»`, the French incise) and lines of dialogue that a dash opens."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.span import Span

# Where an attribution may begin: at a dash (“, — сказал”), or at a comma (“, a dit”).
# A hyphen between two letters belongs to their word: «вице-премьер», « rendez-vous ».
_BEGINS = re.compile(
    r"(?P<stop>[,.!?…]?)(?:\s{0,9}[–—]{1,2}\s*+|\s{0,9}(?<![^\W\d_])-{1,2}\s*+|\s{0,9}-{1,2}\s++)(?=[^\W\d_])|,\s++(?=[^\W\d_])"
)
# Where the quote goes on behind it.
_RESUMES_AT_DASH = re.compile(r"[.,:;]\s*[-–—]{1,2}\s*")
# Where no comma stands before the first dash (“—dijo X—. …”, “- dice X - …”), none need stand before the second.
_RESUMES_AT_BARE_DASH = re.compile(r"[.,:;]?\s{0,9}[-–—]{1,2}[.,:;]?(?:\s+|$)")
# A sentence that ends between two dashes, and another that begins behind them, is the reporter's, whatever its verb.
_SENTENCE_BETWEEN = re.compile(r"[^.!?…:;()]{3,100}\.\s*[-–—]{1,2}\s*(?=[^\W\d_])")
_RESUMES_AT_COMMA = re.compile(r"[.,!?](?=\s)\s*|$")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# An attribution is short: a few words with the verb among the first, then the speaker.
_LONGEST = 160
_LEADING_WORDS = 3


def split_at_insertions(
    text: str, paragraph: tuple[int, int], spans: Sequence[Span], language: Language
) -> Iterator[Span]:
    """`spans` with those that an attribution interrupts in pieces; a paragraph of dialogue without marks is one too."""
    start, end = paragraph
    if (
        language.marks.dialogue
        and start < end
        and text[start] in language.marks.dialogue
        and text[start + 1 : start + 2] not in "-"
    ):
        first = start + 1
        while first < end and text[first].isspace():
            first += 1
        pieces = list(_pieces(text, Span(first, end, start, end, paragraph), language))
        if len(pieces) > 1 or (pieces and pieces[0].end < end):
            yield from pieces
            return
    for span in spans:
        if language.marks.incise_dash:
            yield from _pieces(text, span, language)
        else:
            yield span


def _pieces(text: str, span: Span, language: Language) -> Iterator[Span]:
    start, outer_start = span.start, span.outer_start
    resumes = False
    for match in _BEGINS.finditer(text, span.start, span.end):
        if match.start() < start or text[match.end()].isupper():
            continue
        resume = _resume(text, match, span.end, language)
        if resume is None:
            continue
        stop = match.start() + (match.group("stop") not in (None, "", ","))
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            yield Span(start, stop, outer_start, stop, span.paragraph, resumes=resumes)
        start = outer_start = resume
        resumes = True
    if start < span.end:
        yield replace(span, start=start, outer_start=outer_start, resumes=resumes)


def _resume(text: str, match: re.Match[str], end: int, language: Language) -> int | None:
    """Where the quote goes on behind the attribution that begins at `match`; None where none begins there."""
    limit = min(end, match.end() + _LONGEST)
    if match.group("stop") is not None:
        between = _SENTENCE_BETWEEN.match(text, match.end(), limit) if match.group("stop") else None
        if between and text[between.end() : between.end() + 1].isupper():
            return between.end()
        if not _has_verb(text, match.end(), end, language, after_stop=bool(match.group("stop"))):
            return None
        dash = _RESUMES_AT_DASH if match.group("stop") else _RESUMES_AT_BARE_DASH
        found = dash.search(text, match.end(), limit)
        return found.end() if found else end
    if not language.marks.incise_comma or not _opens_attribution(text, match.end(), end, language):
        return None
    found = _RESUMES_AT_COMMA.search(text, match.end(), limit)
    return min(found.end(), end) if found else None


def _has_verb(text: str, start: int, end: int, language: Language, *, after_stop: bool) -> bool:
    """Whether a speech verb opens what is behind a dash; without a stop before the dash it is the very first word.

    «Мы пришли — судья сказал, что …» goes on, “—dijo X—” doesn't.
    """
    words = _WORD.finditer(text, start, min(end, start + 60))
    leading = [match.group().lower() for _, match in zip(range(_LEADING_WORDS), words, strict=False)]
    if not after_stop:
        del leading[1 + (leading[:1] != [] and leading[0] in language.cues.auxiliaries) :]
    return any(language.cues.roles.get(word, 0) & Role.VERB for word in leading)


def _opens_attribution(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a speech verb, perhaps behind its auxiliary, comes first and a name or a noun phrase follows."""
    words = [
        match.group()
        for _, match in zip(range(4), _WORD.finditer(text, start, min(end, start + 80)), strict=False)
    ]
    if any(word.lower().endswith(language.cues.clitics) for word in words[:2]):
        return True  # « …, se souvient-il. »: a verb with its subject
    if words and words[0] in language.cues.auxiliaries:
        words = words[1:]
    if len(words) < 2 or not language.cues.roles.get(words[0].lower(), 0) & Role.VERB:
        return False
    after = language.cues.roles.get(words[1].lower(), 0)
    elisions = language.cues.elisions
    elided = elisions and re.match(f"(?:{elisions})['’]", words[1], re.IGNORECASE)
    return words[1][0].isupper() or bool(elided or after & (Role.DETERMINER | Role.PRONOUN))
