"""The embedded summarizer: it chooses the article's own sentences, so it can't invent anything. No download, numpy only.

Furniture is left out, each sentence gets features, a weighted sum of them values it, and a set is chosen of those that
can stand in a summary.
docs/extractive-summarizer.md says what the weights were learnt from and how far they reach.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from summarize.article import Article, Place
from summarize.briefing import ModelUse, SummarySentence
from summarize.language.detection import detect_language
from summarize.language.record import language_of
from summarize.language.sentences import Sentence, split_sentences
from summarize.summarizers import Length, Summary
from summarize.summarizers.extractive.features import sentence_features
from summarize.summarizers.extractive.fronts import without_fronts
from summarize.summarizers.extractive.furniture import without_furniture
from summarize.summarizers.extractive.selection import choose, favour_the_lead
from summarize.summarizers.extractive.shapes import shaped
from summarize.summarizers.extractive.standing import Candidate, candidates_of
from summarize.summarizers.extractive.weights import Weights, packaged_weights
from summarize.summarizers.words import telling_stems

# Changes whenever the chosen sentences may change: it is printed with every briefing.
VERSION = "4"
# What a sentence gains, in the points of its value, whose words all stand in all other articles on the event.
_TOLD_BY_ALL = 3.0


class ExtractiveSummarizer:
    """The embedded summarizer as the pipeline uses it; it holds nothing."""

    use = ModelUse(name="extractive", version=VERSION)

    def summarize(self, articles: Sequence[Article], length: Length) -> list[Summary]:
        """One Summary an article, in the same order; every sentence has its offsets in the article."""
        return [
            Summary(
                tuple(
                    SummarySentence(sentence.text, sentence.text, Place(sentence.start, sentence.end))
                    for sentence in choose_sentences(article, length)
                )
            )
            for article in articles
        ]


def summarize_text(
    text: str, sentences: int = 3, language: str | None = None, title: str | None = None
) -> list[Sentence]:
    """The summary of `text`: at most `sentences` of its sentences, in its order, verbatim by offsets.

    `language` is an ISO 639-1 code; None detects it. Raises LanguageError where that fails, UsageError for fewer than
    one sentence.
    """
    length = Length(sentences=sentences)
    code = language or detect_language(text)
    return choose_sentences(Article(text, code, tuple(split_sentences(text, code)), title), length)


def choose_sentences(article: Article, length: Length, weights: Weights | None = None) -> list[Sentence]:
    """The article's sentences that make its summary, in its order; one that opens with a dateline starts behind it.

    `weights` are those of the package for its language unless given.
    """
    candidates, values = valued(article, weights)
    chosen = choose(candidates, values, length, language_of(article.language))
    return [candidates[index].sentence for index in chosen]


def choose_from_several(
    articles: Sequence[Article], length: Length, barred: Callable[[int, Sentence], bool]
) -> list[tuple[int, Sentence]]:
    """The sentences that sum up what several articles in one language tell of one event, each with its article's index.

    Sentences count more where their words stand in the other articles too; nothing is said twice. The sentences
    of an article stay together, and the one whose sentence stood nearest to its head begins. A sentence that is `barred` is
    only taken where there is no other.
    """
    candidates: list[Candidate] = []
    values: list[float] = []
    homes: list[tuple[int, int]] = []
    spread = Counter(stem for article in articles for stem in telling_stems(article.text))
    for index, article in enumerate(articles):
        here, worth = valued(article)
        candidates += (replace(one, whole=one.whole and not barred(index, one.sentence)) for one in here)
        homes += ((index, position) for position in range(len(here)))
        values += [
            value + _TOLD_BY_ALL * _spread(candidate.sentence.text, spread, len(articles))
            for candidate, value in zip(here, worth.tolist(), strict=True)
        ]
    language = language_of(articles[0].language)
    chosen = choose(candidates, np.array(values), length, language, by_several=True)
    nearest: dict[int, int] = {}
    for home, position in (homes[index] for index in chosen):
        nearest.setdefault(home, position)
    chosen.sort(key=lambda index: (nearest[homes[index][0]], index))
    return [(homes[index][0], candidates[index].sentence) for index in chosen]


def _spread(text: str, spread: Counter[str], articles: int) -> float:
    """In which share of the other articles the words of `text` stand, from 0 to 1."""
    stems = telling_stems(text)
    others = max(articles - 1, 1)
    return sum(spread[stem] - 1 for stem in stems) / len(stems) / others if stems else 0.0


def valued(article: Article, weights: Weights | None = None) -> tuple[list[Candidate], NDArray[np.float64]]:
    """The article's sentences that may be chosen, in its order, and what each is worth."""
    # The title stands above the summary already.
    body = [sentence for sentence in article.sentences if sentence.text != article.title]
    sentences = without_furniture(body or article.sentences, article.language)
    if not sentences:
        return [], np.zeros(0)
    language = language_of(article.language)
    candidates = candidates_of(article, without_fronts(sentences, article.title, language))
    sentences = [candidate.sentence for candidate in candidates]
    features = sentence_features(article.text, sentences, article.title)
    values = (weights or packaged_weights(article.language)).values(shaped(features))
    return candidates, favour_the_lead(values, features["upper_case"])
