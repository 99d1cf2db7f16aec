"""What differs between languages is data: outside summarize/language no code names a language or holds its words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import summarize
from summarize.language import all_languages
from summarize.language.scripts import letters_by_script

PACKAGE = Path(summarize.__file__).parent
FILES = [
    path.relative_to(PACKAGE)
    for path in sorted(PACKAGE.rglob("*.py"))
    if "language" not in path.relative_to(PACKAGE).parts[:1]
]
# "id" is what records are told apart by, never Indonesian; "tr" is a row of a table in HTML.
OTHER_MEANINGS = {"id", "tr"}
# These put glyphs of a PDF back into letters: what fonts have for letters of a script, no language's words.
OTHER_SCRIPTS = {"reading/bidi.py", "reading/pdf_text.py"}


def constants(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module with their lines, docstrings left out."""
    tree = ast.parse((PACKAGE / path).read_text("utf-8"))
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_code_names_a_language(path: Path) -> None:
    codes = set(all_languages()) - OTHER_MEANINGS
    assert [(line, text) for line, text in constants(path) if text in codes] == []


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_code_holds_words_of_another_script(path: Path) -> None:
    found = [
        (line, text)
        for line, text in constants(path)
        if set(letters_by_script(text)) - {"latin"} and str(path) not in OTHER_SCRIPTS
    ]
    assert found == []


def test_the_search_finds_what_it_is_for(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('"""About "ar"."""\nif language == "ar":\n    words = {"ال"}\n', "utf-8")
    assert list(constants(module)) == [(2, "ar"), (3, "ال")]
