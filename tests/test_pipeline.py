"""The way of the data, from an Article to a Briefing."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from summarize import extract_quotes, make_briefing, read_article
from summarize.article import Article
from summarize.briefing import ModelUse, SummarySentence, Warning, Where
from summarize.errors import ModelError
from summarize.reading import article_from_text
from summarize.summarizers import Length, Summary
from summarize.translators import Translation


class Reverser:
    """A translator that works on every language: it turns the words of a segment round."""

    use = ModelUse("reverser", engine="none")

    def __init__(self) -> None:
        self.seen: list[str] = []

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        self.seen += segments
        return [
            Translation(" ".join(reversed(segment.split())), self._warnings(segment)) for segment in segments
        ]

    @staticmethod
    def _warnings(segment: str) -> tuple[Warning, ...]:
        return (Warning("number-mismatch", "9,400 is missing"),) if "9,400" in segment else ()


@pytest.fixture
def harbour(examples: Path):
    return read_article(examples / "harbour.en.txt")


def test_summary_and_quotes_are_the_articles_own(harbour) -> None:
    made = make_briefing(harbour, sentences=2, quotes=3)
    assert made.language == "en"
    assert made.title == "Harbour town votes to keep its last ferry"
    assert [harbour.text[s.start : s.end] for s in made.summary] == [s.text for s in made.summary]
    assert [harbour.text[q.start : q.end] for q in made.quotes] == [q.text for q in made.quotes]
    assert len(made.summary) == 2
    assert made.summarizer.name == "extractive"
    assert made.translator is None


def test_no_quotes_are_shown_where_none_are_asked_for(harbour) -> None:
    assert make_briefing(harbour, quotes=0).quotes == ()


def test_a_translation_changes_title_summary_and_gloss_but_no_quote(harbour) -> None:
    plain = make_briefing(harbour, sentences=3, quotes=3)
    made = make_briefing(harbour, to="ru", sentences=3, quotes=3, translator=Reverser())
    assert made.language == "ru"
    assert made.title == "ferry last its keep to votes town Harbour"
    assert [q.text for q in made.quotes] == [q.text for q in plain.quotes]
    assert all(quote.gloss and quote.gloss != quote.text for quote in made.quotes)
    assert all(sentence.text != sentence.source_text for sentence in made.summary)
    assert [s.source_text for s in made.summary] == [s.text for s in plain.summary]
    assert made.translator == ModelUse("reverser", engine="none")


class Inventor:
    """A summarizer that writes sentences of its own, as a model does."""

    use = ModelUse("inventor")

    def summarize(self, articles: Sequence[Article], length: Length) -> list[Summary]:
        told = "Maria Lopez called it “the road to ruin” on Tuesday.", "The ferry costs 7 million crowns."
        return [Summary(tuple(SummarySentence(text, text) for text in told)) for _ in articles]


def test_what_a_model_invents_is_marked_and_loses_its_quotation_marks(harbour) -> None:
    made = make_briefing(harbour, summarizer=Inventor())
    assert made.summary[0].text == "Maria Lopez called it the road to ruin on Tuesday."
    assert {(warning.code, warning.where) for warning in made.warnings} == {
        ("altered-quote", Where("summary", 0)),
        ("unsupported-number", Where("summary", 1)),
    }


def test_segments_are_single_sentences() -> None:
    article = article_from_text(
        "The mayor spoke. “We stay. We win,” said Vera Lind. It rained.", language="en"
    )
    translator = Reverser()
    made = make_briefing(article, to="ru", sentences=3, quotes=1, translator=translator)
    assert "We stay." in translator.seen
    assert made.quotes[0].text == "We stay. We win,"
    assert made.quotes[0].gloss == "stay. We win, We"


def test_a_finding_says_which_sentence_it_is_about() -> None:
    article = article_from_text("Rain fell on Monday. More than 9,400 people signed.", language="en")
    made = make_briefing(article, to="ru", sentences=2, translator=Reverser())
    assert Warning("number-mismatch", "9,400 is missing", Where("summary", 1)) in made.warnings
    assert {warning.where for warning in made.warnings if warning.code == "number-mismatch"} == {
        Where("summary", 1)
    }


class Pivot(Reverser):
    """Says the same of every segment, as a translator by way of another language does."""

    @staticmethod
    def _warnings(segment: str) -> tuple[Warning, ...]:
        return (Warning("pivot", "by way of English"), *Reverser._warnings(segment))


def test_what_is_said_of_every_segment_is_said_once_about_the_whole(harbour) -> None:
    made = make_briefing(harbour, to="ar", translator=Pivot())
    assert [warning for warning in made.warnings if warning.code == "pivot"] == [
        Warning("pivot", "by way of English", None)
    ]
    plain = make_briefing(harbour, to="ar", translator=Reverser())
    assert [warning for warning in made.warnings if warning.code != "pivot"] == list(plain.warnings)


class Doubler(Reverser):
    """Says everything twice, as a wordier language does, and has something to say of each segment."""

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        return [
            Translation(f"{segment} {segment}", (Warning("loop", f"twice: {segment[:9]}"),))
            for segment in segments
        ]


def test_a_length_holds_for_what_is_read_also_in_translation(harbour) -> None:
    made = make_briefing(harbour, to="ru", sentences=None, characters=500, translator=Doubler())
    assert len(make_briefing(harbour, sentences=None, characters=500).summary) > len(made.summary) > 0
    assert len(" ".join(sentence.text for sentence in made.summary)) <= 500
    marked = [
        warning.where.index for warning in made.warnings if warning.where and warning.where.part == "summary"
    ]
    assert set(marked) == set(range(len(made.summary)))


def test_a_first_sentence_that_is_too_long_in_translation_stands_and_is_said(harbour) -> None:
    longest = max(len(sentence.text) for sentence in harbour.sentences)
    made = make_briefing(harbour, to="ru", sentences=None, characters=longest, translator=Doubler())
    (sentence,) = made.summary
    said = [warning for warning in made.warnings if warning.code == "too-long"]
    assert [warning.result for warning in said] == [(f"{len(sentence.text)} > {longest}",)]


class Loading(Reverser):
    """Takes until something else has been done to load its model; then that fails, if it is to."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()
        self.summarized, self.asked, self.error = threading.Event(), list[int](), error

    def prepare(self, segments: int) -> None:
        self.asked.append(segments)
        assert self.summarized.wait(20)
        self.asked.append(-1)
        if self.error:
            raise self.error

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        assert self.asked[1:] == [-1]
        if self.error:
            raise self.error
        return super().translate(segments, source, target)


