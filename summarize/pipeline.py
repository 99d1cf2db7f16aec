"""The way of the data, from an Article to a Briefing: one function that reads from top to bottom."""

from collections.abc import Sequence
from dataclasses import replace

from summarize.article import Article
from summarize.briefing import Briefing, Quote, SummarySentence, is_whole_quote
from summarize.errors import UsageError
from summarize.language import split_sentences
from summarize.quotes import extract_quotes, select_quotes
from summarize.summarizers import Length, Summarizer
from summarize.translators import Translator


def make_briefing(
    article: Article,
    *,
    to: str | None = None,
    sentences: int | None = 3,
    words: int | None = None,
    quotes: int = 5,
    summarizer: Summarizer | None = None,
    translator: Translator | None = None,
) -> Briefing:
    """The briefing of one article.

    `to` is the reader's language as an ISO 639-1 code; None keeps the article's. `sentences`, `words` and `quotes`
    are the most that the briefing has of each; None is no limit. Without a `summarizer` the embedded one is taken; a `translator` is needed where `to`
    is another language than the article's (UsageError without one).
    """
    if summarizer is None:
        from summarize.summarizers.extractive import ExtractiveSummarizer

        summarizer = ExtractiveSummarizer()
    target = to or article.language
    if target != article.language and translator is None:
        raise UsageError(
            f"a translator is needed for a briefing in {target!r} of an article in {article.language!r}"
        )

    summary = summarizer.summarize([article], Length(sentences, words))[0]
    found = extract_quotes(article.text, article.language)
    key_quotes = _key_quotes(article, found, summary.sentences, quotes, translated=target != article.language)
    briefing = Briefing(
        article=article,
        title=article.title,
        language=target,
        summary=tuple(_with_quotes(sentence, key_quotes) for sentence in summary.sentences),
        quotes=tuple(replace(quote, language=article.language) for quote in key_quotes),
        warnings=summary.warnings,
        summarizer=summarizer.use,
    )
    if translator is None or target == article.language:
        return briefing
    return _translated(briefing, translator)


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
    if sentence.start is None or sentence.end is None:
        return quote.text in sentence.source_text
    return quote.start < sentence.end and sentence.start < quote.end


def _with_quotes(sentence: SummarySentence, quotes: Sequence[Quote]) -> SummarySentence:
    """The sentence with references to the key quotes whose words it carries."""
    return replace(sentence, quotes=tuple(i for i, quote in enumerate(quotes) if _overlap(sentence, quote)))


def _translated(briefing: Briefing, translator: Translator) -> Briefing:
    """The briefing with its title and summary in `briefing.language`, and a gloss beside each key quote."""
    source, target = briefing.article.language, briefing.language
    texts: dict[str, str] = {
        f"summary[{i}]": sentence.source_text for i, sentence in enumerate(briefing.summary)
    }
    texts |= {f"quotes[{i}]": quote.text for i, quote in enumerate(briefing.quotes)}
    if briefing.title:
        texts["title"] = briefing.title
    # One sentence a segment: models trained on sentences drop what comes after the first full stop.
    segments = [
        (where, piece.text) for where, text in texts.items() for piece in split_sentences(text, source)
    ]
    translations = translator.translate([text for _, text in segments], source, target)
    warnings = list(briefing.warnings)
    joined: dict[str, str] = {}
    for (where, _), translation in zip(segments, translations, strict=True):
        joined[where] = f"{joined[where]} {translation.text}" if where in joined else translation.text
        warnings += [replace(warning, where=where) for warning in translation.warnings]
    return replace(
        briefing,
        title=joined.get("title", briefing.title),
        summary=tuple(
            replace(sentence, text=joined.get(f"summary[{i}]", sentence.source_text))
            for i, sentence in enumerate(briefing.summary)
        ),
        quotes=tuple(
            replace(quote, gloss=joined.get(f"quotes[{i}]")) for i, quote in enumerate(briefing.quotes)
        ),
        warnings=tuple(warnings),
        translator=translator.use,
    )
