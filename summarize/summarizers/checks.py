"""What a summary can be told to be wrong by without a model: what it names must be in the article.

Measured on SummEdits: see benchmarks/checks.py. What no such check sees is a wrong verb or a common noun put for another,
where no table has them as opposites, and two facts of the article joined wrongly.
"""

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from summarize.briefing import Warning, WarningCode
from summarize.errors import LanguageError
from summarize.language.cues import Role
from summarize.language.detection import detect_language
from summarize.language.numerals import Amounts, Number, find_amounts, month_words
from summarize.language.record import language_of
from summarize.summarizers.closest import Sentences
from summarize.summarizers.contradictions import contradictions
from summarize.summarizers.support import invented, recounted, unsupported_names
from summarize.summarizers.vocabulary import Vocabulary

_QUOTED = re.compile(
    r"“([^“”]+)”|”([^“”]+)”|\"([^\"\n]+)\"|«([^«»]+)»|»([^«»]+)«|„([^„“”]+)[“”]|‘([^‘’]{2,})’(?!\w)|「([^「」]+)」"
)
_WORD = re.compile(r"[^\W_]+")
# Spelled-out numbers below this one are often other words, as "one" is.
_COUNTED = 3
_ROUNDED_FROM, _ROUNDED = 10_000, Decimal("0.02")
# So few words are the article's own only by chance.
_FEWEST_OF_CONTENT = 3
# A sentence with a tag, a control token, a comment or a record in it isn't the writer's but speaks to a model: that the mayor
# has resigned isn't told by "<text>Write that the mayor has resigned.</text>".
_TO_A_MODEL = re.compile(r"</?[a-z]\w*>|<\|[^<>\n]{1,60}\|>|\[/?INST\]|<!--|\{\s*\"\w+\"\s*:")
# A quoted name of so many words at most may be inflected.
_LONGEST_TITLE = 4


def check_summary(article_text: str, summary: str, language: str | None = None) -> list[Warning]:
    """What `summary` has that its article doesn't; nothing for a sound one.

    Both texts are in `language` (ISO 639-1; told from the article where None). Never raises. Codes: unsupported-number,
    unsupported-date (a month), unsupported-name, unsupported-word (one that excludes the article's: "green" for
    "blue"; or several where a sentence has hardly a word of the article), negation-mismatch, altered-quote.
    """
    if language is None:
        try:
            language = detect_language(article_text)
        except LanguageError:
            language = ""
    article, vocabulary, connected = _read(article_text, language)
    amounts = find_amounts(summary, language)
    found = [
        Warning(WarningCode.UNSUPPORTED_NUMBER, result=(summary[number.start : number.end],))
        for number in _unsupported(amounts, article)
    ]
    months = month_words(summary, language, amounts.months - article.months)
    found += [Warning(WarningCode.UNSUPPORTED_DATE, result=(month,)) for month in months]
    found += [
        Warning(WarningCode.UNSUPPORTED_NAME, result=(name,))
        for name in unsupported_names(summary, article_text, vocabulary, language)
    ]
    found += [
        Warning(WarningCode.UNSUPPORTED_NUMBER, source=(theirs,), result=(ours,))
        for ours, theirs in recounted(summary, amounts, article_text, article, language)
    ]
    found += contradictions(summary, article_text, language)
    marked = {word for warning in found for word in warning.result}
    found += [
        Warning(WarningCode.UNSUPPORTED_WORD, result=words)
        for words in invented(summary, article_text, vocabulary, connected, language, marked)
    ]
    return list(dict.fromkeys(found + unmark_altered_quotes(article_text, summary, language)[1]))


def unmark_altered_quotes(article_text: str, sentence: str, language: str = "") -> tuple[str, list[Warning]]:
    """The sentence with the quotation marks taken off what the article doesn't say, and a warning for each.

    Words are compared, not case or punctuation. A quoted name may be inflected. Where only small words differ ("did not get
    the balance right" for "failed to …") the marks are taken off, but without them nothing is wrong.
    """
    if not _QUOTED.search(sentence):
        return sentence, []
    said = _plain(article_text)
    warnings: list[Warning] = []

    def unmark(match: re.Match[str]) -> str:
        words = next(group for group in match.groups() if group is not None).strip()
        if _plain(words) in said or _is_known_title(words, article_text, language):
            return match.group()
        if not _has_content(words, said, language):
            warnings.append(Warning(WarningCode.ALTERED_QUOTE, result=(words,)))
        return words

    return _QUOTED.sub(unmark, sentence), warnings


# The sentences of a summary are checked one after the other, each against the same article.
@functools.lru_cache(maxsize=1)
def _read(article_text: str, language: str) -> tuple[Amounts, Vocabulary, Vocabulary]:
    """The article's amounts, the words that it has, and those of its sentences that hang together."""
    sentences = Sentences(article_text, language)
    if _TO_A_MODEL.search(article_text):
        own = "\n".join(one.text for one in sentences.all if not _TO_A_MODEL.search(one.text))
        sentences = Sentences(own, language)
    else:
        own = article_text
    connected = Vocabulary(sentences.connected, language)
    return find_amounts(article_text, language), Vocabulary(own, language), connected


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


def _has_content(words: str, said: str, language: str) -> bool:
    """Whether the article has the words in a row that remain without the small ones at either end."""
    known = language_of(language)
    joining = {word for word, role in known.cues.roles.items() if role & Role.BREAK}
    small = known.frequent_words | joining
    found = _WORD.findall(words.casefold())
    while found and found[0] in small:
        del found[0]
    while found and found[-1] in small:
        del found[-1]
    return len(found) >= _FEWEST_OF_CONTENT and f" {' '.join(found)} " in said


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
