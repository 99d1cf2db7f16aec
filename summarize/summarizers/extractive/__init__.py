"""The embedded summarizer: it chooses the article's own sentences, so it can't invent anything. No download, numpy only.

Furniture is left out, each sentence gets features, a weighted sum of them values it, and a set is chosen of those that
can stand in a summary.
docs/extractive-summarizer.md says what the weights were learnt from and how far they reach.
"""

from collections.abc import Sequence

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
from summarize.summarizers.extractive.standing import candidates_of
from summarize.summarizers.extractive.weights import Weights, packaged_weights

# Changes whenever the chosen sentences may change: it is printed with every briefing.
VERSION = "3"


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

    `weights` are those that come with the package unless given.
    """
    # The title stands above the summary already.
    body = [sentence for sentence in article.sentences if sentence.text != article.title]
    sentences = without_furniture(body or article.sentences, article.language)
    if not sentences:
        return []
    language = language_of(article.language)
    candidates = candidates_of(article, without_fronts(sentences, article.title, language))
    sentences = [candidate.sentence for candidate in candidates]
    features = sentence_features(article.text, sentences, article.title)
    values = (weights or packaged_weights()).values(shaped(features))
    values = favour_the_lead(values, features["upper_case"])
    return [sentences[index] for index in choose(candidates, values, length, language)]
