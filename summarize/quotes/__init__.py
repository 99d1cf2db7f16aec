"""Quotes: marks to spans, spans to speakers, and the choice of the key quotes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from summarize.article import Place
from summarize.briefing import ModelUse, Quote, QuoteKind, Speaker
from summarize.language import language_of, split_paragraphs
from summarize.language.record import Language
from summarize.quotes.said import Said
from summarize.quotes.selection import select_from_several, select_quotes
from summarize.quotes.spans import find_spans
from summarize.quotes.speakers import attribute, is_womans
from summarize.quotes.weights import chance, claimed_by_rules, read_weights, signatures

__all__ = ["Found", "SpeakersBy", "extract_quotes", "find_quotes", "select_from_several", "select_quotes"]

# Who tells speakers: the model beside the rules, the rules alone, or the model where an article has a few hundred passages
# between marks at most, since it takes its time for each.
SpeakersBy = Literal["auto", "model", "fast"]
_MOST = 300
_BREAKS = dict.fromkeys(map(ord, "\n\r\f\u2028\u2029"), " ")
# Of the speaker model and its weights; docs/speaker-model.md says what each brought.
VERSION = "4"


@dataclass(frozen=True, slots=True)
class Found:
    """The quotes of a text, and what told their speakers; None where nothing stands between marks."""

    quotes: list[Quote]
    by: ModelUse | None


def extract_quotes(text: str, language: str | None = None, speakers: SpeakersBy = "auto") -> list[Quote]:
    """All quotes of a text, in order, with their speakers; offsets are str indices into `text`, marks excluded.

    `language` is an ISO 639-1 code; None has it detected, which raises LanguageError where it can't be told. `speakers`
    says who tells who spoke: the "model"; the rules alone, which are "fast" and name fewer; "auto" is the model but for
    texts with hundreds of quotes. Where words stand without blanks between them it is always the rules.
    """
    if language is None:
        from summarize.language import detect_language

        language = detect_language(text)
    return find_quotes(text, language, speakers).quotes


def find_quotes(text: str, language: str, speakers: SpeakersBy = "auto") -> Found:
    """The same as `extract_quotes`, with what told the speakers."""
    known = language_of(language)
    paragraphs = list(split_paragraphs(text))
    article, text = text, unwrapped(text, paragraphs)
    spans = list(find_spans(text, paragraphs, known))
    found = list(attribute(text, spans, known))
    if not found:
        return Found([], None)
    # The model has learnt from languages with blanks between words alone.
    if known.spaced and (speakers == "model" or (speakers == "auto" and len(found) <= _MOST)):
        return Found(_by_model(article, text, paragraphs, found, known), ModelUse("speaker-model", VERSION))
    quotes = [
        _quote(article, said, said.kind, claimed_by_rules(said, known), language)
        for said in found
        if said.kind is not None
    ]
    return Found(quotes, ModelUse("rules"))


def unwrapped(text: str, paragraphs: Sequence[tuple[int, int]]) -> str:
    """The text with a blank for each break that only wraps, at the same place: a name may stand on two lines."""
    pieces: list[str] = []
    end = 0
    for start, stop in paragraphs:
        pieces += [text[end:start], text[start:stop].translate(_BREAKS)]
        end = stop
    return "".join([*pieces, text[end:]])


def _by_model(
    article: str, text: str, paragraphs: Sequence[tuple[int, int]], found: Sequence[Said], language: Language
) -> list[Quote]:
    # Imported here, like all that only the model needs.
    from summarize.quotes.choice import choose, kind_of
    from summarize.quotes.evidence import candidates, pointed_at, quote_evidence, remember_names
    from summarize.quotes.names import Names
    from summarize.quotes.people import People
    from summarize.quotes.speaker_model import speaker_model

    weights = read_weights()
    quote_weights = weights.quote(language.code)
    answers = speaker_model().answers(text, paragraphs, [(said.span.start, said.span.end) for said in found])
    people = People(text, language, Names(text, language))
    remember_names(text, answers, people)
    signed = signatures(found, language)
    signers = {speaker.place for speaker in signed.values()}
    quotes: list[Quote] = []
    before: str | None = None
    for said, answer in zip(found, answers, strict=True):
        own = signed.get(said.span.start)
        if own is not None and said.kind is not None:
            quotes.append(_quote(article, said, said.kind, own, language.code))
            before = None  # in a list the next quote is somebody else's
            continue
        goes_on = said.span.resumes and bool(quotes) and quotes[-1].start >= said.span.paragraph[0]
        if not goes_on and chance(
            quote_weights, quote_evidence(text, said, answer, language)
        ) < weights.kept_from(language.code):
            continue
        several = candidates(text, said, answer, people, language, before)
        speaker = choose(text, said, answer, several, people, language)
        before = pointed_at(several)
        if speaker is not None and (
            (speaker.confidence or 0.0) < weights.threshold(language.code)
            or speaker.place in signers
            or _asks_back(article, said, speaker, quotes[-2:])
            or (is_womans(said.words, said.attribution, language) and people.gender(str(speaker.name)) == "m")
        ):
            speaker = None
        # What an attribution interrupts is one person's, whom the words behind the quote don't change.
        if goes_on and quotes[-1].said_by is not None:
            speaker = quotes[-1].said_by
        elif goes_on and speaker is not None:
            quotes[-1] = replace(quotes[-1], said_by=speaker)
        quotes.append(_quote(article, said, kind_of(said, answer), speaker, language.code))
    return quotes


def _asks_back(article: str, said: Said, speaker: Speaker, last: Sequence[Quote]) -> bool:
    """Whether a question stands alone behind what two people said in turn, the second of whom is to have asked it:
    “I read it,” Lee said. / “All of it?” — in a dialogue it is the other one's, or nobody can tell."""
    if len(said.words) > 1 or article[said.span.end - 1] != "?" or len(last) < 2:
        return False
    one, other = (quote.speaker for quote in last)
    # Nothing but the rest of the other quote's paragraph stands between.
    between = article[last[-1].end : said.span.outer_start].strip("\n ")
    return other == speaker.name and one not in (None, other) and "\n" not in between


def _quote(article: str, said: Said, kind: QuoteKind, speaker: Speaker | None, language: str) -> Quote:
    start, end = said.span.start, said.span.end
    if speaker is not None:
        # A name is read across its line break, which may be two characters; the mention is the article's own.
        name = speaker.name and " ".join(filter(None, speaker.name.split(" ")))
        mention = article[speaker.place.start : speaker.place.end]
        speaker = replace(speaker, name=name, mention=mention)
    return Quote(article[start:end], Place(start, end), kind, speaker, language)
