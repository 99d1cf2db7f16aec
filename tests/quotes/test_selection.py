from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.article import Article, Place
from summarize.briefing import Speaker, SummarySentence
from summarize.language import split_sentences
from summarize.quotes import extract_quotes, select_quotes

TEXT = (
    "The council of Marlow will close the old ferry over the river.\n\n"
    "“The ferry costs the council more than all its buses together,” said Ada Brenner, the mayor. "
    "“It has to go.”\n\n"
    "Ostrander calls the plan “cold.” “The ferry is the only way to the hospital,” Joel Ostrander said.\n\n"
    "“The ferry costs the council more than all its buses together, and it has to go,” Brenner told a second meeting.\n\n"
    "“I like the colour of that boat,” said Mia Lund, a visitor who was eating an ice cream on the pier."
)


def selected(count, summary=()):
    article = Article(TEXT, "en", tuple(split_sentences(TEXT, "en")))
    return [
        quote.text for quote in select_quotes(article, extract_quotes(TEXT, "en", "fast"), summary, count)
    ]


def test_the_choice_is_whole_statements_of_different_people_about_the_matter():
    assert selected(2) == [
        "The ferry costs the council more than all its buses together,",
        "The ferry is the only way to the hospital,",
    ]


def test_what_was_said_twice_is_shown_once():
    texts = selected(10)
    assert sum("all its buses" in text for text in texts) == 1


def quoted(text, language, *speakers):
    """The quotes of a text, said by `speakers`: who tells them is tested elsewhere."""
    found = extract_quotes(text, language, "fast")
    assert len(found) == len(speakers)
    return [
        replace(quote, said_by=Speaker(name, name, Place(0, 1), "name") if name else None)
        for quote, name in zip(found, speakers, strict=True)
    ]


def chosen(text, language, count, *speakers):
    article = Article(text, language, tuple(split_sentences(text, language)))
    return [quote.text for quote in select_quotes(article, quoted(text, language, *speakers), (), count)]


@pytest.mark.parametrize(
    ("language", "text", "claim", "denial"),
    [
        (
            "en",
            "The mill closed on Monday.\n\n“{}” said Ana Ruiz.\n\n“{}” said Tom Hall.",
            "There was a fire in the mill on Monday night,",
            "There was no fire in the mill on Monday night,",
        ),
        (
            "ru",
            "Мельница закрылась в понедельник.\n\n«{}», — сказала Анна Лис.\n\n«{}», — сказал Иван Белов.",
            "В понедельник ночью на мельнице был пожар",
            "В понедельник ночью на мельнице не было пожара",
        ),
        (
            "ar",
            "أغلقت الطاحونة يوم الاثنين.\n\nقال سامي الزين: «{}».\n\nوقال نادر العلي: «{}».",
            "اندلع حريق كبير في الطاحونة مساء الاثنين",
            "لم يندلع حريق كبير في الطاحونة مساء الاثنين",
        ),
        (
            "fr",
            "Le moulin a fermé lundi.\n\n« {} », a dit Luc Lys.\n\n« {} », a dit Anne Morel.",
            "Un incendie a frappé le moulin lundi soir",
            "Aucun incendie n’a frappé le moulin lundi soir",
        ),
    ],
)
def test_a_denial_is_no_repeat_and_stays_beside_what_it_denies(language, text, claim, denial):
    assert chosen(text.format(claim, denial), language, 2, "A", "B") == [claim, denial]
    assert len(chosen(text.format(claim, claim), language, 2, "A", "B")) == 1