class Waited(Inventor):
    """A summarizer that lets the model of a translator be loaded when it is done."""

    def __init__(self, loading: Loading) -> None:
        self.loading = loading

    def summarize(self, articles: Sequence[Article], length: Length) -> list[Summary]:
        made = super().summarize(articles, length)
        self.loading.summarized.set()
        return made


def test_a_translators_model_is_loaded_while_the_summary_is_made(harbour) -> None:
    loading = Loading()
    made = make_briefing(harbour, to="ru", summarizer=Waited(loading), translator=loading, quotes=2)
    # Three sentences, two quotes and a title, if the article has them.
    assert loading.asked == [3 + 2 + bool(harbour.title), -1]
    assert made.language == "ru"


def test_what_fails_in_loading_is_said_when_the_model_is_used(harbour) -> None:
    loading = Loading(ModelError("there is no such model"))
    with pytest.raises(ModelError, match="no such model"):
        make_briefing(harbour, to="ru", summarizer=Waited(loading), translator=loading)


def test_without_a_translator_the_default_for_the_pair_is_looked_for(harbour, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path))
    with pytest.raises(ModelError, match="brief models pull opus-mt-tc-big-en-ar"):
        make_briefing(harbour, to="ar")


def test_models_can_be_named(harbour, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path))
    assert make_briefing(harbour, summarizer="extractive") == make_briefing(harbour)
    with pytest.raises(ModelError, match="brief models pull opus-mt-en-ru"):
        make_briefing(harbour, to="ru", translator="opus-mt-en-ru")


def test_the_articles_own_language_needs_no_translator(harbour) -> None:
    assert make_briefing(harbour, to="en").translator is None


def test_each_quote_in_a_translated_summary_can_be_looked_up() -> None:
    article = article_from_text(
        "Vera Lind said the plan was “a gift to the harbour” on Monday. Later it rained in the whole valley. "
        "“Nobody asked us about it and nobody will,” Ines Aalto said.",
        language="en",
    )
    made = make_briefing(article, to="ru", sentences=1, quotes=1, translator=Reverser())
    carried = {i for sentence in made.summary for i in sentence.quotes}
    inside = [
        q
        for s in made.summary
        for q in extract_quotes(article.text, "en")
        if s.place is not None and s.place.holds(q.place)
    ]
    assert {made.quotes[i].text for i in carried} == {q.text for q in inside}
