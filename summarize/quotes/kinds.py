"""What stands between marks: a statement, a part of one, or something that isn't a quote (a title, a name, a scare quote)."""

import re
from collections.abc import Iterator

from summarize.briefing import QuoteKind
from summarize.language.characters import CAPITAL, SENTENCE_ENDS
from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.attribution import Attribution
from summarize.quotes.phrases import is_nickname
from summarize.quotes.said import Said
from summarize.quotes.words import Word

# Points for and against being somebody's words; what has none left over isn't a quote. The figures were set by hand on
# the training halves of PolNeAR and of the German Wikinews corpus.
_POINTS = {
    "verb beside": 3,  # a speech verb within a few words
    "verb": 2,  # one farther off, in the same sentence
    "mate": 2,  # the sentence has another quote
    "beside a name": -2,  # the sentence has marks that are no quote
    "colon": 2,
    "reported": 2,  # reported speech around it
    "alone": 2,  # nothing in its sentence but the quote
    "ends a sentence": 1,
    "long": 2,
    "too long for a name": 1,
    "begins small": 1,  # as a part of a sentence does, and no name or title
    "two words": -1,
    "one word": -2,
    "short, without capitals to tell a name": -2,
    "looks like a title": -3,
    "looks like a name": -2,
    "is named": -4,
    "nobody speaks": -2,
}
_LONG = 6
_TOO_LONG = 12
_NEAR = 5
_CLAUSE = 12
_TRANSCRIPT = re.compile(rf"{CAPITAL}(?:{CAPITAL}|[ .]){{2,25}}:")


def quote_kind(text: str, said: Said, kept: Said | None, language: Language) -> QuoteKind | None:
    """The kind of a quote, or None where the words between the marks are none.

    `kept` is the last span of the same paragraph that is a quote.
    """
    mate_kept = kept is not None and (said.span.resumes or kept.index >= said.sentence)
    span = said.span
    words = _words(text[span.start : span.end], language)
    attribution = said.attribution
    if text[max(0, span.outer_start - 1)] == "=" or is_nickname(said.words, said.index):
        return None  # a left-over of markup, or a part of a name
    goes_on = kept is not None and kept.span.single
    is_headline = text[span.outer_end : span.outer_end + 1] == ":" and said.index == 0
    told = attribution is not None and (attribution.verb is not None or _is_name_and_colon(attribution))
    if span.single and not (goes_on or is_headline or told):
        return None  # single marks set off names and irony more often than speech
    if sum(_POINTS[reason] for reason in _reasons(text, said, words, language, mate_kept)) <= 0:
        return None
    return _kind(text, said, words, language)


def _is_name_and_colon(attribution: Attribution) -> bool:
    """Ana Ruiz: ‘We will not pay’"""
    return attribution.how == "colon" and attribution.phrase is not None and attribution.phrase.kind == "name"


def is_transcript(text: str, said: Said) -> bool:
    """Whether a line of a transcript stands between the marks (“HOST: …”): not one person's words."""
    return _TRANSCRIPT.match(text, said.span.start) is not None


def _words(quote: str, language: Language) -> list[str]:
    # Two characters make a word on average where none are set apart.
    return quote.split() if language.spaced else [quote[n : n + 2] for n in range(0, len(quote), 2)]


def _reasons(text: str, said: Said, words: list[str], language: Language, mate_kept: bool) -> set[str]:
    if said.span.resumes:
        return {"mate"} if mate_kept else {"beside a name"}
    before = said.words[said.index - 1] if said.index > said.sentence else None
    reasons = set(_looks(text, said, before, words, language))
    introduced = _introduced_by(said, before, mate_kept)
    if introduced is not None:
        reasons.add(introduced)
    if before is not None and language.cues.reported and is_reported(said, language):
        reasons.add("reported")
    elif said.attribution is None and before is not None and introduced is None:
        reasons.add("nobody speaks")
    return reasons


def _introduced_by(said: Said, before: Word | None, mate_kept: bool) -> str | None:
    """What around a quote tells that somebody speaks."""
    attribution = said.attribution
    if (attribution is None or attribution.how == "subject") and _has_source(said):
        return "verb"
    if attribution is None:
        if before is None:
            return None if _goes_on(said) else "alone"
        return "colon" if before.mark == ":" else None
    if attribution.verb is not None:
        return "verb beside" if abs(said.index - attribution.verb) <= _NEAR else "verb"
    if attribution.how == "mate":
        return "mate" if mate_kept else "beside a name"
    return {"colon": "colon", "after": "verb beside", "signature": "verb beside"}.get(attribution.how)


