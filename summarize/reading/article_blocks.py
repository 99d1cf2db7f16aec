"""Which blocks of a page are its article: what an extractor found, what it lost beside that, and nothing twice.

The extractor (trafilatura) is right about the body of most pages and loses parts at its edges: a lead in a header, the
second of two boxes, a paragraph that is one link. Those are told by where they stand among the blocks that it found.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.language.characters import COLONS
from summarize.reading.asides import without_asides
from summarize.reading.blocks import Block, blocks_of, is_hidden, spelt
from summarize.reading.furniture import is_above_text, is_dateline, is_page_furniture
from summarize.reading.leads import LEAD_WORDS, LINKED, WORDS_WITHOUT_END, lead_of
from summarize.reading.limits import MAX_SEARCHED, MIN_ARTICLE
from summarize.reading.part_names import BODY, FURNITURE, PULLED, UNSURE, names_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Parts of a page that hold an article only where the extractor found one there.
_ASIDE = frozenset(("nav", "aside", "footer", "form", "figcaption", "table", "address"))
_TEXT_TAGS = frozenset(("p", "li", "dt", "dd", "blockquote"))
# What is called something else holds less than this share of the words.
_MOST = 0.3
# The main part is the innermost element with this share of the words that were found.
_MAIN_SHARE = 0.8
# A paragraph that was lost has at least so many words, or ends as a sentence does.
_LEAST_WORDS = 4
# What is a link by this share, and no sentence, points to another article; a few words of its own may stand before it.
_POINTER = 0.6
# Below so many lines nothing dates an article.
_HEAD_LINES = 4
# A text that stands twice is no shorter, without its white space.
_TWICE = 30


def article_blocks(
    blocks: Sequence[Block], found: str, *, title: str | None, lead: str | None
) -> list[Block]:
    """The blocks of an article, in order.

    `found` is the text that an extractor took from the page. `title` and `lead` are what the page says of itself: a
    block that is the title is left out, one that begins as the lead does is taken.
    """
    kept = _found(blocks, found)
    if sum(len(blocks[index].key) for index in kept) < MIN_ARTICLE:
        kept = _densest(blocks) or kept
    if not kept:
        return []
    main = _main(blocks, kept)
    inside = [index for index in kept if main in blocks[index].path]
    inside = _uncued(blocks, inside, main) or inside
    leads = lead_of(
        blocks, min(inside), {element for index in inside for element in blocks[index].path}, title, lead
    )
    chosen = set(inside) | leads | _recovered(blocks, set(inside), main)
    # What the extractor took from elsewhere is the article's where it is most of a paragraph.
    chosen |= {
        index
        for index in kept
        if main not in blocks[index].path
        and blocks[index].ends_sentence
        and blocks[index].words >= LEAD_WORDS
        and not _cued(blocks[index], main)
    }
    names = spelt(title or "")
    text = min((index for index in chosen - leads if not blocks[index].is_heading), default=len(blocks))
    shown = [
        blocks[index]
        for index in sorted(chosen)
        if not _is_headline(blocks[index], names, is_above=index < text) and not _is_furniture(blocks[index])
    ]
    return _without_edges(_once(without_asides(blocks, shown, [blocks[index] for index in leads])))


def _is_headline(block: Block, title: str, *, is_above: bool) -> bool:
    """Whether a block is the article's headline, or one above the text that has a line in front of it or is put otherwise."""
    if title and block.key == title:
        return True
    return (
        is_above
        and block.is_heading
        and (block.tag == "h1" or (len(title) >= _TWICE and block.key.endswith(title)))
    )


def _without_edges(blocks: list[Block]) -> list[Block]:
    """The blocks without headings that nothing follows, and without lines above the text that only date it or name its writer."""
    while blocks and blocks[-1].is_heading:
        blocks.pop()
    text = next(
        (number for number, block in enumerate(blocks) if block.words >= LEAD_WORDS and block.ends_sentence),
        0,
    )
    return [
        block
        for number, block in enumerate(blocks)
        if block.ends_sentence
        or not (
            (number < text and block.words < WORDS_WITHOUT_END and is_above_text(block.text))
            # A dateline stands below a lead too.
            or (number < max(text, _HEAD_LINES) and is_dateline(block.text))
        )
    ]


