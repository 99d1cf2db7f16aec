"""Languages by the names people type."""

import pytest

from summarize.errors import UsageError
from summarize.language import language_code, language_name


@pytest.mark.parametrize(
    "name",
    [
        "ar",
        "AR",
        " Arabic",
        "arabic",
        "العربية",
        "ar-EG",
        "ar_SA",
        "ara",
        "арабский",
        "АРАБСКИЙ",
        "на арабском",
        "arabe",
        "Árabe",
        "arabisch",
        "arabiska",
        "αραβικά",
        "阿拉伯语",
        "العربيه",
    ],
)
def test_a_language_goes_by_its_code_its_english_name_and_its_own(name: str) -> None:
    assert language_code(name) == "ar"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("rus", "ru"),
        ("по-русски", "ru"),
        ("francais", "fr"),
        ("fre", "fr"),
        ("ger", "de"),
        ("Farsi", "fa"),
        ("srpski", "sr"),
        ("turkce", "tr"),
        ("chi", "zh"),
        ("mandarin", "zh"),
        ("iw", "he"),
        ("немецкого", "de"),
        ("українською", "uk"),
    ],
)
def test_a_language_goes_by_what_any_language_calls_it_in_any_form_and_script(name: str, code: str) -> None:
    assert language_code(name) == code


def test_an_unknown_language_is_a_usage_error_with_the_nearest_right_one() -> None:
    with pytest.raises(UsageError, match=r"did you mean Arabic \(ar\)"):
        language_code("Arabc")
    with pytest.raises(UsageError, match=r"did you mean Russian \(ru\)"):
        language_code("русткий")
    for name in ("Klingon", "Chinook", "xx"):
        with pytest.raises(UsageError, match="unknown language"):
            language_code(name)


@pytest.mark.parametrize("option", ["--to", "--from"])
def test_an_empty_name_is_an_error_and_not_no_language(brief, option: str) -> None:
    result = brief(option, "", stdin="The vote is on Monday. Nobody spoke.")
    assert result.returncode == 2
    assert b"such as ar" in result.stderr
    with pytest.raises(UsageError, match="such as ar"):
        language_code(" ")


def test_a_code_has_an_english_name() -> None:
    assert language_name("ru") == "Russian"
    assert language_name("xx") == "xx"
