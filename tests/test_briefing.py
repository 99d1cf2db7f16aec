"""The verbatim guarantee: a Briefing whose quotes or sentences aren't the article's own characters can't be built."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.article import Article, Sentence
from summarize.briefing import Briefing, ModelUse, Quote, SummarySentence
from summarize.errors import VerbatimError

TEXT = "“We stay,” Vera Lind said. The vote is on Monday."
ARTICLE = Article(
    text=TEXT, language="en", sentences=(Sentence(TEXT[:26], 0, 26), Sentence(TEXT[27:], 27, len(TEXT)))
)
QUOTE = Quote("We stay,", 1, 9, "direct", "Vera Lind", "Vera Lind", 11, 20, "name", "en")
BRIEFING = Briefing(
    article=ARTICLE,
    title=None,
    language="en",
    summary=(SummarySentence(TEXT[27:], TEXT[27:], 27, len(TEXT)),),
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
        {"quotes": (replace(QUOTE, start=0),)},
        {"quotes": (replace(QUOTE, start=9, end=1),)},
        {"quotes": (replace(QUOTE, end=len(TEXT) + 8),)},
        {"quotes": (replace(QUOTE, start=-48, end=-40),)},
        {"quotes": (replace(QUOTE, mention="Vera Lindt"),)},
        {"quotes": (replace(QUOTE, mention_start=None),)},
        {"summary": (SummarySentence("The vote is on Friday.", "The vote is on Friday.", 27, len(TEXT)),)},
        {"summary": (SummarySentence("The vote", "The vote", 27, None),)},
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
    quote = Quote(text[start:end], start, end, "direct")
    made = replace(BRIEFING, article=article, summary=(), quotes=(quote,))
    assert made.quotes[0].text == article.text[made.quotes[0].start : made.quotes[0].end]
    if other != text[start:end]:
        with pytest.raises(VerbatimError):
            replace(made, quotes=(replace(quote, text=other),))
