import re
from pathlib import Path

import summarize
from summarize.language import language_of


def test_every_code_of_a_warning_is_said_in_every_language_of_the_table() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(summarize.__file__).parent.rglob("*.py"))
    codes = set(re.findall(r'Warning\(\s*"([a-z-]+)"', source))
    assert len(codes) > 10
    for language in ("ar", "ru", "fr", "de", "es"):
        assert codes <= set(language_of(language).labels.kinds)
    assert language_of("en").labels.kinds == {}
