"""Many articles through the one pipeline: shared batches, isolated failures."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from summarize import make_briefing
from summarize.article import Article
from summarize.briefing import Briefing, ModelUse
from summarize.errors import ModelError
from summarize.pipeline import make_briefings
from summarize.reading import article_from_text
from summarize.request import Request
from summarize.summarizers import Length, Summary
from summarize.summarizers.extractive import ExtractiveSummarizer
from summarize.translators import Translation

ENGLISH = [
    article_from_text(
        f"The {town} council met on Monday.\n\n“We keep the {thing},” said Vera Lind. Rain fell.",
        language="en",
    )
    for town, thing in [("Ostby", "ferry"), ("Kellin", "mill"), ("Brand", "tower"), ("Marrow", "well")]
]
GERMAN = article_from_text(
    "Der Rat von Ostby tagte am Montag. Die Fähre bleibt, sagte Vera Lind.", language="de"
)


class Shouter:
    """A translator that writes capitals, and refuses a batch that holds a forbidden word or is too large."""

    use = ModelUse("shouter", engine="none")

    def __init__(self, forbidden: str = "\0", memory: int = 1_000) -> None:
        self.forbidden, self.memory = forbidden, memory
        self.calls: list[tuple[str, int]] = []

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        self.calls.append((source, len(segments)))
        if len(segments) > self.memory:
            raise MemoryError("too many segments")
        if any(self.forbidden in segment for segment in segments):
            raise ValueError(f"can't translate {self.forbidden}")
        return [Translation(segment.upper()) for segment in segments]


class Balky(ExtractiveSummarizer):
    """The embedded summarizer with a bug on one article."""

    def summarize(self, articles: Sequence[Article], length: Length) -> list[Summary]:
        if any("Kellin" in article.text for article in articles):
            raise ZeroDivisionError("Kellin")
        return super().summarize(articles, length)


def test_many_are_the_same_as_one_by_one() -> None:
    articles = [*ENGLISH, GERMAN]
    together = make_briefings(articles, Request(to="ru", sentences=2, translator=Shouter()))
    assert together == [
        make_briefing(article, to="ru", sentences=2, translator=Shouter()) for article in articles
    ]


def test_all_articles_of_a_language_share_one_call() -> None:
    translator = Shouter()
    made = make_briefings([ENGLISH[0], GERMAN, *ENGLISH[1:]], Request(to="ru", translator=translator))
    assert all(isinstance(briefing, Briefing) for briefing in made)
    assert [source for source, _ in translator.calls] == ["en", "de"]


def test_an_article_in_the_target_language_is_left_alone() -> None:
    translator = Shouter()
    english, german = make_briefings([ENGLISH[0], GERMAN], Request(to="de", translator=translator))
    assert isinstance(english, Briefing)
    assert isinstance(german, Briefing)
    assert english.translator == Shouter.use
    assert german.translator is None
    assert [source for source, _ in translator.calls] == ["en"]


def test_a_segment_that_breaks_the_translator_fails_its_own_article_only() -> None:
    made = make_briefings(ENGLISH, Request(to="ru", translator=Shouter(forbidden="mill")))
    assert [type(one).__name__ for one in made] == ["Briefing", "ValueError", "Briefing", "Briefing"]
    assert str(made[1]) == "can't translate mill"


def test_a_bug_in_the_summary_of_one_article_fails_that_article_only() -> None:
    made = make_briefings(ENGLISH, Request(summarizer=Balky()))
    assert [type(one).__name__ for one in made] == ["Briefing", "ZeroDivisionError", "Briefing", "Briefing"]


def test_out_of_memory_halves_the_batch() -> None:
    translator = Shouter(memory=8)
    made = make_briefings(ENGLISH, Request(to="ru", translator=translator))
    assert made == make_briefings(ENGLISH, Request(to="ru", translator=Shouter()))
    assert [count for _, count in translator.calls] == [16, 8, 8]


def test_without_a_translator_only_articles_in_other_languages_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path))
    english, german = make_briefings([ENGLISH[0], GERMAN], Request(to="de"))
    assert isinstance(english, ModelError)
    assert isinstance(german, Briefing)


def test_no_articles_give_no_briefings() -> None:
    assert make_briefings([], Request()) == []
