"""The classes of characters are what Unicode says they are."""

import re
import unicodedata

from summarize.language import characters
from summarize.language.characters import CAPITAL, NOT_SMALL, any_of

# The plane that all scripts of the news are in.
BASIC = [chr(code) for code in range(0x10000) if not 0xD800 <= code <= 0xDFFF]


def test_capitals_are_the_letters_that_have_a_small_form_and_are_not_it() -> None:
    pattern = re.compile(CAPITAL)
    assert all(map(pattern.fullmatch, "AÉŁŻŞČЁІЇҐΩԱ"))
    assert not any(map(pattern.fullmatch, "aéłżşčёіїґωあا字1_ "))
    found = {character for character in BASIC if pattern.fullmatch(character)}
    assert found <= {character for character in BASIC if character.isupper()}
    upper = {character for character in BASIC if unicodedata.category(character) == "Lu"}
    # What only mathematics, liturgy or typography writes.
    missing = {unicodedata.name(character).split()[0] for character in upper - found}
    assert missing == {
        "CHEROKEE", "COPTIC", "GLAGOLITIC", "FULLWIDTH", "DOUBLE-STRUCK", "SCRIPT", "BLACK-LETTER", "EULER", "OHM", "KELVIN",
        "ANGSTROM", "TURNED", "ROMAN",
    }  # fmt: skip


def test_a_letter_of_a_script_without_capitals_is_no_small_one() -> None:
    pattern = re.compile(NOT_SMALL)
    assert all(map(pattern.fullmatch, "AŁЁا字"))
    assert not any(map(pattern.fullmatch, "ałё1_ "))


def test_quotation_marks_dashes_and_spaces_have_the_properties_that_their_names_say() -> None:
    initial_and_final = {character for character in BASIC if unicodedata.category(character) in ("Pi", "Pf")}
    # Medieval and dictionaries' brackets are no quotation marks of the news.
    rare = {mark for mark in initial_and_final if ord(mark) >= 0x2E00}
    assert initial_and_final - rare <= set(characters.QUOTATION_MARKS)
    assert {unicodedata.category(mark) for mark in characters.DASHES} == {"Pd"}
    spaces = {character for character in BASIC if unicodedata.category(character) == "Zs"} - {" "}
    assert set(characters.WIDE_SPACES) == spaces
    assert {unicodedata.category(character) for character in characters.INVISIBLE} == {"Cf"}


def test_sentence_ends_are_punctuation_and_no_letter() -> None:
    assert {unicodedata.category(mark) for mark in characters.SENTENCE_ENDS} == {"Po"}
    assert all(re.fullmatch(any_of(characters.SENTENCE_ENDS), mark) for mark in ".!?…؟۔।。！？")
