"""What a page says of itself in structured data (schema.org in JSON-LD) and in its meta elements."""

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarize.reading.blocks import Block, spelt
from summarize.reading.limits import MAX_STRUCTURED, MAX_TITLE
from summarize.reading.part_names import names_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title")
_LEADS = ("og:description", "description", "twitter:description")
_SITES = ("og:site_name", "application-name", "twitter:site")
_ARTICLE_TYPE = re.compile(r"Article|BlogPosting|Report|Posting|WebPage", re.I)
_TAG = re.compile(r"<[^<>]{1,300}>")
# What parts a headline from a site's name. Behind a bar or a dot stands hardly anything else.
_SEPARATOR = re.compile(r"(?<!\s)\s++([|·•»«‹›❘│-]|–|—|::)\s+|(?<!\s)\s*+([|│❘])\s*")
_SURE = "|·•│❘»«"
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\.? \w+ \d{4}")
_LOGO = re.compile(r"(?:^|[\s_-])(?:logo|brand\w*|site-?(?:title|name)|masthead)(?:$|[\s_-])", re.I)
# A headline is a heading that the page's titles begin with, of so many characters without white space at least.
_LEAST_HEADLINE = 8


@dataclass(frozen=True, slots=True)
class Claims:
    """What a page says, each of which may be wrong: its titles, the names that its site goes by, the one that it calls itself,
    its address, the article's lead and body, whether it is free.
    """

    titles: tuple[str, ...]
    sites: tuple[str, ...]
    site: str | None
    url: str | None
    lead: str | None
    body: str | None
    free: tuple[bool, ...]


def claims_of(tree: "HtmlElement", url: str | None) -> Claims:
    """What a page's meta elements and structured data claim."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        content = " ".join((element.get("content") or "").replace("\u00ad", "").split())
        if name and content:
            meta.setdefault(name, content)
    nodes = list(_nodes(tree))
    articles = [node for node in nodes if _ARTICLE_TYPE.search(str(node.get("@type", "")))]
    head = next(iter(tree.iter("title")), None)
    titles = [_string(node.get("headline")) for node in articles]
    titles += [meta.get(name, "") for name in _TITLES]
    titles.append(" ".join((head.text_content() if head is not None else "").replace("\u00ad", "").split()))
    publishers = [node.get("publisher") for node in articles]
    sites = [meta.get(name, "").lstrip("@") for name in _SITES]
    sites += [_string(each.get("name")) for each in publishers if isinstance(each, dict)]
    site = next((name for name in sites if name), None)
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    sites += [_host(url or meta.get("og:url") or "")]
    leads = [meta.get(name, "") for name in _LEADS]
    bodies = [_string(node.get("articleBody"), keeps_lines=True) for node in nodes]
    return Claims(
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        sites=tuple(dict.fromkeys(site for site in sites if site)),
        site=site,
        url=canonical or meta.get("og:url"),
        lead=next((lead for lead in leads if lead), None),
        body=max(bodies, key=len, default="") or None,
        free=tuple(
            str(node["isAccessibleForFree"]).casefold() in ("true", "1", "http://schema.org/true")
            for node in nodes
            if "isAccessibleForFree" in node
        ),
    )


def headline_of(claims: Claims, blocks: Sequence[Block]) -> str | None:
    """The headline: the heading that a title of the page begins with, else a title without the site's name."""
    names = {spelt(site).casefold() for site in claims.sites}
    keys = [spelt(title).casefold() for title in claims.titles]
    headings = [
        block
        for block in blocks
        if block.is_heading
        and len(block.text) <= MAX_TITLE
        and not _is_logo(block)
        and block.key.casefold() not in names
    ]
    begun = [
        block
        for block in headings
        if len(block.key) >= _LEAST_HEADLINE and any(key.startswith(block.key.casefold()) for key in keys)
    ]
    if begun:
        return _without_kicker(
            max(begun, key=lambda block: (block.tag == "h1", len(block.key))).text, claims.titles
        )
    within = [
        block
        for block in headings
        if block.tag == "h1"
        and len(block.key) >= 2 * _LEAST_HEADLINE
        and any(block.key.casefold() in key for key in keys)
    ]
    if within:
        return within[0].text
    if claims.titles:
        return _without_site(claims.titles[0], names, blocks)
    first = next((block for block in headings if block.tag == "h1"), None)
    return first.text if first else None


def _without_kicker(headline: str, titles: Sequence[str]) -> str:
    """The headline without the line that print sets above it, "Harbour board: ", where the page calls the rest its title."""
    _, colon, rest = headline.partition(": ")
    return rest if colon and rest in titles else headline


def _without_site(title: str, names: set[str], blocks: Sequence[Block]) -> str:
    """A title without the parts that name the site or a date, at either end."""
    while True:
        marks = list(_SEPARATOR.finditer(title))
        if not marks:
            return title
        last, first = marks[-1], marks[0]
        behind, before = title[last.end() :], title[: first.start()]
        if _is_site(behind, names, blocks) or (last.group().strip() in _SURE and len(behind) < last.start()):
            title = title[: last.start()]
        elif _is_site(before, names, blocks):
            title = title[first.end() :]
        else:
            return title


def _is_site(part: str, names: set[str], blocks: Sequence[Block]) -> bool:
    key = spelt(part).casefold()
    if not key or _DATE.fullmatch(part.strip()):
        return True
    if any(
        key == name or (len(key) > 3 and (key in name or name in key) and len(name) > 3) for name in names
    ):
        return True
    # What stands in the page's footer or is its logo names it.
    return any(key in block.key.casefold() for block in blocks if block.is_in("footer") or _is_logo(block))


def _is_logo(block: Block) -> bool:
    return any(_LOGO.search(names_of(element)) for element in block.path[-2:])


def _host(url: str) -> str:
    """The name in an address: "courier" of https://www.courier.example/a."""
    host = re.sub(r"^[a-z]+://(?:www\.)?", "", url.lower()).partition("/")[0].partition(":")[0]
    parts = host.split(".")
    return parts[-2] if len(parts) > 1 and len(parts[-2]) > 3 else parts[0]


def _nodes(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    """Each object in the page's structured data, up to a number that no sound page has."""
    number = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            left: list[Any] = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while left and number < MAX_STRUCTURED:
            item = left.pop()
            number += 1
            if isinstance(item, dict):
                yield item
                left += item.values()
            elif isinstance(item, list):
                left += item


def _string(value: object, *, keeps_lines: bool = False) -> str:
    """The text of a field, which some write as markup or escaped once more."""
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, str)), "")
    if not isinstance(value, str):
        return ""
    text = html.unescape(value).replace("\u00ad", "")
    if _TAG.search(text):
        text = html.unescape(
            _TAG.sub(lambda tag: "\n" if tag.group()[1:3].lower() in ("p>", "br", "/p") else "", text)
        )
    lines = (" ".join(line.split()) for line in text.splitlines())
    return ("\n\n" if keeps_lines else " ").join(line for line in lines if line)
