"""Numbers have the same value in every notation, and no text makes the reader of numbers stumble."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.language.numerals import find_amounts

LANGUAGES = ["en", "ar", "ru", "fr", "de", "es", "tr", "und"]
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def values(text: str, language: str) -> list[set[Decimal]]:
    return [set(number.values) for number in find_amounts(text, language).numbers]


def shares_a_value(text: str, language: str, value: float) -> bool:
    return any(Decimal(str(value)) in found for found in values(text, language))


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("45,000 boats", "en", 45000),
        ("forty-five thousand boats", "en", 45000),
        ("45 000 лодок", "ru", 45000),
        ("45 тысяч лодок", "ru", 45000),
        ("сорок пять тысяч лодок", "ru", 45000),
        ("٤٥٬٠٠٠ قارب", "ar", 45000),
        ("45 ألف قارب", "ar", 45000),
        ("خمسة وأربعون ألف قارب", "ar", 45000),
        ("45.000 Boote", "de", 45000),
        ("fünfundvierzigtausend Boote", "de", 45000),
        ("quarante-cinq mille bateaux", "fr", 45000),
        ("cuarenta y cinco mil barcos", "es", 45000),
        ("£2.8bn", "en", 2_800_000_000),
        ("2,8 млрд фунтов", "ru", 2_800_000_000),
        ("٢٫٨ مليار جنيه", "ar", 2_800_000_000),
        ("2,8 Milliarden Pfund", "de", 2_800_000_000),
        ("1,234,567.89", "en", 1234567.89),
        ("1.234.567,89", "de", 1234567.89),
        ("two million", "en", 2_000_000),
        ("مليونين", "ar", 2_000_000),
        ("ألفي شخص", "ar", 2000),
        ("the nineteenth century", "en", 19),
        ("القرن التاسع عشر", "ar", 19),
        ("XIX век", "ru", 19),
        ("quatre-vingt-dix-sept", "fr", 97),
        ("soixante-quinze", "fr", 75),
        ("siebenundneunzig", "de", 97),
        ("девяносто седьмой", "ru", 97),
        ("пятилетний", "ru", 5),
        ("трёхдневный", "ru", 3),
        ("at 3 p.m.", "en", 15),
        ("в 15:00", "ru", 3),
        ("um 15 Uhr", "de", 15),
        ("à 20h30", "fr", 8.3),
        ("à 20 h 30", "fr", 20.3),
        ("dos mil millones", "es", 2_000_000_000),
        ("two thousand million", "en", 2_000_000_000),
        ("one million two hundred thousand", "en", 1_200_000),
        ("7:55", "en", 7.55),
        ("7.55am", "en", 7.55),
        ("around 1200 GMT", "en", 12),
        ("the 1980s", "en", 1980),
        ("the 80s", "en", 1980),
        ("eighties", "en", 1980),
        ("80-е годы", "ru", 1980),
        ("الثمانينيات", "ar", 1980),
        ("1950-53", "en", 1953),
        ("7 to 10 million", "en", 7_000_000),
        ("two and a half", "en", 2.5),
        ("two dozen", "en", 24),
        ("2½", "en", 0.5),
        ("يومين", "ar", 2),
        ("४५", "hi", 45),
    ],
)
def test_a_number_is_read_in_every_notation(text: str, language: str, value: float) -> None:
    assert shares_a_value(text, language, value)


def test_a_group_of_three_digits_is_never_read_as_the_number_before_it() -> None:
    assert not shares_a_value("45,000 boats", "en", 45)
    assert not shares_a_value("45 000 лодок", "ru", 45)


def test_a_date_in_digits_is_three_numbers() -> None:
    (number,) = find_amounts("30.09.2018", "ru").numbers
    assert number.parts == {30, 9, 2018}


def test_percentages_months_and_currencies_are_told_in_each_language() -> None:
    for text, language in [
        ("On 12 September 40% paid in dollars", "en"),
        ("12 сентября 40 процентов платили долларами", "ru"),
        ("في 12 سبتمبر دفع 40 في المائة بالدولار", "ar"),
        ("12 أيلول: ٪40 دولار", "ar"),
        ("Am 12. September zahlten 40 Prozent in Dollar", "de"),
        ("Le 12 septembre, 40 pour cent ont payé en dollars", "fr"),
        ("El 12 de septiembre el 40 por ciento pagó en dólares", "es"),
    ]:
        found = find_amounts(text, language)
        assert [number.is_percentage for number in found.numbers if number.kind == "digits"] == [False, True]
        assert found.months == {9}
        assert found.currencies == {"dollar"}


def test_numbers_have_the_offsets_of_the_text() -> None:
    text = "In ١٩٣٩ some 45 thousand boats"
    assert [text[n.start : n.end] for n in find_amounts(text, "en").numbers] == ["١٩٣٩", "45 thousand"]


@given(st.integers(0, 10**12))
def test_digits_have_one_value_with_any_marks(number: int) -> None:
    grouped = f"{number:,}"
    for text in (
        str(number),
        grouped,
        grouped.replace(",", " "),
        grouped.replace(",", "\u202f"),
        grouped.replace(",", "."),
    ):
        assert shares_a_value(text, "en", number)
        assert shares_a_value(text.translate(EASTERN).replace(",", "٬"), "ar", number)


@given(st.integers(1, 999), st.sampled_from([("thousand", 10**3), ("million", 10**6), ("billion", 10**9)]))
def test_a_magnitude_multiplies(number: int, magnitude: tuple[str, int]) -> None:
    word, factor = magnitude
    assert values(f"{number} {word} boats", "en") == [{Decimal(number * factor)}]


@given(st.text() | st.text("0123456789٠١٢. ,:-½%thousandXV'"), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, language: str) -> None:
    for number in find_amounts(text, language).numbers:
        assert 0 <= number.start < number.end <= len(text)


@pytest.mark.parametrize(
    "text",
    ["9" * 5000, "9" * 50 + " trillion" * 5000, "million " * 5000, "1,000" * 5000, "XV" * 5000, "und" * 5000],
)
def test_endless_numbers_are_read_too(text: str) -> None:
    for language in LANGUAGES:
        assert all(number.end <= len(text) for number in find_amounts(text, language).numbers)
