"""What the articles of a story say differently of the same thing. None invented matters more than all found."""

from collections.abc import Sequence

from summarize.article import Article
from summarize.digest.differences.dates import date_differences
from summarize.digest.differences.denials import denial_differences
from summarize.digest.differences.doers import doer_differences
from summarize.digest.differences.numbers import number_differences
from summarize.digest.differences.statements import told
from summarize.story import Disagreement


def disagreements_of(articles: Sequence[Article]) -> tuple[Disagreement, ...]:
    """The disagreements of a story's articles, claims in the order of the articles."""
    known = told(articles)
    return (
        *number_differences(known),
        *date_differences(known),
        *doer_differences(known),
        *denial_differences(known),
    )
