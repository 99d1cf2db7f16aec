"""An HTML page to the article in it, by trafilatura: no menus, cookie banners, comments, related links or captions."""

import copy
import itertools
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from summarize.errors import InputError
from summarize.language.characters import DASHES, DOUBLE_QUOTATION_MARKS
from summarize.language.record import ENGLISH, language_of
from summarize.reading.article_blocks import article_blocks, hidden_prose, lost_prose
from summarize.reading.blocks import Block, blocks_of, leads_on, spelt
from summarize.reading.content import Content, language_hint
from summarize.reading.decoding import decode
from summarize.reading.furniture import is_byline, is_page_furniture
from summarize.reading.limits import MAX_ATTRIBUTES, MAX_NAME, MAX_PAGE_CHARACTERS, META_BYTES, MIN_ARTICLE
from summarize.reading.part_names import DROP_CAP, names_of
from summarize.reading.scripted import longest_markup
from summarize.reading.structured import Claims, claims_of, headline_of
from summarize.reading.web import is_web_address
from summarize.reading.withheld import why_withheld
from summarize.warning import Warning, WarningCode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CODE_TAG = re.compile(r"<(/?)(script|style|svg)\b", re.I)
_PAGE_TAG = re.compile(r"<html\b", re.I)
# A tag up to its end; a mark of quotation opens a value behind "=" only.
_VALUE = r"""=\s*+(?:"[^"]*+"|'[^']*+'|)"""
_ATTRIBUTE_VALUE = re.compile(_VALUE)
_ELEMENT = re.compile(rf"""<[a-z](?:[^>=]++|{_VALUE})*+""", re.I)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# A run of spaces as long as no page needs; trafilatura's time grows with its square.
_RUN_OF_SPACES = re.compile(r"[ \t\u00a0]{500,}")
_DECLARED = re.compile(
    rb"""<meta\b[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]*encoding=["']([\w.:-]+)""", re.I
)
# A body in the structured data is the article where the page has less than this share of it; so many words of a page that
# are not in the article are told, where they are such a share of it too.
_WHOLE = 0.8
_MISSED, _MISSED_SHARE = 40, 0.1
# The blocks of the page have this share of what the extractor found; else the page is built in a way that nobody foresaw.
_FOUND = 0.5
# So many blocks tell whether two texts are the same.
_COMPARED = 300
# A byline is one of the first blocks, a dateline has so many words at most.
_FIRST, _DATELINE_WORDS = 3, 8
# A card in a sentence has fewer elements, and is links by this share.
_CARD_PARTS, _CARD_LINKED = 60, 0.8
# Marks round a <q>: its writer set them in the text.
_MARKS = tuple(DOUBLE_QUOTATION_MARKS)
# Elements of AMP that hold no part of the article, which trafilatura doesn't know.
_NO_TEXT = [f"//amp-{name}" for name in ("ad", "consent", "embed", "list", "sidebar", "user-notification")]
# trafilatura tells its findings through logging, and Python prints the warnings among them where nobody listens.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def read_page(data: bytes, name: str, charset: str | None = None, url: str | None = None) -> Content:
    """The article in an HTML page; its paragraphs stand apart by a blank line.

    `charset` is what the HTTP header says, if anything; `url` helps to tell the site's name from the title.
    Raises InputError where the page has no article: a list of headlines, a paywall, an empty shell for JavaScript.
    """
    markup = decode(data, name, charset or declared_charset(data))
    # The declaration speaks of the bytes, and lxml refuses a decoded text that has one.
    declaration = _XML_DECLARATION.match(markup)
    markup = _RUN_OF_SPACES.sub(" ", markup[declaration.end() if declaration else 0 :])
    pieces = list(_without_code(markup))
    if any(_most_attributes(piece) > MAX_ATTRIBUTES for piece in pieces):
        raise InputError(
            f"{name} has an element with more than {MAX_ATTRIBUTES:,} attributes; copy the article into a text file and give that"
        )
    if sum(map(len, pieces)) > MAX_PAGE_CHARACTERS:
        raise InputError(
            f"{name} is a page of {len(markup):,} characters; copy the article into a text file and give that"
        )
    page = _tree(markup)
    if page is None:
        raise InputError(
            f"{name} is no page that can be taken apart; copy the article into a text file and give that"
        )
    _shorten_names(page)
    _spell_out(page, _language(page))
    claims = claims_of(page, url)
    content, blocks, chosen = _extracted(page, claims, url)
    if len(content.text) < MIN_ARTICLE and False not in claims.free:
        content, blocks, chosen = _drawn(page, content) or (content, blocks, chosen)
    withheld = why_withheld(page, content.text, blocks, chosen, claims)
    if withheld:
        raise InputError(f"{name} has no article to read: {withheld}")
    return content


def text_shown(data: bytes, name: str, charset: str | None = None) -> str:
    """All that a piece of HTML shows, furniture left out: a message may be shorter than an article. Empty where it is nothing."""
    tree = _tree(decode(data, name, charset or declared_charset(data)))
    if tree is None:
        return ""
    _shorten_names(tree)
    _spell_out(tree, _language(tree))
    lines = [
        block.text for block in blocks_of(tree) if not is_page_furniture(block.text, linked=block.linked)
    ]
    return "\n\n".join(lines)


