"""Briefings of the example articles, put together by hand: for pictures and tests where no model is at hand.

The summaries are the articles' own sentences; the translations are a person's, and say so where a model's name stands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarize.article import Article, Place
from summarize.briefing import Briefing, ModelUse, Quote, Speaker, SummarySentence, Where
from summarize.reading import read_article
from summarize.translators.checks import check_translation

EXAMPLES = Path(__file__).parent.parent / "examples"
BY_HAND = ModelUse(name="translated by hand")

# A summary sentence's beginning in harbour.en.txt; key quotes with their speakers.
_SENTENCES = ("The council of Port Alden voted", "The decision will cost", "“It is the road to school")
_QUOTES = (
    ("Nobody who lives on the far shore thinks of this as a subsidy,", "Maria Lopez", "Maria Lopez"),
    ("It is the road to school, and you don't close a road because it is wet.", "Maria Lopez", "Maria Lopez"),
    ("a bill that our children will pay", "Daniel Okafor", "Daniel Okafor"),
    ("We had the figures on the table. We chose not to look at them,", "Daniel Okafor", "he"),
    ("safe, signed and dated", None, None),
)


@dataclass(frozen=True)
class _Translation:
    title: str
    summary: tuple[str, ...]
    quotes: tuple[str, ...]


# The second sentence loses a figure ("1.2 million"), as a model would; the warning about it is the real check's.
_TRANSLATIONS = {
    "ar": _Translation(
        title="مدينة الميناء تصوّت للإبقاء على آخر عبّارة فيها",
        summary=(
            "صوّت مجلس بورت ألدن مساء الثلاثاء بسبعة أصوات مقابل أربعة للإبقاء على آخر عبّارة عامة في المدينة حتى عام 2031، منهيا خلافا قسّم الميناء قرابة عامين.",
            "سيكلّف القرار المدينة نحو مليون كرونة سنويا، بحسب تقرير لمكتب أمين الخزانة.",
            "«إنها الطريق إلى المدرسة، ولا أحد يغلق طريقا لأنها مبتلّة».",
        ),
        quotes=(
            "لا أحد ممن يسكنون الضفة البعيدة يرى في هذا إعانة.",
            "إنها الطريق إلى المدرسة، ولا أحد يغلق طريقا لأنها مبتلّة.",
            "فاتورة سيدفعها أطفالنا",
            "كانت الأرقام أمامنا على الطاولة. واخترنا ألا ننظر إليها.",
            "مضمون وموقّع ومؤرّخ",
        ),
    ),
    "ru": _Translation(
        title="Портовый город голосует за свой последний паром",
        summary=(
            "Совет Порт-Олдена во вторник вечером семью голосами против четырёх решил сохранить последний общественный паром города до 2031 года и завершил спор, почти два года деливший гавань.",
            "По данным казначейства, решение будет стоить городу около миллиона крон в год.",
            "«Это дорога в школу, а дорогу не закрывают из-за того, что она мокрая».",
        ),
        quotes=(
            "Никто из живущих на том берегу не считает это подачкой.",
            "Это дорога в школу, а дорогу не закрывают из-за того, что она мокрая.",
            "счёт, который оплатят наши дети",
            "Цифры лежали у нас на столе. Мы предпочли на них не смотреть.",
            "надёжно, подписано и с датой",
        ),
    ),
}


def harbour(to: str | None = None) -> Briefing:
    """The briefing of examples/harbour.en.txt; `to` is "ar" or "ru" for a translated one."""
    article = replace(read_article(EXAMPLES / "harbour.en.txt", language="en"), name="harbour.en.txt")
    quotes = tuple(_quote(article, *row) for row in _QUOTES)
    briefing = Briefing(
        articles=(article,),
        title=article.title,
        language="en",
        summary=tuple(_sentence(article, beginning, quotes) for beginning in _SENTENCES),
        quotes=quotes,
        warnings=(),
        summarizer=ModelUse(name="extractive", version="1"),
    )
    return _translated(briefing, to) if to else briefing


def _quote(article: Article, words: str, speaker: str | None, mention: str | None) -> Quote:
    start = article.text.index(words)
    return Quote(
        text=words,
        place=Place(start, start + len(words)),
        kind="direct" if words[0].isupper() else "partial",
        said_by=_speaker(article, start, speaker, mention) if mention else None,
        language=article.language,
    )


def _speaker(article: Article, start: int, name: str | None, mention: str) -> Speaker:
    """The speaker of the quote at `start`, by the mention that is nearest to it."""
    places = [Place(*match.span()) for match in re.finditer(rf"\b{mention}\b", article.text)]
    place = min(places, key=lambda place: abs(place.start - start))
    return Speaker(name, mention, place, "pronoun" if mention == "he" else "name")


def _sentence(article: Article, beginning: str, quotes: Sequence[Quote]) -> SummarySentence:
    start = article.text.index(beginning)
    end = next(sentence.end for sentence in article.sentences if sentence.start <= start < sentence.end)
    inside = tuple(i for i, quote in enumerate(quotes) if start <= quote.start < end)
    return SummarySentence(article.text[start:end], article.text[start:end], Place(start, end), inside)


def _translated(briefing: Briefing, to: str) -> Briefing:
    translation = _TRANSLATIONS[to]
    summary = tuple(
        replace(sentence, text=text)
        for sentence, text in zip(briefing.summary, translation.summary, strict=True)
    )
    quotes = tuple(
        replace(quote, gloss=gloss) for quote, gloss in zip(briefing.quotes, translation.quotes, strict=True)
    )
    warnings = tuple(
        replace(warning, where=Where("summary", index))
        for index, sentence in enumerate(summary)
        for warning in check_translation(sentence.source_text, sentence.text, "en", to)
    )
    return replace(
        briefing,
        title=translation.title,
        language=to,
        summary=summary,
        quotes=quotes,
        warnings=warnings,
        translator=BY_HAND,
    )
