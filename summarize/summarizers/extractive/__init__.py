"""The embedded summarizer: it chooses the article's own sentences, so it can't invent anything. No download, numpy only."""

from collections.abc import Sequence

import numpy as np

from summarize.article import Article, Sentence
from summarize.briefing import ModelUse, SummarySentence
from summarize.language.detection import detect_language
from summarize.language.sentences import split_sentences
from summarize.summarizers import Length, Summary
from summarize.summarizers.extractive.words import count_words, words_of

# Changes whenever the chosen sentences may change: it is printed with every briefing.
VERSION = "0"


class ExtractiveSummarizer:
    """The embedded summarizer as the pipeline uses it; it holds nothing."""

    use = ModelUse(name="extractive", version=VERSION)

    def summarize(self, articles: Sequence[Article], length: Length) -> list[Summary]:
        """One Summary an article, in the same order; every sentence has its offsets in the article."""
        return [
            Summary(
                tuple(
                    SummarySentence(sentence.text, sentence.text, sentence.start, sentence.end)
                    for sentence in choose_sentences(article.sentences, length, article.title)
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
    return choose_sentences(split_sentences(text, language or detect_language(text)), length, title)


def choose_sentences(
    sentences: Sequence[Sentence], length: Length, title: str | None = None
) -> list[Sentence]:
    """The sentences of the summary, in the article's order."""
    words = [words_of(sentence.text) for sentence in sentences]
    frequency: dict[str, int] = {}
    for sentence_words in words:
        for word in set(sentence_words):
            frequency[word] = frequency.get(word, 0) + 1
    titled = set(words_of(title or ""))
    scores = []
    for position, sentence_words in enumerate(words):
        distinct = set(sentence_words)
        centrality = sum(np.log(frequency[word]) for word in distinct) / (len(distinct) + 5)
        scores.append(centrality + len(distinct & titled) / 10 + 2 / (1 + position))
    chosen: list[int] = []
    left = length.words
    for index in sorted(range(len(sentences)), key=lambda index: -scores[index]):
        if length.sentences is not None and len(chosen) == length.sentences:
            break
        cost = count_words(sentences[index].text)
        if left is not None:
            if cost > left and chosen:
                continue
            left -= cost
        chosen.append(index)
    return [sentences[index] for index in sorted(chosen)]
