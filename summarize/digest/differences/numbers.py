"""Numbers of the same thing that differ: "45,000 people were killed" beside "more than 60,000 people were killed"."""

from collections.abc import Iterator, Sequence

from summarize.article import Article
from summarize.digest.differences.statements import Statement
from summarize.story import Disagreement


def number_differences(
    articles: Sequence[Article], statements: Sequence[Statement]
) -> Iterator[Disagreement]:
    """The disagreements on numbers."""
    yield from ()
