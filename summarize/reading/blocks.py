"""A page as blocks: what a browser would set as a paragraph, a heading or an item, in order, with where each stands."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.errors import InputError
from summarize.language.characters import CLOSING, COLONS, DASHES, INVISIBLE, SENTENCE_ENDS
from summarize.reading.limits import MAX_BLOCKS, MAX_DEPTH
from summarize.reading.part_names import CAPTION, FOLDED, names_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Elements that begin and end a block (HTML, "flow content" that isn't phrasing content).
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
# Elements of which a reader sees no words, or words of a control.
_UNSEEN = frozenset((
    "applet", "audio", "button", "canvas", "datalist", "embed", "iframe", "input", "link", "map", "math",
    "meta", "noscript", "object", "optgroup", "option", "progress", "rp", "rt", "script", "select", "style",
    "svg", "template", "textarea", "title", "video", "amp-ad", "amp-consent", "amp-embed", "amp-list",
    "amp-sidebar", "amp-user-notification",
))  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# What style sheets call text that only a screen reader says, and text that nobody sees; "md:block" shows it on a screen.
_HIDDEN_CLASS = re.compile(
    r"(?<![\w:-])(?:visually-?hidden|sr-only|screen-reader(?:-text)?|visuallyhidden|hidden-text|is-hidden|hidden(?!.*\w:))(?![\w:-])"
)
_SPACES = re.compile(r"[ \t\r\n\f\v\u200b\ufeff]+")
# A place where a word may be parted: nobody sees it but where a line ends.
_SOFT_HYPHEN = "\u00ad"
_ENDS = tuple(SENTENCE_ENDS)
_OPENING_MARKS, _CLOSING_MARKS = "“„«", "”»"
# A line that ends in none of a sentence's ends and is shorter than this may be a heading above the next one.
_HEADING_LENGTH = 60
_ITEM_LENGTH = 20
# A figure that holds a quote has few elements.
_FIGURE = 50
_GOES_ON = (",", ";", "،", "–", "—", "-")
_UNSPELT = dict.fromkeys(map(ord, INVISIBLE + " \t\r\n\f\v\u00a0\u202f\u2009\u200b\u00ad\ufeff"))


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text and where it stands.

    `linked` is the share of it that is in links. `path` is the chain of block elements that it is in, the innermost last.
    """

    text: str
    tag: str
    linked: float
    path: tuple["HtmlElement", ...]

    @property
    def key(self) -> str:
        """The text without white space and what isn't seen: equal for two ways to write the same."""
        return spelt(self.text)

    @property
    def words(self) -> int:
        """How many words it has; a script without spaces has one for each three characters."""
        return max(len(self.text.split()), len(self.text) // 15)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.tag in HEADINGS

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip(CLOSING).endswith(_ENDS) or self.text.endswith(tuple("”»"))

    def is_in(self, *tags: str) -> bool:
        """Whether an element with one of these tags is above it."""
        return any(element.tag in tags for element in self.path)

    @property
    def names_quoted(self) -> bool:
        """Whether it is the caption of a figure that holds a quote, or the footer of a quote: it names who said it."""
        if self.tag == "figcaption":
            figure = next((element for element in reversed(self.path) if element.tag == "figure"), None)
            within = itertools.islice(figure.iter(), _FIGURE) if figure is not None else ()
            return any(element.tag == "blockquote" for element in within)
        if self.tag == "blockquote" and self.text.startswith(tuple(DASHES)):
            return True
        return self.tag == "footer" and self.is_in("blockquote")


def leads_on(link: "HtmlElement") -> bool:
    """Whether a link leads to another page: not one to a place in this one, or that place itself."""
    return not (link.get("href") or "#").startswith("#")


def spelt(text: str) -> str:
    """`text` without white space and invisible characters, to compare by."""
    return text.translate(_UNSPELT)


def blocks_of(tree: "HtmlElement", *, with_hidden: bool = False) -> list[Block]:
    """The blocks of a page that are seen, in order; those too that only a script shows, `with_hidden`.

    Linear in its size; no recursion, whatever its depth. Raises InputError where it has more than an article can have.
    """
    page = _Page(tree)
    for event, element in _walk(tree, with_hidden=with_hidden):
        if event == "start":
            page.start(element)
            continue
        if event == "end":
            page.end(element)
        if element.tail and element is not tree:
            page.write(_SPACES.sub(" ", element.tail))
    page.flush()
    return page.blocks


class _Page:
    """The blocks of a page while its elements go by."""

    def __init__(self, tree: "HtmlElement") -> None:
        self.blocks: list[Block] = []
        self._tree = tree
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._depth = 0
        self._path: list[HtmlElement] = []

    def start(self, element: "HtmlElement") -> None:
        """Take up an element: its block begins, or its text goes on."""
        tag = element.tag
        if tag == "br":
            # Two side by side part paragraphs; one only ends a line.
            if _ends_in_break(self._pieces):
                self.flush()
            else:
                self._pieces.append("\n")
            return
        if _is_block(element):
            self.flush()
            self._depth += 1
            if self._depth <= MAX_DEPTH:
                self._path.append(element)
        elif tag == "a" and leads_on(element):
            self._links += 1
        if element.text:
            self.write(element.text if tag == "pre" else _SPACES.sub(" ", element.text))

    def end(self, element: "HtmlElement") -> None:
        """Close an element."""
        if _is_block(element):
            self.flush()
            if self._depth <= MAX_DEPTH:
                self._path.pop()
            self._depth -= 1
        elif element.tag == "a" and leads_on(element):
            self._links -= 1

    def write(self, text: str) -> None:
        """Add text to the block that is open."""
        self._pieces.append(text)
        self._linked += len(text.replace(" ", "")) if self._links else 0

    def flush(self) -> None:
        """Close the block that is open, if it has text."""
        raw = "".join(self._pieces).replace(_SOFT_HYPHEN, "")
        linked, self._linked = self._linked, 0
        self._pieces.clear()
        if not raw or raw.isspace():
            return
        if len(self.blocks) >= MAX_BLOCKS:
            raise InputError(
                "the page has more parts than an article; copy that into a text file and give brief the file"
            )
        innermost = self._path[-1] if self._path else self._tree
        share = min(linked / max(len(_SPACES.sub("", raw)), 1), 1.0)
        for text in _lines(raw, keeps_breaks=innermost.tag == "pre"):
            self.blocks.append(Block(text, str(innermost.tag), share, tuple(self._path)))


def _is_block(element: "HtmlElement") -> bool:
    """Whether an element is set as a block; a caption is, in whatever it stands."""
    return element.tag in _BLOCKS or (element.tag == "span" and CAPTION.search(names_of(element)) is not None)


def _ends_in_break(pieces: list[str]) -> bool:
    """Whether the last thing that stands there is a line break."""
    return next((piece == "\n" for piece in reversed(pieces) if piece == "\n" or not piece.isspace()), False)


def _walk(tree: "HtmlElement", *, with_hidden: bool) -> Iterator[tuple[str, "HtmlElement"]]:
    """Each element with a name as it starts and as it ends; of what isn't seen only its tail, as "tail"."""
    left: list[tuple[str, HtmlElement]] = [("start", tree)]
    while left:
        event, element = left.pop()
        if event == "start" and (_is_unseen(element) or (not with_hidden and is_hidden(element))):
            yield "tail", element
            continue
        yield event, element
        if event == "start":
            left.append(("end", element))
            left.extend(("start", child) for child in reversed(element))


def _is_unseen(element: "HtmlElement") -> bool:
    return not isinstance(element.tag, str) or element.tag in _UNSEEN


def is_hidden(element: "HtmlElement") -> bool:
    """Whether the page hides an element, and not only until a reader asks for it."""
    if FOLDED.search(names_of(element)):
        return False
    if "hidden" in element.attrib and element.get("hidden") != "until-found":
        return True
    style, names = element.get("style"), element.get("class")
    return (style is not None and _HIDDEN.search(style) is not None) or (
        names is not None and _HIDDEN_CLASS.search(names) is not None
    )


def _lines(raw: str, *, keeps_breaks: bool) -> list[str]:
    """The lines of a run of text; a break within a sentence, or within quotation marks, is a space."""
    if keeps_breaks:
        return ["\n".join(line.rstrip() for line in raw.strip("\n").splitlines())] if raw.strip() else []
    lines: list[str] = []
    for part in raw.split("\n"):
        text = _SPACES.sub(" ", part).strip(" ")
        if not text:
            continue
        if lines and _goes_on(lines[-1], text):
            lines[-1] += f" {text}"
        else:
            lines.append(text)
    return lines


def _goes_on(line: str, after: str) -> bool:
    opened, closed = sum(map(line.count, _OPENING_MARKS)), sum(map(line.count, _CLOSING_MARKS))
    if opened > closed or line.count('"') % 2 == 1:
        return True
    ends = line.rstrip(CLOSING).endswith((*_ENDS, *COLONS))
    # Short lines in lower case are items of a list, or verse.
    if after[:1].islower() and (len(line) >= _ITEM_LENGTH or line.endswith(_GOES_ON)):
        return not ends or line.endswith(tuple(_CLOSING_MARKS + '"'))
    # Words behind what somebody says name who does.
    is_heading = len(line) < _HEADING_LENGTH and not (
        closed and line[0] in _OPENING_MARKS and line[-1].isalpha()
    )
    return not ends and (not is_heading or line.endswith(_GOES_ON))
