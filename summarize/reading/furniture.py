"""Lines that stand among a page's paragraphs and aren't the article's: pointers, captions, calls to subscribe, bylines.

The words are those of publishers' templates. A line counts only if it is short, stands by itself, quotes nobody, and
begins so: the sentence "Read also the small print" in running text stays.
"""

import functools
import re

from summarize.language.characters import DOUBLE_QUOTATION_MARKS, any_of
from summarize.language.furniture import Furniture, is_furniture, merged
from summarize.language.record import all_languages

# A line longer than this is a paragraph, whatever it begins with.
_LONGEST = 140
_QUOTED = re.compile(any_of(DOUBLE_QUOTATION_MARKS))


def without_furniture(lines: list[str], author: str | None) -> list[str]:
    """The lines without what is furniture, and without the line that names the author above the text."""
    kept = [line for line in lines if not _is_furniture(line)]
    names = [name for name in (author or "").split("; ") if name]
    return [
        line
        for number, line in enumerate(kept)
        if not (number < 3 and len(line) <= 80 and any(name in line for name in names))
    ]


def _is_furniture(line: str) -> bool:
    return len(line) <= _LONGEST and not _QUOTED.search(line) and is_furniture(line, _furniture())


@functools.cache
def _furniture() -> Furniture:
    """That of all languages: which one a page is in isn't known yet, and some mix them."""
    return merged(language.furniture for language in all_languages().values())
