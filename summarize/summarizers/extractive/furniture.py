"""What surrounds an article: share buttons, captions, bylines, related links and datelines. furniture.toml lists them.

Nothing is removed from the article: sentences are left out of the choice, and a dateline by moving a sentence's start.
"""

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from summarize.article import Sentence

# What follows a list of related articles' heading: a headline, and a teaser of one or a few sentences.
_RELATED_SENTENCES = 5
_TRAILS_OFF = ("...", "…")
_ENDED = re.compile(r"[.!?…؟۔。！？:][\"'”’»)\]]*$")
_WORD = re.compile(r"\w")
_SPACES = re.compile(r"\s+")
_SURROUNDING = " /\t\n.,:;|!?*-–—_•·()[]\"'“”«»©"
# Scripts and addresses that came along with a page's text.
_CODE = re.compile(r"[{}]|\w=[\"']|\\u0[0-9A-Fa-f]{3}|^https?://\S+$|^\S+@\S+\.\w+$")
# A name or two in capitals after "By"; with a comma, a role or a paper: "By Ann Lee, Staff Writer".
_AUTHOR = r"\s+\w[\w.'’-]*(?:\s+\w[\w.'’-]*){0,3}(?:\s*(?:,|\band\b|\bfor\b|\bet\b|\bи\b)\s*\w[\w.'’-]*(?:\s+[\w.'’-]+){0,3})?[\s|]*$"


@dataclass(frozen=True, slots=True)
class _Table:
    begins: tuple[str, ...]
    whole: frozenset[str]
    related: frozenset[str]
    dateline: re.Pattern[str]
    place: re.Pattern[str]
    byline: re.Pattern[str]


def without_furniture(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that may stand in a summary, a dateline cut from the front of the first.

    Where everything looks like furniture all are kept: a list of links is summarized as what it is.
    """
    table = _table()
    kept: list[Sentence] = []
    related = 0
    for index, sentence in enumerate(sentences):
        if index < related:
            continue
        text = sentence.text
        bare = _SPACES.sub(" ", text[:80]).strip(_SURROUNDING).casefold()
        if len(text) < 80 and bare in table.related:
            related = _end_of_related(sentences, index + 1)
            continue
        if not kept and table.place.match(text):
            continue
        if not _is_furniture(text, bare, table):
            kept.append(_without_dateline(sentence, table) if len(kept) < 2 else sentence)
    return kept or list(sentences)


def _end_of_related(sentences: Sequence[Sentence], start: int) -> int:
    """Where the article goes on: behind the teaser that trails off, or else behind what ends like a headline."""
    end = min(start + _RELATED_SENTENCES, len(sentences))
    for index in range(start, end):
        if sentences[index].text.endswith(_TRAILS_OFF):
            return index + 1
    while start < end and not _ENDED.search(sentences[start].text):
        start += 1
    return start


def _is_furniture(text: str, bare: str, table: _Table) -> bool:
    if not bare or (len(text) < 80 and bare in table.whole):
        return True
    if bare.startswith(table.begins):
        phrase = next(phrase for phrase in table.begins if bare.startswith(phrase))
        if not bare[len(phrase) : len(phrase) + 1].isalnum():
            return True
    return bool(len(text) < 100 and table.byline.match(text)) or bool(_CODE.search(text))


def _without_dateline(sentence: Sentence, table: _Table) -> Sentence:
    found = table.dateline.match(sentence.text)
    if found is None or not _WORD.search(sentence.text[found.end() :]):
        return sentence
    return Sentence(sentence.text[found.end() :], sentence.start + found.end(), sentence.end)


@functools.cache
def _table() -> _Table:
    file = resources.files("summarize.summarizers.extractive") / "furniture.toml"
    data: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    agency = f"(?i:{_any_of(data['agencies'])})"
    place = r"[^\W\d_][^()\n!?:;/«»“”\"]{0,40}?"
    date = r"(?:[^\W\d_]{3,9}\.? \d{1,2}|\d{1,2} [^\W\d_]{3,9}\.?)"
    capitals = r"(?:[A-ZÀ-ÖØ-ÞА-ЯЁ][A-ZÀ-ÖØ-ÞА-ЯЁ.'’-]+[ ,]*){1,4}"
    datelines = (
        r"\([A-Z][\w .]{1,30}\)(?=[^\s\W])",  # (CNN)Word
        rf"\({agency}\)\s*[-–—:]*\s*",  # (Reuters) - Word
        rf"{place}\s*\({agency}\)(?:\s*[-–—:]+\s*|(?=\w))",  # PARIS, May 3 (Reuters) — Word
        rf"(?:{place}\s*)?/{agency}/\.?\s*",  # МОСКВА, 9 января. /ТАСС/. Word
        rf"{place}\s*[-–—,]+\s*{agency}\s*[-–—:.]+\s+",  # القاهرة - رويترز: Word
        rf"{capitals}{date}?\s*[-–—]{{1,2}}\s+(?=[\"“«]?[A-ZÀ-ÖØ-ÞА-ЯЁ])",  # PARIS, May 3 — Word
    )
    return _Table(
        begins=tuple(data["begins"]),
        whole=frozenset(data["whole"]),
        related=frozenset(data["related"]),
        dateline=re.compile("|".join(datelines)),
        place=re.compile(rf"{capitals}{date}?[.:]?$"),  # МОСКВА, 9 января. as a sentence of its own
        byline=re.compile(rf"(?i:{_any_of(data['byline'])})(?=\s+[^\W\d_a-zа-яё]){_AUTHOR}"),
    )


def _any_of(phrases: list[str]) -> str:
    return "(?:" + "|".join(map(re.escape, phrases)) + ")"
