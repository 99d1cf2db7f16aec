"""Text set for eyes: wrapping, control characters, directions."""

import re
from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from docs.samples import harbour
from summarize.article import Article, Place
from summarize.briefing import Quote, Speaker, Warning
from summarize.rendering.quotes import render_quotes
from summarize.rendering.terminal import render_terminal, wrap
from summarize.rendering.visible import visible
from summarize.rendering.wrapping import cells
from tests.rendering.briefings import ANY_TEXT, quoting, summarised

WIDTHS = pytest.mark.parametrize("width", [40, 80, 100])
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@WIDTHS
@pytest.mark.parametrize("to", [None, "ar", "ru"])
def test_lines_are_no_wider_than_the_window(to: str | None, width: int) -> None:
    lines = render_terminal(harbour(to), width=width).split("\n")
    assert max(map(cell_len, lines)) <= width
    assert max(map(cell_len, lines)) > width - 15


def test_a_very_wide_window_keeps_lines_readable_and_a_tiny_one_still_works() -> None:
    assert max(map(cell_len, render_terminal(harbour(), width=400).split("\n"))) <= 100
    assert render_terminal(harbour(), width=1)


# What stands beside letters in all the ways that terminals count: joined, wide, combining, from right to left, blanks.
CLUSTERS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "a 一ｱ👩\u200d🏽🇩🇪\ufe0f\u0301\u20e3ก็ำक्षि한ᄀ\u1160ש\u202e\u2066\u2069\u00a0\u202f\u00ad\u200b\n\t-"
        ),
    ),
    max_size=200,
)


def without_isolates(text: str) -> str:
    """What is left beside the isolates, which a renderer puts round a line, and the blanks at which lines end."""
    return re.sub("[\u2066\u2067\u2069]|[^\\S\u00a0\u202f\u2007]", "", text)


