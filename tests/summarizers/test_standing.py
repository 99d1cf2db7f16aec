"""A summary reads on its own: what leans has what it leans on, sentences are whole, and nothing is said twice."""

import pytest

from summarize.article import Article
from summarize.language.sentences import split_sentences
from summarize.summarizers import Length
from summarize.summarizers.extractive import choose_sentences, summarize_text

BODY = [
    "The harbour of Halden will close for nine days, the mayor said on Monday.",
    "Two of the three ferries of Halden have cracks in the steering gear.",
    "The islands off Halden have no bridge, so food will come by freighter twice a week.",
    "Engineers of the Halden yard found the cracks during a routine inspection this spring.",
]


def chosen(text: str, sentences: int = 3, language: str = "en", words: int | None = None) -> list[str]:
    article = Article(text, language, tuple(split_sentences(text, language)))
    return [sentence.text for sentence in choose_sentences(article, Length(sentences, words))]


@pytest.mark.parametrize("sentences", [1, 2, 3, 4])
@pytest.mark.parametrize(
    ("start", "language"),
    [
        ("He promised that the ferries of Halden and the harbour would be back by Monday.", "en"),
        ("However, the ferries of Halden and the harbour will be back by Monday, the mayor said.", "en"),
        ("“But the harbour of Halden and the ferries are old,” said the mayor on Monday.", "en"),
    ],
)
def test_a_sentence_that_leans_stands_behind_the_one_before_or_not_at_all(
    start: str, language: str, sentences: int
) -> None:
    for place in range(len(BODY) + 1):
        text = [*BODY[:place], start, *BODY[place:]]
        summary = chosen(" ".join(text), sentences, language)
        assert len(summary) == min(sentences, len(text))
        if start in summary:
            index = summary.index(start)
            assert index > 0
            assert summary[index - 1] == text[place - 1]


def test_a_leaning_sentence_comes_with_the_one_it_leans_on() -> None:
    text = "Two ferries have cracks. They were built in 1989 by the yard of Halden."
    assert chosen(text, 2) == split_texts(text)


def test_where_every_sentence_leans_the_summary_is_not_empty() -> None:
    assert len(chosen("He left the yard. But she stayed on. They never met again.", 2)) == 2


def split_texts(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text, "en")]


@pytest.mark.parametrize(
    "line",
    [
        "which closed the harbour of Halden for nine days, the mayor said on Monday.",
        ", the mayor of Halden said on Monday of the harbour and the ferries.",
        "The ferries and the harbour of Halden: what the mayor said on Monday",
        "The mayor of Halden said on Monday of the harbour and the ferries:",
        "How the ferries of Halden sail (in Danish)“The harbour is shut,” the mayor said on Monday.",
        "(Halden) said on Monday that the harbour and the ferries stay shut for nine days.",
        "Whoops.",
    ],
)
def test_what_is_no_whole_sentence_is_not_chosen(line: str) -> None:
    text = "\n\n".join([*BODY[:2], line, *BODY[2:]])
    assert chosen(text, 6) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "iPhone sales in Halden fell by a third last year, the yard said.",
        "Martin O'Malley of the yard told the mayor of Halden so on Monday.",
        'The mayor (Halden\'s first) told "The Gull" that nobody pays.',
        "“We will not sail a ship that we do not trust. Nobody would,” said Ruth Amadi.",
        "The yard of Halden sold the boat for $3.5 million (£2.7m) in May.",
    ],
)
def test_whole_sentences_are_chosen_whatever_they_begin_with(line: str) -> None:
    assert line in chosen("\n\n".join([*BODY, line]), 6)


def test_spoken_words_are_not_chosen_without_their_marks() -> None:
    quote = '"The harbour of Halden is old.\n\nThe ferries of Halden are older than the harbour.\n\n"We will not sail," said Ruth Amadi.'
    text = "\n\n".join([BODY[0], quote, *BODY[1:]])
    for sentence in chosen(text, 6):
        assert sentence.count('"') % 2 == 0


def test_a_neighbours_mark_is_cut_off() -> None:
    text = f'{BODY[0]} " {BODY[1]}\n\n{BODY[2]} "\n\n{BODY[3]}'
    assert chosen(text, 6) == BODY


def test_a_stray_mark_does_not_make_one_sentence_of_many() -> None:
    text = f'The 6" pipe of the yard burst. {" ".join(BODY)} "No," said Ruth Amadi of the yard. The 5" pipe held.'
    assert max(len(sentence.split()) for sentence in split_texts(text)) < 20
    assert split_texts(text)[1:5] == BODY


def test_a_long_quote_counts_as_the_sentences_that_it_has() -> None:
    quote = f"“{' '.join(BODY * 2)}” said Ruth Amadi."
    text = "\n\n".join([quote, *BODY])
    assert quote not in chosen(text, 3)
    assert chosen(quote, 1) == [quote]


