"""What a model adds of its own: notes on its translation, excuses, markup."""

import re
from collections.abc import Iterator

from summarize.language.record import ENGLISH, language_of
from summarize.translators.checks.pair import Finding, Pair
from summarize.warning import WarningCode

_MARKUP = re.compile(r"\*\*|^#+ |```|</?[a-z]+>|<\|", re.MULTILINE)
# What stands before a note: nothing, or the end of a line or sentence, and brackets.
_BEFORE_NOTE = re.compile(r"(?:^|[\n.!?؟…。\"”»])[\s(\[*_]*$")
_BEFORE = 20
_EXCERPT = 60


def check(pair: Pair) -> Iterator[Finding]:
    """added-note."""
    notes = {
        note
        for language in (pair.target_language, pair.source_language, ENGLISH)
        for note in language_of(language).checking.notes
    }
    source, translation = pair.source.casefold(), pair.translation.casefold()
    # "Note 1:" has one too.
    if not any(note.rstrip(":") in source for note in notes):
        for note in sorted(notes):
            start = translation.find(note)
            if start >= 0 and _BEFORE_NOTE.search(translation[max(0, start - _BEFORE) : start]):
                yield Finding(WarningCode.ADDED_NOTE, result=(pair.translation[start : start + _EXCERPT],))
                return
    markup = _MARKUP.search(pair.translation)
    if markup and not _MARKUP.search(pair.source):
        yield Finding(WarningCode.ADDED_NOTE, result=(markup.group(),))
