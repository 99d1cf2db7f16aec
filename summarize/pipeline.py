"""The way of the data, from an Article to a Briefing: one function that reads from top to bottom."""

from collections.abc import Sequence
from dataclasses import replace

from summarize.article import Article
from summarize.briefing import Briefing, Quote, SummarySentence
from summarize.errors import UsageError
from summarize.language import split_sentences
from summarize.quotes import extract_quotes, select_quotes
from summarize.summarizers import Length, Summarizer
from summarize.translators import Translator

# A summary sentence of which a quote makes up this share is the quote: showing it again below would repeat it.
WHOLE_QUOTE_SHARE = 0.6


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
    key_quotes = _key_quotes(article, found, summary.sentences, quotes)
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
    article: Article, found: Sequence[Quote], summary: Sequence[SummarySentence], count: int
) -> list[Quote]:
    """`count` quotes chosen among those that the summary doesn't already show whole, and those that it does."""
    if count == 0:
        return []
    shown = [quote for quote in found if any(is_whole_quote(sentence, quote) for sentence in summary)]
    chosen = select_quotes(article, [quote for quote in found if quote not in shown], summary, count)
    return sorted([*shown, *chosen], key=lambda quote: quote.start)


def is_whole_quote(sentence: SummarySentence, quote: Quote) -> bool:
    """Whether the summary sentence is the article's own and little more than this quote."""
    if sentence.start is None or sentence.end is None:
        return False
    length = sentence.end - sentence.start
    inside = sentence.start <= quote.start and quote.end <= sentence.end
    return inside and quote.end - quote.start >= WHOLE_QUOTE_SHARE * length


def _with_quotes(sentence: SummarySentence, quotes: Sequence[Quote]) -> SummarySentence:
    """The sentence with references to the key quotes whose words it carries."""
    if sentence.start is not None and sentence.end is not None:
        start, end = sentence.start, sentence.end
        indices = [i for i, quote in enumerate(quotes) if quote.start < end and start < quote.end]
    else:
        indices = [i for i, quote in enumerate(quotes) if quote.text in sentence.source_text]
    return replace(sentence, quotes=tuple(indices))


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
