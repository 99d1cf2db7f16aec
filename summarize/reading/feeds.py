"""RSS, Atom and JSON Feed: a feed to its entries, in a process of its own: what reads it knows no limits."""

import re
from dataclasses import dataclass
from shlex import quote

from summarize.errors import InputError
from summarize.reading.apart import read_apart, share_of
from summarize.reading.content import Content, Input
from summarize.reading.limits import FEED_MEMORY, FEED_SECONDS

_START = re.compile(rb"<(?:rss|feed|rdf:rdf)[\s>]", re.I)
# The version that a JSON feed names in its first field (jsonfeed.org, "Structure").
JSON_START = re.compile(rb'\s*\{[^{}\[\]]{0,500}"https?:(?:\\?/){2}jsonfeed\.org')


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed: its article is `text` where the feed carries it whole, else behind `link`; never neither."""

    title: str | None
    link: str | None
    text: str | None


def accepts(given: Input) -> bool:
    """Whether an input is a feed, told by its first element, or by its first field."""
    return _START.match(given.element) is not None or JSON_START.match(given.head) is not None


def read(given: Input) -> Content:
    """Raise InputError, always: a feed is many articles."""
    raise InputError(
        f"{given.name} is a feed; for all its entries type: brief batch {quote(given.name)} -o out.jsonl"
    )


def feed_entries(given: Input, seconds: float | None = None) -> list[FeedEntry]:
    """The entries of a feed, as `feed_items` makes them.

    Raises InputError where the feed is damaged beyond reading, or takes more than it may, or than `seconds`.
    """
    share = share_of(len(given.data), FEED_SECONDS, FEED_MEMORY)
    said = read_apart("summarize.reading.feed_items", given.data, given.url, share, patience=seconds)
    if said is None:
        raise InputError(
            f"{given.name} takes more time or memory than a feed of its size, or than --timeout; split it, "
            "or set BRIEF_FEED_SECONDS and BRIEF_FEED_MEMORY"
        )
    return [FeedEntry(*entry) for entry in said["entries"]]
