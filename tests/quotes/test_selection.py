from hypothesis import given
from hypothesis import strategies as st

from summarize.article import Article, Place
from summarize.briefing import SummarySentence
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


def test_a_denial_is_no_repeat_and_stays_beside_what_it_denies():
    text = (
        "The mill of Marlow closed early on Monday.\n\n“There was a fire in the mill on Monday night,” said Ana Ruiz.\n\n"
        "“There was no fire in the mill on Monday night,” said Tom Hall."
    )
    article = Article(text, "en", tuple(split_sentences(text, "en")))
    assert len(select_quotes(article, extract_quotes(text, "en", "fast"), (), 2)) == 2


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
