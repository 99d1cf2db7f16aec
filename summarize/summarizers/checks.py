"""What a summary can be told to be wrong by without a model: what it names must be in the article.

Measured on SummEdits: see benchmarks/checks.py.
"""

import re

from summarize.briefing import Warning
from summarize.errors import LanguageError
from summarize.language.detection import detect_language
from summarize.language.numerals import find_amounts

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]|「([^「」]+)」")
_CAPITALISED = re.compile(r"[^\W\d_a-zа-я][^\W\d_]*(?:[-'’.&][^\W\d_]+)*")
_WORD = re.compile(r"[^\W_]+")


def check_summary(article_text: str, summary: str, language: str | None = None) -> list[Warning]:
    """What `summary` has that its article doesn't: numbers, dates, names, quoted words; nothing for a sound one.

    Both texts are in `language` (ISO 639-1; told from the article where None). Never raises. Codes:
    unsupported-number, unsupported-date, unsupported-name, altered-quote.
    """
    if language is None:
        try:
            language = detect_language(article_text)
        except LanguageError:
            language = "und"
    found = []
    ours, theirs = find_amounts(summary, language), find_amounts(article_text, language)
    supported = {value for number in theirs.numbers for value in number.values | number.parts}
    for number in ours.numbers:
        if number.kind == "digits" and not number.values & supported:
            written = summary[number.start : number.end]
            found.append(Warning("unsupported-number", f"{written} isn't in the article"))
    if ours.months - theirs.months:
        found.append(Warning("unsupported-date", "the summary names a month that the article doesn't"))
    words = {word.casefold() for word in _WORD.findall(article_text)}
    for match in _CAPITALISED.finditer(summary):
        if not {word.casefold() for word in _WORD.findall(match.group())} & words:
            found.append(Warning("unsupported-name", f"{match.group()} isn't in the article"))
    return found + unmark_altered_quotes(article_text, summary)[1]


def unmark_altered_quotes(article_text: str, sentence: str) -> tuple[str, list[Warning]]:
    """The sentence with the quotation marks taken off what the article doesn't say, and a warning for each."""
    said = _plain(article_text)
    warnings: list[Warning] = []

    def unmark(match: re.Match[str]) -> str:
        words = next(group for group in match.groups() if group is not None)
        if _plain(words) in said:
            return match.group()
        warnings.append(
            Warning("altered-quote", f"not the article's words, so without quotation marks: {words}")
        )
        return words

    return _QUOTED.sub(unmark, sentence), warnings


def _plain(text: str) -> str:
    """The words of a text, lower case, with a space on either side."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
