"""The language of a text."""

import pytest

from summarize.errors import LanguageError
from summarize.language import detect_language

TEXTS = {
    "ar": "أعلنت وزارة المياه اليوم أن السد سيعمل من جديد بعد عامين.",
    "de": "Der Stadtrat hat am Dienstag beschlossen, die letzte Fähre zu behalten.",
    "en": "The council voted on Tuesday to keep the last ferry running.",
    "es": "El ayuntamiento decidió el martes mantener el último transbordador.",
    "fa": "شورای شهر روز سه‌شنبه تصمیم گرفت آخرین کشتی را نگه دارد.",
    "fr": "Le conseil a décidé mardi de garder le dernier bac en service.",
    "ja": "市議会は火曜日、最後のフェリーを存続させることを決めた。",
    "ru": "Городской совет решил во вторник сохранить последний паром.",
    "uk": "Міська рада вирішила у вівторок зберегти останній пором.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_the_language_is_told_from_one_sentence(language: str, text: str) -> None:
    assert detect_language(text) == language


def test_a_foreign_first_line_does_not_decide() -> None:
    assert detect_language("Всё о городе\n" + "The council voted to keep the ferry. " * 100) == "en"


@pytest.mark.parametrize("text", ["", "12 345 — 67", "\ud800", "!?"])
def test_a_text_without_letters_is_an_error_that_says_what_to_type(text: str) -> None:
    with pytest.raises(LanguageError, match="--from"):
        detect_language(text)
