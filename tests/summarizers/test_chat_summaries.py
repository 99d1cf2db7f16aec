"""Summaries by a chat model: in the article's language, within the length, checked, and of the whole article."""

from typing import Any

import pytest

from summarize import make_briefing
from summarize.article import Article
from summarize.models.endpoint import Endpoint
from summarize.reading import article_from_text
from summarize.summarizers import Length, Summary
from summarize.summarizers.chat import ChatSummarizer
from tests.models.chat_server import Asked, Behaviour, Reply, answer, chat_server

TEXT = (
    "More than 9,400 people signed a petition against the new bridge in Ostby. Mayor Karla Venn said the council would "
    "vote on Monday. “We have heard the town,” she said. The bridge would cost 12 million crowns and take three years. "
    "Two ferries cross the sound today, and they carry 600 cars a day between them."
)
ARTICLE = article_from_text(TEXT, language="en", title="A bridge")
SUMMARY = "More than 9,400 people oppose the new bridge in Ostby. The council votes on Monday."


def summarized(
    behaviour: Behaviour, article: Article = ARTICLE, length: Length | None = None, **changes: Any
) -> tuple[Summary, list[Asked]]:
    with chat_server(behaviour) as server:
        entry = server.entry("summarization", **changes)
        (found,) = ChatSummarizer(entry, Endpoint(entry)).summarize([article], length or Length(2))
        return found, server.asked


def texts(summary: Summary) -> list[str]:
    return [sentence.text for sentence in summary.sentences]


def test_a_summary_has_the_sentences_that_were_asked_for_in_the_articles_language() -> None:
    found, (asked,) = summarized(lambda asked: answer(SUMMARY + " And so on. And on."))
    assert texts(found) == [
        "More than 9,400 people oppose the new bridge in Ostby.",
        "The council votes on Monday.",
    ]
    assert asked.text == TEXT
    assert "in 2 sentences, in English" in asked.prompt
    _, (asked,) = summarized(lambda asked: answer(SUMMARY), length=Length(1, 20))
    assert "in one sentence and at most 20 words, in English" in asked.prompt


@pytest.mark.parametrize(
    "output",
    [
        f"Here is a summary of the article:\n\n{SUMMARY}",
        f"Summary: {SUMMARY}",
        "**Summary:**\n- More than 9,400 people oppose the new bridge in Ostby.\n- The council votes on Monday.",
        "# Summary\n\n1. More than 9,400 people oppose the new bridge in Ostby.\n2. The council votes on Monday.",
        f"```\n{SUMMARY}\n```",
        f"<think>They want two sentences.</think>{SUMMARY}",
    ],
)
def test_what_models_add_is_taken_off(output: str) -> None:
    found, _ = summarized(lambda asked: answer(output))
    assert texts(found) == [
        "More than 9,400 people oppose the new bridge in Ostby.",
        "The council votes on Monday.",
    ]
    assert found.warnings == ()


def test_a_long_article_is_summarised_in_parts_and_then_as_a_whole_and_none_of_it_is_left_out() -> None:
    sentences = [
        f"In the year {1900 + number} the harbour of Ostby sold {number + 200} boats."
        for number in range(100)
    ]
    article = article_from_text(" ".join(sentences), language="en")

    def first_sentence(asked: Asked) -> Reply:
        return answer(asked.text.split(". ")[0].rstrip(".") + ".")

    found, asked = summarized(first_sentence, article, window=1200, max_tokens=200)
    assert len(texts(found)) == 1
    given = " ".join(one.text for one in asked)
    assert all(sentence in given for sentence in sentences)
    assert all(len(one.prompt) < 2500 for one in asked)


def test_a_server_that_cuts_the_article_gets_it_in_halves() -> None:
    sentences = [
        f"In the year {1900 + number} the harbour of Ostby sold {number + 200} boats."
        for number in range(100)
    ]
    article = article_from_text(" ".join(sentences), language="en")

    def cutting(asked: Asked) -> Reply:
        kept = asked.prompt[:3000]
        return answer("The harbour sold boats.", prompt_tokens=len(kept) // 4)

    found, asked = summarized(cutting, article, window=100_000)
    whole = [one for one in asked if len(one.prompt) <= 3000]
    given = "".join("".join(one.text for one in whole).split())
    assert all("".join(sentence.split()) in given for sentence in sentences)
    assert found.sentences


def test_a_summary_in_another_language_is_tried_again_and_marked() -> None:
    german = (
        "Mehr als 9.400 Menschen sind gegen die neue Brücke in Ostby. Der Rat stimmt am Montag darüber ab."
    )
    found, asked = summarized(lambda asked: answer(german))
    assert [warning.code for warning in found.warnings] == ["wrong-language"]
    assert len(asked) == 3
    found, _ = summarized(lambda asked: answer(SUMMARY if asked.body["temperature"] else german))
    assert found.warnings == ()


def test_a_summary_that_breaks_off_is_tried_again_and_loses_its_torn_sentence_and_is_marked() -> None:
    torn = f"{SUMMARY} The bridge would cost"
    # All that was asked for was written before.
    found, asked = summarized(lambda asked: answer(torn, "length"))
    assert (" ".join(texts(found)), found.warnings, len(asked)) == (SUMMARY, (), 1)
    found, asked = summarized(lambda asked: answer(torn, "length"), length=Length(3))
    assert " ".join(texts(found)) == SUMMARY
    assert [str(warning.where) + warning.code for warning in found.warnings] == ["summarypart-missing"]
    assert len(asked) == 3
    # Another try that comes to its end is taken.
    found, asked = summarized(
        lambda asked: answer(SUMMARY) if asked.body["temperature"] else answer(torn, "length"),
        length=Length(3),
    )
    assert (" ".join(texts(found)), found.warnings, len(asked)) == (SUMMARY, (), 2)
    # Of a single torn sentence all there is.
    found, _ = summarized(lambda asked: answer("More than 9,400 people oppose the", "length"))
    assert texts(found) == ["More than 9,400 people oppose the"]
    assert [warning.code for warning in found.warnings] == ["part-missing"]


def test_an_empty_summary_is_marked() -> None:
    found, _ = summarized(lambda asked: answer("<think>nothing to say</think>"))
    assert found.sentences == ()
    assert [warning.code for warning in found.warnings] == ["empty"]


def test_what_is_longer_than_its_article_is_no_summary_and_the_article_stands_for_itself() -> None:
    invented = (
        "أعلنت الحكومة أمس عن خطة جديدة لدعم الاقتصاد الوطني بقيمة عشرة مليارات دولار خلال العام المقبل."
    )
    article = article_from_text("خبر عاجل", language="ar")
    found, _ = summarized(lambda asked: answer(invented), article)
    assert texts(found) == ["خبر عاجل"]
    (sentence,) = found.sentences
    assert sentence.place is not None


def test_what_the_article_doesnt_have_is_marked_and_an_altered_quote_loses_its_marks() -> None:
    invented = "Over 9,800 people signed, said Mayor Bertha Krol. She said: “We never listen to any town.”"
    with chat_server(lambda asked: answer(invented)) as server:
        entry = server.entry("summarization")
        made = make_briefing(ARTICLE, sentences=2, summarizer=ChatSummarizer(entry, Endpoint(entry)))
    codes = {warning.code for warning in made.warnings}
    assert {"unsupported-number", "unsupported-name", "altered-quote"} <= codes
    assert "“We never" not in made.summary[1].text
