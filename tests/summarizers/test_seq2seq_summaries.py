import dataclasses

import pytest

from benchmarks import news_grammar
from summarize.article import Article
from summarize.briefing import ModelUse
from summarize.errors import LanguageError
from summarize.language import split_sentences
from summarize.models.engines import decoding_of
from summarize.summarizers import Length
from summarize.summarizers.seq2seq import Seq2SeqSummarizer
from tests.models.tiny_models import ENTRIES, SUMMARIZERS, engine, source_of, tokenizer

LENGTH = Length(sentences=3)
ARTICLES = news_grammar.articles(6, seed=41, unseen=True)


class Recording:
    """An engine that remembers the sources, and runs them."""

    def __init__(self, inner) -> None:
        self.inner = inner
        self.name, self.device, self.precision = inner.name, inner.device, inner.precision
        self.jobs: list[tuple[list[list[str]], int]] = []

    def generate(self, sources, forced, decoding):
        self.jobs.append(([list(source) for source in sources], decoding.min_tokens))
        return self.inner.generate(sources, forced, decoding)

    def score(self, source, target, forced):
        return self.inner.score(source, target, forced)

    def knows(self, token):
        return self.inner.knows(token)

    def prepare(self, sources):
        self.inner.prepare(sources)


def article(text: str, language: str = "en") -> Article:
    return Article(text, language, tuple(split_sentences(text, language)))


def summarizer(name: str, **changes) -> tuple[Seq2SeqSummarizer, Recording]:
    recording = Recording(engine(name))
    entry = dataclasses.replace(ENTRIES[name], **changes)
    return Seq2SeqSummarizer(entry, recording, tokenizer(name)), recording


def texts_of(summary) -> list[str]:
    return [sentence.text for sentence in summary.sentences]


@pytest.mark.parametrize("name", SUMMARIZERS)
def test_articles_get_their_headlines_in_their_order(name: str) -> None:
    language = source_of(name)
    articles = news_grammar.articles(6, seed=41, unseen=True, language=language)
    ours, _ = summarizer(name)
    found = ours.summarize([article(text, language) for text, _ in articles], LENGTH)
    assert [texts_of(summary) for summary in found] == [[headline] for _, headline in articles]
    assert [summary.warnings for summary in found] == [()] * len(articles)
    assert [summary.seen for summary in found] == [1.0] * len(articles)


@pytest.mark.parametrize("name", ["bart-large-cnn", "pegasus-cnn_dailymail"])
def test_the_shortest_length_pads_a_short_article_in_a_plain_call_and_not_in_ours(name: str) -> None:
    text, headline = ARTICLES[0]
    running = engine(name)
    framing = tokenizer(name).framing("en", None, running.knows)
    source = tokenizer(name).encode(text, framing)
    padded = running.generate([source], framing.forced, decoding_of(ENTRIES[name]))[0]
    assert tokenizer(name).decode(padded) != headline
    ours, recording = summarizer(name)
    assert texts_of(ours.summarize([article(text)], LENGTH)[0]) == [headline]
    assert recording.jobs[0][1] == 0


def test_a_long_article_keeps_the_shortest_length() -> None:
    ours, recording = summarizer("bart-large-cnn", decoding={"min_length": 11})
    ours.summarize([article(" ".join(text for text, _ in ARTICLES))], LENGTH)
    assert recording.jobs[0][1] == 10


@pytest.mark.parametrize("name", SUMMARIZERS)
def test_an_article_longer_than_the_window_is_read_in_parts_of_whole_sentences_and_all_of_it(
    name: str,
) -> None:
    language = source_of(name)
    articles = news_grammar.articles(12, seed=43, unseen=True, language=language)
    text, headline = " ".join(body for body, _ in articles), articles[0][1]
    ours, recording = summarizer(name, window=40)
    found = ours.summarize([article(text, language)], LENGTH)[0]
    framing = tokenizer(name).framing(language, None, recording.knows)
    parts = recording.jobs[0][0]
    assert len(parts) > 1
    assert all(len(part) <= 40 for sources, _ in recording.jobs for part in sources)
    inner = [part[len(framing.before) : len(part) - len(framing.after)] for part in parts]
    read = " ".join(tokenizer(name).decode(part) for part in inner)
    assert read == text
    assert all(tokenizer(name).decode(part).endswith(".") for part in inner)
    assert found.seen == 1.0
    # The parts' summaries were summarised again, until one call sufficed.
    assert len(recording.jobs[-1][0]) == 1
    assert texts_of(found) == [headline]


def test_a_sentence_longer_than_the_window_is_split_and_not_cut() -> None:
    text = "; ".join(
        body.rstrip(".")
        for body, _ in news_grammar.articles(12, seed=44, unseen=True)
        if "." not in body[:-1]
    )
    ours, recording = summarizer("bart-large-cnn", window=30)
    found = ours.summarize([article(text + ".")], LENGTH)[0]
    assert all(len(part) <= 30 for sources, _ in recording.jobs for part in sources)
    assert found.seen == 1.0


def test_all_parts_of_all_articles_are_one_job() -> None:
    ours, recording = summarizer("bart-large-cnn")
    ours.summarize([article(text) for text, _ in ARTICLES], LENGTH)
    assert len(recording.jobs) == 1


def test_an_empty_article_has_an_empty_summary() -> None:
    ours, _ = summarizer("bart-large-cnn")
    assert ours.summarize([article("")], LENGTH)[0].sentences == ()
    assert ours.summarize([], LENGTH) == []


def test_the_summary_is_no_longer_than_asked_for_and_never_empty_for_that() -> None:
    ours, _ = summarizer("bart-large-cnn")
    text, headline = ARTICLES[0]
    for length in (Length(sentences=1), Length(words=1)):
        assert texts_of(ours.summarize([article(text)], length)[0]) == [headline]


def test_a_language_that_the_model_does_not_have_is_an_error() -> None:
    ours, recording = summarizer("bart-large-cnn")
    with pytest.raises(LanguageError, match="Arabic"):
        ours.summarize([article("افتتح الوزير المدرسة.", "ar")], LENGTH)
    assert recording.jobs == []


def test_the_briefing_can_say_which_model_it_was() -> None:
    ours, _ = summarizer("bart-large-cnn")
    assert ours.use == ModelUse(
        "bart-large-cnn", repo="tests/bart-large-cnn", revision="0" * 40, engine="ctranslate2"
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("The judge left . The mayor stayed . ", ["The judge left.", "The mayor stayed."]),
        ("the judge left . if asked, the mayor stays .", ["The judge left.", "If asked, the mayor stays."]),
        ("Est-ce la fin ? Non ! Il reste.", ["Est-ce la fin ?", "Non !", "Il reste."]),
        ("So ... the judge left.", ["So ... the judge left."]),
        ("iPhones sold well. Costs rose by .5 percent.", ["iPhones sold well.", "Costs rose by .5 percent."]),
    ],
)
def test_full_stops_behind_a_blank_end_sentences_all_the_same(written: str, expected: list[str]) -> None:
    name = "bart-large-cnn"
    ours, recording = summarizer(name)
    framing = tokenizer(name).framing("en", None, recording.knows)
    tokens = tokenizer(name).encode(written, framing)
    recording.generate = lambda sources, forced, decoding: [tokens for _ in sources]  # type: ignore[method-assign]
    # A summary longer than its article would give way to the article's own sentences.
    source = article("The judge left and the mayor stayed. " * 3)
    assert texts_of(ours.summarize([source], LENGTH)[0]) == expected
