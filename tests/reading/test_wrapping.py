"""Plain text that mail and programs of fixed widths have been at."""

import textwrap
from pathlib import Path

import pytest

from summarize.reading.content import Input
from summarize.reading.formats import read_content
from summarize.reading.headlines import headline
from summarize.reading.wrapping import as_written, unflowed

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


def loose(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", range(30, 121, 5))
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_headline_is_one_at_any_width(path, width):
    text = path.read_text(encoding="utf-8")
    wrapped = "\n".join(textwrap.fill(line, width) for line in text.split("\n"))
    assert headline(wrapped) == headline(text)


@pytest.mark.parametrize("width", [30, 40, 60, 80])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_words_that_were_cut_are_whole(path, width):
    text = path.read_text(encoding="utf-8")
    cut = "\n".join(
        "\n".join(line[start : start + width] for start in range(0, max(len(line), 1), width))
        for line in text.split("\n")
    )
    assert loose(as_written(cut)) == loose(text)


def test_the_marks_of_quoted_mail_go():
    text = (
        "Dear Ann,\n\n> “We have patched that wall for\n> thirty years,” said Falk.\n>\n>> She left.\n\nYours"
    )
    assert (
        loose(as_written(text))
        == "Dear Ann, “We have patched that wall for thirty years,” said Falk. She left. Yours"
    )
    assert as_written("a > b\n> c") == "a > b\n> c"


def test_a_word_parted_at_a_line_end_is_whole_and_a_compound_stays():
    lines = [
        "The council of the town spoke for five hours about the develop-",
        "ment of the harbour and its so-called old pier, which was built by",
        "the fathers of those who sat in the hall, and after a long and quite bit-",
        "ter debate they voted for the new wall, the so-",
        "called sea wall, of stone.",
    ]
    assert loose(as_written("\n".join(lines))) == (
        "The council of the town spoke for five hours about the development of the harbour and its so-called old pier, "
        "which was built by the fathers of those who sat in the hall, and after a long and quite bitter debate they voted "
        "for the new wall, the so-called sea wall, of stone."
    )


def test_text_that_nothing_was_done_to_stays_as_it_is():
    for path in EXAMPLES:
        assert read_content(Input(path.read_bytes(), "a.txt")).text == path.read_text(encoding="utf-8")
    poem = "The harbour sleeps\nin a coat of tar,\nand gulls count boats\nfrom the mended bar."
    assert as_written(poem) == poem


def test_flowed_text():
    assert unflowed("One line \ngoes on.\n\n-- \nAnn") == "One line goes on.\n\n-- \nAnn"
    assert unflowed("One wo \nrd.", delete_space=True) == "One word."


def test_words_that_were_cut_by_the_bytes_of_their_line_are_whole():
    text = (
        "« Elle a levé chaque poutre de cette ville », a déclaré Marine Vosse, qui dirige le chantier où naît la grue. "
        * 3
    )
    cut, line = "", ""
    for character in text.strip():
        if len((line + character).encode()) > 40:
            cut, line = f"{cut}{line}\n", ""
        line += character
    assert loose(as_written(cut + line)) == loose(text)


def test_flowed_text_that_is_quoted():
    assert unflowed("> The ferry \n> stays.\n>\n>> It is \n>> the road.\nYes") == (
        "> The ferry stays.\n>\n>> It is the road.\nYes"
    )


def test_a_word_with_its_own_hyphen_keeps_it_where_nobody_parts_words():
    wrapped = (
        "Maren Voss, who has run the yard for twenty-\ntwo years, was glad of the vote. Members\n"
        "had wanted the money, it seems, for a\nbreakwater that has leaked in three places\nsince the storm."
    )
    assert loose(as_written(wrapped)) == loose(wrapped.replace("-\n", "-"))