@pytest.mark.parametrize(
    ("language", "text", "question", "answer", "other"),
    [
        (
            "en",
            "The council met on the old bridge.\n\n“{}” asked Ana Ruiz.\n\n“{}” said Tom Hall.\n\n“{}” said Bo Lee.",
            "Did anybody of the council ever look at the old bridge of the town?",
            "Our engineers sold their best instruments yesterday,",
            "Our baker sells his best bread every Sunday morning,",
        ),
        (
            "ru",
            "Совет встретился на старом мосту.\n\n«{}» — спросила Анна Лис.\n\n«{}», — сказал Иван Белов.\n\n«{}», — сказал Олег Бор.",
            "Кто-нибудь из совета хоть раз смотрел на старый мост города?",
            "Наши инженеры вчера продали лучшие приборы",
            "Наши пекари продают лучший белый хлеб каждое воскресное утро",
        ),
        (
            "ar",
            "اجتمع المجلس على الجسر القديم.\n\nوسأل سامي الزين: «{}»\n\nوقال نادر العلي: «{}».\n\nوقال عادل الحسن: «{}».",
            "هل نظر أحد من أعضاء المجلس يوما إلى جسر المدينة القديم؟",
            "مهندسونا باعوا أدواتهم الجيدة مساء الثلاثاء",
            "خبازنا يبيع الخبز الأبيض الطازج صباح الجمعة قبل الصلاة",
        ),
        (
            "fr",
            "Le conseil a siégé sur le vieux pont.\n\n« {} » a demandé Luc Lys.\n\n« {} », a dit Anne Morel.\n\n« {} », a dit Jean Brun.",
            "Quelqu’un du conseil a-t-il jamais regardé le vieux pont de la ville ?",
            "Nos ingénieurs vendirent leurs instruments",
            "Nos boulangers vendent leur meilleur pain blanc chaque dimanche matin",
        ),
    ],
)
def test_an_answer_stays_with_its_question(language, text, question, answer, other):
    whole = text.format(question, answer, other)
    assert chosen(whole, language, 2, "A", "B", "C") == [question, answer]
    # What is no question isn't answered.
    said = question.rstrip("?؟ ")
    assert chosen(text.format(said, answer, other), language, 2, "A", "B", "C") == [said, other]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The bridge closed.\n\n“{}”\n\n“{}” said Ana Ruiz."),
        ("ru", "Мост закрыт.\n\n«{}».\n\n«{}», — сказала Анна Лис."),
        ("ar", "أغلق الجسر.\n\n«{}».\n\nقال سامي الزين: «{}»."),
        ("fr", "Le pont est fermé.\n\n« {} »\n\n« {} », a dit Luc Lys."),
    ],
)
def test_a_quote_without_a_speaker_yields_to_one_with(language, text):
    nameless = {
        "en": "The bridge over the river has to be built again this year.",
        "ru": "Мост через реку надо построить снова уже в этом году.",
        "ar": "يجب أن يبنى الجسر فوق النهر من جديد في هذا العام",
        "fr": "Le pont sur la rivière doit être reconstruit cette année.",
    }[language]
    named = {
        "en": "We pay for the ferry until somebody has built it,",
        "ru": "Мы платим за паром, пока кто-нибудь его не построит",
        "ar": "ندفع ثمن العبارة حتى يبنيه أحد من الناس",
        "fr": "Nous payons le bac jusqu’à ce que quelqu’un le fasse",
    }[language]
    whole = text.format(nameless, named)
    assert chosen(whole, language, 1, None, "A") == [named]
    assert chosen(whole, language, 1, "A", None) == [nameless]


def test_a_scrap_is_not_shown_beside_statements():
    assert "cold." not in selected(10)


def test_a_scrap_is_shown_where_there_is_nothing_else():
    text = "Joel Ostrander called the plan “cold and wrong.”"
    article = Article(text, "en", tuple(split_sentences(text, "en")))
    quotes = extract_quotes(text, "en", "fast")
    assert select_quotes(article, quotes, (), 3) == quotes


def test_a_quote_of_the_summary_comes_before_others():
    start = TEXT.index("“I like")
    passage = SummarySentence(TEXT[start:], TEXT[start:], Place(start, len(TEXT)))
    assert "I like the colour of that boat," not in selected(2)
    assert "I like the colour of that boat," in selected(2, (passage,))


def test_a_summary_that_is_not_the_articles_own_is_no_help_and_no_harm():
    assert selected(2, (SummarySentence("Told.", "Told."),)) == selected(2)


@given(st.integers(0, 8))
def test_the_choice_is_in_the_articles_order_and_always_the_same(count):
    quotes = selected(count)
    assert len(quotes) <= count
    assert quotes == sorted(quotes, key=TEXT.index)
    assert quotes == selected(count)


def test_no_quotes_no_choice():
    article = Article("Nothing was said.", "en", ())
    assert select_quotes(article, [], (), 5) == []


def test_what_is_left_out_as_a_repeat_is_counted():
    article = Article(TEXT, "en", tuple(split_sentences(TEXT, "en")))
    shown = select_quotes(article, extract_quotes(TEXT, "en", "fast"), (), 10)
    assert {quote.text: quote.repeats for quote in shown if quote.repeats} == {
        "The ferry costs the council more than all its buses together,": 1
    }
