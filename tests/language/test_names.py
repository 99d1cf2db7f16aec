"""Languages by the names people type."""

import pytest

from summarize.errors import UsageError
from summarize.language import language_code, language_name


@pytest.mark.parametrize("name", ["ar", "AR", " Arabic", "arabic", "العربية", "ar-EG", "ar_SA"])
def test_a_language_goes_by_its_code_its_english_name_and_its_own(name: str) -> None:
    assert language_code(name) == "ar"


def test_an_unknown_language_is_a_usage_error_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="did you mean arabic"):
        language_code("Arabc")
    with pytest.raises(UsageError, match="such as ar"):
        language_code("")


def test_a_code_has_an_english_name() -> None:
    assert language_name("ru") == "Russian"
    assert language_name("xx") == "xx"
