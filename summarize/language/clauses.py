"""Parts of a sentence that is too long for a model: at clauses where there are any, else between words, else anywhere."""

import re
from collections.abc import Callable, Iterator

from summarize.language.characters import CLOSING, COLONS, COMMAS, DASHES, SEMICOLONS, any_of

# After the marks that end a clause, with the quotation marks or brackets that close there; before a dash between blanks.
_WIDE = "，；：。"  # no blank follows these
_CLAUSE = re.compile(
    rf"(?<={any_of(COMMAS + SEMICOLONS + COLONS)}){any_of(CLOSING)}*\s+|(?<=[{_WIDE}])|(?<!\s)\s+(?={any_of(DASHES)}\s)"
)
_BLANK = re.compile(r"\s+")


def split_clauses(text: str) -> list[str]:
    """The clauses of a sentence in order: all of its characters but the blanks between the clauses."""
    return _cut(text, _CLAUSE)


def split_to_fit(text: str, fits: Callable[[str], bool]) -> list[str]:
    """`text` in as few parts as `fits` allows, in order: all of its characters but the blanks between the parts.

    A single character is a part even where it doesn't fit.
    """
    if fits(text) or len(text) <= 1:
        return [text]
    for pattern in (_CLAUSE, _BLANK):
        pieces = _cut(text, pattern)
        if len(pieces) > 1:
            return list(_packed(text, pieces, fits))
    middle = len(text) // 2
    return [*split_to_fit(text[:middle], fits), *split_to_fit(text[middle:], fits)]


def _packed(text: str, pieces: list[str], fits: Callable[[str], bool]) -> Iterator[str]:
    """Neighbouring pieces together as long as they fit; a piece that doesn't fit alone is split further."""
    start, end = 0, 0
    position = 0
    for piece in pieces:
        position = text.index(piece, position)
        after = position + len(piece)
        if end > start and fits(text[start:after]):
            end = after
        else:
            if end > start:
                yield from split_to_fit(text[start:end], fits)
            start, end = position, after
        position = after
    yield from split_to_fit(text[start:end], fits)


def _cut(text: str, pattern: re.Pattern[str]) -> list[str]:
    pieces, start = [], 0
    for match in pattern.finditer(text):
        # What closes belongs to the clause before it, the blanks to neither.
        end = match.start() + len(match.group().rstrip())
        pieces.append(text[start:end])
        start = match.end()
    pieces.append(text[start:])
    return [piece for piece in (piece.strip() for piece in pieces) if piece]
