"""The headline of a plain text."""

import pytest

from summarize.reading.headlines import headline

BODY = "The council of Port Alden voted on Tuesday to keep the ferry. It will cost 1.2 million crowns a year."


@pytest.mark.parametrize(
    "title",
    [
        "Harbour town votes to keep its last ferry",
        "Will the ferry stay?",
        "“We will not close a road because it is wet”",
        "Mayor: “It is the road to school”",
        "It's over!",
        "Новый мост откроют раньше срока",
        "إعادة فتح سد وادي النخيل",
        "港口小镇投票保留渡轮",
        "Stand by your ferry",
        "By the river, a town waits",
        "Текст закона опубликован",
        "كتب مدرسية جديدة في الوادي",
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_line_that_stands_alone_above_the_text(title, line_end):
    assert headline(f"{line_end}{title}{line_end * 2}{BODY}") == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Ferry stays\n{BODY}", "Ferry stays"),
        (f"Ferry stays\nBy Ellen Marsh\n\n{BODY}", "Ferry stays"),
        (f"# Ferry stays\n\n{BODY}", "Ferry stays"),
        (f"Ferry stays\n===========\n{BODY}", "Ferry stays"),
        (
            f"Harbour town votes by a clear majority to keep the\nlast of its ferries until 2031\n\n{BODY}",
            "Harbour town votes by a clear majority to keep the last of its ferries until 2031",
        ),
        (f"\ufeffFerry stays\n\n{BODY}", "Ferry stays"),
    ],
)
def test_other_ways_to_set_a_headline(text, title):
    assert headline(text) == title


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n\n{BODY}",
        "Ferry stays",
        "Ferry stays\n\n  \n",
        f"Exclusive\n\n{BODY}",
        f"By Ellen Marsh, staff writer\n\n{BODY}",
        f"The Courier — By Ellen Marsh\n\n{BODY}",
        f"Автор: Вера Соколова\n\n{BODY}",
        f"بقلم سلمى الحداد\n\n{BODY}",
        f"كتب: نادر صالح\n\n{BODY}",
        f"Von Ida Holm\n\n{BODY}",
        f"“We are done.”\n\n{BODY}",
        f"He said:\n\n{BODY}",
        f"{'long ' * 60}\n\n{BODY}",
        "The council of Port Alden voted on Tuesday to keep\nthe ferry. It will cost 1.2 million crowns a year,\nsaid the "
        "treasurer of the town in her report, which\nnobody had read.",
        "",
    ],
)
def test_a_text_without_a_headline_has_none(text):
    assert headline(text) is None
