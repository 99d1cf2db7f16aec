"""Who said a quote: the name nearest to a speech verb in the words around it."""

import re

from summarize.briefing import Quote
from summarize.quotes.spans import Span
from summarize.quotes.table import Table

# How far from a quote its attribution may stand.
REACH = 300
_WORD = re.compile(r"\w[\w.’'-]*")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")


def attribute(text: str, span: Span, table: Table) -> Quote:
    """The quote at a span, with its speaker where the sentence around it names one."""
    after_end = min(span.paragraph[1], span.outer_end + REACH)
    stop = _SENTENCE_END.search(text, span.outer_end, after_end)
    before_start = max(span.paragraph[0], span.outer_start - REACH)
    for match in _SENTENCE_END.finditer(text, before_start, span.outer_start):
        before_start = match.end()
    mention = _name(text, span.outer_end, stop.start() if stop else after_end, table) or _name(
        text, before_start, span.outer_start, table
    )
    quote = text[span.start : span.end]
    if mention is None:
        return Quote(quote, span.start, span.end, "direct")
    start, end = mention
    name = text[start:end]
    return Quote(quote, span.start, span.end, "direct", name, name, start, end, "name")


def _name(text: str, start: int, end: int, table: Table) -> tuple[int, int] | None:
    words = [(match.start(), match.end()) for match in _WORD.finditer(text, start, end)]
    verbs = [a for a, b in words if text[a:b].lower() in table.verbs]
    names: list[tuple[int, int]] = []
    for a, b in words:
        word = text[a:b]
        if not word[0].isupper() or word.lower() in table.function_words:
            continue
        if names and text[names[-1][1] : a] == " ":
            names[-1] = (names[-1][0], b)
        else:
            names.append((a, b))
    if not verbs or not names:
        return None
    a, b = min(names, key=lambda name: min(min(abs(name[0] - verb), abs(verb - name[1])) for verb in verbs))
    while text[b - 1] in ".’'-":
        b -= 1
    return a, b
