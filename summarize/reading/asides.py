"""What stands among an article's blocks and only beside its text: captions, cards of other articles, notes about cookies.

These are told by how they are built, where no class says what they are. What is most of the words is never one.
"""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from summarize.reading.blocks import Block, leads_on
from summarize.reading.part_names import PICTURE, names_of
from summarize.reading.withheld import asks_for_consent

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What is left out by one rule is less than this share of the words.
_MOST = 0.3
# A caption and what stands beside it have so many words at most, and so many elements.
_CAPTION_WORDS, _CAPTION_PARTS = 60, 100
_PICTURES = frozenset(("img", "picture", "amp-img"))
_BOXES = frozenset(("div", "section", "aside", "article"))
# The text stands in boxes called the same, with this share of the words at least.
_MAIN_SHARE = 0.7
_SLANTED = frozenset(("em", "i", "small"))
# A headline is a link by this share, and has so many words.
_LINKED, _HEADLINE_WORDS = 0.8, 3
# A heading of a box is no longer.
_HEADING_WORDS = 8
_WORD = re.compile(r"\w")


def without_asides(blocks: Sequence[Block], article: Sequence[Block], leads: Sequence[Block]) -> list[Block]:
    """The article's blocks without those beside its text; `blocks` are all of the page's, `leads` are kept."""
    kept = [block for block in article if _WORD.search(block.text)]
    held: Counter[HtmlElement] = Counter()
    for block in kept:
        held.update(dict.fromkeys(block.path, block.words))
    words = sum(block.words for block in kept)
    captions = _captions(kept, held)
    boxed = _boxed(blocks, kept, held)
    listed = _listed(blocks, {element for element, number in held.items() if number < _MOST * words})
    rules: tuple[Callable[[Block], bool], ...] = (
        _is_card,
        lambda block: block.is_in("figure") and not block.is_in("blockquote") and not block.names_quoted,
        lambda block: id(block) in listed,
        lambda block: id(block) in captions,
        lambda block: id(block) in boxed,
        lambda block: asks_for_consent(block.text),
    )
    safe = {id(block) for block in leads}
    for rule in rules:
        beside = {id(block) for block in kept if id(block) not in safe and rule(block)}
        if sum(block.words for block in kept if id(block) in beside) < _MOST * words:
            kept = [block for block in kept if id(block) not in beside]
    return _without_empty_headings(blocks, kept, safe)


def _is_card(block: Block) -> bool:
    """Whether a block is part of a link that holds more than words: the headline, picture and teaser of another article."""
    if block.linked < _LINKED or not block.path:
        return False
    return any(leads_on(element) and len(element) > 1 for element in block.path[-1].iterancestors("a"))


def _listed(blocks: Sequence[Block], small: "set[HtmlElement]") -> set[int]:
    """The blocks that stand each under a headline that leads to another article, in one small box with it, where there are
    several.
    """
    listed: set[int] = set()
    headlines = 0
    box: set[HtmlElement] = set()
    is_fresh = False
    for block in blocks:
        if block.is_heading:
            is_fresh = block.linked > _LINKED and block.words >= _HEADLINE_WORDS
            box = small.intersection(block.path[-3:-1]) if is_fresh else set()
        elif not box.isdisjoint(block.path):
            listed.add(id(block))
            headlines += is_fresh
            is_fresh = False
    return listed if headlines > 1 else set()


def _boxed(blocks: Sequence[Block], article: Sequence[Block], held: "Counter[HtmlElement]") -> set[int]:
    """The blocks of small boxes between the paragraphs, or below them, that have a heading of their own: facts, biographies.

    They are told by being built otherwise than most of the text is. Of several built the same each is a part of the article.
    """
    homes = {id(block): _home(block) for block in article}
    words: Counter[str] = Counter()
    for block in article:
        words[homes[id(block)]] += block.words
    if not words:
        return set()
    home, most = words.most_common(1)[0]
    if most < _MAIN_SHARE * words.total():
        return set()
    text = {element for block in article if homes[id(block)] == home for element in block.path}
    start = next(number for number, block in enumerate(article) if homes[id(block)] == home)
    boxes: dict[HtmlElement, list[Block]] = {}
    for block in article[start:]:
        box = next((element for element in block.path if element not in text), None)
        if (
            box is not None
            and box is not block.path[-1]
            and box.tag in _BOXES
            and held[box] < _MOST * words.total()
        ):
            boxes.setdefault(box, []).append(block)
    firsts: dict[HtmlElement, Block] = {}
    for block in blocks:
        for element in boxes.keys() & set(block.path):
            firsts.setdefault(element, block)
    alike = Counter(map(names_of, boxes))
    return {
        id(block)
        for box, inside in boxes.items()
        if _heads(firsts[box])
        and any(
            block.tag == "p" and block.ends_sentence and not block.is_in("blockquote") for block in inside
        )
        and alike[names_of(box)] == 1
        for block in inside
    }


def _home(block: Block) -> str:
    """What the box round a paragraph is called; a list or a quote is no box."""
    box = next((element for element in reversed(block.path) if element.tag in _BOXES), None)
    return f"{box.tag} {names_of(box)}" if box is not None else ""


def _heads(block: Block) -> bool:
    """Whether a block is a heading, or set as one."""
    return block.is_heading or (block.words <= _HEADING_WORDS and not block.ends_sentence)


def _captions(article: Sequence[Block], held: "Counter[HtmlElement]") -> set[int]:
    """The blocks that stand in a small box with a picture, or behind one in slanted letters."""
    boxes: dict[int, list[HtmlElement]] = {}
    found: set[int] = set()
    for block in article:
        if block.is_heading or block.words > _CAPTION_WORDS or block.is_in("blockquote", "li"):
            continue
        if _is_slanted_caption(block):
            found.add(id(block))
        boxes[id(block)] = [element for element in block.path[-4:] if PICTURE.search(names_of(element))]
    small = {
        element
        for elements in boxes.values()
        for element in elements
        if held[element] <= _CAPTION_WORDS and _has_picture(element)
    }
    return found | {number for number, elements in boxes.items() if small.intersection(elements)}


def _has_picture(element: "HtmlElement") -> bool:
    return any(each.tag in _PICTURES for each in itertools.islice(element.iter(), _CAPTION_PARTS))


def _is_slanted_caption(block: Block) -> bool:
    """Whether a paragraph is a picture and words that are all slanted."""
    paragraph = block.path[-1]
    if paragraph.tag not in ("p", "div") or len(paragraph) > _CAPTION_PARTS or not _has_picture(paragraph):
        return False
    slanted = "".join(
        "".join(each.itertext()) for each in paragraph.iter(*_SLANTED) if each.getparent().tag not in _SLANTED
    )
    return len("".join(slanted.split())) >= len("".join(block.text.split()))


def _without_empty_headings(blocks: Sequence[Block], article: list[Block], safe: set[int]) -> list[Block]:
    """The blocks without the short headings of boxes of which nothing else is the article's; a lead may be set as one."""
    places = {id(block) for block in article}
    texts: Counter[HtmlElement] = Counter()
    others: Counter[HtmlElement] = Counter()
    for block in blocks:
        if not block.is_heading:
            (texts if id(block) in places else others).update(block.path)
    text = next((number for number, block in enumerate(article) if not block.is_heading), 0)
    return [
        block
        for number, block in enumerate(article)
        if not (
            block.is_heading
            and id(block) not in safe
            and number > text
            and block.words <= _HEADING_WORDS
            and others[block.path[-2]]
            and not texts[block.path[-2]]
        )
    ]
