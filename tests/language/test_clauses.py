from hypothesis import given
from hypothesis import strategies as st

from summarize.language.clauses import split_clauses, split_to_fit

TEXT = st.text(st.sampled_from('ab ,;—،"”.'), max_size=60)


def test_a_sentence_is_split_after_the_marks_that_end_a_clause() -> None:
    text = "He left, “as planned,” at noon; she stayed — for now."
    assert split_clauses(text) == ["He left,", "“as planned,”", "at noon;", "she stayed", "— for now."]


def test_arabic_clauses_are_split_after_the_arabic_comma() -> None:
    assert split_clauses("افتتح الوزير المدرسة، وزار القاضي المتحف") == [
        "افتتح الوزير المدرسة،",
        "وزار القاضي المتحف",
    ]


def test_numbers_with_commas_stay_whole() -> None:
    assert split_clauses("It cost 45,000 pounds") == ["It cost 45,000 pounds"]


def test_what_fits_stays_whole_and_clauses_are_joined_as_far_as_they_fit() -> None:
    text = "one two, three four, five six, seven eight"
    assert split_to_fit(text, lambda part: len(part) <= 99) == [text]
    assert split_to_fit(text, lambda part: len(part) <= 22) == [
        "one two, three four,",
        "five six, seven eight",
    ]


def test_a_long_clause_is_split_between_words_and_a_long_word_anywhere() -> None:
    assert split_to_fit("aaa bbb ccc", lambda part: len(part) <= 7) == ["aaa bbb", "ccc"]
    assert split_to_fit("aaaa", lambda part: len(part) <= 2) == ["aa", "aa"]


@given(TEXT, st.integers(1, 20))
def test_every_part_fits_and_no_character_is_lost(text: str, limit: int) -> None:
    parts = split_to_fit(text, lambda part: len(part) <= limit)
    assert all(len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
