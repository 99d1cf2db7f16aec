"""The words around quotes: a stretch of text as a row of words and punctuation in which each quote is one element."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarize.language.characters import (
    COLONS,
    COMBINING,
    COMMAS,
    DASHES,
    HEBREW,
    NOT_SMALL,
    SEMICOLONS,
    SENTENCE_ENDS,
)
from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.span import Span

# How far from a quote its attribution may stand, in characters: what is farther off isn't looked at.
REACH = 400
_LETTER = rf"(?:[^\W_]|[{COMBINING}])"
# What joins the parts of a word; between Hebrew letters a quotation mark is that of an abbreviation.
_JOINT = rf"(?:[-'’&׳״]|(?<=[{HEBREW}])[\"”](?=[{HEBREW}]))"
_WORD = rf"{_LETTER}+(?:{_JOINT}{_LETTER}+)*['’׳]?|--+|\.{{2,}}|[^\w\s]"
# A line that a dash opens and that says nothing but who, behind a quote that ends its paragraph.
_SIGNED = re.compile(
    rf"[.]?\s{{0,9}}\n\s{{0,9}}[{DASHES}~-]{{1,2}}[ \u00a0]?{NOT_SMALL}[^\n!?:«»“”\"]{{1,80}}(?=\n|$)"
)
_MARKS = (
    dict.fromkeys(COMMAS + SEMICOLONS, ",")
    | dict.fromkeys(COLONS, ":")
    | dict.fromkeys(("-", "~", *DASHES, "--", "---"), "-")
    | dict.fromkeys("([", "(")
    | dict.fromkeys(")]", ")")
)
# Word forms kept per language, some ten megabytes.
_REMEMBERED = 50_000
_HIDDEN = re.compile("[\u064b-\u0652\u0640\u200e\u200f]")


@dataclass(slots=True)
class Word:
    """A word, a punctuation mark, or a whole quote (`quote` is its index among the article's spans)."""

    start: int
    end: int
    text: str
    lower: str
    roles: int = 0
    capital: bool = False
    # "" for a word, else one of: , : - . ( ) quote gap other. "." ends a sentence; "gap" is text left out.
    mark: str = ""
    quote: int = -1


def paragraph_words(text: str, spans: Sequence[Span], first: int, language: Language) -> list[Word]:
    """The words within reach of `spans`, which lie in one paragraph, with each of them as one element.

    `first` is the index of the first span; a "gap" stands for a long stretch.
    """
    start, end = spans[0].paragraph
    # “Ana Ruiz said:”, and the quote in a paragraph of its own.
    low = max(0, start - REACH)
    introduction = text[low:start].rstrip()
    if introduction.endswith(tuple(COLONS)):
        start = low + introduction.rfind("\n") + 1
    # The name in a line of its own behind the quote: “…” / — Ana Ruiz
    signed = _SIGNED.match(text, spans[-1].outer_end)
    if signed is not None:
        end = max(end, signed.end())
    words: list[Word] = []
    for index, span in enumerate(spans, first):
        _add_stretch(words, text, start, span.outer_start, language, after_quote=index > first)
        capital = text[span.start].isupper()
        words.append(
            Word(span.outer_start, span.outer_end, "", "", capital=capital, mark="quote", quote=index)
        )
        start = span.outer_end
    _add_stretch(words, text, start, end, language, after_quote=True)
    return words


def _add_stretch(
    words: list[Word], text: str, start: int, end: int, language: Language, *, after_quote: bool
) -> None:
    if end - start > 2 * REACH:
        if after_quote:
            words += words_of(text, start, start + REACH, language)
        words.append(Word(start + REACH, end - REACH, "", "", mark="gap"))
        start = end - REACH
    words += words_of(text, start, end, language)


def words_of(text: str, start: int, end: int, language: Language) -> list[Word]:
    """The words of `text[start:end]`, with full stops that end a sentence told from those of abbreviations."""
    words: list[Word] = []
    forms = _forms(language.code)
    for match in _word_pattern(language.cues.elisions).finditer(text, start, end):
        word = match.group()
        form = forms.get(word)
        if form is None:
            form = _form(word, language)
            if len(forms) < _REMEMBERED:
                forms[word] = form
        a, b = match.span()
        lower, roles, capital, mark = form
        if mark == "?":
            mark = _stop(word, words, text, b, end)
            if mark == "other" and words and len(words[-1].text) == 1:
                words[-1].roles = 0  # an initial, and no “a” or «и»
        words.append(Word(a, b, word, lower, roles, capital, mark))
        if lower in language.cues.phrases:
            _mark_phrase(words, language)
    return words


def _mark_phrase(words: list[Word], language: Language) -> None:
    """Gives the words of a phrase that ends the row the role of the phrase: “de acuerdo con”."""
    for leading, role in language.cues.phrases[words[-1].lower]:
        phrase = words[-len(leading) - 1 :]
        if [word.lower for word in phrase[:-1]] == list(leading):
            for word in phrase:
                word.roles = role


@functools.cache
def _forms(code: str) -> dict[str, tuple[str, int, bool, str]]:
    """What the words of a language were read as (lower case, roles, capital, mark): most words come back."""
    return {}


@functools.cache
def _word_pattern(elisions: str) -> re.Pattern[str]:
    """What is a word; `elisions` are those that lose their vowel and stand before an apostrophe: l’avocat."""
    elided = rf"\b(?:{elisions})['’](?={_LETTER})|" if elisions else ""
    return re.compile(elided + _WORD, re.IGNORECASE)


def _form(word: str, language: Language) -> tuple[str, int, bool, str]:
    """What a word or a punctuation mark is wherever it stands."""
    if word[0].isalnum():
        lower = word.lower()
        roles = language.cues.roles.get(lower)
        if roles is None:
            lower, roles = _reduced(lower, language)
        return lower, roles, word[0].isupper(), ""
    return word, 0, False, _MARKS.get(word) or ("?" if word[0] in SENTENCE_ENDS else "other")


def _reduced(lower: str, language: Language) -> tuple[str, int]:
    """A word the table doesn't have, without what may be written onto it: a possessive, vowel signs, proclitics."""
    if lower.endswith(("'s", "’s", "'", "’")):
        bare = lower[: -2 if lower[-1] == "s" else -1]
        return lower, language.cues.roles.get(bare, 0) & ~(Role.VERB | Role.PARTICIPLE)
    clitic = next((clitic for clitic in language.cues.clitics if lower.endswith(clitic)), None)
    if clitic is not None:
        return clitic, language.cues.roles[clitic] | Role.VERB
    enclitic = next((enclitic for enclitic in language.cues.enclitics if lower.endswith(enclitic)), None)
    if enclitic is not None:
        return lower, language.cues.roles.get(lower.removesuffix(enclitic), 0)
    if language.cues.proclitics:
        bare = _HIDDEN.sub("", lower)
        for candidate in (bare, bare[1:] if bare[:1] in language.cues.proclitics else bare):
            if candidate in language.cues.roles:
                return candidate, language.cues.roles[candidate]
        return bare, 0
    return lower, 0


def _stop(mark: str, words: list[Word], text: str, after: int, end: int) -> str:
    """Whether a mark ends a sentence; the full stop of an abbreviation or an initial doesn't."""
    if mark == "." and words and not words[-1].mark and words[-1].end == after - 1:
        word = words[-1]
        if word.roles & Role.TITLE or (len(word.text) == 1 and word.capital):
            return "other"
        if word.end - word.start > 2 and not word.text.isupper() and text[after : after + 1].isupper():
            return "."  # the space behind it was lost: “… in the evening.The mayor …”
        following = text[after : min(after + 3, end)].lstrip()[:1]
        if text[after : after + 1].isalnum() or following.islower() or following in {",", ")"}:
            return "other"
    return "."
