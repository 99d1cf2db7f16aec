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


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("По его словам, мост давно стал «головной болью».", "ru", "головной болью"),
        ("По словам рыбаков, река у плотины «пахнет керосином».", "ru", "пахнет керосином"),
        ("За його словами, міст давно став «головним болем».", "uk", "головним болем"),
        ("Selon lui, le pont de Lorme est devenu « un vrai cauchemar ».", "fr", "un vrai cauchemar"),
        ("Según los vecinos, el agua del puente «huele a queroseno».", "es", "huele a queroseno"),
        ("Secondo i pescatori, l’acqua del ponte «sa di cherosene».", "it", "sa di cherosene"),
        ("Zdaniem rybaków woda przy moście „czuć naftą”.", "pl", "czuć naftą"),
        ("Nach Ansicht der Fischer riecht das Wasser „nach altem Öl“.", "de", "nach altem Öl"),
    ],
)
def test_a_part_of_a_sentence_is_somebodys_words_where_a_source_is_named_before(text, language, expected):
    assert kinds(text, language) == [(expected, "partial")]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("“Not yet,” said Colin Ruiz.", "en", "Not yet,"),
        ("“It’s over,” Odette Lee told him.", "en", "It’s over,"),
        ("„Nein“, antwortete Bernd Voigt.", "de", "Nein"),
        ("«Нет», — ответила Анна Лис.", "ru", "Нет"),
        ("« Non », a répondu Luc Lys.", "fr", "Non"),
        ("«No», respondió Ana Ruiz.", "es", "No"),
    ],
)
def test_a_short_answer_is_a_quote(text, language, expected):
    assert kinds(text, language) == [(expected, "direct")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Об этом сообщает «Новое радио» со ссылкой на источник.", "ru"),
        ("Про це повідомляє «Нове радіо» з посиланням на джерело.", "uk"),
    ],
)
def test_a_name_where_the_subject_would_be_is_no_quote(text, language):
    assert kinds(text, language) == []


def test_reported_speech_around_a_partial_quote_shows_that_it_is_somebodys_words():
    text = "Lena Voigt warnte. Das sei „kein Anlass zur Freude“, es müsse mehr geschehen."
    assert kinds(text, "de") == [("kein Anlass zur Freude", "partial")]


def test_headlines_in_single_marks_need_a_speech_verb():
    assert kinds("CEO calls merger 'good for all'\n\nThe talks went on.") == [("good for all", "partial")]
    assert kinds("Council hears of 'good for all' plan\n\nThe talks went on.") == []


@pytest.mark.parametrize(
    "headline",
    [
        "Ana Ruiz: ‘We will not pay’",
        "‘We will not pay’: Mayor Ana Ruiz leaves talks",
        "‘We will not pay’, says Ana Ruiz",
    ],
)
def test_a_headline_in_single_marks_is_a_quote_beside_a_colon(headline):
    assert [text.rstrip(",") for text, _ in kinds(f"{headline}\n\nThe talks go on.")] == ["We will not pay"]


def test_a_title_in_single_marks_behind_a_clause_and_a_colon_is_none():
    assert kinds("A film for the children: ‘Low Water’\n\nThe talks go on.") == []
