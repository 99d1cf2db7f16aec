"""What a summary names, counts and tells, by whether its article supports it."""

import itertools
import re
from collections.abc import Iterator

from summarize.language.characters import LETTER
from summarize.language.cues import Role
from summarize.language.exonyms import exonyms_in
from summarize.language.numeral_table import fold
from summarize.language.numerals import Amounts, Number
from summarize.language.record import Language, language_of
from summarize.language.sentences import split_sentences
from summarize.summarizers.vocabulary import Vocabulary, names_in

_WORD = re.compile(f"{LETTER}+(?:['’-]{LETTER}+)*")
# Words of content have so many letters. A sentence of which so many, and so great a share, aren't the article's in any form
# tells something else.
_CONTENT_LETTERS, _FEWEST_INVENTED, _SHARE_INVENTED = 4, 3, 0.8
_SHOWN = 3
# Spelled-out or not, only counts below this one are compared by what they count: higher ones are rare enough by themselves.
_COUNTS = 13


def unsupported_names(
    summary: str, article_text: str, vocabulary: Vocabulary, language: str
) -> Iterator[str]:
    """Names of people, bodies and places that the article doesn't have."""
    known = language_of(language)
    months = known.numerals.months
    # Where all nouns have capitals, they tell a name only where two stand together.
    least = 2 if known.capital_nouns else 1
    if known.has_case:
        for words in names_in(summary, language):
            is_month = len(words) == 1 and fold(words[0]) in months
            if len(words) >= least and not is_month and not vocabulary.has_name(words):
                yield " ".join(words)
    for name in _beside_cues(summary, known):
        if not vocabulary.has_form(name):
            yield name
    if known.has_case:
        return
    codes = frozenset[str]().union(*(place.codes for place in exonyms_in(article_text, language)))
    for place in exonyms_in(summary, language):
        if place.certain and not place.codes & codes and not vocabulary.has_name(place.text.split()):
            yield place.text


def _beside_cues(summary: str, language: Language) -> Iterator[str]:
    """Single words that are names by what stands beside them.

    Where there are capitals, the first word of a sentence before a verb of speech ("Brekke said"); elsewhere the word after
    a person's role, where the word before has none ("الوزير بريك").
    """
    roles = language.cues.roles
    for sentence in split_sentences(summary, language.code):
        words = _WORD.findall(sentence.text)
        for first, second in itertools.pairwise(words):
            if language.has_case:
                is_name = first[0].isupper() and not _small(first, language) and not language.capital_nouns
                if is_name and roles.get(second, 0) & Role.VERB:
                    yield first
                break
            if (
                roles.get(first, 0) & Role.PERSON
                and not roles.get(second, 0)
                and not _small(second, language)
            ):
                yield second


def _small(word: str, language: Language) -> bool:
    lower = word.casefold()
    known = language.frequent_words | language.function_words | language.ordinary_words
    return lower in known or language.cues.roles.get(lower, 0) != 0 or len(word) < _CONTENT_LETTERS


def recounted(
    summary: str, amounts: Amounts, article_text: str, article: Amounts, language: str
) -> Iterator[tuple[str, str]]:
    """Small numbers that count what the article counts otherwise: "six men" where it has "seven men" and no six of them."""
    theirs: dict[str, list[Number]] = {}
    for number in article.numbers:
        theirs.setdefault(_counted(article_text, number), []).append(number)
    for number in amounts.numbers:
        noun = _counted(summary, number)
        others = theirs.get(noun, [])
        is_small = number.values and max(number.values) < _COUNTS
        if noun and is_small and others and not any(number.values & other.values for other in others):
            other = others[0]
            yield summary[number.start : number.end], article_text[other.start : other.end]


def _counted(text: str, number: Number) -> str:
    """The word that a number stands before, "" for none."""
    match = _WORD.match(text[number.end : number.end + 40].lstrip()) if number.kind != "other" else None
    return fold(match.group()) if match and len(match.group()) >= _CONTENT_LETTERS else ""


def invented(summary: str, vocabulary: Vocabulary, language: str) -> Iterator[tuple[str, ...]]:
    """The first words of each sentence that has hardly a word of the article."""
    known = language_of(language)
    for sentence in split_sentences(summary, language):
        content = [
            word
            for word in _WORD.findall(sentence.text)
            if len(word) >= _CONTENT_LETTERS and word.casefold() not in known.frequent_words
        ]
        lacking = [word for word in content if not vocabulary.has_form(word)]
        if len(lacking) >= _FEWEST_INVENTED and len(lacking) >= _SHARE_INVENTED * len(content):
            yield tuple(lacking[:_SHOWN])
