"""Hyphens at line ends: kept, taken out, or followed by a space."""

from collections import Counter

import pytest

from summarize.reading.hyphens import joint, parts_words, words_of


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("the develop", "ment of", ""),
        ("Herr Müller", "Lüdenscheidt sprach", "-"),
        ("the F", "16 of all pumps", "-"),
        ("die Land", "und Stadtgemeinden", "- "),
        ("the long", "and short-term plans", "- "),
        ("the sixty-year", "old wall", "-"),
        ("from bank", "to-bank", "-"),
        ("", "x", "-"),
    ],
)
def test_what_stands_between_two_lines(before, after, expected):
    assert joint(before, after, words_of([before, after])) == expected


def test_the_rest_of_the_text_tells():
    assert joint("the well", "known plan", Counter({"well-known": 1})) == "-"
    assert joint("the well", "known plan", Counter({"wellknown": 1})) == ""
    assert joint("the well", "known plan", Counter({"well": 2, "known": 2})) == "-"


def test_where_no_word_is_parted_a_hyphen_is_the_words_own():
    assert joint("the worm", "eaten wall", Counter(), parted=False) == "-"
    roomy = [(9.0, "experts laughed"), (8.0, "rebuilding starts"), (1.0, "the wall"), (12.0, "two men")]
    assert not parts_words(roomy, hyphens=4)
    assert parts_words(roomy[2:], hyphens=4)
    assert parts_words(roomy, hyphens=40)
