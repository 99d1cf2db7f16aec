"""The embedded summarizer through its public functions."""

import itertools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.article import Article
from summarize.errors import UsageError
from summarize.language.sentences import split_sentences
from summarize.summarizers import LENGTHS, Length
from summarize.summarizers.extractive import ExtractiveSummarizer, choose_sentences, summarize_text
from summarize.summarizers.extractive.weights import format_weights, packaged_weights, parse_weights
from summarize.summarizers.words import count_characters, count_words

PIECES = [
    "Port",
    "the",
    "ferry",
    "3,000",
    "“No”",
    "rose.",
    "Why?",
    "\n",
    "И",
    "порт.",
    "\ud800",
    "مرفأ",
    "。",
    "By",
    "(CNN)",
]
texts = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
NEWS = (
    "The harbour of Halden will close for nine days, the mayor said on Monday. "
    "Two of the three ferries have cracks in the steering gear. "
    "“We will not sail a ship that we do not trust,” said the mayor, Ruth Amadi. "
    "The islands have no bridge. Food will come by freighter twice a week. "
    "But nobody knows who pays. The ferries were built in 1989. Halden has asked the government for money."
)


def article(text: str, language: str = "en", title: str | None = None) -> Article:
    return Article(text, language, tuple(split_sentences(text, language)), title)


@settings(deadline=None)
@given(texts, st.integers(1, 5))
def test_the_summary_is_the_articles_own_sentences_in_its_order(text: str, sentences: int) -> None:
    summary = summarize_text(text, sentences, language="en")
    assert len(summary) == min(sentences, len(choose_sentences(article(text), Length(sentences=1000))))
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in summary)
    assert all(first.end <= second.start for first, second in itertools.pairwise(summary))


@settings(deadline=None)
@given(texts, st.integers(1, 40))
def test_a_budget_in_words_is_kept_unless_one_sentence_alone_is_longer(text: str, words: int) -> None:
    summary = choose_sentences(article(text), Length(sentences=None, words=words))
    assert len(summary) <= 1 or sum(count_words(sentence.text) for sentence in summary) <= words


@settings(deadline=None)
@given(texts, st.integers(1, 120))
def test_a_budget_in_characters_is_kept_unless_one_sentence_alone_is_longer(
    text: str, characters: int
) -> None:
    summary = choose_sentences(article(text), Length(sentences=None, characters=characters))
    joined = " ".join(sentence.text for sentence in summary)
    assert len(summary) <= 1 or count_characters(joined) <= characters


def test_a_length_in_characters_is_used() -> None:
    tweet = [sentence.text for sentence in choose_sentences(article(NEWS), LENGTHS["tweet"])]
    assert 200 < len(" ".join(tweet)) <= 280


@settings(deadline=None)
@given(texts, st.integers(1, 4))
def test_a_longer_summary_holds_the_shorter_one(text: str, sentences: int) -> None:
    shorter = summarize_text(text, sentences, language="en")
    assert set(shorter) <= set(summarize_text(text, sentences + 1, language="en"))


def test_both_limits_hold_together() -> None:
    summary = choose_sentences(article(NEWS), Length(sentences=4, words=30))
    assert 1 < len(summary) <= 4
    assert sum(count_words(sentence.text) for sentence in summary) <= 30


def test_a_budget_counts_characters_where_words_are_not_set_apart() -> None:
    assert count_words("渡轮停运九天。") == 6


@pytest.mark.parametrize("limits", [(0, None), (None, 0), (None, None)])
def test_a_length_of_nothing_is_refused(limits: tuple[int | None, int | None]) -> None:
    with pytest.raises(UsageError):
        Length(*limits)


def test_named_lengths_grow() -> None:
    assert [len(choose_sentences(article(NEWS), LENGTHS[name])) for name in ("short", "medium", "long")] == [
        1,
        3,
        6,
    ]


def test_the_language_is_detected_where_none_is_given() -> None:
    assert summarize_text(NEWS) == summarize_text(NEWS, language="en")


@pytest.mark.parametrize("text", ["", " \n\n\t", "\ufeff"])
def test_nothing_to_say_is_an_empty_summary_or_the_text_itself(text: str) -> None:
    assert [sentence.text for sentence in summarize_text(text, language="en")] in ([], [text])


def test_an_article_of_one_sentence_is_its_own_summary() -> None:
    assert [sentence.text for sentence in summarize_text("The ferry is back.", language="en")] == [
        "The ferry is back."
    ]


