"""The speaker model's windows: what is read of an article around a quote, and where each token stands in it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarize.language import split_paragraphs
from summarize.quotes.windows import (
    AFTER,
    BEFORE,
    BREAK,
    CLOSE,
    END,
    HEAD,
    OPEN,
    TAIL,
    pieces_of,
    tokenize,
    window,
    with_usual_marks,
)

PIECES = ["▁", *"abcdefghijklmnopqrstuvwxyzARW.,“”б", "▁word", "▁stay"]


@pytest.fixture(scope="module")
def pieces():
    return pieces_of(PIECES, [-3.0] * len(PIECES))


def tokens_of(text, pieces):
    return tokenize(text, split_paragraphs(text), pieces)


def test_a_window_has_the_quote_between_its_marks_and_the_words_around_it(pieces):
    text = "Ana Ruiz came by train.\n\n“We stay,” she said."
    start = text.index("We stay")
    seen = window(tokens_of(text, pieces), (start, start + 8), ())
    first, last = seen.ids.index(OPEN), seen.ids.index(CLOSE)
    tokens = tokens_of(text, pieces)
    inside = seen.places[first + 1 : last]
    assert text[tokens.starts[inside[0]] : tokens.ends[inside[-1]]] == "We stay,"
    assert seen.ids.count(BREAK) == 2
    assert seen.ids[-1] == END


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text("aб ع中\n.“”ﬁ", min_size=1, max_size=200))
def test_every_token_stands_where_the_text_has_it(text, pieces):
    tokens = tokens_of(text, pieces)
    assert tokens.starts == sorted(tokens.starts)
    assert all(0 <= a <= b <= len(text) for a, b in zip(tokens.starts, tokens.ends, strict=True))


def test_a_window_is_bounded_and_long_quotes_lose_their_middle(pieces):
    long = "word " * 400
    text = f"{long}“{long}” {long}"
    start = text.index("“") + 1
    quote = start, start + len(long)
    seen = window(tokens_of(text, pieces), quote, [quote])
    assert len(seen.ids) == 1 + BEFORE + 1 + HEAD + TAIL + 1 + AFTER + 1
    assert [place for place in seen.places if place >= 0] == sorted(
        place for place in seen.places if place >= 0
    )


def test_rare_marks_are_read_as_usual_ones_and_nothing_moves():
    text = 'He said: ((we go)). She" stays" and <<waits>>, “he” too.'
    quotes = [
        (text.index(words), text.index(words) + len(words)) for words in ("we go", "stays", "waits", "he”")
    ]
    read = with_usual_marks(text, quotes)
    assert read == 'He said:  "we go" . She "stays" and  "waits" , “he” too.'
    assert [read[start:end] for start, end in quotes] == [text[start:end] for start, end in quotes]
