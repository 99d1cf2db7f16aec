"""Pages that keep their article back, and why: a paywall, JavaScript, a check for robots, or no article at all.

The phrases are what publishers' own templates say, in the languages that articles come in most. A sentence of the
article is never taken for one: phrases count where they stand outside the text, or in its last lines.
"""

import functools
import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from summarize.language.characters import DOUBLE_QUOTATION_MARKS, any_of
from summarize.language.record import all_languages
from summarize.reading.limits import MAX_NOTICE, MIN_ARTICLE, PAYWALL_TEASER

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What to type next, said once for all of them.
_SAVE = "open it in a browser, save the page, and give brief the file"
_ROBOT = "the site asks whether you are a robot"
_SCRIPTED = "it is put together by JavaScript, which brief doesn't run"
_SUBSCRIBERS = "the rest is for subscribers"
_LOGIN = "it asks you to log in"
_PAYWALL_NAME = re.compile(
    r"(?<!no-)(?<!non-)\b(paywall|regwall|piano-offer|subscriber-only|subscription-wall)\b(?!-(free|off|disabled))"
)
# How many lines of a wall are taken for the article's last ones; what stands in quotation marks there, somebody says.
_WALL_LINES = 3
_QUOTED = re.compile(any_of(DOUBLE_QUOTATION_MARKS))
_REFRESH = re.compile(r"url=\s*[\"']?([^\"'\s]+)", re.I)
# Where the large frameworks put what they draw: an empty one is a page that waits for its script.
_APPLICATION = "//*[@id='root' or @id='app' or @id='__next' or @id='__nuxt'][not(normalize-space())]"
_HEADINGS = ("h1", "h2", "h3", "h4")
# A page of headlines has at least this many that are links, and at least this share of its lines under them.
_LISTED_HEADINGS = 4
_LISTED_SHARE = 0.6


def why_withheld(tree: "HtmlElement", text: str) -> str | None:
    """Why the extracted `text` isn't the article of the page `tree`, with what to do about it; None where it is one."""
    if len(text) < MIN_ARTICLE:
        return _why_empty(tree)
    notice = _reason(text) if len(text) < MAX_NOTICE else None
    if notice:
        return f"{notice}; {_SAVE}"
    if len(text) < PAYWALL_TEASER and _is_paywalled(tree, text):
        return f"only its first {len(text.split())} words are there, {_SUBSCRIBERS}; {_SAVE}"
    if _is_list(tree, text):
        return "it is a list of headlines; give brief the address of one article"
    return None


def _why_empty(tree: "HtmlElement") -> str:
    for meta in tree.xpath("//meta[@http-equiv]"):
        onward = _REFRESH.search(meta.get("content", ""))
        if meta.get("http-equiv").lower() == "refresh" and onward:
            return f"it only sends the reader on; type brief {onward.group(1)}"
    reason = _reason("\n".join(_shown(tree)))
    if reason is None and _is_paywalled(tree, ""):
        reason = _SUBSCRIBERS
    if reason is None and tree.xpath(_APPLICATION):
        reason = _SCRIPTED
    if reason is None and tree.xpath("//input[@type='password']"):
        reason = _LOGIN
    if reason:
        return f"{reason}; {_SAVE}"
    return "no text as long as an article was found; copy it into a text file and give brief that"


def _reason(text: str) -> str | None:
    return next((reason for reason, phrase in _phrases().items() if phrase.search(text)), None)


@functools.cache
def _phrases() -> dict[str, re.Pattern[str]]:
    """What pages say in any language, by what it means: the language of a page that shows nothing isn't known."""
    walls = [language.walls for language in all_languages().values()]
    return {
        _ROBOT: _any(phrase for wall in walls for phrase in wall.robot),
        _SUBSCRIBERS: _any(phrase for wall in walls for phrase in wall.subscribers),
        _SCRIPTED: _any(phrase for wall in walls for phrase in wall.scripted),
    }


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.I)


def _shown(tree: "HtmlElement") -> Iterator[str]:
    """The page's texts, white space evened out, without scripts and styles; what <noscript> says is among them."""
    for node in tree.xpath("//text()[not(parent::script or parent::style)]"):
        text = " ".join(node.split())
        if text:
            yield text


def _is_paywalled(tree: "HtmlElement", text: str) -> bool:
    declared = [
        free for block in tree.xpath("//script[contains(@type, 'ld+json')]/text()") for free in _free(block)
    ]
    if declared:
        return not all(declared)
    if any(_PAYWALL_NAME.search(name) for name in tree.xpath("//@class | //@id")):
        return True
    body = " ".join(" ".join(text.split("\n\n")[:-_WALL_LINES]).split())
    return any(
        _phrases()[_SUBSCRIBERS].search(shown) and shown not in body and not _QUOTED.search(shown)
        for shown in _shown(tree)
    )


def _free(block: str) -> Iterator[bool]:
    """Every `isAccessibleForFree` in a block of structured data (schema.org, CreativeWork)."""
    try:
        left = [json.loads(block)]
    except (ValueError, RecursionError):
        return
    while left:
        item = left.pop()
        if isinstance(item, dict):
            if "isAccessibleForFree" in item:
                yield str(item["isAccessibleForFree"]).casefold() in ("true", "1")
            left += item.values()
        elif isinstance(item, list):
            left += item


def _is_list(tree: "HtmlElement", text: str) -> bool:
    """Whether most lines of the text stand each under a headline that is a link: the front page, a section, a search."""
    lines = {" ".join(line.split())[:60] for line in text.splitlines() if line.strip()}
    linked: dict[str, object] = {}
    heading = None
    for element in tree.iter("p", "div", "li", "span", *_HEADINGS):
        if element.tag in _HEADINGS:
            is_link = element.find(".//a[@href]") is not None or any(True for _ in element.iterancestors("a"))
            heading = element if is_link else None
        elif heading is not None:
            start = " ".join((element.text or "").split())[:60]
            if start in lines:
                linked[start] = heading
    return len(set(linked.values())) >= _LISTED_HEADINGS and len(linked) >= _LISTED_SHARE * len(lines)
