"""From the text that a model wrote for a summary to a Summary."""

from summarize.article import Article, Place
from summarize.briefing import SummarySentence
from summarize.language import split_sentences
from summarize.summarizers import Length, Summary


def as_summary(article: Article, text: str, length: Length, seen: float) -> Summary:
    """The sentences of the text, no more than were asked for.

    A text that isn't shorter than its article can't be a summary of it: models make up what is missing (xl-sum 4). Then
    the article's own first sentences stand for it.
    """
    if text and _size(text) > _size(article.text):
        own = [
            SummarySentence(one.text, one.text, Place(one.start, one.end))
            for one in article.sentences[: length.sentences]
        ]
        return Summary(_cut(own, length, article.language), seen=seen)
    written = [SummarySentence(one.text, one.text) for one in split_sentences(text, article.language)]
    return Summary(_cut(written[: length.sentences], length, article.language), seen=seen)


def _cut(sentences: list[SummarySentence], length: Length, language: str) -> tuple[SummarySentence, ...]:
    kept = length.fitting([sentence.text for sentence in sentences], language)
    return tuple(sentences[: max(kept, 1)])


def _size(text: str) -> int:
    """How long a text is, whatever its white space."""
    return len("".join(text.split()))
