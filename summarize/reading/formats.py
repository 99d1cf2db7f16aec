"""What an input is, told by its bytes before its name, and which reader takes it."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from pathlib import PurePath

from summarize.errors import InputError
from summarize.reading.content import Content, Input
from summarize.reading.decoding import decode
from summarize.reading.limits import MAX_BYTES, SNIFF_BYTES


class Format(StrEnum):
    """The formats that brief reads, by the words that messages use."""

    TEXT = "text"
    PAGE = "HTML"
    PDF = "PDF"
    DOCX = "DOCX"
    MAIL = "e-mail"
    MARKDOWN = "Markdown"
    FEED = "feed"


# How other things that people try begin, and what to do with them.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Office document; save it as .docx"),
    (b"{\\rtf", "a rich-text document; save it as .docx"),
    (b"\xff\xd8\xff", "a picture; brief reads text"),
    (b"\x89PNG", "a picture; brief reads text"),
    (b"GIF8", "a picture; brief reads text"),
    (b"BZh", "compressed by bzip2; unpack it first"),
    (b"\xfd7zXZ\0", "compressed by xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd; unpack it first"),
    (b"\x7fELF", "a program; brief reads text"),
)
_ZIPPED = (
    ("word/document.xml", ""),
    ("META-INF/container.xml", "an e-book; convert its chapter to text first"),
    ("content.xml", "an OpenDocument file; save it as .docx"),
    ("xl/workbook.xml", "a spreadsheet; copy the article into a text file"),
    ("ppt/presentation.xml", "a presentation; copy the article into a text file"),
)
_BY_SUFFIX = {
    ".html": Format.PAGE,
    ".htm": Format.PAGE,
    ".xhtml": Format.PAGE,
    ".eml": Format.MAIL,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
}
_BY_TYPE = {
    "text/html": Format.PAGE,
    "application/xhtml+xml": Format.PAGE,
    "message/rfc822": Format.MAIL,
    "text/markdown": Format.MARKDOWN,
}
# What may stand before a document's first element.
_PROLOGUE = re.compile(
    rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype(?!\s+html)(?:[^>\[]|\[[^\]]*\])*>)*", re.S | re.I
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf)[\s>]", re.I)
# The elements that a page without <html> begins with (WHATWG MIME Sniffing, "identifying a resource").
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|style|title|meta|link|article|main|header|section|div|p|table|h1|iframe)[\s>/]",
    re.I,
)
# A message begins with header lines, and one of those that only programs write is among them.
_HEADERS = re.compile(rb"(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*){3,}")
_WRITTEN_BY_PROGRAMS = re.compile(
    rb"^(?:message-id|mime-version|received|return-path|delivered-to):", re.I | re.M
)


def format_of(given: Input) -> Format:
    """The format of an input that isn't compressed. Raises InputError for what brief knows and doesn't read."""
    data = given.data
    head = data[:SNIFF_BYTES]
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return _zipped(given)
    for magic, meaning in _OTHERS:
        if head.startswith(magic):
            raise InputError(f"{given.name} is {meaning}")
    # Without the zeros of UTF-16 and the marks before it, its markup is ASCII too.
    shown = (
        head.replace(b"\0", b"")
        .removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    start = _PROLOGUE.match(shown)
    element = shown[start.end() if start else 0 :]
    if _FEED.match(element):
        return Format.FEED
    said = _BY_TYPE.get(given.content_type) or _BY_SUFFIX.get(PurePath(given.name).suffix.lower())
    if _PAGE.match(element) and said is not Format.MARKDOWN:
        return Format.PAGE
    if said:
        return said
    headers = _HEADERS.match(shown.replace(b"\r\n", b"\n"))
    return Format.MAIL if headers and _WRITTEN_BY_PROGRAMS.search(headers.group()) else Format.TEXT


def read_content(given: Input) -> Content:
    """The content of an input, read as what it is. Raises InputError where that can't be, or holds no article."""
    given = decompressed(given)
    return _READERS[format_of(given)](given)


def decompressed(given: Input) -> Input:
    """The input without the gzip round it, if there is one; its name loses .gz.

    Raises InputError where the compression is damaged or hides more than the limit.
    """
    if not given.data.startswith(b"\x1f\x8b"):
        return given
    # Imported here, like every reader below: plain text needs none of them.
    import gzip
    import zlib

    try:
        with gzip.open(io.BytesIO(given.data)) as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise InputError(f"{given.name} is compressed, and damaged or cut off; get it again") from None
    if len(data) > MAX_BYTES:
        raise InputError(f"{given.name} unpacks to more than {MAX_BYTES >> 20} MB; it is no single article")
    return replace(given, data=data, name=re.sub(r"\.gz$", "", given.name, flags=re.I))


def _zipped(given: Input) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(given.data)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise InputError(f"{given.name} is an archive, and damaged or cut off; get it again") from None
    for member, meaning in _ZIPPED:
        if member in members and not meaning:
            return Format.DOCX
        if member in members:
            raise InputError(f"{given.name} is {meaning}")
    raise InputError(
        f"{given.name} is an archive; unpack it, and for a folder type: brief batch FOLDER -o out.jsonl"
    )


def _text(given: Input) -> Content:
    return Content(decode(given.data, given.name, given.charset))


def _page(given: Input) -> Content:
    from summarize.reading.page import read_page

    return read_page(given.data, given.name, given.charset, given.url)


def _pdf(given: Input) -> Content:
    from summarize.reading.pdf import read_pdf

    return read_pdf(given.data, given.name)


def _docx(given: Input) -> Content:
    from summarize.reading.docx import read_docx

    return read_docx(given.data, given.name)


def _mail(given: Input) -> Content:
    from summarize.reading.mail import read_mail

    return read_mail(given.data, given.name)


def _markdown(given: Input) -> Content:
    from summarize.reading.markdown import read_markdown

    return read_markdown(decode(given.data, given.name, given.charset))


def _feed(given: Input) -> Content:
    raise InputError(
        f"{given.name} is a feed; for all its entries type: brief batch {given.name} -o out.jsonl"
    )


_READERS: dict[Format, Callable[[Input], Content]] = {
    Format.TEXT: _text,
    Format.PAGE: _page,
    Format.PDF: _pdf,
    Format.DOCX: _docx,
    Format.MAIL: _mail,
    Format.MARKDOWN: _markdown,
    Format.FEED: _feed,
}
