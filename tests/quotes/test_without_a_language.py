import subprocess
import sys

import pytest

from summarize.quotes import extract_quotes


def test_a_language_without_a_table_is_read_by_its_marks_alone():
    quotes = extract_quotes("„Zostajemy tutaj do rana i czekamy.”", "xx", "fast")
    assert [(quote.text, quote.speaker) for quote in quotes] == [("Zostajemy tutaj do rana i czekamy.", None)]


def test_the_language_is_detected_where_it_is_not_given():
    text = "„Wir haben drei Jahre lang nach einem Käufer für das Bad gesucht“, sagte Bürgermeisterin Katrin Ahlers."
    (quote,) = extract_quotes(text)
    assert (quote.language, quote.speaker) == ("de", "Katrin Ahlers")


def test_the_engine_imports_no_model_library():
    code = "import sys, summarize.quotes; print({'torch', 'transformers', 'lingua', 'sentencex'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Joanna Fibak: „Zostajemy tutaj do rana i czekamy na pierwszy prom.”", "Joanna Fibak"),
        ("„Zostajemy tutaj do rana i czekamy na pierwszy prom.” — Joanna Fibak.", "Joanna Fibak"),
        # A verb that isn't known, one word that may be anything, and nobody.
        ("Burmistrz Joanna Fibak powiedziała „zostajemy tutaj do rana i czekamy na pierwszy prom”.", None),
        ("Gdynia: „Zostajemy tutaj do rana i czekamy na pierwszy prom.”", None),
        ("Joanna Fibak ma dom. „Zostajemy tutaj do rana i czekamy na pierwszy prom.”", None),
    ],
)
def test_without_words_of_a_language_a_speaker_is_named_only_beyond_doubt(text, speaker):
    assert [quote.speaker for quote in extract_quotes(text, "xx", "fast")] == [speaker]
