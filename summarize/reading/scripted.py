"""The article of a page that shows none until its script draws it, where the script carries it as a piece of HTML."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarize.reading.limits import MIN_ARTICLE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A string in JSON or in a script; frameworks write a string of JSON into another one. One that nothing closes reaches to the
# end, so that none is looked for within it.
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"?')
_DEEPEST = 3
_PARAGRAPH = re.compile(r"(?:<|\\u003c)p\b", re.I)
# An article has paragraphs.
_LEAST = 2


def longest_markup(tree: "HtmlElement") -> str | None:
    """The longest piece of HTML with paragraphs that the page's scripts hold as a string; None where they hold none."""
    pieces = (piece for script in tree.iter("script") for piece in _pieces(script.text or "", _DEEPEST))
    return max(pieces, key=len, default=None)


def _pieces(text: str, deepest: int) -> Iterator[str]:
    if not deepest or not _PARAGRAPH.search(text):
        return
    for match in _STRING.finditer(text):
        if match.end() - match.start() < MIN_ARTICLE or not _PARAGRAPH.search(match[1]):
            continue
        try:
            piece = json.loads(match.group(), strict=False)
        except ValueError:
            continue
        if piece.lstrip().startswith("<") and len(_PARAGRAPH.findall(piece)) >= _LEAST:
            yield piece
        else:
            yield from _pieces(piece, deepest - 1)