def text_of_fragment(markup: str) -> str:
    """The text in a piece of HTML that is an article by itself, as feeds carry it; empty where it shows none."""
    page = _tree(f"<html><body><article>{markup}</article></body></html>")
    if page is None:
        return ""
    _spell_out(page, None)
    return _extracted(page, claims_of(page, None), None)[0].text


def _tree(markup: str) -> "HtmlElement | None":
    """The tree of a page, or of a piece of one; None where there is none."""
    # Imported here: trafilatura takes half a second, and only pages need it. It refuses what doesn't call itself a page.
    from trafilatura import load_html

    page = load_html(markup if _PAGE_TAG.search(markup) else f"<html><body>{markup}</body></html>")
    if page is None or page.tag == "html":
        return page
    # A piece that has a page somewhere inside it: extraction may take away whatever isn't the root.
    root, body = page.makeelement("html"), page.makeelement("body")
    root.append(body)
    body.append(page)
    return root


def _without_code(markup: str) -> Iterator[str]:
    """A page's pieces between its scripts, styles and drawings; an element that nothing closes is part of the last."""
    opened, start, end = "", 0, 0
    for tag in _CODE_TAG.finditer(markup):
        name = tag[2].lower()
        if not opened and not tag[1]:
            opened, start = name, tag.start()
        elif opened == name and tag[1]:
            yield markup[end:start]
            opened, end = "", tag.end()
    yield markup[end:]


def _most_attributes(markup: str) -> int:
    """How many attributes the element has that has most, roughly; those of a few are not looked at."""
    long = (tag[0] for tag in _ELEMENT.finditer(markup) if len(tag[0]) > MAX_ATTRIBUTES)
    return max((len(_ATTRIBUTE_VALUE.sub("=", tag).split()) for tag in long), default=0)


def declared_charset(data: bytes) -> str | None:
    """The charset that a page names in its first bytes (WHATWG HTML, "prescan a byte stream")."""
    match = _DECLARED.search(data, 0, META_BYTES)
    return next(group for group in match.groups() if group).decode("ascii") if match else None


def _language(tree: "HtmlElement") -> str | None:
    return language_hint(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))


def _extracted(
    tree: "HtmlElement", claims: Claims, url: str | None
) -> tuple[Content, list[Block], list[Block]]:
    """What a page's article and its meta elements say, the page's blocks, and those of the article."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    # Without tables: a cell is seldom prose, and old pages are one table whose menus would come along.
    found = bare_extraction(
        # A copy, since extraction takes the tree apart.
        copy.deepcopy(tree),
        url=url,
        fast=True,
        include_comments=False,
        include_tables=False,
        prune_xpath=_NO_TEXT,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or isinstance(found, dict):
        found = Document()
    author = found.author or None
    blocks, title, chosen = _chosen(tree, found.text or "", claims)
    title = title or found.title or None
    chosen = [
        block
        for number, block in enumerate(chosen)
        if not (number < _FIRST and is_byline(block.text, author))
    ]
    text = "\n\n".join(_joined(chosen))
    told, missed = _told(text, blocks, chosen, claims)
    content = Content(
        text=told,
        title=title,
        author=author,
        date=found.date or None,
        language=_language(tree),
        site=claims.site,
        url=next((link for link in (claims.url, url) if link and is_web_address(link)), None),
        warnings=(Warning(WarningCode.PAGE_INCOMPLETE, result=(str(missed),)),) if missed else (),
    )
    return content, blocks, chosen


def _drawn(tree: "HtmlElement", shown: Content) -> tuple[Content, list[Block], list[Block]] | None:
    """The article that only a script puts into the page, with what else the page says of it; None where it has none."""
    markup = longest_markup(tree)
    page = _tree(f"<html><body><article>{markup}</article></body></html>") if markup else None
    if page is None:
        return None
    _shorten_names(page)
    _spell_out(page, shown.language)
    content, blocks, chosen = _extracted(page, claims_of(page, None), None)
    return replace(shown, text=content.text), blocks, chosen


def _chosen(tree: "HtmlElement", found: str, claims: Claims) -> tuple[list[Block], str | None, list[Block]]:
    """The page's blocks, its headline, and the blocks of the article that an extractor found as `found`."""
    enough = _FOUND * len(spelt("".join(dict.fromkeys(found.splitlines()))))
    for with_hidden in (False, True):
        blocks = blocks_of(tree, with_hidden=with_hidden)
        title = headline_of(claims, blocks)
        chosen = article_blocks(blocks, found, title=title, lead=claims.lead)
        size = sum(len(block.key) for block in chosen)
        # A page that hides what it has until a script shows it is taken for shown.
        if size >= MIN_ARTICLE and size >= enough:
            return blocks, title, chosen
    if size < enough:
        chosen = [
            Block(line.strip(), "p", 0.0, (tree,))
            for line in dict.fromkeys(found.splitlines())
            if line.strip()
        ]
        chosen = [
            block for block in chosen if block.key != spelt(title or "") and not is_page_furniture(block.text)
        ]
    return blocks, title, chosen


