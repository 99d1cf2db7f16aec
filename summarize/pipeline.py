"""The way of the data, from an Article to a Briefing: the same for one article, for many, and for a batch on a cluster."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from summarize.article import Article
from summarize.briefing import (
    Briefing,
    ModelUse,
    Quote,
    SummarySentence,
    Warning,
    WarningCode,
    Where,
    is_whole_quote,
)
from summarize.errors import attempt
from summarize.language import split_sentences
from summarize.language.characters import DOUBLE_QUOTATION_MARKS
from summarize.opening import Models
from summarize.quotes import Found, find_quotes, select_from_several
from summarize.request import EMBEDDED, Request
from summarize.summarizers import Length, Summarizer, Summary
from summarize.summarizers.checked import checked_summary
from summarize.translators import Preparable, Translation, Translator

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Watch(Protocol):
    """What stands around each call of a model, and around opening one (`model` is None): it may time it, or hold it back."""

    def __call__(
        self, step: str, articles: int, model: Summarizer | Translator | None = None
    ) -> AbstractContextManager[None]: ...


def unwatched(
    step: str, articles: int, model: Summarizer | Translator | None = None
) -> AbstractContextManager[None]:
    return nullcontext()


def make_briefing(
    article: Article,
    *,
    to: str | None = None,
    sentences: int | None = 3,
    words: int | None = None,
    characters: int | None = None,
    seconds: int | None = None,
    quotes: int = 5,
    summarizer: Summarizer | str | None = None,
    translator: Translator | str | None = None,
) -> Briefing:
    """The briefing of one article.

    `to` is the reader's language as an ISO 639-1 code; None keeps the article's. `sentences`, `words`,
    `characters` and `quotes` are the most that the briefing has of each, `seconds` how long reading its summary aloud may
    take; None is no limit. `summarizer` and `translator` are models that are
    open already, or names of models; None is the embedded summarizer, and the default translator for the pair. Raises
    ModelError for a model that is unknown or not on this machine, LanguageError for a pair that no model has.
    """
    request = Request(
        to=to,
        sentences=sentences,
        words=words,
        characters=characters,
        seconds=seconds,
        quotes=quotes,
        summarizer=summarizer or EMBEDDED,
        translator=translator,
    )
    return brief(article, request)


def brief(article: Article, request: Request, models: Models | None = None) -> Briefing:
    """The briefing that is asked for; errors are those of `make_briefing`."""
    (made,) = make_briefings([article], request, models)
    if isinstance(made, Exception):
        raise made
    return made


def make_briefings(
    articles: Sequence[Article],
    request: Request,
    models: Models | None = None,
    watch: Watch = unwatched,
    heard: Sequence[Found] | None = None,
) -> list[Briefing | Exception]:
    """The briefings of many articles, in the same order.

    The models get all articles of a language at once. What fails on one article stands in its place, as the exception
    that `brief` would raise, and doesn't touch the others. `models` are the request's, to be used again, and `heard`
    the quotes of each article where they were found already. Raises ModelError where the summarizer can't be opened.
    """
    models = models or Models(request)
    models.summarizer()
    by_language: dict[str, list[int]] = {}
    for index, article in enumerate(articles):
        by_language.setdefault(article.language, []).append(index)
    made: dict[int, Briefing | Exception] = {}
    for language, places in by_language.items():
        of_one_language = [articles[place] for place in places]
        found = [heard[place] if heard else None for place in places]
        briefings = _of_one_language(of_one_language, found, language, request, models, watch)
        made |= zip(places, briefings, strict=True)
    return [made[index] for index in range(len(articles))]


def _of_one_language(
    articles: Sequence[Article],
    heard: Sequence[Found | None],
    language: str,
    request: Request,
    models: Models,
    watch: Watch,
) -> list[Briefing | Exception]:
    target, translator = request.to or language, None
    if target != language:
        # Before anything is made: a model that is missing should be said at once.
        with watch("translation", 0):
            opened = attempt(models.translator, language, target)
        if isinstance(opened, Exception):
            return [opened] * len(articles)
        # Imported here: the embedded path needs no checks of translations.
        from summarize.translators.checked import checked

        translator = checked(opened)
    with _preparing(translator, articles, request, watch):
        summarizer = models.summarizer()
        summaries = _shared(
            partial(_summaries, request=request, summarizer=summarizer, watch=watch), articles
        )
        drafts: list[Briefing | Exception] = [
            summary
            if isinstance(summary, Exception)
            else attempt(_draft, article, found, summary, request, target, summarizer.use)
            for article, found, summary in zip(articles, heard, summaries, strict=True)
        ]
    if translator is None:
        return drafts
    whole = [draft for draft in drafts if isinstance(draft, Briefing)]
    remaining = iter(translate(whole, target, translator, request.length, watch))
    return [next(remaining) if isinstance(draft, Briefing) else draft for draft in drafts]


@contextmanager
def _preparing(
    translator: Translator | None, articles: Sequence[Article], request: Request, watch: Watch
) -> Iterator[None]:
    """Load the translator's model beside what is done within, for one article: among many the time for that is lost."""
    if not isinstance(translator, Preparable) or len(articles) != 1:
        yield
        return
    (article,) = articles
    marked = sum(map(article.text.count, DOUBLE_QUOTATION_MARKS)) // 2
    sentences = min(request.sentences or Length().sentences or 1, len(article.sentences))
    segments = sentences + min(request.quotes, marked) + bool(article.title)
    # What goes wrong is raised when the model is used.
    loading = threading.Thread(target=attempt, args=(translator.prepare, segments))
    loading.start()
    try:
        yield
    finally:
        with watch("translation", 0):
            loading.join()


