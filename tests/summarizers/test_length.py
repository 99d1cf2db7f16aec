"""How long a summary may be, in the reader's terms."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import UsageError
from summarize.summarizers.length import LENGTHS, Length, length_named
from summarize.summarizers.words import count_characters


@pytest.mark.parametrize("wrong", ["novel", "", "s", "0s", "30", "-5s", "30 minutes", "99999s"])
def test_what_is_no_length_is_a_usage_error(wrong: str) -> None:
    with pytest.raises(UsageError):
        length_named(wrong)


def test_lengths_are_named_or_seconds() -> None:
    assert {name: length_named(name) for name in LENGTHS} == LENGTHS
    assert length_named("30s") == Length(sentences=None, seconds=30)
    assert length_named("5 s").seconds == 5


def test_seconds_aloud_are_fewer_words_where_words_are_longer() -> None:
    halfminute = length_named("30s")
    assert [halfminute.most_words(code) for code in ("en", "ru", "ar", "eo")] == [75, 61, 46, 60]
    assert Length(words=50, seconds=30).most_words("en") == 50
    assert Length(seconds=1).most_words("ar") == 1


@pytest.mark.parametrize(
    ("text", "characters"), [("ferry", 5), ("паром", 5), ("渡轮", 4), ("⛴️🚢", 4), ("é", 1), ("", 0)]
)
def test_characters_are_counted_as_they_are_shown(text: str, characters: int) -> None:
    assert count_characters(text) == characters


@settings(deadline=None)
@given(st.lists(st.text(alphabet="ab 渡.", min_size=1, max_size=30), max_size=6), st.integers(1, 60))
def test_what_fits_is_the_longest_beginning_within_the_length(texts: list[str], characters: int) -> None:
    fitting = Length(sentences=None, characters=characters).fitting(texts, "en")
    assert count_characters(" ".join(texts[:fitting])) <= characters
    if fitting < len(texts):
        assert count_characters(" ".join(texts[: fitting + 1])) > characters