def _joined(blocks: list[Block]) -> Iterator[str]:
    """The blocks' texts; a dateline that stands by itself goes with the paragraph behind it.

    Who is named below a quote that is set by itself goes with the quote, behind a dash, as print does it.
    """
    before = ""
    for block, after in itertools.zip_longest(blocks, blocks[1:]):
        if after is not None and after.names_quoted and not block.names_quoted:
            before = f"{before}{block.text} — "
            continue
        if before and block.names_quoted:
            yield before + block.text.lstrip(DASHES + " ")
            before = ""
            continue
        if block.text.endswith(tuple(DASHES)) and block.words <= _DATELINE_WORDS:
            before = f"{before}{block.text} "
            continue
        yield before + block.text
        before = ""
    if before:
        yield before.strip()


def _told(text: str, blocks: list[Block], chosen: list[Block], claims: Claims) -> tuple[str, int]:
    """The article's text, from the structured data where the page shows only part of it, and how many words are missing."""
    key, body = spelt(text), spelt(claims.body or "")
    is_longer = len(body) >= MIN_ARTICLE and len(key) < _WHOLE * len(body)
    # Some write the text into it twice.
    is_longer = is_longer and len(_rest(chosen, body)) > (1 - _WHOLE) * len(body)
    # What is too short for an article, such as a caption, says nothing against the body. An extractor that found nothing
    # else gives the body without its paragraphs.
    is_it = is_longer and (len(text) < MIN_ARTICLE or _agree(chosen, body))
    if claims.body is not None and (is_it or (body and key == body)):
        return claims.body, 0
    seen = {block.key for block in chosen}
    missed = sum(
        block.words
        for block in (*lost_prose(blocks, chosen), *hidden_prose(blocks, chosen))[:_COMPARED]
        if block.key not in seen and block.key not in key
    )
    words = max(len(text.split()), len(text) // 15)
    return text, missed if missed >= max(_MISSED, _MISSED_SHARE * words) else 0


def _rest(blocks: list[Block], body: str) -> str:
    """What a body has besides the blocks."""
    for block in blocks[:_COMPARED]:
        body = body.replace(block.key, "")
    return body


def _agree(blocks: list[Block], body: str) -> bool:
    """Whether most of what was found stands in the body too: else they are two different texts."""
    some = blocks[:_COMPARED]
    total = sum(len(block.key) for block in some)
    return sum(len(block.key) for block in some if block.key in body) >= total / 2


def _shorten_names(tree: "HtmlElement") -> None:
    """Cut classes, ids and styles that no page needs: trafilatura reads those above an element for each element anew."""
    for element in tree.iter():
        for name in ("class", "id", "style"):
            value = element.get(name)
            if value is not None and len(value) > MAX_NAME:
                element.set(name, value[:MAX_NAME])


def _spell_out(tree: "HtmlElement", language: str | None) -> None:
    """Put into the text what trafilatura would lose: the marks of <q>, which browsers set, a <time> in a sentence; white space
    round a drop cap goes, and so do cards that come up under the pointer."""
    for element in list(tree.iter("time")):
        if any(True for _ in element.iterancestors("p", "li", "blockquote")):
            element.drop_tag()
    for element in list(tree.iter("span")):
        letter = (element.text or "").strip()
        if 0 < len(letter) <= 2 and len(element) == 0 and DROP_CAP.search(names_of(element)):
            element.text = letter
    for picture in list(tree.iterfind(".//p//span//img")):
        card = next((each for each in picture.iterancestors("span") if _is_card(each)), None)
        # A card with two pictures is gone at the second.
        if card is not None and card.getparent() is not None:
            card.drop_tree()
    opening, closing = language_of(language or ENGLISH).marks.pair
    for element in list(tree.iter("q")):
        before, after = _text_before(element), (element.tail or "").lstrip()
        if not (before.endswith(_MARKS) and after.startswith(_MARKS)):
            element.text = opening + (element.text or "")
            element.tail = closing + (element.tail or "")
        element.drop_tag()


def _is_card(element: "HtmlElement") -> bool:
    """Whether part of a sentence is a picture and links, and hardly a word else: a card that comes up over a name."""
    parts = list(itertools.islice(element.iter(), _CARD_PARTS))
    links = [part for part in parts if part.tag == "a" and leads_on(part)]
    linked = sum(len(spelt(link.text_content())) for link in links)
    return (
        len(parts) < _CARD_PARTS
        and len(links) >= 2
        and linked >= _CARD_LINKED * len(spelt(element.text_content()))
    )


def _text_before(element: "HtmlElement") -> str:
    previous = element.getprevious()
    if previous is not None:
        return (previous.tail or "").rstrip()
    parent = element.getparent()
    return (parent.text or "").rstrip() if parent is not None else ""
