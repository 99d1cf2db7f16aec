"""Briefings for tests: any text as a quote, any text as a summary, any warnings."""

from collections.abc import Sequence

from hypothesis import strategies as st

from summarize.article import Article, Place
from summarize.briefing import Briefing, ModelUse, Quote, Speaker, SummarySentence, Warning

# Text that renderers stumble over, beside whatever hypothesis finds: what is markup somewhere, white space, controls,
# marks of direction, combining marks, lone surrogates.
_MARKUP = [
    "<b>",
    "</p>",
    "<!--",
    "-->",
    "<script>alert(1)</script>",
    "<https://a.example>",
    "&amp;",
    "&#65;",
    "&copy;",
    "](x)",
    "[a](b)",
    "![i](j)",
    "[^1]",
    "[[w]]",
    "[1]: u",
    "[ ] ",
    "[sic]",
    "~~",
    "**",
    "__",
    "==",
    "%%",
    "$$",
    "```",
    "~~~",
    "- ",
    "1. ",
    "2) ",
    "# ",
    "> ",
    "---",
    "===",
    "***",
    "| a | b |",
    "|---|---|",
    ":-:",
    ":smile:",
    "a_b",
    "https://a.example/b_c",
    "http://a.example/%41",
    "www.a.example/*",
    "http://xn--bcher-kva.example",
    "a@b.example",
    "$5 million",
    "US$",
    "50%",
    "AT&T",
    "10:30",
]
_SPACES = [
    "\u00a0",
    "\u202f",
    "\u2028",
    "\u2029",
    "\u0085",
    "\u200b",
    "\ufeff",
    "\r\n",
    "\n\n",
    "\n \n",
    "  \n",
]
_CONTROLS = ["\x1b[31m", "\x9b2J", "\x07", "\x7f", "\x1c", "\x0b", "\x0c", "\ud800", "\udfff"]
_DIRECTIONS = ["\u200f", "\u202e", "\u2066", "\u2069"]
_LETTERS = ["a", "é", "e\u0301", "ш", "س", "س\u0651", "字", "𝒳", "👩‍👩‍👧", *"«»“”"]
_ASCII = list("\\`*_{}[]()<>#+-=.!|~^$%&:@\"'/?;,0123456789 \t\n\r")
PIECES = st.sampled_from([*_MARKUP, *_SPACES, *_CONTROLS, *_DIRECTIONS, *_LETTERS, *_ASCII])
ANY_TEXT = st.one_of(
    st.lists(PIECES, min_size=1, max_size=12).map("".join),
    st.text(st.characters(codec=None, categories=None), min_size=1, max_size=30),
)


def quoting(
    words: str, *, opening: str = "“", closing: str = "”", to: str = "en", language: str = "en"
) -> Briefing:
    """A briefing with one key quote, `words`, and a one-word summary; in `to`, of an article in `language`."""
    text = f"Vera Lind said {opening}{words}{closing} and left."
    start = len(f"Vera Lind said {opening}")
    speaker = Speaker("Vera Lind", "Vera Lind", Place(0, 9), "name")
    article = Article(text=text, language=language, sentences=())
    quote = Quote(words, Place(start, start + len(words)), "direct", speaker, language)
    return briefing(article, to=to, quotes=[quote], summary=[SummarySentence("Word.", "Word.")])


def briefing(
    article: Article,
    *,
    to: str = "en",
    title: str | None = None,
    summary: Sequence[SummarySentence] = (),
    quotes: Sequence[Quote] = (),
    warnings: Sequence[Warning] = (),
    translator: ModelUse | None = None,
) -> Briefing:
    """A Briefing by a summarizer of no name."""
    return Briefing(
        (article,),
        title,
        to,
        tuple(summary),
        tuple(quotes),
        tuple(warnings),
        ModelUse("nameless"),
        translator,
    )


def summarised(
    *sentences: str, to: str = "en", warnings: Sequence[Warning] = (), title: str | None = None
) -> Briefing:
    """A briefing without quotes whose summary is `sentences`, which aren't the article's own."""
    article = Article(text="An article.", language="en", sentences=())
    summary = [SummarySentence(text, text) for text in sentences]
    return briefing(article, to=to, title=title, summary=summary, warnings=warnings)


def of_two_articles() -> Briefing:
    """A briefing that quotes both of its articles, and whose summary is a sentence of the second."""
    texts = ("“We stay,” Vera Lind said.", "The vote is on Friday. “We go,” he said.")
    articles = tuple(Article(text, "en", (), name=f"{n}.txt") for n, text in enumerate(texts))
    quotes = (
        Quote(
            "We stay,", Place(1, 9), "direct", Speaker("Vera Lind", "Vera Lind", Place(11, 20), "name"), "en"
        ),
        Quote("We go,", Place(24, 30, 1), "direct", Speaker(None, "he", Place(32, 34, 1)), "en"),
    )
    sentence = SummarySentence("The vote is on Friday.", "The vote is on Friday.", Place(0, 22, 1))
    return Briefing(articles, None, "en", (sentence,), quotes, (), ModelUse("nameless"))