def test_a_budget_in_words_is_kept_where_any_sentence_fits() -> None:
    long = f"The mayor of Halden said on Monday that {', that '.join(s[:-1] for s in BODY)}."
    assert chosen("\n\n".join([long, *BODY]), 3, words=20)[0] in BODY


REPEATS = [
    ("The mayor of Halden said on Monday that the harbour will close for nine days.", True),
    ("The harbour of Halden will not close for nine days, the mayor said on Monday.", False),
    ("The mayor on Monday denied that the harbour of Halden will close for nine days.", False),
    ("The harbour of Halden will close for 12 days, the mayor said on Monday.", False),
]


@pytest.mark.parametrize(("other", "repeats"), REPEATS)
def test_what_says_the_same_does_not_stand_twice_but_a_denial_or_a_correction_may(
    other: str, repeats: bool
) -> None:
    first = "The harbour of Halden will close for 9 days, the mayor said on Monday."
    summary = [s.text for s in summarize_text("\n\n".join([first, *BODY[1:], other]), 6, "en")]
    assert (first in summary) != (other in summary) if repeats else (first in summary and other in summary)


@pytest.mark.parametrize(
    ("title", "front", "language", "lead"),
    [
        ("Halden shuts its harbour", "Halden shuts its harbour ", "en", BODY[0]),
        ("Halden shuts its harbour", "HALDEN — Halden shuts its harbour\u00a0– ", "en", BODY[0]),
        (None, "Last updated at 10:01 GMT ", "en", BODY[0]),
        (None, "Published on 3 May 2026, 9:15 pm ", "en", BODY[0]),
        (None, "Media playback is not supported on this device ", "en", BODY[0]),
        (None, "1. ", "en", BODY[0]),
        (None, "• ", "en", BODY[0]),
        (
            None,
            "(2) ",
            "de",
            "Der Hafen von Halden bleibt neun Tage lang geschlossen, sagte der Bürgermeister.",
        ),
        (
            "Мост в Заречье закрыт",
            "Мост в Заречье закрыт ",
            "ru",
            "Власти закрыли мост через реку в Заречье на девять дней.",
        ),
        (
            "بلدية الواحة تفتتح مكتبة جديدة",
            "بلدية الواحة تفتتح مكتبة جديدة ",
            "ar",
            "أعلنت بلدية الواحة يوم الاثنين افتتاح مكتبة جديدة في وسط المدينة.",
        ),
    ],
)
def test_what_is_glued_to_the_front_of_a_sentence_is_cut_off(
    title: str | None, front: str, language: str, lead: str
) -> None:
    text = front + lead
    article = Article(text, language, tuple(split_sentences(text, language)), title)
    (sentence,) = choose_sentences(article, Length(1))
    assert (sentence.text, text[sentence.start : sentence.end]) == (lead, lead)


@pytest.mark.parametrize(
    ("title", "text", "language"),
    [
        (
            "Halden shuts its harbour",
            "Halden shuts its harbour for nine days, the mayor said on Monday.",
            "en",
        ),
        ("Halden", "Halden The Elder was the first mayor of the harbour town.", "en"),
        (None, "2026 was the year of the ferry of Halden.", "en"),
        (None, "3. Mai war der Tag, an dem der Hafen von Halden schloss.", "de"),
        (None, "Published by 10 houses, the letter of Halden changed nothing.", "en"),
        (
            "بلدية الواحة تفتتح مكتبة جديدة",
            "بلدية الواحة تفتتح مكتبة جديدة في وسط المدينة بعد عام من العمل.",
            "ar",
        ),
    ],
)
def test_what_only_begins_alike_stays_whole(title: str | None, text: str, language: str) -> None:
    article = Article(text, language, tuple(split_sentences(text, language)), title)
    assert [sentence.text for sentence in choose_sentences(article, Length(1))][-1:] == [text]


def test_lines_of_a_list_lose_their_stars_but_a_note_to_a_star_is_not_chosen() -> None:
    assert chosen("\n".join(f"* {sentence}" for sentence in BODY), len(BODY)) == BODY
    note = "* The Old Harbour is the part of Halden that lies north of the river."
    starred = [BODY[0].replace("Halden", "Halden*", 1), *BODY[1:]]
    assert note not in chosen("\n".join([*starred, note]), 9)
    assert note not in chosen("\n".join([*BODY, note]), 9)


def test_a_sentence_that_is_as_long_as_three_takes_their_place() -> None:
    long = f"The mayor of Halden said on Monday that {', that '.join(s[:-1] for s in BODY * 3)}."
    assert long not in chosen("\n\n".join([long, *BODY]), 2)
    assert chosen(long, 1) == [long]
