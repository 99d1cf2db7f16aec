"""What stands among an article's paragraphs and isn't the article's."""

import pytest

from summarize.reading.furniture import without_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Storm leaves 400 homes without power",
        "See also Ten beaches",
        "Читайте также: Как выбирали название для моста",
        "اقرأ أيضا: ارتفاع أسعار القمح في الأسواق",
        "Lire aussi : Le pont rouvre",
        "Lesen Sie auch: Die Brücke öffnet",
        "Advertisement",
        "РЕКЛАМА",
        "إعلان",
        "Photo: Arne Dahl",
        "Фото: Игорь Котов / Заречные вести",
        "Follow us on every network",
        "Подписывайтесь на наш телеграм-канал!",
        "Published on 14 May 2025",
    ],
)
def test_furniture_goes(line):
    assert without_furniture(["The ferry stays.", line, "It is the road to school."], None) == [
        "The ferry stays.",
        "It is the road to school.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Photo journalists were told to leave the pier.",
        "“Read more,” she told the children.",
        "Read more than one book a week and you will never be bored again, the librarian says, and she should know, for she "
        "has read all of them twice.",
        "Advertisement sales fell by half, the paper said.",
        "Реклама подорожала на треть за год.",
        "Updated rules let the ferry carry dogs from the first of June, the council says.",
    ],
)
def test_sentences_stay(line):
    assert without_furniture([line], None) == [line]


def test_the_line_that_names_the_author_goes_from_the_top_only():
    lines = [
        "The ferry stays",
        "By Ellen Marsh, 14 May",
        "Text.",
        "Text.",
        "Ellen Marsh lives in Port Alden.",
    ]
    assert without_furniture(lines, "Ellen Marsh; Ida Holm") == [lines[0], *lines[2:]]
