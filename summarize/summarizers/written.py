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
        return Summary(_cut(own, length), seen=seen)
    written = [SummarySentence(one.text, one.text) for one in split_sentences(text, article.language)]
    return Summary(_cut(written[: length.sentences], length), seen=seen)


def _cut(sentences: list[SummarySentence], length: Length) -> tuple[SummarySentence, ...]:
    kept: list[SummarySentence] = []
    words = 0
    for sentence in sentences:
        words += len(sentence.text.split())
        if kept and length.words is not None and words > length.words:
            break
        kept.append(sentence)
    return tuple(kept)


def _size(text: str) -> int:
    """How long a text is, whatever its white space."""
    return len("".join(text.split()))