def lost_prose(blocks: Sequence[Block], chosen: Sequence[Block]) -> list[Block]:
    """The paragraphs of the article's part of the page that were not chosen, and look as if they might have been."""
    places = {id(block) for block in chosen}
    part = _part_of(blocks, chosen)
    if part is None:
        return []
    main, held = part
    return [
        block
        for block in blocks
        if id(block) not in places
        and main in block.path
        and block.ends_sentence
        and block.words >= LEAD_WORDS
        and _is_prose(block, held)
        and not _cued(block, main)
        and not is_page_furniture(block.text, linked=block.linked)
    ]


def hidden_prose(blocks: Sequence[Block], chosen: Sequence[Block]) -> list[Block]:
    """The paragraphs that the page hides in the article's part, among its paragraphs or below them: a rest that a script shows."""
    part = _part_of(blocks, chosen)
    if part is None:
        return []
    main, held = part
    parts = {element for element in main.iter() if isinstance(element.tag, str) and is_hidden(element)}
    # What hangs on the whole page is a window that opens over it.
    boxes = {element for element in parts if element.getparent() in held}
    if main.tag in ("body", "html") or not boxes:
        return []
    shown = {block.key for block in blocks}
    return [
        block
        for block in blocks_of(main, with_hidden=True)
        if block.key not in shown
        and not boxes.isdisjoint(block.path)
        and block.tag == "p"
        and block.ends_sentence
        and block.words >= LEAD_WORDS
        and _is_prose(block, held)
        and not _cued(block, main)
    ]


def _part_of(
    blocks: Sequence[Block], chosen: Sequence[Block]
) -> "tuple[HtmlElement, set[HtmlElement]] | None":
    """The article's part of the page, and all elements that hold a chosen block; None where none is chosen."""
    places = {id(block) for block in chosen}
    kept = [index for index, block in enumerate(blocks) if id(block) in places]
    if not kept:
        return None
    return _main(blocks, kept), {element for index in kept for element in blocks[index].path}


def _found(blocks: Sequence[Block], found: str) -> list[int]:
    """The blocks that are in the extractor's text; of short ones, those that are a line of it."""
    whole = spelt(found)
    # The extractor marks the items of a list.
    lines = {spelt(line.removeprefix("- ")) for line in found.splitlines()}
    left = MAX_SEARCHED // max(len(whole), 1)
    kept: list[int] = []
    for index, block in enumerate(blocks):
        key = block.key
        if key not in lines and len(key) >= _TWICE and left > 0:
            left -= 1
            if _is_within(key, whole):
                kept.append(index)
        elif key in lines:
            kept.append(index)
    return kept


def _is_within(key: str, whole: str) -> bool:
    """Whether a block stands in a text; of a long one, from which an extractor may drop a word, its ends."""
    return key in whole or (len(key) >= 4 * _TWICE and key[:_TWICE] in whole and key[-_TWICE:] in whole)


def _densest(blocks: Sequence[Block]) -> list[int]:
    """The prose of the innermost element that has most of the page's, wherever that is."""
    prose = [
        index
        for index, block in enumerate(blocks)
        if block.ends_sentence
        and block.words >= LEAD_WORDS
        and block.linked < LINKED
        and not block.is_in("nav", "form")
    ]
    if sum(len(blocks[index].key) for index in prose) < MIN_ARTICLE:
        return []
    main = _main(blocks, prose)
    return [index for index in prose if main in blocks[index].path]


def _main(blocks: Sequence[Block], kept: Sequence[int]) -> "HtmlElement":
    """The innermost element round most of the words of the blocks with these numbers."""
    words: Counter[HtmlElement] = Counter()
    for index in kept:
        for element in blocks[index].path[:-1]:
            words[element] += blocks[index].words
    enough = _MAIN_SHARE * sum(blocks[index].words for index in kept)
    depth, deepest = -1, blocks[next(iter(kept))].path[0]
    for index in kept:
        for level, element in enumerate(blocks[index].path[:-1]):
            if level > depth and words[element] >= enough:
                depth, deepest = level, element
    return deepest


def _recovered(blocks: Sequence[Block], kept: set[int], main: "HtmlElement") -> set[int]:
    """The blocks that the extractor lost: among those that it found, and more of the same kind below."""
    first, last = min(kept), max(kept)
    lost: set[int] = set()
    held = {element for index in kept for element in blocks[index].path}
    for index in range(first + 1, last):
        block = blocks[index]
        if index not in kept and main in block.path and _is_prose(block, held) and not _cued(block, main):
            lost.add(index)
    return lost | _further(blocks, kept, last, held, main)


