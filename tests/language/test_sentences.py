"""Sentences with exact offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.language import split_sentences

CASES = [
    ("en", ["The U.N. said so.", "He left."]),
    ("en", ["D-Va. and Sen. Kaine spoke.", "Nobody else did."]),
    ("en", ["Mr. J. K. Smith came at 5 p.m. Tuesday.", "He met Gov. Ames."]),
    ("en", ["“Stop!” he said.", "“Go now.”", "She asked (why?)."]),
    ("en", ["It cost $3.5 million.", "That is 1.2 percent."]),
    ("ar", ["هل سنذهب؟", "نعم، سنذهب؛ لا شك.", "انتهى الأمر."]),
    ("ar", ["وقال د. سامر النجار إن الأمر انتهى.", "ثم غادر."]),
    ("ru", ["Это г. Заречный.", "«Мы пойдём!» — сказал А. С. Лебедев.", "«Да»."]),
    ("ru", ["Мост построен в 1962 г. и стоит до сих пор.", "Он цел."]),
    ("de", ["Er sagte am 3. Mai: „Wir gehen.“", "Dann ging er.", "Dr. Weber kam z. B. nicht."]),
    ("fr", ["M. Dupont a dit : « Nous partons. »", "Qui ?", "Lui !"]),
    ("it", ["Il tempio è del V sec. a.C. secondo gli archeologi.", "È crollato."]),
    ("xx", ["One thing.", "Another thing."]),
]


@pytest.mark.parametrize(("language", "sentences"), CASES)
def test_sentences_end_where_a_reader_would_say(language: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(" ".join(sentences), language)] == sentences


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_a_line_break_ends_a_sentence_unless_the_text_is_wrapped(line_break: str) -> None:
    headline = line_break.join(["A headline without a full stop", "The first sentence."])
    assert [s.text for s in split_sentences(headline, "en")] == headline.split(line_break)


def test_text_wrapped_at_a_line_width_is_read_over_the_line_breaks() -> None:
    text = (
        "The council of the town voted on Tuesday night to keep its last public\n"
        "ferry running for another six years, which ends a dispute of two years\n"
        "in the harbour. Nobody expected that.\n"
        "\n"
        "The first crossing after the vote left the harbour early in the morning\n"
        "with thirty people aboard."
    )
    assert [s.text.split()[0] for s in split_sentences(text, "en")] == ["The", "Nobody", "The"]


@given(
    st.text(st.characters() | st.sampled_from(list(" \n\r.!?؟。“”\"«»'\u00a0")), max_size=300),
    st.sampled_from(["en", "ar", "ru", "de", "xx"]),
)
def test_sentences_are_slices_in_order_and_leave_out_nothing_but_white_space(
    text: str, language: str
) -> None:
    end = 0
    for sentence in split_sentences(text, language):
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.text == sentence.text.strip()
        assert sentence.text
        assert not text[end : sentence.start].strip()
        assert sentence.start >= end
        end = sentence.end
    assert not text[end:].strip()


def test_a_paragraph_longer_than_the_splitters_window_loses_nothing() -> None:
    text = "This is one short sentence. " * 2_000
    assert [s.text for s in split_sentences(text, "en")] == ["This is one short sentence."] * 2_000