@given(text=CLUSTERS, width=st.integers(20, 200))
@settings(max_examples=1_000, deadline=None)
def test_wrapping_loses_nothing_but_blanks_and_is_never_wider(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert re.sub("[^\\S\u00a0\u202f\u2007]", "", "".join(lines)) == re.sub(
        "[^\\S\u00a0\u202f\u2007]", "", visible(text)
    )
    assert all(cells(line) <= width for line in lines)


@given(words=CLUSTERS.map(lambda words: words or "x"), width=st.integers(20, 200))
@settings(max_examples=300, deadline=None)
def test_a_quote_keeps_its_characters_but_for_white_space_where_lines_wrap(words: str, width: int) -> None:
    shown = render_terminal(quoting(words), width=width)
    expected = visible("“" + re.sub(r"[\r\f]", " ", words) + "”")  # these end lines too
    assert without_isolates(expected) in without_isolates(shown)
    assert not CONTROLS.search(shown)


def test_what_turns_the_order_of_words_is_a_symbol_outside_quotes_and_ends_with_the_quotes_line() -> None:
    made = replace(quoting("\u202eyes"), title="a\u202eb", warnings=(Warning("x", "c\u2067d"),))
    lines = render_terminal(made).split("\n")
    assert "a<U+202E>b" in lines
    assert "  ⚠ Note: c<U+2067>d" in lines
    assert "  \u2066“\u202eyes”\u2069" in lines


@given(
    words=st.text(
        st.sampled_from("ab \u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), min_size=1, max_size=12
    )
)
def test_what_turns_a_quotes_order_ends_with_its_line(words: str) -> None:
    (line,) = (line for line in render_terminal(quoting(words, language="ar")).splitlines() if "“" in line)
    depths = list(
        accumulate(
            line.strip(),
            lambda depth, char: depth + (char in "\u2066\u2067\u2068") - (char == "\u2069"),
            initial=0,
        )
    )
    # It is closed where it ends, and nowhere before.
    assert depths[-1] == 0
    assert 0 not in depths[1:-1]


@given(text=ANY_TEXT)
@settings(max_examples=100, deadline=None)
def test_nothing_that_an_article_says_can_drive_a_terminal(text: str) -> None:
    made = summarised(f"x{text}", title=f"x{text}")
    assert not CONTROLS.search(render_terminal(made))
    article = Article(f"x{text}", "en", ())
    whole = Place(0, len(article.text))
    quote = Quote(article.text, whole, "direct", Speaker(article.text, article.text, whole, "name"))
    assert not CONTROLS.search(render_quotes(article, [quote]))


def test_control_characters_are_shown_as_pictures_or_code_points() -> None:
    assert visible("a\x1b[31mb\x07\x9bc\x7f\r\nd\re\ud800") == "a␛[31mb␇<U+009B>c␡\nd␍e<U+D800>"


def test_a_quote_out_of_wrapped_text_is_wrapped_anew_and_keeps_its_paragraphs() -> None:
    made = quoting(
        "We have tried all that could be tried in all these years,\r\nand we have asked everyone who could be asked "
        "about it,\r\nand nobody knew.\r\n\r\nNow we\u00a0rest.\u00a0"
    )
    assert render_terminal(made, width=72).split("\n")[4:8] == [
        "  “We have tried all that could be tried in all these years, and we have",
        "  asked everyone who could be asked about it, and nobody knew.",
        "  Now we\u00a0rest.\u00a0”",
        "  — Vera Lind",
    ]


def test_a_line_does_not_break_at_a_space_that_forbids_it() -> None:
    shown = render_terminal(
        summarised("Le conseil a voté un budget de 1\u202f200\u00a0000\u00a0couronnes."), width=45
    )
    assert "1\u202f200\u00a0000\u00a0couronnes." in shown.split("\n")


def test_english_quotes_in_arabic_are_isolated_line_by_line_outside_their_marks() -> None:
    shown = render_terminal(harbour("ar"), width=40)
    lines = shown.split("\n")
    assert "  \u2066«a bill that our children will pay»\u2069" in lines
    first = next(i for i, line in enumerate(lines) if "«Nobody" in line)
    assert lines[first : first + 2] == [
        "  \u2066«Nobody who lives on the far shore\u2069",
        "  \u2066thinks of this as a subsidy,»\u2069",
    ]
    assert "  — \u2066Maria Lopez\u2069 [1]" in lines
    for line in lines:
        assert line.count("\u2066") == line.count("\u2069")


def test_arabic_quotes_in_english_are_isolated_the_other_way_and_russian_needs_none() -> None:
    assert "  \u2067“ماء”\u2069\n" in render_terminal(quoting("ماء", opening="«", closing="»", language="ar"))
    assert not set("\u2066\u2067\u2069") & set(render_terminal(harbour("ru")))


@pytest.mark.parametrize(
    ("to", "title", "heading", "gloss"),
    [
        (
            "ar",
            "مدينة الميناء تصوّت للإبقاء على آخر عبّارة فيها",
            "أبرز الاقتباسات",
            "  ترجمة آلية: فاتورة سيدفعها أطفالنا",
        ),
        (
            "ru",
            "Портовый город голосует за свой последний паром",
            "Ключевые цитаты",
            "  Машинный перевод: счёт, который оплатят наши дети",
        ),
    ],
)
def test_text_stands_in_logical_order_with_labels_in_its_language(
    to: str, title: str, heading: str, gloss: str
) -> None:
    lines = render_terminal(harbour(to), width=80).split("\n")
    assert lines[0] == title
    assert {heading, gloss} <= set(lines)


def test_a_warning_stands_beneath_its_sentence() -> None:
    lines = render_terminal(harbour("ru"), width=100).split("\n")
    (place,) = [i for i, line in enumerate(lines) if line.startswith("  ⚠ Примечание:")]
    assert lines[place - 1].endswith("около миллиона крон в год.")


@pytest.mark.parametrize("colour", [False, True])
def test_colour_changes_nothing_but_styles(colour: bool) -> None:
    plain = render_terminal(harbour("ar"))
    shown = render_terminal(harbour("ar"), colour=colour)
    assert ("\x1b[1m" in shown) is colour
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == plain


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_table_of_quotes_fits_the_window_and_cuts_nothing(width: int) -> None:
    made = harbour()
    shown = render_quotes(made.article, made.quotes, width=width)
    assert max(map(cell_len, shown.split("\n"))) <= width
    assert "…" not in shown
    for quote in made.quotes:
        assert str(quote.start) in shown
        assert set(quote.text.split()) <= set(re.sub("[“”]", "", shown).split())
