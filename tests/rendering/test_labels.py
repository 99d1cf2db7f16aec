import re
from pathlib import Path

import pytest

import summarize
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


def test_every_code_of_a_warning_is_said_in_every_language_of_the_table() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(summarize.__file__).parent.rglob("*.py"))
    codes = set(re.findall(r'Warning\(\s*"([a-z-]+)"', source))
    assert len(codes) > 10
    for language in ("ar", "ru", "fr", "de", "es"):
        assert codes <= set(labels(language).kinds)
    assert labels("en").kinds == {}
