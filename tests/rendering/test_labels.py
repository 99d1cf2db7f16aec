from collections import Counter

import pytest

from summarize.briefing import Warning, WarningCode
from summarize.language import all_languages, language_of
from summarize.language.scripts import letters_by_script


@pytest.mark.parametrize("code", all_languages())
def test_every_code_of_a_warning_has_a_text_in_every_language(code: str) -> None:
    language = language_of(code)
    assert language.labels.language == code
    assert set(language.labels.kinds) == set(WarningCode)
    assert len(set(language.labels.kinds.values())) == len(WarningCode)
    for text in (*language.labels.kinds.values(), language.labels.original):
        assert set(letters_by_script(text)) <= language.scripts, text


def test_no_two_languages_say_a_warning_in_the_same_words() -> None:
    texts = Counter(language.labels.kinds["number-mismatch"] for language in all_languages().values())
    assert max(texts.values()) == 1


def test_a_check_of_ones_own_says_what_it_likes() -> None:
    german = language_of("de").labels
    own = Warning("too-cheerful", "Слишком весело")
    assert own.message == own.said_with(german) == "Слишком весело"
    known = Warning("loop", "again and again")
    assert known.message == "again and again"
    assert known.said_with(german) == "die Übersetzung wiederholt sich — again and again"
    assert Warning("too-cheerful").said_with(german) == "too-cheerful"


# The languages that the report of a batch is in, beside English.
REPORTED = ("ar", "de", "es", "fa", "fr", "he", "it", "ja", "pl", "pt", "ru", "tr", "uk", "zh")


@pytest.mark.parametrize("code", REPORTED)
def test_the_report_of_a_batch_has_all_its_words_in_a_language(code: str) -> None:
    language, english = language_of(code), language_of("en").report
    assert language.report.keys() == english.keys()
    for text in language.report.values():
        assert set(letters_by_script(text)) <= language.scripts, text
    same = {key for key, text in language.report.items() if text == english[key]}
    assert same <= {"message"}  # French has the same word
