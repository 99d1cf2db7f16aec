"""Right-to-left lines: whatever order their glyphs come in, their places give the order of reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.reading.bidi import Glyph, in_reading_order, is_rtl


def glyphs(seen: str, *, width: float = 5.0, space: float = 3.0) -> list[Glyph]:
    """The glyphs of a line as it is seen, from the left to the right; spaces are room, not glyphs."""
    placed, x = [], 0.0
    for character in seen:
        if character == " ":
            x += space
        else:
            placed.append(Glyph(character, x, 0.0, x, x + width, 10.0))
            x += width
    return placed


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("نيماع دعب", "بعد عامين"),
        ("رانيد 45 وحن", "نحو 45 دينار"),
        (".12/03/2024 يف", "في 12/03/2024."),
        (".3,4 نويلم", "مليون 3,4."),
        ("٪٤٥", "٤٥٪"),
        ("٤٥,٣ نويلم", "مليون ٤٥,٣"),
        ("2024-2019", "2019-2024"),
        (".John Smith لاق", "قال John Smith."),
        ("(New Bridge) عورشم", "مشروع (New Bridge)"),
        ("COVID-19 نع", "عن COVID-19"),
        (".Boeing 737 MAX ةرئاط", "طائرة Boeing 737 MAX."),
        ("،FlowGuard 2.0 ماظن", "نظام FlowGuard 2.0،"),
        ("2030 ماع ذنم GPS 3 ماظن", "نظام GPS 3 منذ عام 2030"),
        ("GPS %95 ةبسن", "نسبة 95% GPS"),
        ("»معن« لاق", "قال «نعم»"),
        ("«معن» لاق", "قال «نعم»"),
    ],
)  # fmt: skip
def test_a_line_reads_as_the_bidirectional_algorithm_set_it(seen, read):
    assert in_reading_order(glyphs(seen)) == read


def test_the_order_of_the_glyphs_does_not_matter():
    line = glyphs(".12 نيماع دعب")
    expected = in_reading_order(line)
    assert expected == "بعد عامين 12."
    assert in_reading_order(line[::-1]) == expected
    assert in_reading_order(line[::2] + line[1::2]) == expected


@pytest.mark.parametrize("letters", ["ال", "لا"])
def test_the_letters_of_a_lam_alef_are_a_lam_and_an_alef(letters):
    ligature = [Glyph(letter, 0.0, 0.0, 0.0, 5.0, 10.0) for letter in letters]
    assert in_reading_order([*ligature, Glyph("س", 5.0, 0.0, 5.0, 10.0, 10.0)]) == "سلا"


def test_a_vowel_sign_goes_to_the_letter_it_stands_over():
    line = glyphs("ممص")
    sign = Glyph("\u064f", 12.0, 3.0, 12.0, 13.0, 10.0)
    assert in_reading_order([sign, *line]) == "ص\u064fمم"


def test_tells_the_direction_of_a_line():
    assert is_rtl("قال John")
    assert not is_rtl("John Smith said قال")
    assert not is_rtl("45")


WORDS = st.lists(
    st.text(alphabet="بتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1, max_size=6), min_size=1, max_size=8
)


@given(WORDS, st.randoms(use_true_random=False))
def test_words_without_numbers_read_from_the_right(words, random):
    line = glyphs(" ".join(words)[::-1])
    random.shuffle(line)
    assert in_reading_order(line) == " ".join(words)
