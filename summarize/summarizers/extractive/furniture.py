"""What surrounds an article: share buttons, captions, bylines, related links and datelines.

Nothing is removed from the article: sentences are left out of the choice, and a dateline by moving a sentence's start.
"""

import re
from collections.abc import Sequence

from summarize.language.characters import CLOSING, COLONS, SENTENCE_ENDS, any_of
from summarize.language.furniture import author_pattern, bare, datelines, is_furniture, is_sentence
from summarize.language.record import Language, language_of
from summarize.language.sentences import Sentence

# What follows a list of related articles' heading: a headline, and a teaser of one or a few sentences.
_RELATED_SENTENCES = 5
# A page's head has so many lines at most, and its text begins with a sentence of so many words at least.
_HEAD, _TEXT_WORDS = 12, 8
_LONGEST_HEADING, _LONGEST_BYLINE = 80, 100
_TRAILS_OFF = ("...", "…")
_ENDED = re.compile(rf"{any_of(SENTENCE_ENDS + COLONS)}\s?{any_of(CLOSING)}*$")
_WORD = re.compile(r"\w")
# Scripts and addresses that came along with a page's text.
_CODE = re.compile(r"[{}]|\w=[\"']|\\u0[0-9A-Fa-f]{3}|^https?://\S+$|^\S+@\S+\.\w+$")


def without_furniture(sentences: Sequence[Sentence], language: str) -> list[Sentence]:
    """The sentences that may stand in a summary, a dateline cut from the front of the first.

    Where everything looks like furniture all are kept: a list of links is summarized as what it is.
    """
    known = language_of(language)
    alone = datelines(known.furniture.agencies).alone
    kept: list[Sentence] = []
    related = _end_of_head(sentences)
    for index, sentence in enumerate(sentences):
        if index < related:
            continue
        text = sentence.text
        if len(text) < _LONGEST_HEADING and bare(text) in known.furniture.related:
            related = _end_of_related(sentences, index + 1)
            continue
        if not kept and alone.match(text):
            continue
        if not _is_furniture(text, known):
            kept.append(_without_dateline(sentence, known) if len(kept) < 2 else sentence)
    return kept or list(sentences)


def _end_of_head(sentences: Sequence[Sentence]) -> int:
    """Where the text begins below the lines of a pasted page's head: none of them ends as a sentence does."""
    for index, sentence in enumerate(sentences[: _HEAD + 1]):
        if is_sentence(sentence.text) and len(sentence.text.split()) >= _TEXT_WORDS:
            return index
        if _ENDED.search(sentence.text):
            break
    return 0


def _end_of_related(sentences: Sequence[Sentence], start: int) -> int:
    """Where the article goes on: behind the teaser that trails off, or else behind what ends like a headline."""
    end = min(start + _RELATED_SENTENCES, len(sentences))
    for index in range(start, end):
        if sentences[index].text.endswith(_TRAILS_OFF):
            return index + 1
    while start < end and not _ENDED.search(sentences[start].text):
        start += 1
    return start


def _is_furniture(text: str, language: Language) -> bool:
    author = author_pattern(language.bylines)
    if author is not None and len(text) < _LONGEST_BYLINE and author.match(text):
        return True
    return not bare(text) or is_furniture(text, language.furniture) or bool(_CODE.search(text))


def _without_dateline(sentence: Sentence, language: Language) -> Sentence:
    found = datelines(language.furniture.agencies).opening.match(sentence.text)
    if found is None or not _WORD.search(sentence.text[found.end() :]):
        return sentence
    return Sentence(sentence.text[found.end() :], sentence.start + found.end(), sentence.end)
