"""What sources say differently: everything that was planted is found, and nothing else."""

import pytest

from summarize import make_digest
from summarize.article import Article
from summarize.digest.differences import disagreements_of
from summarize.reading import article_from_text
from summarize.story import Story
from tests.digest.disagreeing import STORIES
from tests.digest.newsdesk import FERRY_EN, FERRY_EN_TOO, FERRY_RU, MINE_EN


def articles_of(story: str) -> list[Article]:
    return [article_from_text(text, name=name) for name, text in STORIES[story][0].items()]


def said(story: Story) -> list[tuple[str, dict[str, str]]]:
    return [
        (one.kind, {story.articles[claim.place.article].name: claim.words for claim in one.claims})
        for one in story.disagreements
    ]


@pytest.mark.parametrize("name", STORIES)
def test_what_was_planted_is_found_and_nothing_is_invented(name: str) -> None:
    (story,) = make_digest(articles_of(name)).stories
    found = [
        (kind, {paper: words.rstrip(",.") for paper, words in claims.items()}) for kind, claims in said(story)
    ]
    planted = [
        (kind, {paper: words.rstrip(",.") for paper, words in claims.items()})
        for kind, claims in STORIES[name][1]
    ]
    assert found == planted


def test_ten_stories_in_one_heap_are_ten_stories() -> None:
    heap = [article for name in STORIES for article in articles_of(name)]
    digest = make_digest(heap[::2] + heap[1::2])
    stories = {frozenset(article.name for article in story.articles) for story in digest.stories}
    assert stories == {frozenset(papers) for papers, _ in STORIES.values()}
    assert sum(len(story.disagreements) for story in digest.stories) == len(STORIES)


def test_papers_that_agree_disagree_on_nothing() -> None:
    texts = [FERRY_EN, FERRY_EN_TOO, FERRY_RU, MINE_EN]
    assert disagreements_of([article_from_text(text) for text in texts]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The storm killed 120 people in Varda.", "The storm killed about 115 people in Varda."),
        ("The storm in Varda killed more than 100 people.", "The storm in Varda killed 112 people."),
        ("The repairs in Varda cost 1.2 million crowns.", "The repairs in Varda cost 1,234,567 crowns."),
        ("The storm killed twelve people in Varda.", "The storm killed 12 people in Varda."),
        ("The storm killed 12 people in Varda.", "A storm in 1987 killed 340 people in Varda."),
        (
            "The storm killed 12 people in Varda.",
            "The storm killed 12 people in Varda and injured 30 people.",
        ),
        ("The mayor spoke in Varda on Monday.", "The mayor said on Tuesday that he spoke in Varda."),
        ("The bridge in Varda was closed.", "Was the bridge in Varda not closed?"),
        ("The bridge in Varda was closed.", "The bridge in Varda was closed, but nobody was hurt."),
    ],
)
def test_what_only_looks_like_one_is_none(one: str, other: str) -> None:
    articles = [article_from_text(text, language="en", name=text) for text in (one, other)]
    assert disagreements_of(articles) == ()


def test_claims_come_with_their_places_and_an_article_that_has_both_numbers_makes_none() -> None:
    both = "The storm in Varda killed 12 people. Aid groups in Varda say that the storm killed 19 people."
    first, second = "The storm in Varda killed 12 people.", "The storm in Varda killed 19 people."
    articles = [article_from_text(text, language="en", name=text) for text in (first, second)]
    (found,) = disagreements_of(articles)
    assert [(claim.words, claim.at.start, claim.place.article) for claim in found.claims] == [
        ("12", 26, 0),
        ("19", 26, 1),
    ]
    assert disagreements_of([articles[0], article_from_text(both, language="en")]) == ()


@pytest.mark.parametrize("name", STORIES)
def test_the_summary_takes_no_two_sides_and_says_no_sentence_twice(name: str) -> None:
    (story,) = make_digest(articles_of(name)).stories
    places = [sentence.place for sentence in story.briefing.summary if sentence.place]
    assert len({sentence.text for sentence in story.briefing.summary}) == len(places)
    for disagreement in story.disagreements:
        assert sum(claim.place.overlaps(place) for claim in disagreement.claims for place in places) <= 1
