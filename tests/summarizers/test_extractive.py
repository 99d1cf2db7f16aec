"""The embedded summarizer through its public functions."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.errors import UsageError
from summarize.language.sentences import split_sentences
from summarize.summarizers import Length
from summarize.summarizers.extractive import choose_sentences, summarize_text
from summarize.summarizers.extractive.words import count_words

texts = st.lists(
    st.sampled_from(["Port", "the", "ferry", "3,000", "“No”", "rose.", "Why?", "\n", "И", "порт."]),
    max_size=60,
).map(" ".join)


@given(texts, st.integers(1, 5))
def test_the_summary_is_the_articles_own_sentences_in_its_order(text: str, sentences: int) -> None:
    summary = summarize_text(text, sentences, language="en")
    assert len(summary) <= sentences
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in summary)
    assert all(first.end <= second.start for first, second in itertools.pairwise(summary))


@given(texts, st.integers(1, 40))
def test_a_budget_in_words_is_kept_unless_one_sentence_alone_is_longer(text: str, words: int) -> None:
    summary = choose_sentences(split_sentences(text, "en"), Length(sentences=None, words=words))
    assert len(summary) <= 1 or sum(count_words(sentence.text) for sentence in summary) <= words


def test_an_empty_text_has_an_empty_summary() -> None:
    assert summarize_text("", language="en") == []


@pytest.mark.parametrize("limits", [(0, None), (None, 0), (None, None)])
def test_a_length_of_nothing_is_refused(limits: tuple[int | None, int | None]) -> None:
    with pytest.raises(UsageError):
        Length(*limits)
