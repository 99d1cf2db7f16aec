"""A feed to its entries, by feedparser, whose parser expands no entities of a feed's own making."""

import html
import io
import json
import re
from dataclasses import astuple
from typing import Any

from summarize.errors import InputError
from summarize.reading.apart import serve
from summarize.reading.decoding import decode
from summarize.reading.feeds import JSON_START, FeedEntry
from summarize.reading.limits import MAX_ENTRIES, MIN_ARTICLE, SNIFF_BYTES

_ENTRY = re.compile(rb"<(?:item|entry)\b", re.I)
_REFERENCE = re.compile(rb"&#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_ESCAPED_TAG = re.compile(
    r"&lt;/?(?:p|div|br|a|b|i|em|strong|span|h\d|ul|li|blockquote)\b[^<>]{0,300}?&gt;", re.I
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def entries_of(data: bytes, url: str | None = None) -> list[FeedEntry]:
    """The entries of a feed; empty where there are none, or `data` is no feed.

    An entry's text counts as its article only if the feed calls it the content: a summary is a teaser. Links are
    resolved against `url`, the feed's own address; those that aren't http(s) then are left out, and so are entries that
    have neither link nor text. Raises InputError where the feed is damaged beyond reading.
    """
    if JSON_START.match(data[:SNIFF_BYTES]):
        return _json_entries(data)
    _require_few(len(_ENTRY.findall(data)))
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


def _require_few(entries: int) -> None:
    if entries > MAX_ENTRIES:
        raise InputError(
            f"the feed has {entries:,} entries, more than {MAX_ENTRIES:,}; it is an archive: split it, or set BRIEF_MAX_ENTRIES"
        )


def _existing(reference: re.Match[bytes]) -> bytes:
    """A reference to a character, or to U+FFFD where there is no such character: feedparser gives up over those."""
    decimal, hexadecimal = reference.groups()
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return reference.group() if code < 0xD800 or 0xDFFF < code <= 0x10FFFF else b"&#xFFFD;"


def _entry(found: dict[str, Any]) -> FeedEntry:
    from summarize.reading.page import text_of_fragment

    link = str(found.get("link") or "").strip()
    contents = [text_of_fragment(_unescaped(str(content.get("value") or ""))) for content in _contents(found)]
    text = max(contents, key=len, default="")
    title = str(found.get("title") or "")
    if (found.get("title_detail") or {}).get("type") != "text/plain":
        title = html.unescape(_TAG.sub("", title))
    return _made(title, link, text)


def _contents(found: dict[str, Any]) -> list[dict[str, Any]]:
    """What an entry calls its content; without a link, its summary too: there is nothing else to read."""
    contents = list(found.get("content") or ())
    if not contents and not str(found.get("link") or "").strip() and found.get("summary"):
        return [{"value": found["summary"]}]
    return contents


def _unescaped(markup: str) -> str:
    """Markup that was escaped once more than it should be, as it was meant."""
    return html.unescape(markup) if _ESCAPED_TAG.search(markup) and not _TAG.search(markup) else markup


def _json_entries(data: bytes) -> list[FeedEntry]:
    from summarize.reading.page import text_of_fragment

    try:
        items = json.loads(decode(data, "the feed"))["items"]
        found = [item for item in items if isinstance(item, dict)]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise InputError("the feed can't be read (it is damaged JSON); get it again") from None
    _require_few(len(found))
    entries = (
        _made(
            str(item.get("title") or ""),
            str(item.get("url") or item.get("external_url") or ""),
            str(item.get("content_text") or "") or text_of_fragment(str(item.get("content_html") or "")),
        )
        for item in found
    )
    return [entry for entry in entries if entry.link or entry.text]


def _made(title: str, link: str, text: str) -> FeedEntry:
    from summarize.reading.web import is_web_address

    return FeedEntry(
        title=" ".join(title.split()) or None,
        link=link.strip() if is_web_address(link.strip()) else None,
        text=text if len(text) >= MIN_ARTICLE else None,
    )


if __name__ == "__main__":
    serve(lambda data, url: {"entries": [astuple(entry) for entry in entries_of(data, url)]})
