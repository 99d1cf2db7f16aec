import pytest

from summarize.quotes import extract_quotes


def kinds(text, language="en"):
    return [(quote.text, quote.kind) for quote in extract_quotes(text, language, "fast")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The so-called “green” bus has a “leave nobody” rule.", "en"),
        ("She starred in “The Long Road Home” and “Low Water.”", "en"),
        ("Karl “Bones” Adder won the race.", "en"),
        ("He sang “Rain On The River,” his first song, on Monday.", "en"),
        ("Компания «Луч» и банк «Исток» открыли форум «Берег».", "ru"),
        ("Der Film „Das stille Feld“ läuft im Kino „Astra“.", "de"),
        ('وذكرت وكالة "المرسى" أن إذاعة "الساحل" نقلت الخبر.', "ar"),
        ("Le film « La Barque » sort mercredi.", "fr"),
        ("“HOST: Welcome back. GUEST: Thank you for having me here tonight.”", "en"),
    ],
)
def test_names_titles_scare_quotes_and_transcripts_are_no_quotes(text, language):
    assert kinds(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("“We stay here,” said Ana Ruiz.", "en", [("We stay here,", "direct")]),
        ("Ana Ruiz said: “We stay here.”", "en", [("We stay here.", "direct")]),
        ("Ana Ruiz called it “a shame for us.”", "en", [("a shame for us.", "partial")]),
        (
            "“We stay,” Ana Ruiz said, “and we fight.”",
            "en",
            [("We stay,", "direct"), ("and we fight.", "direct")],
        ),
        ("По словам Лис, это «хуже прежнего плана».", "ru", [("хуже прежнего плана", "partial")]),
        ('وقال سامي الزين إن "الجسر سيفتح غدا".', "ar", [("الجسر سيفتح غدا", "direct")]),
        ("李明说：“我们会上诉。”", "zh", [("我们会上诉。", "direct")]),
    ],
)
def test_a_statement_is_direct_and_words_grafted_into_a_sentence_are_partial(text, language, expected):
    assert kinds(text, language) == expected


def test_reported_speech_around_a_partial_quote_shows_that_it_is_somebodys_words():
    text = "Lena Voigt warnte. Das sei „kein Anlass zur Freude“, es müsse mehr geschehen."
    assert kinds(text, "de") == [("kein Anlass zur Freude", "partial")]


def test_headlines_in_single_marks_need_a_speech_verb():
    assert kinds("CEO calls merger 'good for all'\n\nThe talks went on.") == [("good for all", "partial")]
    assert kinds("Council hears of 'good for all' plan\n\nThe talks went on.") == []
