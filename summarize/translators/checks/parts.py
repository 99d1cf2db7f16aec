"""Whether the parts that marks tell are on both sides: questions, quotations, items of a list, sentences, clauses."""

import re
from collections.abc import Iterator

from summarize.language.characters import (
    CLOSING,
    COLONS,
    COMMAS,
    DASHES,
    DOUBLE_QUOTATION_MARKS,
    QUESTION_MARKS,
    SEMICOLONS,
    SENTENCE_ENDS,
    any_of,
)
from summarize.language.sentences import split_sentences
from summarize.translators.checks.pair import Finding, Pair
from summarize.warning import WarningCode

_QUESTION = re.compile(any_of(QUESTION_MARKS))
_ITEM = re.compile(rf"^[ \t]*(?:{any_of('-*•' + DASHES)}|\d{{1,2}}[.)])[ \t]+\S", re.MULTILINE)
_MARK = re.compile(any_of(DOUBLE_QUOTATION_MARKS))
_QUOTED = re.compile(
    rf"{any_of(DOUBLE_QUOTATION_MARKS)}\s*(\w[^{DOUBLE_QUOTATION_MARKS}]*){any_of(DOUBLE_QUOTATION_MARKS)}"
)
_COMMA = re.compile(any_of(COMMAS + SEMICOLONS))
_BREAK = re.compile(any_of(COMMAS + SEMICOLONS + COLONS + SENTENCE_ENDS + DASHES + "-()"))
# Of a short segment a lost question is the point.
_SHORT = 10
# Fewer words between marks are a title, which many languages set without.
_QUOTED_WORDS = 4
# So many commas are clauses or a list; a translation of them without any mark has lost some.
_COMMAS = 3
# The shares of sound translations that show the same.
_QUESTION_LOST, _QUESTION_ADDED, _QUOTE_LOST, _CLAUSES_LOST, _BRACKETS_LOST = (
    0.002,
    0.0015,
    0.003,
    0.005,
    0.02,
)
_SENTENCE_LOST, _SENTENCES_LOST, _END_LOST = 0.07, 0.03, 0.003
# A sentence that ends with its mark, and a text that ends with a bare word.
_ENDED, _UNENDED = re.compile(rf"\w{any_of(SENTENCE_ENDS)}\s*$"), re.compile(r"\w\s*$")


def check(pair: Pair) -> Iterator[Finding]:
    """part-missing, part-added, quote-lost."""
    ours, theirs = _count(_QUESTION, pair)
    if ours > theirs:
        short = not theirs and len(pair.source_words) <= _SHORT
        yield Finding(WarningCode.PART_MISSING, source=("?",), share=None if short else _QUESTION_LOST)
    elif theirs > ours:
        yield Finding(WarningCode.PART_ADDED, result=("?",), share=_QUESTION_ADDED)
    ours, theirs = _count(_ITEM, pair)
    if ours > 1 and theirs != ours:
        yield Finding(WarningCode.PART_MISSING, source=(f"{ours} •",), result=(f"{theirs} •",))
    quoted = max(_QUOTED.findall(pair.source), key=len, default="")
    if len(quoted.split()) >= _QUOTED_WORDS and not _MARK.search(pair.translation):
        yield Finding(WarningCode.QUOTE_LOST, source=(quoted,), share=_QUOTE_LOST)
    ours = len(split_sentences(pair.source, pair.source_language))
    theirs = len(split_sentences(pair.translation, pair.target_language))
    if ours > theirs:
        yield Finding(
            WarningCode.PART_MISSING, share=_SENTENCE_LOST if ours == theirs + 1 else _SENTENCES_LOST
        )
    if len(_COMMA.findall(pair.source)) >= _COMMAS and not _BREAK.search(
        pair.translation.rstrip(CLOSING + SENTENCE_ENDS)
    ):
        yield Finding(WarningCode.PART_MISSING, source=(",",), share=_CLAUSES_LOST)
    if _ENDED.search(pair.source) and _UNENDED.search(pair.translation):
        yield Finding(WarningCode.PART_MISSING, source=(pair.source.rstrip()[-1],), share=_END_LOST)
    if pair.source.count("(") > pair.translation.count("("):
        yield Finding(WarningCode.PART_MISSING, source=("()",), share=_BRACKETS_LOST)


def _count(pattern: re.Pattern[str], pair: Pair) -> tuple[int, int]:
    return len(pattern.findall(pair.source)), len(pattern.findall(pair.translation))