def _further(
    blocks: Sequence[Block], kept: set[int], last: int, held: "set[HtmlElement]", main: "HtmlElement"
) -> set[int]:
    """Paragraphs below the last one that was found, in boxes called the same, up to another headline."""
    boxes = Counter(_signature(blocks[index].path) for index in kept)
    usual = {box for box, often in boxes.items() if box and often >= 2}
    called = frozenset(names_of(element) for element in held)
    taken: set[int] = set()
    for index in range(last + 1, len(blocks)):
        block = blocks[index]
        if block.tag == "h1" or any(
            element.tag == "article" and element not in held for element in block.path
        ):
            break
        is_same = block.path[-2:-1] and block.path[-2] in held and block.path[-2] is not main.getparent()
        if (
            (is_same or _signature(block.path) in usual)
            and _is_prose(block, held)
            and not _cued(block, main, called)
        ):
            taken.add(index)
    return taken


def _uncued(blocks: Sequence[Block], kept: Sequence[int], main: "HtmlElement") -> list[int]:
    """The blocks without those in parts that are surely called something else.

    What one name holds most of the words of is the article, whatever the name: templates call the oddest parts "comment".
    """
    cues: dict[int, set[str]] = {}
    words: Counter[str] = Counter()
    for index in kept:
        path = blocks[index].path
        names = " ".join(names_of(element) for element in path[path.index(main) + 1 :])
        cues[index] = {cue.group().strip(" _-").casefold() for cue in FURNITURE.finditer(names)}
        words.update(dict.fromkeys(cues[index], blocks[index].words))
    most = _MOST * sum(blocks[index].words for index in kept)
    return [
        index for index in kept if not any(words[cue] < most and not UNSURE.match(cue) for cue in cues[index])
    ]


def _signature(path: "tuple[HtmlElement, ...]") -> tuple[str, ...]:
    """What the elements round a block are called; empty where they have no names."""
    names = tuple(f"{element.tag}.{element.get('class', '')}" for element in path[-3:])
    return names if any(not name.endswith(".") for name in names) else ()


def _is_prose(block: Block, held: "set[HtmlElement]") -> bool:
    if block.is_heading or (block.linked >= LINKED and not block.ends_sentence):
        return False
    # Beside paragraphs that were found even a question of three words is one: interviews have them.
    is_beside = block.tag in _TEXT_TAGS and any(each in held for each in block.path[-3:-1])
    if block.words < _LEAST_WORDS and not (is_beside and block.ends_sentence):
        return False
    # What leads to a quote, or to a list.
    if is_beside and block.tag == "p" and block.text.endswith(tuple(COLONS)):
        return True
    # Who is quoted stands below a quote that is set by itself.
    if block.names_quoted:
        return True
    if any(element.tag in _ASIDE and element not in held for element in block.path):
        return False
    if block.is_in("figure") and not block.is_in("blockquote"):
        return False
    return block.ends_sentence or block.words >= WORDS_WITHOUT_END


def _cued(block: Block, main: "HtmlElement", usual: "frozenset[str]" = frozenset()) -> bool:
    """Whether an element between the main part and the block is called something that isn't the article's.

    What is called as elements round the text are, `usual`, or lies within what is called the text, says nothing.
    """
    below = block.path[block.path.index(main) + 1 :] if main in block.path else block.path[-3:]
    for element in reversed(below):
        names = names_of(element)
        if names not in usual and FURNITURE.search(names):
            return True
        if BODY.search(names):
            return False
    return False


def _is_furniture(block: Block) -> bool:
    if block.linked > _POINTER and not block.ends_sentence:
        return True
    return is_page_furniture(block.text, linked=block.linked)


def _once(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without copies: of a layout for another screen, and quotes pulled out of the text."""
    whole = [block.key for block in blocks]
    seen: set[str] = set()
    kept: list[Block] = []
    text = "\n".join(whole)
    left = MAX_SEARCHED // max(len(text), 1)
    for block, key in zip(blocks, whole, strict=True):
        bare = key.strip("“”„«»\"'‘’")
        is_pulled = (
            block.is_in("blockquote", "aside", "figure")
            or (block.is_heading and bare != key)
            or any(PULLED.search(names_of(element)) for element in block.path[-3:])
        )
        if is_pulled and left > 0:
            left -= 1
            is_pulled = text.count(bare) > 1
        if len(key) >= _TWICE and (key in seen or is_pulled):
            continue
        seen.add(key)
        kept.append(block)
    return kept
