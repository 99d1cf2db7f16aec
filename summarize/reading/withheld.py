"""Pages that keep their article back, and why: a paywall, JavaScript, a check for robots, or no article at all.

The phrases are what publishers' own templates say, in the languages that articles come in most. A sentence of the
article is never taken for one: phrases count where they stand outside the text, or in its last lines.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from shlex import quote
from typing import TYPE_CHECKING

from summarize.language.characters import DOUBLE_QUOTATION_MARKS, any_of
from summarize.language.record import all_languages
from summarize.reading.blocks import Block, leads_on
from summarize.reading.limits import MAX_NOTICE, MIN_ARTICLE, PAYWALL_TEASER
from summarize.reading.part_names import names_of
from summarize.reading.structured import Claims
from summarize.reading.web import is_web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What to type next, said once for all of them.
_SAVE = "open it in a browser, save the page, and give brief the file"
_ROBOT = "the site asks whether you are a robot"
_SCRIPTED = "it is put together by JavaScript, which brief doesn't run"
_SUBSCRIBERS = "the rest is for subscribers"
_LOGIN = "it asks you to log in"
_CONSENT = "it asks for your consent first"
# Not told by itself: the rest of a text that is only begun.
_REST = "the rest of it"
_PAYWALL_NAME = re.compile(
    r"(?<!no-)(?<!non-)\b(paywall|regwall|piano-offer|subscriber-only|subscription-wall)\b(?!-(free|off|disabled))"
)
# How many lines of a wall are taken for the article's last ones; what stands in quotation marks there, somebody says.
_WALL_LINES = 3
# A wall is one of so many blocks below the text, and no longer than this.
_WALL_BLOCKS = 4
_WALL_LENGTH = 300
_QUOTED = re.compile(any_of(DOUBLE_QUOTATION_MARKS))
_HOST = re.compile(r"(?:https?:)?//(?:www\.)?([^/?#:]+)", re.I)
_REFRESH = re.compile(r"url=\s*[\"']?([^\"'\s]+)", re.I)
# Where the large frameworks put what they draw: an empty one is a page that waits for its script.
_APPLICATION = "//*[@id='root' or @id='app' or @id='__next' or @id='__nuxt'][not(normalize-space())]"
_HEADINGS = ("h1", "h2", "h3", "h4")
# A page of headlines has at least this many that are links, and at least this share of its lines under them.
_LISTED_HEADINGS = 4
_LISTED_SHARE = 0.6
_HEADLINE_WORDS = 3


def why_withheld(
    tree: "HtmlElement", text: str, blocks: Sequence[Block], article: Sequence[Block], claims: Claims
) -> str | None:
    """Why `text` isn't the article of the page `tree`, with what to do about it; None where it is one.

    `blocks` are the page's, `article` those that the text was made of.
    """
    if len(text) < MIN_ARTICLE:
        return _why_empty(tree, claims)
    notice = _reason(text) if len(text) < MAX_NOTICE else None
    if notice:
        return f"{notice}; {_SAVE}"
    if _is_consent(article):
        return f"{_CONSENT}; {_SAVE}"
    if _is_teaser(tree, text, blocks, article, claims):
        return f"only its first {len(text.split())} words are there, {_SUBSCRIBERS}; {_SAVE}"
    if _is_list(blocks, article, claims):
        return "it is a list of headlines; give brief the address of one article"
    return None


def _why_empty(tree: "HtmlElement", claims: Claims) -> str:
    for meta in tree.xpath("//meta[@http-equiv]"):
        onward = _REFRESH.search(meta.get("content", ""))
        if meta.get("http-equiv").lower() == "refresh" and onward:
            address = onward.group(1)
            # Whoever wrote the page wrote this: it is to be safe where it is pasted.
            return f"it only sends the reader on; {f'type brief {quote(address)}' if is_web_address(address) else _SAVE}"
    reason = _reason("\n".join(_shown(tree)))
    if reason is None and (
        False in claims.free or any(map(_PAYWALL_NAME.search, tree.xpath("//@class | //@id")))
    ):
        reason = _SUBSCRIBERS
    if reason is None and tree.xpath(_APPLICATION):
        reason = _SCRIPTED
    if reason is None and tree.xpath("//input[@type='password']"):
        reason = _LOGIN
    if reason is None and _phrases()[_CONSENT].search("\n".join(_shown(tree))):
        reason = _CONSENT
    if reason:
        return f"{reason}; {_SAVE}"
    return "no text as long as an article was found; copy it into a text file and give brief that"


def _reason(text: str) -> str | None:
    reasons = (_ROBOT, _SUBSCRIBERS, _SCRIPTED)
    return next((reason for reason in reasons if _phrases()[reason].search(text)), None)


@functools.cache
def _phrases() -> dict[str, re.Pattern[str]]:
    """What pages say in any language, by what it means: the language of a page that shows nothing isn't known."""
    walls = [language.walls for language in all_languages().values()]
    return {
        _ROBOT: _any(phrase for wall in walls for phrase in wall.robot),
        _SUBSCRIBERS: _any(phrase for wall in walls for phrase in wall.subscribers),
        _SCRIPTED: _any(phrase for wall in walls for phrase in wall.scripted),
        _CONSENT: _any(phrase for wall in walls for phrase in wall.consent),
        _REST: _any(phrase for wall in walls for phrase in wall.rest),
    }


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.I)


