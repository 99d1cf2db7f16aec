"""`make_digest` from Python: deterministic, translated by the one pipeline, people known by all their spellings."""

from collections.abc import Sequence

import pytest

from summarize import make_digest
from summarize.article import Article
from summarize.briefing import ModelUse
from summarize.errors import ModelError
from summarize.reading import article_from_text
from summarize.request import Request
from summarize.translators import Translation
from tests.digest.newsdesk import FERRY_EN, FERRY_EN_TOO, FERRY_RU, MINE_EN


class Marker:
    """A translator that writes the target before the source."""

    use = ModelUse("marker", engine="none")

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        return [Translation(f"{target}:{segment}") for segment in segments]


def articles() -> list[Article]:
    texts = {"a": FERRY_EN, "b": FERRY_EN_TOO, "c": FERRY_RU, "mine": MINE_EN}
    return [article_from_text(text, name=name) for name, text in texts.items()]


def test_the_same_articles_always_give_the_same_digest() -> None:
    assert make_digest(articles()) == make_digest(articles())


def test_nothing_is_a_digest_of_nothing() -> None:
    assert make_digest([]).stories == ()


def test_a_reader_of_one_of_the_languages_reads_that_untranslated() -> None:
    ferry = make_digest(articles(), Request(to="ru", translator=Marker())).stories[0]
    assert {article.name for article in ferry.articles} == {"a", "b", "c"}
    told_by = {sentence.place.article for sentence in ferry.briefing.summary if sentence.place}
    assert {ferry.articles[index].language for index in told_by} == {"ru"}
    assert all(sentence.text == sentence.source_text for sentence in ferry.briefing.summary)
    for quote in ferry.briefing.quotes:
        assert (quote.gloss is not None) == (quote.language != "ru")


def test_a_reader_of_another_language_gets_everything_translated_and_quotes_as_they_are() -> None:
    for story in make_digest(articles(), Request(to="de", translator=Marker())).stories:
        assert story.briefing.language == "de"
        assert all(sentence.text.startswith("de:") for sentence in story.briefing.summary)
        for quote in story.briefing.quotes:
            place = quote.place
            assert story.articles[place.article].text[place.start : place.end] == quote.text
            assert quote.gloss is not None
            assert quote.gloss.startswith("de:")


def test_a_missing_model_is_said_before_anything_is_made() -> None:
    with pytest.raises(ModelError):
        make_digest(articles(), Request(to="ru"))


def test_a_speaker_is_one_person_in_every_spelling() -> None:
    (person,) = make_digest(articles(), Request(to="ru", translator=Marker())).stories[0].people
    assert person.name == "Мария Лопес"
    assert set(person.spellings) == {"Maria Lopez", "Мария Лопес"}
