import subprocess
import sys
import tomllib
from importlib import resources

import pytest

from summarize.quotes import extract_quotes
from summarize.quotes.table import language_table

FILES = [
    file
    for file in resources.files("summarize.quotes").joinpath("data").iterdir()
    if file.name.endswith(".toml")
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_table_is_read_whole_and_in_lower_case(file):
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    table = language_table(file.name.removesuffix(".toml"))
    words = " ".join(
        data.get(key, "") for key in ("verbs", "participles", "determiners", "obliques", "persons")
    )
    assert words == words.lower()
    assert all(table.roles[word] for word in words.split())


def test_a_language_without_a_table_is_read_by_its_marks_alone():
    quotes = extract_quotes("„Zostajemy tutaj do rana i czekamy.”", "pl")
    assert [(quote.text, quote.speaker) for quote in quotes] == [("Zostajemy tutaj do rana i czekamy.", None)]


def test_a_language_code_is_no_path():
    assert language_table("../en").roles == {}


def test_the_language_is_detected_where_it_is_not_given():
    text = "„Wir haben drei Jahre lang nach einem Käufer für das Bad gesucht“, sagte Bürgermeisterin Katrin Ahlers."
    (quote,) = extract_quotes(text)
    assert (quote.language, quote.speaker) == ("de", "Katrin Ahlers")


def test_the_engine_imports_no_model_library():
    code = "import sys, summarize.quotes; print({'torch', 'transformers', 'lingua', 'sentencex'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"
