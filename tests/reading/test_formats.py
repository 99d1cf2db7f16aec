"""What an input is: told by its bytes, whatever it is called, and through gzip."""

import gzip
import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import InputError
from summarize.reading import docx, feeds, formats, html_page, mail, markdown, pdf, plain
from summarize.reading.content import Input
from summarize.reading.formats import decompressed, format_of, read_content


def zipped(*members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return file.getvalue()


MAIL = b"Return-Path: <ann@courier.example>\r\nFrom: Ann <ann@courier.example>\r\nSubject: Ferry\r\n\r\nThe ferry stays.\r\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"The ferry stays.", plain),
        (b"<3 was the word of the day, she said.", plain),
        (b"The <html> element begins a page.", plain),
        (b"From: the mayor\nTo: the council\nSubject: the ferry\n\nIt stays.", plain),
        (b"<!DOCTYPE html><p>x", html_page),
        (b"\xef\xbb\xbf\r\n <HTML lang=en>", html_page),
        (b"<!-- saved from url=(0014)about:internet -->\n<html>", html_page),
        (
            b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html>',
            html_page,
        ),
        (b"<p>The ferry stays.</p>", html_page),
        ("<html><p>x".encode("utf-16"), html_page),
        ("<html><p>x".encode("utf-16-be"), html_page),
        (b'<?xml version="1.0"?><rss version="2.0">', feeds),
        (b'<?xml version="1.0"?>\n<!-- x --><feed xmlns="http://www.w3.org/2005/Atom">', feeds),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rdf:RDF>', feeds),
        (b"%PDF-1.7\n", pdf),
        (b"junk before\n%PDF-1.4\n", pdf),
        (MAIL, mail),
        (b"From ann@courier.example Mon Jan  1\n" + MAIL.replace(b"\r\n", b"\n"), mail),
        (zipped("[Content_Types].xml", "word/document.xml"), docx),
    ],
)
@pytest.mark.parametrize("name", ["standard input", "article.txt", "article.pdf"])
def test_content_tells_the_format_whatever_the_name(data, expected, name):
    assert format_of(Input(data, name)) is expected


@pytest.mark.parametrize(
    ("name", "content_type", "expected"),
    [
        ("a.md", "", markdown),
        ("a.MARKDOWN", "", markdown),
        ("a.html", "", html_page),
        ("a.eml", "", mail),
        ("https://courier.example/a", "text/html", html_page),
        ("https://courier.example/a", "text/markdown", markdown),
        ("https://courier.example/a", "text/plain", plain),
    ],
)
def test_where_content_says_nothing_the_name_or_the_header_does(name, content_type, expected):
    assert format_of(Input(b"The ferry stays.", name, content_type)) is expected


def test_markdown_that_begins_with_markup_is_markdown():
    assert format_of(Input(b"<div align=center>\n\n# Ferry", "README.md")) is markdown


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
        (b"{\\rtf1 The ferry", "save it as .docx"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xfd7zXZ\0", "unpack it"),
        (zipped("content.xml"), "OpenDocument"),
        (zipped("META-INF/container.xml"), "an e-book"),
        (zipped("xl/workbook.xml"), "a spreadsheet"),
        (zipped("a.txt"), "unpack it"),
        (b"PK\x03\x04 cut off", "damaged"),
    ],
)
def test_what_brief_knows_and_does_not_read_is_named(data, message):
    with pytest.raises(InputError, match=message) as raised:
        read_content(Input(data, "thing"))
    assert str(raised.value).startswith("thing is ")


def test_header_lines_that_go_on_for_long_are_told_at_once():
    # Each indented line doubled the time that this took.
    data = b"Note: a\n" + b"  and so on, and on, and on\n" * 60 + b"x"
    started = time.process_time()
    assert format_of(Input(data * 20, "a.txt")) is plain
    assert time.process_time() - started < 1


def test_a_feed_is_for_batch():
    with pytest.raises(InputError, match=r"brief batch feed\.xml"):
        read_content(Input(b"<rss></rss>", "feed.xml"))


def test_gzip_round_any_format_comes_off_once():
    given = Input(gzip.compress(b"The ferry stays."), "a.txt.gz")
    assert decompressed(given) == Input(b"The ferry stays.", "a.txt")
    assert read_content(given).text == "The ferry stays."
    assert (
        read_content(Input(gzip.compress(b"# Ferry\n\n*It* stays."), "a.md.GZ")).text == "Ferry\n\nIt stays."
    )
    with pytest.raises(InputError, match="binary"):
        read_content(Input(gzip.compress(gzip.compress(b"x")), "a.gz"))


def test_gzip_that_is_cut_off_or_hides_too_much(monkeypatch):
    with pytest.raises(InputError, match="damaged or cut off"):
        decompressed(Input(gzip.compress(b"The ferry stays. " * 100)[:-9], "a.gz"))
    monkeypatch.setattr(formats, "MAX_BYTES", 1 << 20)
    with pytest.raises(InputError, match="unpacks to more than 1 MB"):
        decompressed(Input(gzip.compress(b"\0" * (8 << 20)), "a.gz"))


STARTS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\0",
    b"<html>",
    b"<rss>",
    MAIL,
    b"{\\rtf",
    b"\xff\xfe<\0",
]


@settings(deadline=None)
@given(
    st.sampled_from(STARTS),
    st.binary(max_size=300),
    st.sampled_from(["-", "a.md", "a.html", "a.eml", "a.gz"]),
)
def test_any_bytes_under_any_name_are_content_or_an_input_error(start, rest, name):
    try:
        content = read_content(Input(start + rest, name))
    except InputError:
        return
    assert content.text.strip()
