"""What is known of each language: one file a language, over the defaults."""

import tomllib
from dataclasses import fields
from importlib import resources

import pytest

from summarize.language import ENGLISH, all_languages, language_of
from summarize.language.files import default_table, table
from summarize.language.labels import Labels
from summarize.language.scripts import letters_by_script

DATA = resources.files("summarize.language") / "data"
FILES = {
    file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8"))
    for file in DATA.iterdir()
    if file.name.endswith(".toml")
}
DEFAULTS = FILES.pop("default")


def test_every_file_is_a_language() -> None:
    assert set(all_languages()) == set(FILES)


@pytest.mark.parametrize("code", FILES)
def test_a_file_has_only_keys_that_the_defaults_explain(code: str) -> None:
    data = FILES[code]
    assert set(data) <= set(DEFAULTS) | {"name", "own_name"}
    for name, content in data.items():
        known = DEFAULTS.get(name)
        if isinstance(known, dict) and name != "labels":
            assert set(content) <= set(known), name
            assert all(type(value) is type(known[key]) for key, value in content.items()), name


@pytest.mark.parametrize("code", FILES)
def test_a_file_read_in_parts_says_what_it_says_whole(code: str) -> None:
    for name, content in FILES[code].items():
        if isinstance(content, dict):
            assert table(code, name) == default_table(name) | content
    language = language_of(code)
    assert (language.name, language.own_name) == (FILES[code]["name"], FILES[code]["own_name"])


@pytest.mark.parametrize("code", FILES)
def test_every_subject_of_a_language_can_be_read(code: str) -> None:
    language = language_of(code)
    for subject in ("sentences", "marks", "cues", "numerals", "furniture", "walls", "checking", "labels"):
        assert getattr(language, subject) is not None


@pytest.mark.parametrize("code", FILES)
def test_words_of_cues_are_in_lower_case(code: str) -> None:
    for key, words in FILES[code].get("cues", {}).items():
        if isinstance(words, str) and not key.endswith("_quote"):
            assert words == words.lower(), key


@pytest.mark.parametrize("code", FILES)
def test_no_list_of_cues_has_a_word_twice(code: str) -> None:
    for key, words in FILES[code].get("cues", {}).items():
        if isinstance(words, str) and not key.endswith("_quote"):
            assert sorted(words.split()) == sorted(set(words.split())), key


@pytest.mark.parametrize("code", FILES)
def test_every_language_has_labels_in_its_own_script(code: str) -> None:
    labels = language_of(code).labels
    assert labels.language == code
    for field in fields(Labels):
        if field.name not in ("language", "kinds"):
            assert set(letters_by_script(getattr(labels, field.name))) <= language_of(code).scripts


def test_a_gloss_is_called_a_machine_translation_in_different_words_in_different_languages() -> None:
    glosses = {language.labels.gloss for language in all_languages().values()}
    assert len(glosses) == len(all_languages())
    assert language_of(ENGLISH).labels.gloss == "Machine translation"


def test_a_language_without_a_file_has_general_rules_and_english_labels_that_say_so() -> None:
    unknown = language_of("xx")
    assert unknown.name == "xx"
    assert unknown.labels.language == ENGLISH
    assert unknown.direction == "ltr"
    assert not unknown.numerals.known


def test_a_language_code_is_no_path() -> None:
    assert language_of("../language/data/en").name == "../language/data/en"
    assert not language_of("default").cues.gender


@pytest.mark.parametrize(("code", "direction"), [("ar", "rtl"), ("he", "rtl"), ("en", "ltr"), ("ja", "ltr")])
def test_the_direction_follows_from_the_script(code: str, direction: str) -> None:
    assert language_of(code).direction == direction


@pytest.mark.parametrize(
    ("code", "pair"),
    [("fr", ("«\u00a0", "\u00a0»")), ("de", ("„", "“")), ("en", ("“", "”")), ("ja", ("「", "」"))],
)
def test_a_language_has_the_quotation_marks_that_its_readers_expect(code: str, pair: tuple[str, str]) -> None:
    assert language_of(code).marks.pair == pair


def test_no_switch_is_one_languages_own() -> None:
    """A key that isn't words but a choice, and that one language makes, is that language in disguise."""
    switches = {
        (name, key)
        for name, content in DEFAULTS.items()
        if isinstance(content, dict)
        for key, value in content.items()
        if isinstance(value, bool) or key in ("subject", "modifiers", "incise")
    }
    assert len(switches) >= 6
    for name, key in switches:
        assert sum(key in data.get(name, {}) for data in FILES.values()) > 1, f"{name}.{key}"