def _shown(tree: "HtmlElement") -> Iterator[str]:
    """The page's texts, white space evened out, without scripts and styles; what <noscript> says is among them."""
    for node in tree.xpath("//text()[not(parent::script or parent::style)]"):
        text = " ".join(node.split())
        if text:
            yield text


def _is_teaser(
    tree: "HtmlElement", text: str, blocks: Sequence[Block], article: Sequence[Block], claims: Claims
) -> bool:
    """Whether the text ends at a wall.

    A wall stands below the last paragraph, or is it. What names subscribers elsewhere sells other articles: in a margin,
    in the page's head, in lists of links.
    """
    # Without blocks the text is the one that the page tells programs.
    if not article or (claims.free and all(claims.free)):
        return False
    ending = [*article[-_WALL_LINES:], *_below(blocks, article)]
    said = [
        block.text for block in ending if not _QUOTED.search(block.text) and len(block.text) <= _WALL_LENGTH
    ]
    # That the article goes on is said only where it does, however much of it is shown.
    if any(_phrases()[_REST].search(shown) for shown in said):
        return True
    if len(text) >= PAYWALL_TEASER:
        return False
    if claims.free:
        return True
    if any(_phrases()[_SUBSCRIBERS].search(shown) for shown in said):
        return True
    return _has_wall(tree, article)


def _below(blocks: Sequence[Block], article: Sequence[Block]) -> Iterator[Block]:
    """The blocks right below the article, up to the page's margins."""
    last = (
        next((number for number, block in enumerate(blocks) if block is article[-1]), len(blocks))
        if article
        else 0
    )
    for block in blocks[last + 1 : last + 1 + _WALL_BLOCKS]:
        if block.is_in("aside", "nav", "footer") and not article[-1].is_in("aside", "nav", "footer"):
            return
        if block.linked < _LISTED_SHARE or not block.is_in("li"):
            yield block


def _has_wall(tree: "HtmlElement", article: Sequence[Block]) -> bool:
    """Whether something called a wall stands in the article's part of the page, or below it."""
    first = article[0].path[-1]
    is_below = False
    for element in tree.iter():
        if element is first:
            is_below = True
        if (
            not is_below
            or not isinstance(element.tag, str)
            or element.tag in ("a", "li", "button", "script", "style")
        ):
            continue
        if _PAYWALL_NAME.search(names_of(element)) and not any(
            each.tag in ("aside", "nav", "footer", "li") for each in element.iterancestors()
        ):
            return True
    return False


def asks_for_consent(text: str) -> bool:
    """Whether a text is about cookies and partners, as forms put it."""
    return _phrases()[_CONSENT].search(text) is not None


def _is_consent(article: Sequence[Block]) -> bool:
    """Whether most of the text is about cookies and partners, which is a form in the article's place."""
    total = sum(block.words for block in article)
    about = sum(block.words for block in article if asks_for_consent(block.text))
    return 2 * about > total


def _is_list(blocks: Sequence[Block], article: Sequence[Block], claims: Claims) -> bool:
    """Whether most paragraphs stand each under a headline that leads to another article: the front page, a section, a search."""
    places = {id(block) for block in article}
    headlines: set[str] = set()
    paragraphs = listed = 0
    headline: Block | None = None
    for block in blocks:
        if block.tag in _HEADINGS:
            is_one = block.linked > _LISTED_SHARE and block.words >= _HEADLINE_WORDS
            headline = block if is_one and _leads_on_here(block, claims) else None
        elif id(block) in places:
            paragraphs += 1
            # A box of other headlines between two paragraphs has nothing to do with the second; a name is no headline.
            if headline is not None and any(element in block.path for element in headline.path[-3:-1]):
                listed += 1
                headlines.add(headline.key)
    return len(headlines) >= _LISTED_HEADINGS and listed >= _LISTED_SHARE * paragraphs


def _leads_on_here(headline: Block, claims: Claims) -> bool:
    """Whether a headline's link stays on the page's site: a list of what shops sell is an article, its headlines are none."""
    inside = headline.path[-1]
    link = next((each for each in (*inside.iter("a"), *inside.iterancestors("a")) if leads_on(each)), None)
    there = _HOST.match(link.get("href") or "") if link is not None else None
    here = _HOST.match(claims.url or "")
    return there is None or here is None or there[1].casefold() == here[1].casefold()
