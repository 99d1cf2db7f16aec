"""RSS and Atom: a feed to its entries, by feedparser, whose parser expands no entities of a feed's own making."""

import html
import io
import re
from dataclasses import dataclass
from typing import Any

from summarize.errors import InputError
from summarize.reading.content import Content, Input
from summarize.reading.limits import MIN_ARTICLE

_START = re.compile(rb"<(?:rss|feed|rdf:rdf)[\s>]", re.I)
_REFERENCE = re.compile(rb"&#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed: its article is `text` where the feed carries it whole, else behind `link`; never neither."""

    title: str | None
    link: str | None
    text: str | None


def accepts(given: Input) -> bool:
    """Whether an input is a feed, told by its first element."""
    return _START.match(given.element) is not None


def read(given: Input) -> Content:
    """Raise InputError, always: a feed is many articles."""
    raise InputError(
        f"{given.name} is a feed; for all its entries type: brief batch {given.name} -o out.jsonl"
    )


def feed_entries(data: bytes, url: str | None = None) -> list[FeedEntry]:
    """The entries of an RSS or Atom feed; empty where there are none, or `data` is no feed.

    An entry's text counts as its article only if the feed calls it the content: a summary is a teaser. Links are
    resolved against `url`, the feed's own address; those that aren't http(s) then are left out, and so are entries that
    have neither link nor text. Raises InputError where the feed is damaged beyond reading.
    """
    # Imported here: only feeds need it. Given a stream, it opens nothing itself: neither files nor addresses.
    import feedparser

    headers = {"content-location": url} if url else {}
    try:
        parsed = feedparser.parse(
            io.BytesIO(_REFERENCE.sub(_existing, data)),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (LookupError, RuntimeError, ValueError) as error:
        # feedparser lets through what damaged input raises in its parsers.
        raise InputError(f"the feed can't be read ({type(error).__name__}); get it again") from None
    entries = (_entry(found) for found in parsed.entries)
    return [entry for entry in entries if entry.link or entry.text]


def _existing(reference: re.Match[bytes]) -> bytes:
    """A reference to a character, or to U+FFFD where there is no such character: feedparser gives up over those."""
    decimal, hexadecimal = reference.groups()
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return reference.group() if code < 0xD800 or 0xDFFF < code <= 0x10FFFF else b"&#xFFFD;"


def _entry(found: dict[str, Any]) -> FeedEntry:
    from summarize.reading.page import text_of_fragment
    from summarize.reading.web import is_web_address

    link = str(found.get("link") or "").strip()
    contents = [text_of_fragment(str(content.get("value") or "")) for content in found.get("content") or ()]
    text = max(contents, key=len, default="")
    title = str(found.get("title") or "")
    if (found.get("title_detail") or {}).get("type") != "text/plain":
        title = html.unescape(_TAG.sub("", title))
    return FeedEntry(
        title=" ".join(title.split()) or None,
        link=link if is_web_address(link) else None,
        text=text if len(text) >= MIN_ARTICLE else None,
    )
