"""The limits of reading, in one place.

Those made by `_limit` are the user's to change: MAX_BYTES by the environment variable BRIEF_MAX_BYTES, and so on.
docs/limits.md lists them.
"""

import os
from typing import TypeVar

from summarize.errors import UsageError

_Number = TypeVar("_Number", int, float)
# The variables that change a limit, with what holds without them.
SETTABLE: dict[str, float] = {}


def _limit(name: str, usual: _Number) -> _Number:
    """What the variable BRIEF_`name` says, or the usual limit. Raises UsageError where that is no number above zero."""
    variable = f"BRIEF_{name}"
    SETTABLE[variable] = usual
    given = os.environ.get(variable)
    if not given:
        return usual
    try:
        number = type(usual)(given.replace("_", ""))
    except ValueError:
        number = type(usual)(0)
    if not 0 < number < float("inf"):
        raise UsageError(f"{variable} is {given!r}; give it a number above 0, such as {usual:g}")
    return number


# --- any input

# One article. A book is a few megabytes; what is larger is a corpus and belongs to `brief batch`.
MAX_BYTES = _limit("MAX_BYTES", 64 * 1024 * 1024)
# What is read out of it. Books have fewer characters; each line and each sentence takes kilobytes while it is worked on.
MAX_CHARACTERS = _limit("MAX_CHARACTERS", 10_000_000)
MAX_LINES = _limit("MAX_LINES", 50_000)
MAX_SENTENCES = _limit("MAX_SENTENCES", 50_000)
# A headline is shorter than this, in characters.
MAX_TITLE = 200
# Above the headline stand a paper's name, a date and a section at most: fewer characters than this.
MAX_ABOVE_HEADLINE = 300
# How many bytes tell what an input is, beyond its first few.
SNIFF_BYTES = 4096

# What is read by libraries that know no limits of their own may take so much more time and memory for what it has in bytes.
SECONDS_PER_MB = 10.0
MEMORY_PER_BYTE = 12

# --- the web

# An address, then what comes from it: after decompression, so that a small bomb doesn't become a large one.
MAX_URL = 8_000
MAX_REDIRECTS = 10
MAX_DOWNLOAD = _limit("MAX_DOWNLOAD", 32 * 1024 * 1024)
# Seconds to a connection, to each next byte, and to the whole page with all redirects.
CONNECT_SECONDS = 10.0
SILENCE_SECONDS = 20.0
TOTAL_SECONDS = _limit("TOTAL_SECONDS", 60.0)
# Content types that may hold an article; the sub-types are told by content, since servers often get them wrong.
READABLE_TYPES = (
    "text/",
    "application/xhtml",
    "application/xml",
    "application/rss",
    "application/atom",
    "application/rdf",
    "application/pdf",
    "application/x-pdf",
    "application/gzip",
    "application/x-gzip",
    "application/octet-stream",
    "application/json",
    "application/feed+json",
    "application/ld+json",
    "application/x-subrip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml",
    "message/rfc822",
)

# --- pages

# Without its scripts, styles and drawings a page is rarely more than 500,000 characters; the parser takes seconds for each
# million.
MAX_PAGE_CHARACTERS = _limit("MAX_PAGE_CHARACTERS", 2_000_000)
# Attributes of one element: pages have tens. The parser compares each with each.
MAX_ATTRIBUTES = 1_000
# Where a page names its charset: the first 1024 bytes by the standard, more in pages that put scripts first.
META_BYTES = 4096
# Blocks of text in a page, and how deep they stand: deeper elements count as part of what they stand in.
MAX_BLOCKS = 50_000
MAX_DEPTH = 100
# Characters of a class or an id that are read: what names a part of a page is short.
MAX_NAME = 500
# Characters that are looked through for parts of a page, in all: enough for the longest articles, too few for a bomb.
MAX_SEARCHED = 300_000_000
# Objects in a page's structured data that are looked at.
MAX_STRUCTURED = 5_000
# Fewer characters than this aren't an article: a menu, a consent form, an error.
MIN_ARTICLE = 200
# A notice instead of the article ("enable JavaScript", "are you a robot") is shorter than this.
MAX_NOTICE = 600
# What publishers show before a paywall is shorter than this, in characters.
PAYWALL_TEASER = 1_500

# --- mail

# Longer headers than this, in characters, say nothing to a reader; parts nested deeper than this, and more of them than
# this, no mail program writes.
MAX_HEADER = 4_000
MAX_MAIL_DEPTH = 20
MAX_MAIL_PARTS = 200

# --- documents

# Elements in each other, and paragraphs: files of word processors have tens of the first and thousands of the second.
MAX_NESTED = 1_000
MAX_PARAGRAPHS = _limit("MAX_PARAGRAPHS", 100_000)

MAX_PAGES = _limit("MAX_PAGES", 500)
# What a PDF may take: seconds of processor time and bytes of memory.
PDF_SECONDS = _limit("PDF_SECONDS", 10.0)
PDF_MEMORY = _limit("PDF_MEMORY", 280 * 1024 * 1024)
# A PDF with fewer characters than this is a scan with a stamp on it.
MIN_PDF_TEXT = 20

# --- tables and feeds

# Entries of one feed: sites list tens, archives some thousands.
MAX_ENTRIES = _limit("MAX_ENTRIES", 5_000)
# What a feed may take, as a PDF.
FEED_SECONDS = _limit("FEED_SECONDS", 8.0)
FEED_MEMORY = _limit("FEED_MEMORY", 600 * 1024 * 1024)
# A part of a Parquet file that unpacks to more than MAX_BYTES and to more than so many times its size is no text.
MAX_RATIO = 200
# So is a page of one that unpacks to more than MAX_BYTES and to more than so many times its size: it is unpacked whole.
MAX_PAGE_RATIO = 12
