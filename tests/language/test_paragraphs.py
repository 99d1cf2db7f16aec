"""Paragraphs of text as people and programs set it: a paragraph a line, wrapped at any width, by any of their measures."""

import itertools
import re
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.language import split_paragraphs, split_sentences
from summarize.quotes import extract_quotes

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


def loose(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def paragraphs(text: str) -> list[str]:
    return [loose(text[start:end]) for start, end in split_paragraphs(text)]


def wrapped(text: str, width: int) -> str:
    """Each line wrapped at spaces, as editors and mail programs do."""
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
        for line in text.split("\n")
    )


@pytest.mark.parametrize("width", range(30, 121))
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_wrapped_at_any_width_has_the_same_sentences_and_quotes(path: Path, width: int) -> None:
    text, language = path.read_text(encoding="utf-8"), path.suffixes[0].removeprefix(".")
    again = wrapped(text, width)
    assert [loose(each.text) for each in split_sentences(again, language)] == [
        loose(each.text) for each in split_sentences(text, language)
    ]
    assert [loose(each.text) for each in extract_quotes(again, language)] == [
        loose(each.text) for each in extract_quotes(text, language)
    ]


@pytest.mark.parametrize("width", [34, 50, 72, 100])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\n  "])
def test_wrapped_text_without_blank_lines_and_with_other_line_ends(
    path: Path, width: int, line_end: str
) -> None:
    text, language = path.read_text(encoding="utf-8"), path.suffixes[0].removeprefix(".")
    # Without a byline, of which nobody could tell where it ends.
    body = text.split("\n\n", 2)[2]
    again = ("\n" + wrapped(body.replace("\n\n", "\n"), width)).replace("\n", line_end)
    assert [loose(each.text) for each in split_sentences(again, language)] == [
        loose(each.text) for each in split_sentences(body, language)
    ]


def fold(text: str, width: int) -> str:
    """What `fold -s` makes of text: it counts bytes, and leaves the space at the end of a line."""
    folded = []
    for line in text.split("\n"):
        words, made = re.findall(r"\S+\s*", line), ""
        for word in words:
            if len((made + word).encode()) > width and made:
                folded.append(made)
                made = ""
            made += word
        folded.append(made)
    return "\n".join(folded)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_lines_that_were_folded_by_bytes(path: Path, width: int) -> None:
    text = path.read_text(encoding="utf-8")
    assert paragraphs(fold(text, width)) == paragraphs(text)


def test_chinese_wrapped_by_the_width_of_its_characters() -> None:
    text = "市长周三表示，大桥将提前半年开放。居民们对这一消息表示欢迎，但也有人担心噪音问题。" * 6
    lines = "\n".join(text[start : start + 40] for start in range(0, len(text), 40))
    assert len(paragraphs(lines)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry stays.\nThe pier goes.", 2),
        ("“It stays,”\nsaid the mayor.", 1),
        ("The ferry\nstays.", 1),
        ("Bread\nMilk\nEggs", 3),
        ("He said:\n- the ferry stays\n- the pier goes", 3),
        ("1. the ferry\n2. the pier", 2),
        ("The ferry stays\n\nfor ever", 2),
        ("The ferry\u2028Stays", 2),
        ("AMADI: We will not sail.\nLUND: And who brings the flour?\nAMADI: The freighter does.", 3),
        ("Ends a page in\n\fa sentence.", 1),
    ],
)
def test_a_break_that_only_wraps_and_one_that_parts(text: str, expected: int) -> None:
    assert len(paragraphs(text)) == expected


def test_a_paragraph_a_line_stays_one_whatever_its_length() -> None:
    lines = [
        "The council voted for the ferry on Monday evening, after five hours of talk in the old hall.",
        "Nobody had thought that it would take so long, and some of them went home by the last bus.",
        "The ferry costs the town two million a year, of which the island pays a little less than half.",
        "Its crew heard of the vote at sea.",
    ]
    assert paragraphs("\n".join(lines)) == lines


@given(st.text(alphabet="ab. \n\r\f\u2028”“-А日", max_size=80))
def test_paragraphs_come_in_order_and_hold_all_words(text: str) -> None:
    spans = list(split_paragraphs(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


def test_white_space_without_end_takes_no_time() -> None:
    started = time.process_time()
    assert paragraphs("a" + " " * 200_000 + "b\n" * 50_000)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n    "])
def test_a_speaker_whose_name_stands_on_two_lines(line_end: str) -> None:
    text = (
        "The harbour board met for six hours on Thursday night and\nvoted to keep the old crane on the northern quay, "
        "which\nlifts no more than the beams of one roof in a year, and\ncosts the town as much as the school.\n\n"
        "“It has lifted every roof beam in this town,” said Maren\nVoss, who has run the yard for years and will do\nso again."
    ).replace("\n", line_end)
    (quote,) = extract_quotes(text, "en")
    assert quote.speaker == "Maren Voss"


@pytest.mark.parametrize(
    "text",
    [
        "Об этом в понедельник на встрече с журналистами в Москве и в Твери \nзаявил\n Пётр Ильин, глава ведомства.",
        "При нынешнем положении дел, как пишут авторы большого доклада, \nНАТО\n не сможет «защитить» берега.",
        "«Колонна, которая шла вчера в город (19 сентября. — \nRT\n) попала под обстрел», — отметил он.",
        "Читайте нас в новом канале, где новости выходят раньше всех, \nTelegram\n, чтобы знать больше.",
    ],
)
def test_the_text_of_a_link_on_a_line_of_its_own_parts_no_paragraph(text):
    assert list(split_paragraphs(text)) == [(0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Заголовок без точки \nТекст начинается здесь и идёт дальше, как в любой статье, до самой точки.",
        "Первый абзац кончается точкой, и за нею стоит пробел, как у иных страниц. \nСледующий\nНовый абзац.",
        "Совсем длинный абзац кончается двоеточием, а за ним пробел и перенос: \nПункт первый",
    ],
)
def test_a_blank_at_the_end_of_a_line_alone_joins_no_paragraphs(text):
    assert len(list(split_paragraphs(text))) > 1
