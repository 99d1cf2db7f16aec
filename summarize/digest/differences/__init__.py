"""What the articles of a story say differently of the same thing. None invented matters more than all found."""

from collections.abc import Sequence

from summarize.article import Article
from summarize.digest.differences.numbers import number_differences
from summarize.digest.differences.statements import statements_of
from summarize.story import Disagreement


def disagreements_of(articles: Sequence[Article]) -> tuple[Disagreement, ...]:
    """The disagreements of a story's articles, claims in the order of the articles."""
    statements = statements_of(articles)
    return tuple(number_differences(articles, statements))
