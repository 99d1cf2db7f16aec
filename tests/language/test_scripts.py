"""Scripts, letters and small words tell languages apart without a model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.language.likeness import foreign_letters, other_language
from summarize.language.record import language_of
from summarize.language.scripts import letters_by_script


@pytest.mark.parametrize(
    ("text", "script", "count"),
    [
        ("harbour", "latin", 7),
        ("Übergröße", "latin", 9),
        ("гавань", "cyrillic", 6),
        ("مِيناء", "arabic", 5),
        ("λιμάνι", "greek", 6),
        ("港口", "han", 2),
        ("みなと", "kana", 3),
        ("항구", "hangul", 2),
    ],
)
def test_letters_are_counted_by_script(text: str, script: str, count: int) -> None:
    assert letters_by_script(text) == {script: count}


def test_digits_and_marks_have_no_script() -> None:
    assert letters_by_script("12, ٣٤ – «»!") == {}


def test_languages_have_their_scripts() -> None:
    assert language_of("ar").scripts == {"arabic"}
    assert language_of("ru").scripts == {"cyrillic"}
    assert language_of("ja").scripts == {"han", "kana"}
    assert language_of("fr").scripts == {"latin"}


def test_neighbouring_alphabets_are_told_apart() -> None:
    assert foreign_letters("Її місто на півдні", "ru") == 5
    assert foreign_letters("Город на юге", "ru") == 0
    assert foreign_letters("Город на ёлке, ый", "uk") == 2
    assert foreign_letters("گربه چاق", "ar") == 2


ENGLISH = "The ferry will be back in the harbour before the end of the week, the captain said."
FRENCH = "Le bac sera de retour dans le port avant la fin de la semaine, a dit la capitaine."
GERMAN = "Die Fähre wird vor dem Ende der Woche wieder im Hafen sein, sagte die Kapitänin."
SPANISH = "El transbordador estará de vuelta en el puerto antes de que termine la semana."


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (ENGLISH, "en", None),
        (FRENCH, "fr", None),
        (GERMAN, "de", None),
        (SPANISH, "es", None),
        (ENGLISH, "fr", "en"),
        (FRENCH, "de", "fr"),
        (GERMAN, "en", "de"),
        (SPANISH, "fr", "es"),
        (ENGLISH, "fi", None),
        ("Captain Orsolya Brandt, Port of Velmora", "fr", None),
        ("", "fr", None),
    ],
)
def test_frequent_words_tell_the_language(text: str, language: str, expected: str | None) -> None:
    assert other_language(text, language) == expected


@given(st.text(), st.sampled_from(["en", "fr", "ru", "ar", "xx"]))
def test_any_text_is_looked_at(text: str, language: str) -> None:
    assert foreign_letters(text, language) >= 0
    assert other_language(text, language) != language
    assert all(count > 0 for count in letters_by_script(text).values())