def translate(
    drafts: Sequence[Briefing],
    target: str,
    translator: Translator,
    length: Length | None,
    watch: Watch = unwatched,
) -> list[Briefing | Exception]:
    """The briefings, all of one other language, in `target`; an exception in place of one that fails. `translator` checks.

    Sentences that are beyond `length` in translation are left out; None leaves none out.
    """
    step = partial(_translated, target=target, translator=translator, length=length, watch=watch)
    return _shared(step, drafts)


def _shared(
    step: Callable[[Sequence[_Item]], list[_Result]], items: Sequence[_Item]
) -> list[_Result | Exception]:
    """One result an item. A batch that fails, or needs too much memory, is halved until the culprit fails alone."""
    if not items:
        return []
    results = attempt(step, items)
    if not isinstance(results, Exception):
        return [*results]
    if len(items) == 1:
        return [results]
    middle = len(items) // 2
    return _shared(step, items[:middle]) + _shared(step, items[middle:])


def _summaries(
    articles: Sequence[Article], request: Request, summarizer: Summarizer, watch: Watch
) -> list[Summary]:
    with watch("summary", len(articles), summarizer):
        summaries = summarizer.summarize(articles, request.length)
    if len(summaries) != len(articles):
        raise ValueError(f"{summarizer.use.name} gave {len(summaries)} summaries of {len(articles)} articles")
    return summaries


def _draft(
    article: Article,
    heard: Found | None,
    summary: Summary,
    request: Request,
    target: str,
    summarizer: ModelUse,
) -> Briefing:
    """The briefing in the article's own language, with the quotes that it will need in `target`."""
    summary = checked_summary(article, summary)
    heard = heard or find_quotes(article.text, article.language, request.speakers)
    return draft_of([article], article, summary, heard.quotes, request, target, summarizer, heard.by)


def draft_of(
    articles: Sequence[Article],
    teller: Article,
    summary: Summary,
    heard: Sequence[Quote],
    request: Request,
    target: str,
    summarizer: ModelUse,
    speakers: ModelUse | None,
) -> Briefing:
    """The briefing of one or several articles before translation, in the language of `teller`, which gives its title.

    `summary` is in that language and checked; `heard` are all quotes, in the order of the articles.
    """
    translated = target != teller.language
    key_quotes = _key_quotes(articles, heard, summary.sentences, request.quotes, translated=translated)
    return Briefing(
        articles=tuple(articles),
        title=teller.title,
        language=teller.language,
        summary=tuple(_with_quotes(sentence, key_quotes) for sentence in summary.sentences),
        quotes=tuple(replace(quote, language=articles[quote.place.article].language) for quote in key_quotes),
        warnings=tuple(dict.fromkeys(warning for article in articles for warning in article.warnings))
        + summary.warnings
        + (() if translated else _beyond_length(summary.sentences, request.length, target)),
        summarizer=replace(summarizer, seen=summary.seen),
        speakers=speakers,
    )


def _beyond_length(summary: Sequence[SummarySentence], length: Length, language: str) -> tuple[Warning, ...]:
    """That the summary is longer than was asked for: its first sentence stands however long it is, and a model may not stop."""
    excess = length.excess([sentence.text for sentence in summary], language)
    return (Warning(WarningCode.TOO_LONG, where=Where("summary"), result=(excess,)),) if excess else ()


