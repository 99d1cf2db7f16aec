"""The way of the data, from an Article to a Briefing: one function that reads from top to bottom."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from summarize.article import Article
from summarize.briefing import Briefing, ModelUse, Quote, SummarySentence, Where, is_whole_quote
from summarize.language import split_sentences
from summarize.quotes import extract_quotes, select_quotes
from summarize.summarizers import Length, Summarizer, Summary
from summarize.translators import Translation, Translator

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def make_briefing(
    article: Article,
    *,
    to: str | None = None,
    sentences: int | None = 3,
    words: int | None = None,
    quotes: int = 5,
    summarizer: Summarizer | str | None = None,
    translator: Translator | str | None = None,
) -> Briefing:
    """The briefing of one article.

    `to` is the reader's language as an ISO 639-1 code; None keeps the article's. `sentences`, `words` and `quotes`
    are the most that the briefing has of each; None is no limit. `summarizer` and `translator` are models that are
    open already, or names of models; None is the embedded summarizer, and the default translator for the pair. Raises
    ModelError for a model that is unknown or not on this machine, LanguageError for a pair that no model has.
    """
    (made,) = make_briefings(
        [article],
        to=to,
        sentences=sentences,
        words=words,
        quotes=quotes,
        summarizer=summarizer,
        translator=translator,
    )
    if isinstance(made, Exception):
        raise made
    return made


def make_briefings(
    articles: Sequence[Article],
    *,
    to: str | None = None,
    sentences: int | None = 3,
    words: int | None = None,
    quotes: int = 5,
    summarizer: Summarizer | str | None = None,
    translator: Translator | str | None = None,
) -> list[Briefing | Exception]:
    """The briefings of many articles, in the same order, with options as in `make_briefing`.

    The models get the segments of all articles at once. What fails on one article stands in its place, as the
    exception that `make_briefing` would raise, and doesn't touch the others.
    """
    if summarizer is None or isinstance(summarizer, str):
        # Imported here, and so below: who opens models elsewhere needs nothing of the catalogue and the store.
        from summarize.models.opening import EMBEDDED, open_summarizer

        summarizer = open_summarizer(summarizer or EMBEDDED)
    length, use = Length(sentences, words), summarizer.use
    summaries = _shared(partial(summarizer.summarize, length=length), articles)
    made = [
        summary if isinstance(summary, Exception) else _attempt(_draft, article, summary, to, quotes, use)
        for article, summary in zip(articles, summaries, strict=True)
    ]
    return made if to is None else _in_language(made, to, translator)


def _attempt(step: Callable[..., _Result], *arguments: object) -> _Result | Exception:
    """What `step` returns, or the exception it raises: the edge of one article among many."""
    try:
        return step(*arguments)
    except Exception as error:
        return error


def _shared(
    step: Callable[[Sequence[_Item]], list[_Result]], items: Sequence[_Item]
) -> list[_Result | Exception]:
    """One result an item. A batch that fails, or needs too much memory, is halved until the culprit fails alone."""
    if not items:
        return []
    results = _attempt(step, items)
    if not isinstance(results, Exception):
        return [*results]
    if len(items) == 1:
        return [results]
    middle = len(items) // 2
    return _shared(step, items[:middle]) + _shared(step, items[middle:])


def _draft(article: Article, summary: Summary, to: str | None, quotes: int, summarizer: ModelUse) -> Briefing:
    """The briefing in the article's own language, with the quotes that it will need in `to`."""
    summary = _checked(article, summary)
    found = extract_quotes(article.text, article.language)
    translated = to not in (None, article.language)
    key_quotes = _key_quotes(article, found, summary.sentences, quotes, translated=translated)
    return Briefing(
        articles=(article,),
        title=article.title,
        language=article.language,
        summary=tuple(_with_quotes(sentence, key_quotes) for sentence in summary.sentences),
        quotes=tuple(replace(quote, language=article.language) for quote in key_quotes),
        warnings=summary.warnings,
        summarizer=replace(summarizer, seen=summary.seen),
    )


def _checked(article: Article, summary: Summary) -> Summary:
    """The summary with what a model wrote checked against the article; the article's own sentences need no check."""
    if all(sentence.place is not None for sentence in summary.sentences):
        return summary
    # Imported here: the embedded summarizer never needs it.
    from summarize.summarizers.checks import check_summary, unmark_altered_quotes

    sentences: list[SummarySentence] = []
    warnings = list(summary.warnings)
    for index, sentence in enumerate(summary.sentences):
        if sentence.place is None:
            text, altered = unmark_altered_quotes(article.text, sentence.source_text)
            sentence = replace(sentence, text=text, source_text=text)
            found = [*altered, *check_summary(article.text, text, article.language)]
            warnings += [replace(warning, where=Where("summary", index)) for warning in found]
        sentences.append(sentence)
    return replace(summary, sentences=tuple(sentences), warnings=tuple(warnings))


def _key_quotes(
    article: Article,
    found: Sequence[Quote],
    summary: Sequence[SummarySentence],
    count: int,
    *,
    translated: bool,
) -> list[Quote]:
    """The quotes for the briefing, in the article's order: those that the summary calls for, and the best of the rest.

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
    return sorted([*carried, *select_quotes(article, rest, summary, room)], key=lambda quote: quote.start)


def _overlap(sentence: SummarySentence, quote: Quote) -> bool:
    """Whether the sentence carries words of the quote: by place where it is the article's own, else by the words."""
    if sentence.place is None:
        return quote.text in sentence.source_text
    return sentence.place.overlaps(quote.place)


def _with_quotes(sentence: SummarySentence, quotes: Sequence[Quote]) -> SummarySentence:
    """The sentence with references to the key quotes whose words it carries."""
    return replace(sentence, quotes=tuple(i for i, quote in enumerate(quotes) if _overlap(sentence, quote)))


def _in_language(
    made: Sequence[Briefing | Exception], target: str, translator: Translator | str | None
) -> list[Briefing | Exception]:
    """The same briefings, those in another language than `target` translated."""
    results = list(made)
    # A model translates one pair at a time, so articles share batches with those of their language.
    foreign: dict[str, list[tuple[int, Briefing]]] = {}
    for index, draft in enumerate(made):
        if isinstance(draft, Briefing) and draft.language != target:
            foreign.setdefault(draft.language, []).append((index, draft))
    for source, group in foreign.items():
        opened = _attempt(_opened, translator, source, target)
        if isinstance(opened, Exception):
            translated: list[Briefing | Exception] = [opened] * len(group)
        else:
            step = partial(_translated, target=target, translator=opened)
            translated = _shared(step, [draft for _, draft in group])
        for (index, _), briefing in zip(group, translated, strict=True):
            results[index] = briefing
    return results


def _opened(translator: Translator | str | None, source: str, target: str) -> Translator:
    if translator is None or isinstance(translator, str):
        from summarize.models.opening import open_translator

        return open_translator(source, target, translator)
    return translator


def _translated(drafts: Sequence[Briefing], target: str, translator: Translator) -> list[Briefing]:
    """Drafts of one source language with title and summary in `target`, and a gloss beside each key quote."""
    source = drafts[0].language
    places = [_places(draft) for draft in drafts]
    segments = [text for draft_places in places for _, text in draft_places]
    translations = iter(translator.translate(segments, source, target))
    made = [
        _with_translations(
            draft, target, [(where, next(translations)) for where, _ in draft_places], translator.use
        )
        for draft, draft_places in zip(drafts, places, strict=True)
    ]
    if next(translations, None) is not None:
        raise ValueError(f"{translator.use.name} gave more translations than it got segments")
    return made


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
    )
