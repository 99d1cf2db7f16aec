"""Feeds: what the entries carry, where they point to, and what a hostile one can't do."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import InputError
from summarize.reading import feeds
from summarize.reading.content import Input
from summarize.reading.feed_items import entries_of
from summarize.reading.feeds import FeedEntry, feed_entries

SENTENCE = (
    "The council met again on Thursday and “spoke” about the harbour for most of the evening, the clerk said."
)
BODY = f"<p>{SENTENCE}</p><p>{SENTENCE.replace('Thursday', 'Friday')}</p>"
TEXT = f"{SENTENCE}\n\n{SENTENCE.replace('Thursday', 'Friday')}"
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Courier</title>
<item><title>Ferry &amp;amp; &lt;b&gt;harbour&lt;/b&gt;</title><link>https://courier.example/1</link>
 <description>A teaser.</description><content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item><title>2 &lt; 3</title><link>/2</link><description>{SENTENCE * 4}</description></item>
<item><title>Script</title><link>javascript:alert(1)</link></item>
<item><title>File</title><link>file:///etc/passwd</link></item>
<item><guid isPermaLink="true">https://courier.example/guid</guid></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>
<entry><title>Ferry</title><link rel="alternate" href="https://courier.example/1"/><summary>A teaser.</summary></entry>
<entry><title type="html">&lt;i&gt;Pier&lt;/i&gt;</title><link href="https://courier.example/2"/>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry>
</feed>"""


def test_the_entries_of_rss_in_their_order():
    assert entries_of(RSS.encode(), "https://courier.example/feed.xml") == [
        FeedEntry("Ferry & harbour", "https://courier.example/1", TEXT),
        FeedEntry("2 < 3", "https://courier.example/2", None),
        FeedEntry(None, "https://courier.example/guid", None),
    ]


def test_a_link_that_cannot_be_resolved_leaves_nothing_to_read():
    assert [entry.link for entry in entries_of(RSS.encode())] == [
        "https://courier.example/1",
        "https://courier.example/guid",
    ]


def test_the_entries_of_atom():
    assert entries_of(ATOM.encode()) == [
        FeedEntry("Ferry", "https://courier.example/1", None),
        FeedEntry("Pier", "https://courier.example/2", TEXT),
    ]


@pytest.mark.parametrize("charset", ["windows-1251", "utf-16"])
def test_the_charset_of_the_feed(charset):
    data = (
        RSS.replace("utf-8", charset).replace("harbour&lt;", "гавань&lt;").replace("“", "«").replace("”", "»")
    )
    assert entries_of(data.encode(charset))[0].title == "Ferry & гавань"


def test_a_feed_that_is_not_well_formed_gives_what_can_be_read():
    broken = RSS.replace("A teaser.", "Fish & chips <br>").replace("</channel></rss>", "")
    assert entries_of(broken.encode())[0] == FeedEntry("Ferry & harbour", "https://courier.example/1", TEXT)


def test_entities_neither_grow_nor_read_files():
    grow = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    item = (
        "<rss><channel><item><title>&{};</title><link>https://courier.example/1</link></item></channel></rss>"
    )
    bomb = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "aaaaaaaaaa">{grow}]>{item.format("e11")}'
    outside = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hosts">]>{item.format("x")}'
    for data in (bomb, outside):
        assert [len(entry.title or "") < 20 for entry in entries_of(data.encode())] == [True]


def test_a_feed_is_told_by_its_first_element():
    assert feeds.accepts(Input(RSS.encode(), "a.txt"))
    assert feeds.accepts(Input(ATOM.encode("utf-16"), "a.txt"))
    assert not feeds.accepts(Input(b"<html><p>The ferry stays.", "feed.xml"))


def test_a_reference_to_no_character_costs_that_character():
    data = RSS.replace("Ferry", "Ferry&#xD800;&#1114112;&#65;")
    assert entries_of(data.encode())[0].title == "Ferry\ufffd\ufffdA & harbour"


def test_a_feed_that_is_damaged_beyond_reading_says_so():
    with pytest.raises(InputError, match="can't be read"):
        entries_of(RSS.encode().replace(b"utf-8", b"ut\x9a-8", 1))


@settings(deadline=None)
@given(
    st.sampled_from([b"", b"<rss>", b"<rss><channel><item>", b"<feed><entry>", RSS.encode()[:900]]),
    st.binary(max_size=200),
)
def test_any_bytes_are_entries_or_none(start, rest):
    with contextlib.suppress(InputError):
        assert all(entry.link or entry.text for entry in entries_of(start + rest))


def feed_of(author: str, entries: int = 1) -> Input:
    item = f"<item><title>Ferry</title><link>https://courier.example/1</link><author>{author}</author></item>"
    return Input(f"<rss version='2.0'><channel>{item * entries}</channel></rss>".encode(), "feed.xml")


def test_a_feed_is_read_in_a_process_that_gives_the_same_entries():
    given = Input(RSS.encode(), "feed.xml", url="https://courier.example/feed.xml")
    assert feed_entries(given) == entries_of(given.data, given.url)


def test_a_feed_that_takes_too_long_is_refused_and_others_are_not():
    # What looks for addresses in the name of an author takes time by the square of its length.
    began = time.monotonic()
    with pytest.raises(InputError, match="BRIEF_FEED_SECONDS"):
        feed_entries(feed_of("a." * 50_000), seconds=1)
    assert time.monotonic() - began < 5
    assert len(feed_entries(feed_of("a.b", entries=3))) == 3
