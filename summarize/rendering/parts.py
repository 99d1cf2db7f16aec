"""What the formats have in common: which quotes are shown, with which marks, attribution and warnings."""

from summarize.article import Article
from summarize.briefing import Briefing, Quote, SummarySentence
from summarize.pipeline import is_whole_quote
from summarize.rendering.words import words

# Opening mark -> closing marks that go with it. A quote is shown in the marks that it stands in, else in curly ones.
_PAIRS = {
    "“": "”",
    '"': '"',
    "«": "»",
    "„": "“”",
    "‘": "’",
    "‹": "›",
    "「": "」",
    "『": "』",
    "»": "«",
    "”": "“”",
}


def marks(article: Article, quote: Quote) -> tuple[str, str]:
    """The quotation marks around the quote in the article, or curly ones where those aren't a pair."""
    opening = article.text[quote.start - 1 : quote.start]
    closing = article.text[quote.end : quote.end + 1]
    return (opening, closing) if opening and closing and closing in _PAIRS.get(opening, "") else ("“", "”")


def is_translated(briefing: Briefing) -> bool:
    """Whether the summary is in another language than the article."""
    return briefing.language != briefing.article.language


def quotes_below(briefing: Briefing) -> list[tuple[int, Quote]]:
    """The key quotes with their indices, without those that the summary already shows whole and untranslated."""
    if is_translated(briefing):
        return list(enumerate(briefing.quotes))
    return [
        (index, quote)
        for index, quote in enumerate(briefing.quotes)
        if not any(is_whole_quote(sentence, quote) for sentence in briefing.summary)
    ]


def reference(briefing: Briefing, sentence: SummarySentence) -> str:
    """The mark that leads from a translated sentence to the verbatim quotes in it: "[1][3]", or nothing."""
    return "".join(f"[{index + 1}]" for index in sentence.quotes) if is_translated(briefing) else ""


def attribution(briefing: Briefing, index: int, quote: Quote) -> str:
    """Who said it, behind the number that references use where the summary is translated."""
    who = quote.speaker or words(briefing.language)["unknown"]
    return f"{who} [{index + 1}]" if is_translated(briefing) else who


def warnings_at(briefing: Briefing, where: str | None) -> list[str]:
    """The messages about a part: "summary" stands for all its sentences and the title, None for the briefing's own."""
    if where == "summary":
        return [w.message for w in briefing.warnings if w.where and w.where.startswith(("summary", "title"))]
    return [warning.message for warning in briefing.warnings if warning.where == where]
