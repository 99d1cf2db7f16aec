"""What stands where, whatever the format."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.article import Article, Place
from summarize.briefing import ModelUse, Quote, SummarySentence, Warning, WarningCode, Where
from summarize.rendering import FORMATS, render
from summarize.rendering.layout import lay_out, model_text
from tests.rendering.briefings import briefing, quoting, summarised

WHERE = st.sampled_from(
    [
        None,
        Where("title"),
        Where("summary"),
        Where("summary", 0),
        Where("summary", 2),
        Where("summary", 9),
        Where("quotes", 0),
        Where("quotes", 1),
        Where("quotes", 9),
    ]
)


def own(article: Article, text: str) -> SummarySentence:
    start = article.text.index(text)
    return SummarySentence(text, text, Place(start, start + len(text)))


def quote(article: Article, text: str) -> Quote:
    start = article.text.index(text)
    return Quote(text, Place(start, start + len(text)), "direct")


ARTICLE = Article(
    "She left. “I have done what I could here,” she said. He called it “a pity”. Nobody came.", "en", ()
)
SUMMARY = [
    own(ARTICLE, text) for text in ("She left.", "“I have done what I could here,” she said.", "Nobody came.")
]
QUOTES = [quote(ARTICLE, text) for text in ("I have done what I could here,", "a pity")]


@pytest.mark.parametrize("output_format", sorted(FORMATS.keys() - {"json"}))
@pytest.mark.parametrize("to", ["en", "ru", "ar"])
@given(places=st.lists(WHERE, max_size=6))
@settings(deadline=None)
def test_every_warning_is_shown_once_wherever_it_points(
    output_format: str, to: str, places: list[Where | None]
) -> None:
    warnings = [Warning("a", f"message{index}!", where) for index, where in enumerate(places)]
    made = briefing(ARTICLE, to=to, summary=SUMMARY, quotes=QUOTES, warnings=warnings)
    shown = re.findall(r"message(\d)!", render(made, output_format))
    assert sorted(shown) == [str(index) for index in range(len(places))]


def test_a_warning_stands_behind_the_sentence_or_the_quote_it_is_about() -> None:
    warnings = [
        Warning("loop", "about the second", Where("summary", 1)),
        Warning("b", "about the pity", Where("quotes", 1)),
    ]
    layout = lay_out(briefing(ARTICLE, to="ru", summary=SUMMARY, quotes=QUOTES, warnings=warnings))
    assert [(len(part.sentences), part.warnings) for part in layout.paragraphs] == [
        (2, ("Примечание: перевод зациклился — about the second",)),
        (1, ()),
    ]
    assert [placed.warnings for placed in layout.quotes] == [(), ("Примечание: about the pity",)]


@pytest.mark.parametrize(
    ("to", "shown"),
    [
        ("ru", "Примечание: число не совпадает с оригиналом (1 млн — в оригинале: 1.2 million)"),
        ("fr", "Remarque\u00a0: nombre différent de l’original (1 млн — dans l’original\u00a0: 1.2 million)"),
        (
            "ar",
            "تنبيه: رقم لا يطابق الأصل (\u20661 млн\u2069 — في الأصل: \u20661.2 million\u2069)",
        ),
        ("zh", "注意：数字与原文不符 (1 млн — 原文：1.2 million)"),
    ],
)
def test_a_warning_is_in_the_readers_language_but_for_the_words_it_is_about(to: str, shown: str) -> None:
    warning = Warning(WarningCode.NUMBER_MISMATCH, source=("1.2\nmillion",), result=("1 млн",))
    assert lay_out(briefing(ARTICLE, to=to, warnings=[warning])).warnings == (shown,)


def test_a_language_is_called_by_its_own_name_in_any_language() -> None:
    warning = Warning(WarningCode.PIVOT, language="ar")
    shown = lay_out(briefing(ARTICLE, to="de", warnings=[warning])).warnings
    assert shown == ("Hinweis: über eine Zwischensprache übersetzt (\u2067العربية\u2069)",)


def test_a_quote_that_the_summary_shows_whole_is_not_shown_again_but_its_warning_is() -> None:
    made = briefing(
        ARTICLE, summary=SUMMARY, quotes=QUOTES, warnings=[Warning("a", "doubtful", Where("quotes", 0))]
    )
    layout = lay_out(made)
    assert [placed.number for placed in layout.quotes] == [2]
    assert [part.warnings for part in layout.paragraphs] == [("Note: doubtful",), ()]
    assert [placed.number for placed in lay_out(made, repeat_quotes=True).quotes] == [1, 2]


def test_references_stand_where_the_summary_is_translated() -> None:
    sentences = [SummarySentence("Одно.", "One.", quotes=(0, 1))]
    made = briefing(ARTICLE, to="ru", summary=sentences, quotes=QUOTES)
    assert "Одно. [1, 2]\n" in render(made, "markdown")
    assert "— говорящий не назван [2]\n" in render(made, "markdown")
    assert "[1" not in render(briefing(ARTICLE, summary=SUMMARY, quotes=QUOTES), "markdown")


def test_a_model_is_named_where_words_are_its_own() -> None:
    assert "nameless" in render(summarised("Written by a model."), "markdown")
    assert "nameless" not in render(briefing(ARTICLE, summary=SUMMARY), "markdown")


@pytest.mark.parametrize(
    ("to", "shown"), [("en", "“words”"), ("ru", "«words»"), ("fr", "«\u00a0words\u00a0»"), ("de", "„words“")]
)
@pytest.mark.parametrize("typed", ["“”", '""', "«»", "„“", "  "])
@pytest.mark.parametrize("output_format", ["text", "markdown", "html"])
def test_quotes_stand_in_the_marks_that_the_reader_expects_however_they_were_typed(
    to: str, shown: str, typed: str, output_format: str
) -> None:
    made = quoting("words", opening=typed[0], closing=typed[1], to=to)
    page = render(made, output_format)
    assert shown in (re.sub(r"<[^>]*>", "", page) if output_format == "html" else page)


def test_one_page_has_one_pair_of_marks_whatever_the_article_mixes() -> None:
    text = "“We stay,” she said. «We go», he said."
    article = Article(text, "en", ())
    shown = render(
        briefing(article, to="ru", quotes=[quote(article, "We stay,"), quote(article, "We go")]), "text"
    )
    assert "«We stay,»" in shown
    assert "«We go»" in shown
    assert "“" not in shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("/home/vera/models/own-en-ar", "own-en-ar (torch)"),
        ("C:\\Users\\vera\\own-en-ar", "own-en-ar (torch)"),
        ("/srv/a/own-de-en + ./b/own-en-ar/", "own-de-en + own-en-ar (torch)"),
        ("qwen/qwen3-4b", "qwen/qwen3-4b (torch)"),
    ],
)
def test_no_folder_of_the_machine_stands_in_a_models_name(name: str, shown: str) -> None:
    assert model_text(ModelUse(name, engine="torch")) == shown
