import re
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest

import summarize
from summarize.language.names import LANGUAGES
from summarize.language.scripts import letters_by_script, scripts_of
from summarize.rendering.labels import labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_that_can_be_asked_for_has_labels_in_its_own_script(language: str) -> None:
    words = labels(language)
    assert words.language == language
    scripts = scripts_of(language)
    for label in (
        getattr(words, field.name) for field in fields(words) if field.name not in ("language", "kinds")
    ):
        assert set(letters_by_script(label)) <= scripts, label


def test_a_gloss_is_called_a_machine_translation_in_different_words_in_different_languages() -> None:
    glosses = Counter(labels(language).gloss for language in LANGUAGES)
    assert max(glosses.values()) == 1
    assert labels("en").gloss == "Machine translation"


def test_a_language_without_a_table_gets_english_labels_that_say_so() -> None:
    assert labels("xx").language == "en"


def test_every_code_of_a_warning_is_said_in_every_language_of_the_table() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(summarize.__file__).parent.rglob("*.py"))
    codes = set(re.findall(r'Warning\(\s*"([a-z-]+)"', source))
    assert len(codes) > 10
    for language in ("ar", "ru", "fr", "de", "es"):
        assert codes <= set(labels(language).kinds)
    assert labels("en").kinds == {}
