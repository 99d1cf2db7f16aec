"""Lines that stand among a page's paragraphs and aren't the article's: pointers, captions, calls to subscribe, bylines.

The words are those of publishers' templates. A sentence may begin with the same ones ("Published in 1871, the plan was
never built."), so a line counts only if it is short and, where it reads as a sentence, is a link or names a medium.
"""

import functools
import re

from summarize.language.characters import DOUBLE_QUOTATION_MARKS, any_of
from summarize.language.furniture import Furniture, byline_pattern, is_furniture, is_sentence, merged
from summarize.language.record import all_languages

# A line longer than this is a paragraph, whatever it begins with.
_LONGEST = 140
# A pointer is at least this much of a link.
_LINKED = 0.3
_QUOTED = re.compile(any_of(DOUBLE_QUOTATION_MARKS))
# A year, a day by its numbers, a time of day, and how many minutes it takes to read.
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}[:h]\d{2}\b|\b\d{1,2}\s*min",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")
# The line that names the author is one of the first three, no longer than this, and has so few words beside the name.
_FIRST_LINES, _BYLINE_LENGTH, _BYLINE_WORDS = 3, 80, 4


def without_furniture(lines: list[str], author: str | None) -> list[str]:
    """The lines without what is furniture, and without the line that names the author above the text."""
    kept = [line for line in lines if not is_page_furniture(line)]
    return [
        line for number, line in enumerate(kept) if not (number < _FIRST_LINES and is_byline(line, author))
    ]


def is_page_furniture(line: str, *, linked: float = 0.0) -> bool:
    """Whether a line is no part of the article; `linked` is the share of it that is in links."""
    if len(line) > _LONGEST or not is_furniture(line, _furniture()):
        return False
    if linked > _LINKED or _media().search(line) or line.startswith("©"):
        return True
    return not _QUOTED.match(line) and not is_sentence(line)


def ends_mail(line: str) -> bool:
    """Whether a line at a mail's end is blank, or says how the mail came: there a sentence does that too."""
    return not line.strip() or is_furniture(line, _furniture())


def is_byline(line: str, author: str | None) -> bool:
    """Whether a line names the author, and says little else."""
    names = [name for name in (author or "").split("; ") if name]
    if len(line) > _BYLINE_LENGTH or _QUOTED.search(line) or not any(name in line for name in names):
        return False
    for name in names:
        line = line.replace(name, "")
    return len(_WORD.findall(line)) <= _BYLINE_WORDS


def is_above_text(line: str) -> bool:
    """Whether a short line above an article's text only says when it was published, how long it takes, or who wrote it."""
    is_short = len(line) <= _BYLINE_LENGTH
    return is_short and (_DATED.search(line) is not None or byline().search(line) is not None)


def is_dated(line: str) -> bool:
    """Whether a line has a date or a time, or how long it takes to read."""
    return _DATED.search(line) is not None


def is_dateline(line: str) -> bool:
    """Whether a line is no longer than one that says when the article was published, and when it was changed."""
    return len(line) <= _LONGEST and len(_DATED.findall(line)) > 1


@functools.cache
def byline() -> re.Pattern[str]:
    """How a line that names the writer begins in any language, after the paper's name at most."""
    patterns = [
        byline_pattern(language.bylines, language.has_case)
        for language in all_languages().values()
        if language.bylines
    ]
    return re.compile(rf"(?:^|[-–—|]\s*)(?:{'|'.join(patterns)})")


@functools.cache
def _furniture() -> Furniture:
    """That of all languages: which one a page is in isn't known yet, and some mix them."""
    return merged(language.furniture for language in all_languages().values())


@functools.cache
def _media() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _furniture().media)), re.I)
