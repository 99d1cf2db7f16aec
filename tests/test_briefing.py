"""The verbatim guarantee: a Briefing whose quotes or sentences aren't the article's own characters can't be built."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.article import Article, Place
from summarize.briefing import Briefing, ModelUse, Quote, Speaker, SummarySentence
from summarize.errors import VerbatimError
from summarize.language.sentences import Sentence

TEXT = "“We stay,” Vera Lind said. The vote is on Monday."
ARTICLE = Article(
    text=TEXT,
    language="en",
    sentences=(Sentence(TEXT[:26], 0, 26), Sentence(TEXT[27:], 27, len(TEXT))),
)
SPEAKER = Speaker("Vera Lind", "Vera Lind", Place(11, 20), "name")
QUOTE = Quote("We stay,", Place(1, 9), "direct", SPEAKER, "en")
BRIEFING = Briefing(
    articles=(ARTICLE,),
    title=None,
    language="en",
    summary=(SummarySentence(TEXT[27:], TEXT[27:], Place(27, len(TEXT))),),
    quotes=(QUOTE,),
    warnings=(),
    summarizer=ModelUse("extractive"),
)


def test_a_sound_briefing_can_be_built() -> None:
    assert BRIEFING.quotes == (QUOTE,)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quotes": (replace(QUOTE, text="We stay."),)},
        {"quotes": (replace(QUOTE, place=Place(0, 9)),)},
        {"quotes": (replace(QUOTE, place=Place(9, 1)),)},
        {"quotes": (replace(QUOTE, place=Place(1, len(TEXT) + 8)),)},
        {"quotes": (replace(QUOTE, place=Place(-48, -40)),)},
        {"quotes": (replace(QUOTE, place=Place(1, 9, article=1)),)},
        {"quotes": (replace(QUOTE, place=Place(1, 9, article=-1)),)},
        {"quotes": (replace(QUOTE, said_by=replace(SPEAKER, mention="Vera Lindt")),)},
        {"quotes": (replace(QUOTE, said_by=replace(SPEAKER, place=Place(0, 9))),)},
        {
            "summary": (
                SummarySentence("The vote is on Friday.", "The vote is on Friday.", Place(27, len(TEXT))),
            )
        },
        {"summary": (SummarySentence("The vote", "The vote", quotes=(1,)),)},
    ],
)
def test_a_briefing_that_alters_the_article_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(VerbatimError):
        replace(BRIEFING, **wrong)  # type: ignore[arg-type]


@given(st.text(st.characters(), min_size=2), st.data())
def test_no_other_text_than_the_slice_is_accepted(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    other = data.draw(st.text(st.characters(), min_size=1))
    article = Article(text=text, language="en", sentences=())
    quote = Quote(text[start:end], Place(start, end), "direct")
    made = replace(BRIEFING, articles=(article,), summary=(), quotes=(quote,))
    assert made.quotes[0].text == article.text[made.quotes[0].start : made.quotes[0].end]
    if other != text[start:end]:
        with pytest.raises(VerbatimError):
            replace(made, quotes=(replace(quote, text=other),))


def test_each_place_is_a_place_of_the_article_it_names() -> None:
    other = Article("The vote is on Friday. “We go,” Vera Lind said.", "en", ())
    quote = Quote("We go,", Place(24, 30, 1), "direct", Speaker("Vera Lind", "Vera Lind", Place(32, 41, 1)))
    made = replace(BRIEFING, articles=(ARTICLE, other), quotes=(QUOTE, quote))
    assert made.article == ARTICLE
    assert [made.articles[q.place.article].text[q.start : q.end] for q in made.quotes] == [
        "We stay,",
        "We go,",
    ]
    with pytest.raises(VerbatimError):
        replace(made, articles=(ARTICLE, ARTICLE))


def test_a_quote_tells_of_its_speaker_in_plain_words() -> None:
    quote = replace(QUOTE, said_by=Speaker(None, "she", Place(40, 43)))
    assert (quote.start, quote.end, quote.speaker, quote.mention) == (1, 9, None, "she")
    assert (quote.mention_start, quote.mention_end, quote.resolved_by) == (40, 43, None)
    quote = replace(QUOTE, said_by=None)
    assert (quote.speaker, quote.mention, quote.mention_start, quote.resolved_by) == (None, None, None, None)


def test_a_stretch_holds_and_overlaps_only_stretches_of_its_own_article() -> None:
    assert Place(3, 9).holds(Place(3, 9))
    assert not Place(3, 9).holds(Place(3, 10))
    assert Place(3, 9).overlaps(Place(8, 12))
    assert not Place(3, 9).overlaps(Place(9, 12))
    assert not Place(3, 9).holds(Place(4, 5, article=1))
    assert not Place(3, 9).overlaps(Place(4, 5, article=1))
