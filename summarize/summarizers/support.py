"""What a summary names, counts and tells, by whether its article supports it."""

import itertools
import re
from collections.abc import Collection, Iterator, Sequence

from summarize.language.characters import LETTER
from summarize.language.cues import Role
from summarize.language.exonyms import exonyms_in
from summarize.language.numeral_table import fold
from summarize.language.numerals import Amounts, Number
from summarize.language.record import Language, language_of
from summarize.language.sentences import split_sentences
from summarize.summarizers.uncapitalised import unknown_people
from summarize.summarizers.vocabulary import Vocabulary, names_in

_WORD = re.compile(f"{LETTER}+(?:['’-]{LETTER}+)*")
# Words of content have so many letters, and shorter ones that the article has too: whether it has a form of them can't be told. A
# sentence of which so many, and so great a share, aren't the article's in any form tells something else; of one with few
# words of content so many by their number. Such short ones are rare in summaries by hand: see benchmarks.checks.
_CONTENT_LETTERS, _SHORTEST, _FEWEST_INVENTED, _SHARE_INVENTED = 4, 3, 3, 0.8
_INVENTED_OF_FEW = {1: 1, 2: 1, 3: 2, 4: 3}
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
        for name in _beside_verbs(summary, known):
            if not vocabulary.has_form(name):
                yield name
        return
    for sentence in split_sentences(summary, language):
        yield from unknown_people(sentence.text, vocabulary, known)
    codes = frozenset[str]().union(*(place.codes for place in exonyms_in(article_text, language)))
    for place in exonyms_in(summary, language):
        if place.certain and not place.codes & codes and not vocabulary.has_name(place.text.split()):
            yield place.text


def _beside_verbs(summary: str, language: Language) -> Iterator[str]:
    """First words of sentences that are names by the verb of speech behind them ("Brekke said"), where only names have capitals."""
    if language.capital_nouns:
        return
    for sentence in split_sentences(summary, language.code):
        words = _WORD.findall(sentence.text)[:2]
        is_said = len(words) == 2 and language.cues.roles.get(words[1], 0) & Role.VERB
        if is_said and words[0][0].isupper() and not _small(words[0], language):
            yield words[0]


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


def invented(
    summary: str,
    article_text: str,
    vocabulary: Vocabulary,
    connected: Vocabulary,
    language: str,
    marked: Collection[str],
) -> Iterator[tuple[str, ...]]:
    """The first words of each sentence that has hardly a word of the article, or too few for its length.

    For a short sentence only the words of sentences that are `connected` count. Where it has words that are `marked`
    already, they have said it of a short one.
    """
    known = language_of(language)
    for sentence in split_sentences(summary, language):
        words = _WORD.findall(sentence.text)
        if not known.spaced:
            # Two characters in a row are about a word.
            pairs = [first + second for word in words for first, second in itertools.pairwise(word)]
            if _are_many([pair for pair in pairs if pair not in article_text], pairs):
                yield tuple(words[:_SHOWN])
            continue
        content, lacking = _content(sentence.text, words, vocabulary, known)
        if _are_many(lacking, content):
            yield tuple(lacking[:_SHOWN])
        elif not any(word in sentence.text for word in marked):
            content, lacking = _content(sentence.text, words, connected, known)
            if len(lacking) >= _INVENTED_OF_FEW.get(len(content), len(content) + 1):
                yield tuple(lacking[:_SHOWN])


def _are_many(lacking: Sequence[str], content: Sequence[str]) -> bool:
    return len(lacking) >= max(_FEWEST_INVENTED, _SHARE_INVENTED * len(content))


def _content(
    sentence: str, words: list[str], vocabulary: Vocabulary, language: Language
) -> tuple[list[str], list[str]]:
    """The words of content, and those of them that the vocabulary has in no form."""
    small = language.frequent_words | language.function_words
    names = [name for name in names_in(sentence, language.code) if vocabulary.has_name(name)]
    has = {word for name in names for word in name}
    content, lacking = [], []
    for word in words:
        if len(word) < _SHORTEST or word.casefold() in small:
            continue
        is_had = word in has or vocabulary.has_form(word)
        if is_had or len(word) >= _CONTENT_LETTERS:
            content.append(word)
        if not is_had and len(word) >= _CONTENT_LETTERS:
            lacking.append(word)
    return content, lacking
