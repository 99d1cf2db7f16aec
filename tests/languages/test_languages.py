"""The gate of each language: texts as data in a folder a language, and what is right for them. See docs/adding-a-language.md."""

import tomllib
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from summarize.language import (
    all_languages,
    detect_language,
    language_code,
    language_name,
    language_of,
    split_paragraphs,
    split_sentences,
)
from summarize.language.files import has_table
from summarize.language.furniture import is_furniture
from summarize.language.labels import Labels
from summarize.language.numeral_table import fold
from summarize.language.numerals import find_amounts
from summarize.language.sentences import Sentence
from summarize.quotes import extract_quotes
from summarize.quotes.spans import find_spans
from summarize.quotes.speakers import attribute
from summarize.reading.headlines import headline
from summarize.summarizers.extractive.furniture import without_furniture
from summarize.translators.checks import check_translation

FOLDER = Path(__file__).parent
GATES = {
    file.parent.name: tomllib.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*/gate.toml"))
}
# What a gate has; each table of a language's file wants its own.
PARTS = {
    "detection": None,
    "names": None,
    "sentences": "sentences",
    "leaning": "leaning",
    "numerals": "numerals",
    "quotes": "cues",
    "furniture": "furniture",
    "labels": "labels",
}


def cases(part: str) -> list[Any]:
    """The cases of one part, of all languages."""
    return [
        pytest.param(code, case, id=f"{code}-{number}")
        for code, gate in GATES.items()
        for number, case in enumerate(gate.get(part, []))
    ]


@pytest.mark.parametrize("code", all_languages())
def test_a_language_that_tells_speakers_has_a_gate(code: str) -> None:
    assert code in GATES or not has_table(code, "cues")


@pytest.mark.parametrize("code", GATES)
def test_a_gate_has_a_part_for_every_table_of_the_language(code: str) -> None:
    assert set(GATES[code]) <= set(PARTS)
    for part, table in PARTS.items():
        if table is None or has_table(code, table):
            assert GATES[code].get(part), part


@pytest.mark.parametrize(("code", "text"), cases("detection"))
def test_the_language_is_told(code: str, text: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(("code", "name"), cases("names"))
def test_the_language_goes_by_its_names(code: str, name: str) -> None:
    assert language_code(name) == code
    assert language_code(language_name(code)) == code


@pytest.mark.parametrize(("code", "case"), cases("sentences"))
def test_sentences_end_where_they_do(code: str, case: list[str]) -> None:
    """A case is a list of sentences; joined by blanks (by nothing, where none are set) they come apart again."""
    text = (" " if language_of(code).spaced else "").join(case)
    assert [sentence.text for sentence in split_sentences(text, code)] == case


@pytest.mark.parametrize("code", [code for code, gate in GATES.items() if "leaning" in gate])
def test_beginnings_that_lean_on_another_sentence_are_known(code: str) -> None:
    """`leans`: sentences that say too little without the one before; `stands`: sentences that begin alike and don't."""
    opens = language_of(code).leaning.opens
    assert [text for text in GATES[code]["leaning"]["leans"] if not opens(text)] == []
    assert [text for text in GATES[code]["leaning"]["stands"] if opens(text)] == []


@pytest.mark.parametrize(("code", "case"), cases("numerals"))
def test_amounts_are_read(code: str, case: dict[str, Any]) -> None:
    """`numbers`: a value for each number in order, one of its readings; `months` and `currencies` in any order."""
    found = find_amounts(case["text"], code)
    expected = [Decimal(value) for value in case.get("numbers", [])]
    words = [case["text"][number.start : number.end] for number in found.numbers]
    # A month's name is a number too, so that "May" and "05" are the same.
    months = language_of(code).numerals.months
    numbers = [number for number, word in zip(found.numbers, words, strict=True) if fold(word) not in months]
    assert len(numbers) == len(expected), words
    for value, number in zip(expected, numbers, strict=True):
        assert value in number.values, case["text"][number.start : number.end]
    assert found.months == set(case.get("months", []))
    assert found.currencies == set(case.get("currencies", []))
    assert sum(number.is_percentage for number in found.numbers) == case.get("percentages", 0)


@pytest.mark.parametrize(("code", "case"), cases("quotes"))
def test_rules_find_quotes_and_their_speakers(code: str, case: dict[str, Any]) -> None:
    """`quotes`: the words of each quote, in order; `speakers`: whose they are, "" for nobody that the text makes clear;
    `beside`: whom the words beside each quote name, where that is fewer."""
    text, language = case["text"], language_of(code)
    paragraphs = list(split_paragraphs(text))
    spans = list(find_spans(text, paragraphs, language))
    found = [said for said in attribute(text, spans, language) if said.kind is not None]
    assert [text[said.span.start : said.span.end] for said in found] == case["quotes"]
    named = [(said.speaker and said.speaker.name) or "" for said in found]
    assert named == case.get("beside", case["speakers"])


@pytest.mark.parametrize(("code", "case"), cases("quotes"))
def test_no_wrong_speaker_is_shown(code: str, case: dict[str, Any]) -> None:
    """With the speaker model: each quote has its speaker, by one of the words at least, or none."""
    told = dict(zip(case["quotes"], case["speakers"], strict=True))
    for quote in extract_quotes(case["text"], code):
        if quote.speaker is not None and quote.text in told:
            assert set(quote.speaker.split()) & set(told[quote.text].split()), quote


@pytest.mark.parametrize("code", [code for code, gate in GATES.items() if "furniture" in gate])
def test_furniture_is_told_from_text(code: str) -> None:
    """`out`: lines that are none of the article's; `stays`: sentences that begin alike; `bylines`: lines that name the
    writer; `datelines`: what is left of a first sentence, by the sentence."""
    part = GATES[code]["furniture"]
    furniture = language_of(code).furniture
    assert [line for line in part["out"] if not is_furniture(line, furniture)] == []
    assert [line for line in part["stays"] if is_furniture(line, furniture)] == []
    for line in part["bylines"]:
        assert headline(f"{line}\n\n{part['stays'][0]}") is None, line
    for text, left in part.get("datelines", {}).items():
        assert without_furniture([Sentence(text, 0, len(text))], code)[0].text == left


@pytest.mark.parametrize("code", [code for code, gate in GATES.items() if "labels" in gate])
def test_labels_are_the_languages_own(code: str) -> None:
    """What the gate has is checked word by word; all others are there and differ from each other."""
    labels = language_of(code).labels
    assert labels.language == code
    for key, text in GATES[code]["labels"].items():
        assert getattr(labels, key) == text
    texts = [
        getattr(labels, field.name) for field in fields(Labels) if field.name not in ("language", "kinds")
    ]
    assert all(texts)


@pytest.mark.parametrize("code", GATES)
def test_a_sound_text_is_not_taken_for_another_language(code: str) -> None:
    """A text of the gate as the translation of one in another language: the checks of language see nothing."""
    other = next(name for name in GATES if name != code)
    source, text = GATES[other]["detection"][0], GATES[code]["detection"][0]
    codes = {warning.code for warning in check_translation(source, text, other, code)}
    assert not codes & {"wrong-language", "untranslated"}
