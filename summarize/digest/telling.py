"""The briefing of a story that several articles tell: sentences of those that tell it best, quotes of all."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarize.article import Article, Place
from summarize.briefing import Quote, Speaker, SummarySentence
from summarize.digest.differences import disagreements_of
from summarize.digest.echoes import distinct, echoes_of
from summarize.digest.people import Known, who_is_who
from summarize.digest.studying import Studied
from summarize.language.sentences import Sentence
from summarize.pipeline import draft_of
from summarize.request import Request
from summarize.story import Disagreement, Person, Story
from summarize.summarizers import Summarizer, Summary
from summarize.summarizers.checked import checked_summary
from summarize.summarizers.extractive import ExtractiveSummarizer, choose_from_several
from summarize.summarizers.words import telling_stems

# Of a story that more articles tell, the summary is of so many that tell it best.
_TELLERS = 8
# A sentence of which a quote makes up so much is told for the quote.
_MOSTLY_QUOTE = 0.4


def story_of(studied: Sequence[Studied], request: Request, summarizer: Summarizer) -> Story:
    """The story of several articles, before translation; the articles in the order in which they are to be shown."""
    articles, found = [one.article for one in studied], [one.heard for one in studied]
    language = told_in(articles, request.to)
    tellers = _tellers(articles, language)
    heard = [
        _in_article(quote, index, articles[index].language)
        for index, one in enumerate(found)
        for quote in one.quotes
    ]
    disagreements = disagreements_of(articles)
    summary = _summary(articles, tellers, heard, disagreements, request, summarizer)
    people = who_is_who((quote.speaker, quote.language or "") for quote in heard if quote.speaker)
    target = request.to or language
    briefing = draft_of(
        articles,
        next((articles[index] for index in tellers if articles[index].title), articles[tellers[0]]),
        summary,
        [_named(quote, people, target) for quote in distinct(heard, summary.sentences)],
        request,
        target,
        summarizer.use,
        next((one.by for one in found if one.by is not None), None),
    )
    # To tell quotes of one person they were given one name; what is shown is the article's own.
    own = {quote.place: quote for quote in heard}
    quotes = tuple(own[quote.place] for quote in briefing.quotes)
    return Story(
        replace(briefing, quotes=quotes),
        disagreements,
        tuple(echoes_of(quotes, heard)),
        _people(quotes, people, (target, language)),
    )


def told_in(articles: Sequence[Article], reader: str | None) -> str:
    """The language of a story's briefing before translation: the reader's, where an article is in it, else that of most."""
    counts = Counter(article.language for article in articles)
    if reader is not None and reader in counts:
        return reader
    return counts.most_common(1)[0][0]


def _tellers(articles: Sequence[Article], language: str) -> list[int]:
    """The articles in that language, the one that tells most of what others tell too first; the same text but once."""
    texts: dict[str, int] = {}
    for index, article in enumerate(articles):
        if article.language == language:
            texts.setdefault(article.text, index)
    stems = {index: telling_stems(articles[index].text) for index in texts.values()}
    spread = Counter(stem for one in stems.values() for stem in one)

    def central(index: int) -> float:
        own = stems[index]
        return sum(spread[stem] - 1 for stem in own) / math.sqrt(len(own) or 1)

    return sorted(stems, key=lambda index: (-central(index), index))[:_TELLERS]


def _summary(
    articles: Sequence[Article],
    tellers: Sequence[int],
    heard: Sequence[Quote],
    disagreements: Sequence[Disagreement],
    request: Request,
    summarizer: Summarizer,
) -> Summary:
    if not isinstance(summarizer, ExtractiveSummarizer):
        best = articles[tellers[0]]
        (made,) = summarizer.summarize([best], request.length)
        summary = checked_summary(best, made)
        return replace(summary, sentences=tuple(_placed(one, tellers[0]) for one in summary.sentences))
    # Of what the sources say differently the summary has what the one says that tells the story best: all stand below it.
    rank = {article: number for number, article in enumerate(tellers)}
    told_below = {
        claim.place
        for one in disagreements
        for claim in sorted(one.claims, key=lambda claim: rank.get(claim.place.article, len(rank)))[1:]
    }
    quotes: dict[int, list[Quote]] = {}
    for quote in heard:
        quotes.setdefault(quote.place.article, []).append(quote)

    def stands_elsewhere(teller: int, sentence: Sentence) -> bool:
        """Whether it is mostly a quote, which stands once with all its sources, or another's claim."""
        place = Place(sentence.start, sentence.end, tellers[teller])
        return any(place.overlaps(claimed) for claimed in told_below) or any(
            place.holds(quote.place) and quote.place.length >= _MOSTLY_QUOTE * place.length
            for quote in quotes.get(place.article, ())
        )

    chosen = choose_from_several([articles[index] for index in tellers], request.length, stands_elsewhere)
    return Summary(
        tuple(
            SummarySentence(sentence.text, sentence.text, Place(sentence.start, sentence.end, tellers[index]))
            for index, sentence in chosen
        )
    )


def _placed(sentence: SummarySentence, article: int) -> SummarySentence:
    place = sentence.place
    return sentence if place is None else replace(sentence, place=replace(place, article=article))


def _in_article(quote: Quote, article: int, language: str) -> Quote:
    said_by = quote.said_by
    return replace(
        quote,
        place=replace(quote.place, article=article),
        language=language,
        said_by=said_by and replace(said_by, place=replace(said_by.place, article=article)),
    )


def _named(quote: Quote, people: Mapping[tuple[str, str], Known], language: str) -> Quote:
    if quote.said_by is None or quote.speaker is None:
        return quote
    name = people[quote.speaker, quote.language or ""].name([language])
    said_by: Speaker = replace(quote.said_by, name=name)
    return replace(quote, said_by=said_by)


def _people(
    quotes: Sequence[Quote], people: Mapping[tuple[str, str], Known], languages: Sequence[str]
) -> tuple[Person, ...]:
    """The speakers of the key quotes whose names have several spellings."""
    said: dict[int, tuple[Known, list[int]]] = {}
    for index, quote in enumerate(quotes):
        if quote.speaker is not None:
            known = people[quote.speaker, quote.language or ""]
            said.setdefault(id(known), (known, []))[1].append(index)
    return tuple(
        Person(known.name(languages), tuple(dict.fromkeys(name for name, _ in known.spellings)), tuple(own))
        for known, own in said.values()
        if len({name for name, _ in known.spellings}) > 1
    )
