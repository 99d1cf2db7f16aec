"""The sentences of a story's articles, with what they can be compared by."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.article import Article, Place
from summarize.language.record import Language, language_of
from summarize.summarizers.words import telling_stems


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence at `place`; `stems` are those of its longer words."""

    text: str
    place: Place
    language: Language
    stems: frozenset[str]

    def within(self, start: int, end: int) -> Place:
        """The place in the article of `text[start:end]`."""
        return Place(self.place.start + start, self.place.start + end, self.place.article)


def statements_of(articles: Sequence[Article]) -> list[Statement]:
    """All sentences, article by article; a text that two articles share counts for the first."""
    seen: set[str] = set()
    found: list[Statement] = []
    for index, article in enumerate(articles):
        if article.text in seen:
            continue
        seen.add(article.text)
        language = language_of(article.language)
        for sentence in article.sentences:
            found.append(
                Statement(
                    sentence.text,
                    Place(sentence.start, sentence.end, index),
                    language,
                    frozenset(telling_stems(sentence.text)),
                )
            )
    return found
