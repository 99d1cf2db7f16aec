"""Whom the words beside a quote name: somebody by name, in the fullest form, or by a role as it stands."""

from collections.abc import Sequence

from summarize.article import Place
from summarize.briefing import Speaker
from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.context import Context
from summarize.quotes.names import without_possessive
from summarize.quotes.phrases import Phrase
from summarize.quotes.span import Span
from summarize.quotes.words import Word

# How many words may stand between a role and the name behind it: “the lawyer for the city, Ana Ruiz”.
_ROLE_TO_NAME = 6


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
        oblique = bool(governs & Role.SOURCE)
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


def resolved(context: Context, words: Sequence[Word], phrase: Phrase) -> Speaker:
    """The speaker that a phrase beside a quote stands for; whom a pronoun means, or “the minister”, the model tells."""
    nickname = _nickname(context, words, phrase) if phrase.kind == "role" else None
    return nickname or named(context, words, phrase)


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


def is_somebody(words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether a role is a person's or a body's, by the table or by its capitals (an acronym)."""
    inside = words[phrase.first : phrase.last]
    return any(
        word.roles & (Role.PERSON | Role.BODY) or (word.capital and word.text.isupper()) for word in inside
    )


def _nickname(context: Context, words: Sequence[Word], phrase: Phrase) -> Speaker | None:
    """“a pilot of the name “Slim””: the quotation marks hold the speaker's name."""
    stop = min(len(words), phrase.last + _ROLE_TO_NAME + 1)
    for at in range(phrase.last, stop):
        if words[at].mark == "quote" and words[at - 1].lower in context.language.cues.naming:
            span = context.spans[words[at].quote]
            name = context.text[span.start : span.end]
            return Speaker(name.strip(".,"), name, Place(span.start, span.end), "name")
    return None
