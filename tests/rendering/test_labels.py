import pytest

from summarize.language.names import LANGUAGES
from summarize.language.scripts import letters_by_script
from summarize.rendering.labels import labels


@pytest.mark.parametrize("language", ["ar", "ru", "en", "fr", "de", "es"])
def test_a_language_of_the_table_has_all_labels_in_its_own_words(language: str) -> None:
    assert labels(language).language == language
    others = {labels(other).quotes for other in ("ar", "ru", "en", "fr", "de", "es") if other != language}
    assert labels(language).quotes not in others


def test_arabic_labels_are_in_arabic_script() -> None:
    assert set(letters_by_script(labels("ar").gloss)) == {"arabic"}


def test_another_language_gets_english_labels_that_say_so() -> None:
    assert labels("fi").language == "en"
    assert all(labels(code).quotes for code in LANGUAGES)
