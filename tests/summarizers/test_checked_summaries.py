"""Nothing leaves unchecked: what a summarizer of any kind claims of its sentences is compared with the article."""

from collections.abc import Sequence

import pytest

from summarize import make_briefing
from summarize.article import Article, Place
from summarize.briefing import Briefing, ModelUse, SummarySentence, Where
from summarize.pipeline import make_briefings
from summarize.reading import article_from_text
from summarize.request import Request
from summarize.summarizers import Length, Summary

FIRST = "The Ostby council met on Monday."
ARTICLE = article_from_text(f"{FIRST} It will keep the ferry for 9 years.", language="en")


class Liar:
    """A summarizer as somebody might write it, that says of its sentences what it likes."""

    use = ModelUse("liar")

    def __init__(self, *sentences: SummarySentence) -> None:
        self._sentences = sentences

    def summarize(self, articles: Sequence[Article], length: Length) -> list[Summary]:
        return [Summary(self._sentences) for _ in articles]


INVENTED = "The ferry costs 7 million crowns."


@pytest.mark.parametrize(
    "place", [Place(0, 32), Place(0, 5), Place(10, 9), Place(-3, 9_000), Place(0, 32, 4)]
)
def test_a_sentence_that_is_not_the_articles_loses_its_place_and_is_checked(place: Place) -> None:
    made = make_briefing(ARTICLE, summarizer=Liar(SummarySentence(INVENTED, INVENTED, place)))
    assert made.summary == (SummarySentence(INVENTED, INVENTED),)
    assert [(warning.code, warning.where) for warning in made.warnings] == [
        ("unsupported-number", Where("summary", 0))
    ]


def test_a_sentence_of_the_articles_keeps_its_place() -> None:
    own = SummarySentence(FIRST, FIRST, Place(0, len(FIRST)))
    made = make_briefing(ARTICLE, summarizer=Liar(own))
    assert (made.summary, made.warnings) == ((own,), ())


def test_what_is_shown_is_what_was_checked() -> None:
    made = make_briefing(
        ARTICLE, summarizer=Liar(SummarySentence("Nobody met.", FIRST, Place(0, len(FIRST))))
    )
    assert made.summary[0].text == FIRST


def test_empty_sentences_are_left_out_and_marks_stay_with_their_sentence() -> None:
    made = make_briefing(
        ARTICLE, summarizer=Liar(SummarySentence("", " "), SummarySentence(INVENTED, INVENTED))
    )
    assert [sentence.text for sentence in made.summary] == [INVENTED]
    assert made.warnings[0].where == Where("summary", 0)


@pytest.mark.parametrize("count", [0, 3])
def test_summaries_that_are_too_few_or_too_many_never_move_to_another_article(count: int) -> None:
    class Misaligned(Liar):
        def summarize(self, articles: Sequence[Article], length: Length) -> list[Summary]:
            summaries = super().summarize(articles, length)
            return summaries if len(articles) == 1 else summaries[:1] * count

    own = SummarySentence(FIRST, FIRST, Place(0, len(FIRST)))
    other = article_from_text("It rained.", language="en")
    made = make_briefings([ARTICLE, other], Request(summarizer=Misaligned(own)))
    assert all(isinstance(one, Briefing) for one in made)
    assert made[0].summary[0].place == own.place  # type: ignore[union-attr]
    assert made[1].summary[0].place is None  # type: ignore[union-attr]
