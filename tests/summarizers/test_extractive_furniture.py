"""What surrounds an article stays out of its summary; what belongs to it stays in."""

import pytest

from summarize.language.sentences import Sentence, split_sentences
from summarize.summarizers.extractive.furniture import without_furniture


def kept(text: str, language: str = "en") -> list[str]:
    return [sentence.text for sentence in without_furniture(split_sentences(text, language), language)]


@pytest.mark.parametrize(
    "line",
    [
        "Send this page to someone via email",
        "Scroll down for video",
        "SCROLL DOWN FOR VIDEO",
        "By Ella Marchetti, Staff Writer",
        "Share",
        "Image caption The ferry at its berth",
        "Photo: Harbour Authority",
        "Read more: The last lighthouse keeper",
        "Sign up for our newsletter!",
        "© Reuters",
        'player.key="kQ1x";',
        "* * *",
    ],
)
def test_furniture_is_left_out(line: str) -> None:
    assert kept(f"The ferry is back.\n{line}\nIt sails at noon.") == [
        "The ferry is back.",
        "It sails at noon.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Shares rose by a third.",
        "By noon the ferry had left.",
        "By Monday, Halden will have no ferry.",
        "Read by thousands, the letter changed nothing.",
        "Printed books sell again.",
        "The minister said: “Share the load.”",
        "Photographers waited on the quay.",
        "Фотографы ждали на пристани.",
    ],
)
def test_sentences_that_only_begin_alike_stay(line: str) -> None:
    assert line in kept(f"The ferry is back.\n{line}\nIt sails at noon.")


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Подписывайтесь на наш канал", "ru"),
        ("À lire aussi : la tempête", "fr"),
        ("تابعونا على فيسبوك", "ar"),
        ("Facebook", "ru"),
        ("Photo: Reuters", "fr"),
    ],
)
def test_each_language_has_its_own_besides_what_stands_on_pages_everywhere(line: str, language: str) -> None:
    assert line not in kept(f"2025.\n{line}\n2026.", language)


def test_related_links_are_left_out_up_to_the_teaser_that_trails_off() -> None:
    text = "Мост открыт.\nТакже по теме\nПаромы уходят\nПаромы выйдут в рейс последний раз. Так решили...\nПроезд бесплатный."
    assert kept(text, "ru") == ["Мост открыт.", "Проезд бесплатный."]


@pytest.mark.parametrize(
    ("text", "language", "rest"),
    [
        ("(CNN)The ferry is back.", "en", "The ferry is back."),
        ("PORT HALDEN, June 4 (Reuters) - The ferry is back.", "en", "The ferry is back."),
        ("Port Halden, Osk (CNN) -- The ferry is back.", "en", "The ferry is back."),
        ("PORT HALDEN — The ferry is back.", "en", "The ferry is back."),
        ("ОЗЁРСК, 9 янв — РИА Новости. Мост открыт.", "ru", "Мост открыт."),
        ("الواحة (رويترز) - افتتحت المكتبة.", "ar", "افتتحت المكتبة."),
    ],
)
def test_a_dateline_is_cut_by_moving_the_start(text: str, language: str, rest: str) -> None:
    sentence = without_furniture([Sentence(text, 0, len(text))], language)[0]
    assert (sentence.text, text[sentence.start : sentence.end]) == (rest, rest)


@pytest.mark.parametrize(
    "text",
    [
        "The union (CNN has the list) is back.",
        "He spoke to Reuters - and left.",
        "OPEC — the cartel — met.",
        "Officials told the agency (AFP) on Monday that it sails.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert kept(text) == [text]


def test_a_page_of_nothing_but_links_is_kept() -> None:
    assert kept("Share\nTweet") == ["Share", "Tweet"]
