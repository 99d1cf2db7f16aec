"""The headline of a plain text: its first line or lines, where they read like one."""

import re

from summarize.reading.limits import MAX_TITLE

_LINE_BREAK = re.compile(r"\r\n?|\n")
# A headline that was wrapped has at most this many lines, and its first is at least so long.
_MAX_LINES = 3
_WRAPPED_FROM = 45
# How a line that names the writer begins, after the paper's name at most: a capital follows, since "By the river" names
# nobody, or a colon.
_BYLINE = re.compile(
    r"(?:^|[-–—|]\s*)(?:(?:By|Von|Par|Por|Di|Door)\s+[A-ZÀ-Þ]|(?:Автор|Авторы|Текст)(?:\s*:|\s+[А-ЯЁ])|بقلم\b|(?:كتب|كتبت|تقرير)\s*[:：])"
)
_UNDERLINE = re.compile(r"[=\-~_*]{3,}\s*")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
_CLOSING = "\"'”’»“)›"
_ENDS_SENTENCE = (".", ",", ";", ":", "…", "۔", "。", "،", "؛")
# Scripts without spaces between words: one "word" is a line.
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def headline(text: str) -> str | None:
    """The headline of `text`, a wrapped one on one line; None where the text begins without one.

    A headline is short, doesn't end like a sentence, names no writer, and has text under it: after a blank line, or in a
    line that is much longer.
    """
    lines = [
        line.strip()
        for line in _LINE_BREAK.split(text.lstrip("\ufeff \t\r\n")[: (_MAX_LINES + 2) * MAX_TITLE])
    ]
    first, following = lines[0], lines[1:]
    if not any(following):
        return None
    if _UNDERLINE.fullmatch(following[0]):
        following[0] = ""
    block = [first]
    for line in following:
        if not line or _BYLINE.search(line):
            break
        block.append(line)
    is_wrapped = (
        2 <= len(block) <= _MAX_LINES and len(block) <= len(following) and len(first) >= _WRAPPED_FROM
    )
    if len(block) == 1:
        return _checked(first)
    if len(following[0]) > 1.5 * len(first):
        return _checked(first)
    return _checked(" ".join(block)) if is_wrapped else None


def _checked(line: str) -> str | None:
    title = _MARKDOWN_HEADING.sub("", line, count=1)
    is_short = len(title.split()) < 2 and not _WITHOUT_SPACES.search(title)
    ends = title.rstrip(_CLOSING).endswith(_ENDS_SENTENCE)
    if is_short or len(title) > MAX_TITLE or ends or _BYLINE.search(title):
        return None
    return title
