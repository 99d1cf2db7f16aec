"""The lead of a page's article: the blocks between its headline and its text that belong to neither's surroundings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.language.characters import DASHES
from summarize.reading.blocks import Block, spelt
from summarize.reading.furniture import is_dated
from summarize.reading.part_names import CAPTION, FURNITURE, LEAD, PICTURE, names_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A lead has at least so many words, and without the end of a sentence so many; a block with more links is none.
LEAD_WORDS, WORDS_WITHOUT_END, LINKED = 8, 12, 0.5
# A line with a date that is no shorter is a lead, unless it is one by its end.
_DATED_WORDS = 24
_NO_LEAD = ("nav", "form", "figure", "figcaption", "aside")
# A head has at most so many blocks; a lead stands at most so many above the text, or below the headline.
_HEAD, _ABOVE, _BELOW_HEADLINE = 40, 12, 3


def lead_of(
    blocks: Sequence[Block], first: int, held: "set[HtmlElement]", title: str | None, lead: str | None
) -> set[int]:
    """The blocks between the headline and the text that are the article's lead."""
    said, names = spelt(lead or "")[:40], spelt(title or "")
    above = range(first - 1, max(first - _HEAD, 0) - 1, -1)
    headline = next((index for index in above if blocks[index].key == names), None)
    if headline is None:
        headline = next((index for index in above if blocks[index].tag == "h1"), None)
    taken: set[int] = set()
    for index in above:
        block = blocks[index]
        if block.key == names or block.linked > LINKED or block.is_in(*_NO_LEAD) or block.tag == "h1":
            continue
        if any(CAPTION.search(names_of(element)) for element in block.path[-2:]):
            continue
        if headline is not None and index < headline - 1:
            break
        is_said = len(said) >= 20 and block.key.startswith(said)
        is_called = any(LEAD.search(names_of(element)) for element in block.path[-3:])
        is_below = headline is not None and index > headline
        # Between a head and its text stand summaries, buttons and pictures: what is far from both is none by its place.
        is_near = first - index <= _ABOVE or (headline is not None and index - headline <= _BELOW_HEADLINE)
        is_dateline = (
            is_below and is_near and block.text.endswith(tuple(DASHES)) and block.words <= LEAD_WORDS
        )
        if (
            is_dateline
            or is_said
            or (
                _may_be_lead(block, held, is_called)
                and (
                    (is_below and (is_near or is_called))
                    or (is_called and (headline is None or index == headline - 1))
                )
            )
        ):
            taken.add(index)
    return taken


def _may_be_lead(block: Block, held: "set[HtmlElement]", is_called: bool) -> bool:
    if block.words < LEAD_WORDS or not (block.ends_sentence or is_called or block.words >= WORDS_WITHOUT_END):
        return False
    if not is_called and not block.ends_sentence and block.words < _DATED_WORDS and is_dated(block.text):
        return False
    if not is_called and any(PICTURE.search(names_of(element)) for element in block.path[-2:]):
        return False
    # What is called a lead itself is one, though it stands in a byline.
    if block.path and LEAD.search(names_of(block.path[-1])):
        return True
    return not any(
        FURNITURE.search(names_of(element)) and not LEAD.search(names_of(element))
        for element in block.path[-3:]
        if element not in held
    )
