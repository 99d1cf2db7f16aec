"""An HTML page to the article in it, by trafilatura: no menus, cookie banners, comments, related links or captions."""

import logging
import re
from typing import TYPE_CHECKING

from summarize.errors import InputError
from summarize.language.characters import INVISIBLE
from summarize.language.record import language_of
from summarize.reading.content import Content, language_hint
from summarize.reading.decoding import decode
from summarize.reading.furniture import without_furniture
from summarize.reading.limits import MAX_PAGE_CHARACTERS, META_BYTES
from summarize.reading.withheld import why_withheld

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CODE = re.compile(r"<(script|style|svg)\b.*?</\1\s*>", re.I | re.S)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DECLARED = re.compile(
    rb"""<meta\b[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]*encoding=["']([\w.:-]+)""", re.I
)
# Characters that are part of the spelling (Persian's zero-width non-joiner), of the order of words, or of a quotation mark
# (the no-break spaces of French), and that trafilatura takes out or evens out. They go through it as letters that no
# article has (Linear B) and come back.
_INVISIBLE = "\u00a0\u202f" + INVISIBLE
_STAND_IN = "".join(chr(0x10000 + index) for index in range(len(_INVISIBLE)))
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
    markup = _XML_DECLARATION.sub("", markup, count=1)
    if len(markup) > MAX_PAGE_CHARACTERS and len(_CODE.sub("", markup)) > MAX_PAGE_CHARACTERS:
        raise InputError(
            f"{name} is a page of {len(markup):,} characters; copy the article into a text file and give that"
        )
    # Imported here: trafilatura takes half a second, and only pages need it.
    from trafilatura import load_html

    page = load_html(markup)
    if page is None:
        raise InputError(
            f"{name} is no page that can be taken apart; copy the article into a text file and give that"
        )
    content = _extracted(page, url)
    # Parsed anew, since extraction takes the tree apart.
    withheld = why_withheld(load_html(markup), content.text)
    if withheld:
        raise InputError(f"{name} has no article to read: {withheld}")
    return content


def text_of_fragment(markup: str) -> str:
    """The text in a piece of HTML that is an article by itself, as feeds carry it; empty where it shows none."""
    from trafilatura import load_html

    page = load_html(f"<html><body><article>{markup}</article></body></html>")
    return _extracted(page, None).text if page is not None else ""


def declared_charset(data: bytes) -> str | None:
    """The charset that a page names in its first bytes (WHATWG HTML, "prescan a byte stream")."""
    match = _DECLARED.search(data, 0, META_BYTES)
    return next(group for group in match.groups() if group).decode("ascii") if match else None


def _extracted(tree: "HtmlElement", url: str | None) -> Content:
    from trafilatura import bare_extraction

    language = language_hint(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    _spell_out(tree, language)
    # Without tables: a cell is seldom prose, and old pages are one table whose menus would come along.
    found = bare_extraction(
        tree,
        url=url,
        include_comments=False,
        include_tables=False,
        prune_xpath=_NO_TEXT,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or isinstance(found, dict):
        return Content("")
    author = _restored(found.author) or None
    lines = [line.strip() for line in _restored(found.text).splitlines()]
    return Content(
        text="\n\n".join(without_furniture([line for line in lines if line], author)),
        title=_restored(found.title) or None,
        author=author,
        date=found.date or None,
        language=language,
    )


def _restored(text: str | None) -> str:
    return (text or "").translate(str.maketrans(_STAND_IN, _INVISIBLE))


def _spell_out(tree: "HtmlElement", language: str | None) -> None:
    """Put into the text what trafilatura would lose: the marks of <q>, a <time> within a sentence, invisible letters."""
    # The marks that a browser puts round <q>.
    opening, closing = language_of(language or "").marks.pair
    for element in list(tree.iter("q", "time")):
        if element.tag == "q":
            element.text = opening + (element.text or "")
            element.tail = closing + (element.tail or "")
        if element.tag == "q" or any(True for _ in element.iterancestors("p", "li", "blockquote")):
            element.drop_tag()
    stand_ins = str.maketrans(_INVISIBLE, _STAND_IN)
    for element in tree.iter():
        if element.text and not element.text.isascii():
            element.text = element.text.translate(stand_ins)
        if element.tail and not element.tail.isascii():
            element.tail = element.tail.translate(stand_ins)