def test_a_sentence_that_says_the_same_again_is_not_chosen_twice() -> None:
    text = NEWS + " The harbour of Halden will close for nine days, the mayor said again on Monday."
    chosen = [sentence.text for sentence in summarize_text(text, language="en")]
    assert sum("close for nine days" in sentence for sentence in chosen) == 1


def test_a_title_draws_the_choice_to_its_words() -> None:
    subjects = [
        "harbour",
        "bakery",
        "library",
        "hospital",
        "orchard",
        "theatre",
        "stadium",
        "museum",
        "airport",
        "market",
    ]
    text = " ".join(f"The council said on Monday that the {subject} will close soon." for subject in subjects)
    assert [s.text for s in summarize_text(text, 1, "en", title="Last days of the stadium")] == [
        "The council said on Monday that the stadium will close soon."
    ]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("list", "- flour\n- three lamps\n- rope, 40 metres\n- oil for the lamps"),
        ("poem", "The harbour sleeps\nin a coat of tar.\nThe gulls count boats\nfrom the mended bar."),
        (
            "transcript",
            "AMADI: We will not sail.\nLUND: And who brings the flour?\nAMADI: The freighter does, twice a week.",
        ),
        (
            "one paragraph",
            " ".join(f"Ship number {n} left the port of Halden at {n} o'clock." for n in range(500)),
        ),
    ],
)
def test_what_is_no_news_article_gives_something_too(kind: str, text: str) -> None:
    summary = summarize_text(text, sentences=2, language="en")
    assert len(summary) == 2, kind
    assert all(sentence.text in text for sentence in summary)


@pytest.mark.parametrize("language", ["zh", "th", "hi", "el"])
def test_languages_without_any_table_are_summarized(language: str) -> None:
    texts = {
        "zh": "渡轮停运九天。两艘船有裂缝。市长说岛上没有桥。食物将由货船运送。",
        "th": "เรือหยุดวิ่ง\nเกาะไม่มีสะพาน\nอาหารมาทางเรือ",
        "hi": "नौका सेवा बंद है। द्वीप पर कोई पुल नहीं है। भोजन जहाज से आएगा।",
        "el": "Το πλοίο σταμάτησε. Το νησί δεν έχει γέφυρα. Τα τρόφιμα έρχονται με φορτηγό πλοίο.",
    }
    assert len(summarize_text(texts[language], sentences=2, language=language)) == 2


def test_summaries_come_in_the_order_of_the_articles_with_offsets() -> None:
    articles = [article(NEWS), article(""), article("Мост открыт. Проезд бесплатный.", "ru")]
    summaries = ExtractiveSummarizer().summarize(articles, Length(sentences=1))
    assert [len(summary.sentences) for summary in summaries] == [1, 0, 1]
    for read, summary in zip(articles, summaries, strict=True):
        for sentence in summary.sentences:
            assert sentence.text == sentence.source_text == read.text[sentence.start : sentence.end]


def test_the_model_is_named_with_its_version() -> None:
    assert ExtractiveSummarizer().use.name == "extractive"
    assert ExtractiveSummarizer().use.version


def test_no_neural_library_is_imported() -> None:
    code = (
        "import sys; from summarize.summarizers.extractive import summarize_text; summarize_text('A b. C d.', 1, 'en');"
        "print(sorted({'torch', 'transformers', 'ctranslate2', 'sklearn', 'scipy', 'lingua'} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_a_brief_is_summarized_by_its_lead() -> None:
    text = "Заречье осталось без света. Подстанцию обещают починить к утру. Школы закрыты, больница работает от генератора."
    assert [s.text for s in summarize_text(text, 1, language="ru")] == ["Заречье осталось без света."]


def test_without_capitals_the_lead_stands_in_longer_articles_too() -> None:
    text = (Path(__file__).parent / "articles" / "maktaba.ar.txt").read_text(encoding="utf-8")
    summary = summarize_text(text, 1, language="ar")
    assert summary[0].text.startswith("أعلنت بلدية الواحة")
    assert summary[0].start == text.index("أعلنت")


def test_weights_survive_being_written_and_read() -> None:
    weights = {"": packaged_weights("en"), "ar": packaged_weights("ar")}
    written = format_weights(weights)
    assert format_weights(parse_weights(written)) == written


def test_a_language_with_weights_of_its_own_has_those() -> None:
    shared, own = packaged_weights("en"), packaged_weights("ar")
    assert own.names == shared.names
    assert not np.array_equal(own.weight, shared.weight)
    assert np.array_equal(packaged_weights("eu").weight, shared.weight)