def _looks(text: str, said: Said, before: Word | None, words: list[str], language: Language) -> Iterator[str]:
    """What the words between the marks look like, for and against being a statement."""
    if text[said.span.end - 1] in SENTENCE_ENDS + ",":
        yield "ends a sentence"
    if len(words) >= _LONG:
        yield "long"
    if len(words) >= _TOO_LONG:
        yield "too long for a name"
    if len(words) <= 2:
        yield "two words" if len(words) == 2 else "one word"
        if not language.has_case:
            yield "short, without capitals to tell a name"
    begins_small = language.has_case and words[0][0].islower()
    # Where nouns have capitals, one small word tells as much.
    if begins_small and (len(words) > 1 or language.capital_nouns):
        yield "begins small"
    if _is_answer(said, before):
        return
    if language.has_case and _is_title(words, language):
        yield "looks like a title"
    elif language.has_case and not begins_small and _follows_plainly(before, said, language):
        yield "looks like a name"
    if not begins_small and _is_named(said, language):
        yield "is named"


def _has_source(said: Said) -> bool:
    """“In the mayor's opinion, the bridge is “…””, whoever it is that the source is said of: «По его словам, он «…»»."""
    return any(word.roles & Role.SOURCE for word in said.words[said.sentence : said.index])


def _is_answer(said: Said, before: Word | None) -> bool:
    """Whether nothing stands before the quote and who said it right behind: “Not yet,” said Ana Ruiz."""
    attribution = said.attribution
    if before is not None or attribution is None:
        return False
    return attribution.how == "signature" or (attribution.how == "after" and bool(attribution.verb))


def _goes_on(said: Said) -> bool:
    """Whether the sentence that the quote begins goes on behind it: the quote is its subject, or a title."""
    following = said.words[said.index + 1 : said.index + 2]
    return bool(following) and not following[0].mark and not following[0].capital


def is_reported(said: Said, language: Language) -> bool:
    """Whether reported speech surrounds the quote, as the German subjunctive shows."""
    words, at = said.words, said.index
    low = max(said.sentence, at - _CLAUSE)
    high = min(len(words), at + _CLAUSE)
    stop = next((n for n in range(at + 1, high) if words[n].mark == "."), high)
    beside = [*words[low:at], *words[at + 1 : stop]]
    return any(word.lower in language.cues.reported for word in beside)


def _is_title(words: list[str], language: Language) -> bool:
    """Whether every word that could be has a capital, as in a title or a name."""
    if language.capital_nouns:
        return len(words) == 1 and words[0][0].isupper()
    if not words[0][0].isupper() and not words[0][0].isdigit():
        return False
    for word in words[1:]:
        bare = word.strip(".,!?'’\"“”()").lower()
        if word[0].islower() and not language.cues.roles.get(bare, 0) & (
            Role.DETERMINER | Role.OBLIQUE | Role.BREAK | Role.LINK
        ):
            return False
    return len(words) > 1 or words[0][0].isupper()


def _follows_plainly(before: Word | None, said: Said, language: Language) -> bool:
    """Whether the quote goes on a clause without a comma, a colon or a word that introduces speech."""
    if before is None or before.mark:
        return False
    if language.cues.verb_last and said.attribution is not None and said.attribution.verb is not None:
        return False  # what introduces it comes behind it
    if before.roles & Role.VERB and said.attribution is not None and said.attribution.how == "dropped":
        return True  # «Об этом сообщает «Новое радио»»: the quote is where the verb's subject would be
    return not before.roles & (Role.VERB | Role.PARTICIPLE | Role.BREAK)


def _is_named(said: Said, language: Language) -> bool:
    """Whether a word that introduces a name stands before: the film “…”, газета «…»."""
    at = said.index - 1
    if at > said.sentence and said.words[at].mark == "," and not language.cues.verb_first:
        at -= 1  # “In her novel, “…,””
    # Where adjectives follow their noun, the noun is a few words off.
    low = max(said.sentence, at - (0 if language.capital_nouns else 1 if language.cues.compounds else 3))
    while at >= low and not said.words[at].mark:
        word = said.words[at]
        if word.lower in language.cues.naming:
            return True
        if word.roles & Role.DETERMINER:
            low = max(said.sentence, low - 1)
        elif word.roles & (Role.VERB | Role.PARTICIPLE | Role.BREAK | Role.PRONOUN):
            return False
        at -= 1
    return False


def _kind(text: str, said: Said, words: list[str], language: Language) -> QuoteKind:
    span = said.span
    before = said.words[said.index - 1] if said.index > said.sentence else None
    if before is None or before.mark in {":", ".", "-", "gap"}:
        return "direct"
    first = text[span.start]
    if before.mark:
        return "direct" if not first.islower() or text[span.end - 1] in SENTENCE_ENDS + "," else "partial"
    if not language.spaced:
        return "direct"
    if not language.has_case:
        introduced = before.roles & (Role.VERB | Role.PARTICIPLE | Role.BREAK)
        return "direct" if introduced or len(words) > _LONG else "partial"
    stands_alone = first.isupper() and len(words) > 2 and text[span.end - 1] in SENTENCE_ENDS + ","
    return "direct" if stands_alone else "partial"