def within(briefing: Briefing, length: Length) -> Briefing:
    """The translated briefing with as many of its first sentences as fit: a translation is often longer than its source."""
    texts = [sentence.text for sentence in briefing.summary]
    kept = briefing.summary[: max(1, length.fitting(texts, briefing.language))]
    gone = {Where("summary", index) for index in range(len(kept), len(texts))}
    warnings = tuple(warning for warning in briefing.warnings if warning.where not in gone)
    beyond = _beyond_length(kept, length, briefing.language)
    return replace(briefing, summary=kept, warnings=warnings + beyond)


def _key_quotes(
    articles: Sequence[Article],
    found: Sequence[Quote],
    summary: Sequence[SummarySentence],
    count: int,
    *,
    translated: bool,
) -> list[Quote]:
    """The quotes for the briefing, in the order of the articles: those that the summary calls for, and the best of the rest.

    A translated summary has its quotes only in translation, so each of them is a key quote that its sentence can refer
    to, and they count. One that isn't translated shows a sentence that is a quote as it stands: that quote is kept so
    that the data has its speaker, but it isn't shown again and doesn't count.
    """
    if count == 0:
        return []
    carries = _overlap if translated else is_whole_quote
    carried = [quote for quote in found if any(carries(sentence, quote) for sentence in summary)]
    rest = [quote for quote in found if quote not in carried]
    room = max(0, count - len(carried)) if translated else count
    chosen = select_from_several(articles, rest, summary, room)
    return sorted([*carried, *chosen], key=lambda quote: (quote.place.article, quote.start))


def _overlap(sentence: SummarySentence, quote: Quote) -> bool:
    """Whether the sentence carries words of the quote: by place where it is the article's own, else by the words."""
    if sentence.place is None:
        return quote.text in sentence.source_text
    return sentence.place.overlaps(quote.place)


def _with_quotes(sentence: SummarySentence, quotes: Sequence[Quote]) -> SummarySentence:
    """The sentence with references to the key quotes whose words it carries."""
    return replace(sentence, quotes=tuple(i for i, quote in enumerate(quotes) if _overlap(sentence, quote)))


def _translated(
    drafts: Sequence[Briefing], target: str, translator: Translator, length: Length | None, watch: Watch
) -> list[Briefing]:
    """Drafts of one source language with title and summary in `target`, and a gloss beside each key quote."""
    source = drafts[0].language
    places = [_places(draft) for draft in drafts]
    segments = [text for draft_places in places for _, text in draft_places]
    with watch("translation", len(drafts), translator):
        translations = iter(translator.translate(segments, source, target))
    made = [
        _with_translations(
            draft, target, [(where, next(translations)) for where, _ in draft_places], translator.use
        )
        for draft, draft_places in zip(drafts, places, strict=True)
    ]
    return made if length is None else [within(briefing, length) for briefing in made]


def _places(briefing: Briefing) -> list[tuple[Where, str]]:
    """What is to be translated, as (where it stands, text); one sentence a segment.

    A model that has learnt from single sentences tends to stop after the first one.
    """
    texts = {Where("summary", i): sentence.source_text for i, sentence in enumerate(briefing.summary)}
    texts |= {Where("quotes", i): quote.text for i, quote in enumerate(briefing.quotes)}
    if briefing.title:
        texts[Where("title")] = briefing.title
    return [
        (where, piece.text)
        for where, text in texts.items()
        for piece in split_sentences(text, briefing.language)
    ]


def _with_translations(
    briefing: Briefing, target: str, translations: Sequence[tuple[Where, Translation]], translator: ModelUse
) -> Briefing:
    # Imported here: the embedded path needs no encoder.
    from summarize.models.encoder import encoder_use

    # What is to be said about every segment is said once, about the whole.
    everywhere = [
        warning
        for warning in dict.fromkeys(translations[0][1].warnings if len(translations) > 1 else ())
        if all(warning in translation.warnings for _, translation in translations)
    ]
    warnings = [*briefing.warnings, *everywhere]
    joined: dict[Where, str] = {}
    for where, translation in translations:
        joined[where] = f"{joined[where]} {translation.text}" if where in joined else translation.text
        warnings += [
            replace(warning, where=where) for warning in translation.warnings if warning not in everywhere
        ]
    return replace(
        briefing,
        title=joined.get(Where("title"), briefing.title),
        language=target,
        summary=tuple(
            replace(sentence, text=joined.get(Where("summary", i), sentence.source_text))
            for i, sentence in enumerate(briefing.summary)
        ),
        quotes=tuple(
            replace(quote, gloss=joined.get(Where("quotes", i))) for i, quote in enumerate(briefing.quotes)
        ),
        warnings=tuple(warnings),
        translator=translator,
        encoder=encoder_use(),
    )
