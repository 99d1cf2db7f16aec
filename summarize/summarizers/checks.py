"""What a summary can be told to be wrong by without a model: what it names must be in the article.

Measured on SummEdits: see benchmarks/checks.py. What no such check sees is a wrong verb, a common noun put for another,
or two facts of the article joined wrongly.
"""

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from summarize.briefing import Warning, WarningCode
from summarize.errors import LanguageError
from summarize.language.detection import detect_language
from summarize.language.numeral_table import fold
from summarize.language.numerals import Amounts, Number, find_amounts, month_words
from summarize.language.record import language_of
from summarize.summarizers.vocabulary import Vocabulary, names_in

_QUOTED = re.compile(
    r"“([^“”]+)”|”([^“”]+)”|\"([^\"\n]+)\"|«([^«»]+)»|»([^«»]+)«|„([^„“”]+)[“”]|‘([^‘’]{2,})’(?!\w)|「([^「」]+)」"
)
_WORD = re.compile(r"[^\W_]+")
# Spelled-out numbers below this one are often other words, as "one" is.
_COUNTED = 3
_ROUNDED_FROM, _ROUNDED = 10_000, Decimal("0.02")
# A quoted name of so many words at most may be inflected.
_LONGEST_TITLE = 4


def check_summary(article_text: str, summary: str, language: str | None = None) -> list[Warning]:
    """What `summary` has that its article doesn't; nothing for a sound one.

    Both texts are in `language` (ISO 639-1; told from the article where None). Never raises. Codes: unsupported-number,
    unsupported-date (a month), unsupported-name, unsupported-word (one that excludes the article's: "green" for
    "blue"), altered-quote. Names are checked where capitals tell them, so not in Arabic.
    """
    if language is None:
        try:
            language = detect_language(article_text)
        except LanguageError:
            language = ""
    article, vocabulary = _read(article_text, language)
    amounts = find_amounts(summary, language)
    found = [
        Warning(WarningCode.UNSUPPORTED_NUMBER, result=(summary[number.start : number.end],))
        for number in _unsupported(amounts, article)
    ]
    months = month_words(summary, language, amounts.months - article.months)
    found += [Warning(WarningCode.UNSUPPORTED_DATE, result=(month,)) for month in months]
    for name in _names(summary, language):
        if not vocabulary.has_name(name):
            found.append(Warning(WarningCode.UNSUPPORTED_NAME, result=(" ".join(name),)))
    for word, instead in vocabulary.excluded(summary):
        found.append(Warning(WarningCode.UNSUPPORTED_WORD, source=(instead,), result=(word,)))
    return list(dict.fromkeys(found + unmark_altered_quotes(article_text, summary, language)[1]))


def unmark_altered_quotes(article_text: str, sentence: str, language: str = "") -> tuple[str, list[Warning]]:
    """The sentence with the quotation marks taken off what the article doesn't say, and a warning for each.

    Words are compared, not case or punctuation. A quoted name may be inflected.
    """
    if not _QUOTED.search(sentence):
        return sentence, []
    said = _plain(article_text)
    warnings: list[Warning] = []

    def unmark(match: re.Match[str]) -> str:
        words = next(group for group in match.groups() if group is not None).strip()
        if _plain(words) in said or _is_known_title(words, article_text, language):
            return match.group()
        warnings.append(Warning(WarningCode.ALTERED_QUOTE, result=(words,)))
        return words

    return _QUOTED.sub(unmark, sentence), warnings


# The sentences of a summary are checked one after the other, each against the same article.
@functools.lru_cache(maxsize=1)
def _read(article_text: str, language: str) -> tuple[Amounts, Vocabulary]:
    return find_amounts(article_text, language), Vocabulary(article_text, language)


def _unsupported(amounts: Amounts, article: Amounts) -> Iterator[Number]:
    """The numbers that the article neither has nor rounds to."""
    values = {value for number in article.numbers for value in number.values | number.parts}
    for number in amounts.numbers:
        is_counted = number.kind == "words" and min(number.values) >= _COUNTED
        if number.kind != "digits" and not is_counted:
            continue
        if number.values & values or (number.parts and number.parts <= values):
            continue
        if not any(_rounds_to(exact, value) for value in number.values for exact in values):
            yield number


def _rounds_to(exact: Decimal, value: Decimal) -> bool:
    """Whether `value` is `exact` with fewer digits: 32,000 for 31,870. Smaller ones are years, ages, scores: never rounded."""
    return (
        exact >= _ROUNDED_FROM
        and abs(exact - value) <= exact * _ROUNDED
        and _significant_digits(value) < _significant_digits(exact)
    )


def _significant_digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _names(summary: str, language: str) -> list[list[str]]:
    known = language_of(language)
    if not known.has_case:
        return []
    # Where all nouns have capitals, they tell a name only where two stand together.
    least = 2 if known.capital_nouns else 1
    months = known.numerals.months
    return [
        name
        for name in names_in(summary, language)
        if len(name) >= least and not (len(name) == 1 and fold(name[0]) in months)
    ]


def _is_known_title(words: str, article_text: str, language: str) -> bool:
    found = _WORD.findall(words)
    return (
        len(found) <= _LONGEST_TITLE
        and all(word[0].isupper() for word in found)
        and all(map(Vocabulary(article_text, language).has_form, found))
    )


def _plain(text: str) -> str:
    """The words of a text in lower case, with a space on either side."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
