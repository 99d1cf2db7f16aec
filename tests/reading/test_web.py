"""Fetching: what a real server does, from a friendly page to a bomb, and where brief stops."""

import gzip
import time
import zlib

import brotli
import pytest

from summarize.errors import InputError
from summarize.reading import web
from summarize.reading.addresses import is_private, without_secrets
from summarize.reading.web import fetch, is_url

BODY = b"<html><body><p>Seven families may move back to Skarholm.</p></body></html>"


def redirect(site, path, location, status=302):
    return site.put(path, b"", status=status, Location=location)


def test_gives_the_bytes_the_content_type_and_the_charset_of_the_header(site):
    url = site.put("/a", BODY, 'text/html; charset="windows-1251"')
    given = fetch(url)
    assert (given.data, given.content_type, given.charset) == (BODY, "text/html", "windows-1251")
    assert (given.name, given.url) == (url, url)


@pytest.mark.parametrize(
    ("encoding", "compress"), [("gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress)]
)
def test_unpacks_what_the_server_compressed(site, encoding, compress):
    url = site.put("/a", compress(BODY), Content_Encoding=encoding)
    assert fetch(url).data == BODY
    assert encoding in site.requests[0]["Accept-Encoding"]


def test_puts_chunks_together(site):
    def answer(request):
        request.protocol_version = "HTTP/1.1"
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        for part in (BODY[:10], BODY[10:11], BODY[11:]):
            request.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        request.wfile.write(b"0\r\n\r\n")
        request.close_connection = True

    assert fetch(site.serve("/chunked", answer)).data == BODY


def test_a_compressed_page_may_come_in_chunks_smaller_than_its_header(site):
    packed = gzip.compress(BODY)

    def answer(request):
        request.protocol_version = "HTTP/1.1"
        request.send_response(200)
        request.send_header("Content-Encoding", "gzip")
        request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        for byte in packed:
            request.wfile.write(b"1\r\n%c\r\n" % byte)
        request.wfile.write(b"0\r\n\r\n")
        request.close_connection = True

    assert fetch(site.serve("/drops", answer)).data == BODY


def test_calls_itself_brief_unless_told_otherwise(site):
    url = site.put("/a", BODY)
    fetch(url)
    fetch(url, "Courier-Desk/2")
    assert site.requests[0]["User-Agent"] == "brief"
    assert site.requests[1]["User-Agent"] == "Courier-Desk/2"


def test_sends_no_cookies_back(site):
    redirect(site, "/a", "/b")
    site.put("/a", b"", status=302, Location="/b", Set_Cookie="track=1")
    site.put("/b", BODY)
    fetch(site.url("/a"))
    assert all("Cookie" not in headers for headers in site.requests)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_follows_redirects_and_says_where_it_came_to(site, status):
    redirect(site, "/old", "/new?x=1", status)
    end = site.put("/new?x=1", BODY)
    given = fetch(site.url("/old"))
    assert (given.data, given.name, given.url) == (BODY, site.url("/old"), end)


def test_follows_a_redirect_to_an_address_in_utf8(site):
    def answer(request):
        request.send_response(302)
        request.wfile.write(b"".join(request._headers_buffer))
        request._headers_buffer = []
        request.wfile.write("Location: /новость\r\n\r\n".encode())

    site.serve("/a", answer)
    site.put("/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C", BODY)
    assert fetch(site.url("/a")).data == BODY


def test_takes_an_address_as_people_copy_it(site):
    site.put("/%D8%B3%D8%AF?q=%D8%A7#top", BODY)
    site.put("/%D8%B3%D8%AF?q=%D8%A7", BODY)
    assert fetch(site.url("/سد?q=ا#top")).data == BODY


def test_gives_up_on_redirects_in_a_circle(site):
    redirect(site, "/a", "/b")
    redirect(site, "/b", "/a")
    with pytest.raises(InputError, match="redirects more than 10 times"):
        fetch(site.url("/a"))
    assert len(site.requests) == 11


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://example.org/a", "javascript:alert(1)", "data:text/html,x"],
)
def test_follows_no_redirect_out_of_the_web(site, location):
    with pytest.raises(InputError, match="redirects to"):
        fetch(redirect(site, "/a", location))


def test_a_redirect_that_carries_a_password_is_refused_without_showing_it(site):
    with pytest.raises(InputError) as raised:
        fetch(redirect(site, "/a", f"http://ann:secret@127.0.0.1:{site.port}/b"))
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "give its path"),
        ("ftp://example.org/a.txt", "is no web address"),
        ("gopher://example.org", "is no web address"),
        ("http://", "is no web address"),
        ("http://no host/a", "is no web address"),
        (f"http://{'a' * 70}.example/", "no valid address"),
        ("http://[::1", "is no valid address"),
        ("https://ann:secret@example.org/", "isn't fetched"),
        ("http://example.org/" + "a" * 9000, "longer than"),
    ],
)
def test_refuses_addresses_that_it_cannot_or_must_not_fetch(url, message):
    with pytest.raises(InputError, match=message) as raised:
        fetch(url)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (401, "password"),
        (402, "subscribers"),
        (403, "--user-agent"),
        (404, "check the address"),
        (410, "taken down"),
        (418, "gives no page"),
        (429, "too many requests"),
        (451, "legal"),
        (500, "try again later"),
        (503, "try again later"),
        (204, "gives no page"),
        (304, "gives no page"),
    ],
)
def test_an_error_of_the_server_says_what_to_do(site, status, message):
    url = site.put("/a", b"", status=status)
    with pytest.raises(InputError, match=message) as raised:
        fetch(url)
    assert f"answers {status}" in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content_type", ["image/png", "video/mp4", "application/zip", "font/woff"])
def test_what_is_no_text_is_refused_before_its_body_is_read(site, content_type):
    def answer(request):
        request.send_response(200)
        request.send_header("Content-Type", content_type)
        request.end_headers()
        while True:
            request.wfile.write(b"x" * 65536)

    with pytest.raises(InputError, match=content_type):
        fetch(site.serve("/a", answer))


def test_stops_at_an_endless_body(site, monkeypatch):
    monkeypatch.setattr(web, "MAX_DOWNLOAD", 1 << 20)
    sent = 0

    def answer(request):
        nonlocal sent
        request.send_response(200)
        request.end_headers()
        while True:
            sent += request.wfile.write(b"<p>more</p>" * 1000)

    with pytest.raises(InputError, match="larger than 1 MB"):
        fetch(site.serve("/endless", answer))
    assert sent < 16 << 20


@pytest.mark.parametrize(
    ("encoding", "compress"), [("gzip", gzip.compress), ("br", lambda data: brotli.compress(data, quality=5))]
)
def test_counts_a_bomb_as_it_unpacks(site, monkeypatch, encoding, compress):
    monkeypatch.setattr(web, "MAX_DOWNLOAD", 1 << 20)
    bomb = compress(b"\0" * (16 << 20))
    assert len(bomb) < 1 << 15
    with pytest.raises(InputError, match="larger than 1 MB"):
        fetch(site.put("/bomb", bomb, Content_Encoding=encoding))


def test_a_damaged_compression_and_an_unknown_one_are_said(site):
    with pytest.raises(InputError, match="damaged"):
        fetch(site.put("/a", b"not gzip at all", Content_Encoding="gzip"))
    with pytest.raises(InputError, match="compressed as 'zstd'"):
        fetch(site.put("/b", b"whatever", Content_Encoding="zstd"))


def test_a_body_shorter_than_its_length_broke_off(site):
    def answer(request):
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(BODY)

    with pytest.raises(InputError, match="broke off"):
        fetch(site.serve("/cut", answer))


def drip_body(request):
    request.send_response(200)
    request.end_headers()
    for _ in range(1000):
        request.wfile.write(b"x")
        time.sleep(0.02)


def drip_headers(request):
    request.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
    for _ in range(1000):
        request.wfile.write(b"x")
        time.sleep(0.02)


def say_nothing(request):
    time.sleep(5)


@pytest.mark.parametrize("answer", [drip_body, drip_headers, say_nothing])
def test_a_slow_server_costs_no_more_than_the_time_allowed(site, answer):
    with pytest.raises(InputError, match="longer than brief waits"):
        fetch(site.serve("/slow", answer), seconds=0.3)


def test_silence_is_no_answer_in_time(site, monkeypatch):
    monkeypatch.setattr(web, "SILENCE_SECONDS", 0.1)
    with pytest.raises(InputError, match="no answer in time"):
        fetch(site.serve("/silent", say_nothing))


def test_a_host_that_is_not_there_is_said_in_one_line(site):
    with pytest.raises(InputError, match="there is no such host"):
        fetch("http://no-such-host.invalid/a")
    with pytest.raises(InputError, match="refuses the connection"):
        fetch("http://127.0.0.1:1/a")


def test_a_server_that_speaks_no_http_is_said(site):
    with pytest.raises(InputError, match="doesn't answer: it breaks off"):
        fetch(site.serve("/a", lambda request: request.wfile.write(b"SSH-2.0-OpenSSH\r\n")))


def test_goes_through_the_proxy_of_the_environment(site, monkeypatch):
    monkeypatch.setenv("http_proxy", site.url(""))
    monkeypatch.setenv("no_proxy", "")
    site.put("http://courier.example/a", BODY)
    assert fetch("http://courier.example/a").data == BODY


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://a.example", True),
        ("HTTP://A.EXAMPLE", True),
        ("ftp://a", True),
        ("a.txt", False),
        ("C:\\a.txt", False),
    ],
)
def test_tells_an_address_from_a_path(source, expected):
    assert is_url(source) is expected


def test_what_others_wrote_leads_to_the_local_network_only_where_it_is_allowed(site):
    url = site.put("/a", BODY)
    with pytest.raises(InputError, match="--allow-private"):
        fetch(url, is_typed=False)
    assert not site.requests
    assert fetch(url).data == BODY
    assert fetch(url, is_typed=False, allow_private=True).data == BODY


def test_a_public_page_redirects_into_the_local_network_only_where_it_is_allowed(site, monkeypatch):
    from summarize.reading import web

    redirect(site, "/public", "/inside")
    site.put("/inside", BODY)
    # The first question is whether the public page's own host is private.
    answers = iter([False, True, False, True])
    monkeypatch.setattr(web, "is_private", lambda number: next(answers))
    with pytest.raises(InputError, match="--allow-private"):
        fetch(site.url("/public"))
    assert fetch(site.url("/public"), allow_private=True).data == BODY


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1%eth0", "fc00::1",
     "::ffff:127.0.0.1", "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_private_numbers(number):
    assert is_private(number)


def test_public_numbers():
    assert not is_private("93.184.216.34")
    assert not is_private("2606:2800:220:1::1")


def test_a_body_that_its_server_cut_short_is_no_article(site):
    def answer(request):
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.send_header("Content-Length", str(2 * len(BODY)))
        request.end_headers()
        request.wfile.write(BODY)
        request.close_connection = True

    with pytest.raises(InputError, match="broke off"):
        fetch(site.serve("/cut", answer))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://user:secret@host.example/a", "https://***@host.example/a"),
        ("ftp://user:sec@ret@host.example/a", "ftp://***@host.example/a"),
        ("file://u:p@/etc/x", "file://***@/etc/x"),
        ("http:/u:p@host/x", "http:/***@host/x"),
        ("http:///u:p@host/x", "http:///***@host/x"),
        ("http://u:with/slash@host/x", "http://***@host/x"),
        ("https://host:8080/a@b", "https://host:8080/a@b"),
        ("https://host/@user/1", "https://host/@user/1"),
        ("C:/me@home.txt", "C:/me@home.txt"),
        ("see https://a.example/x?id=1&api_key=abc&b=2#access_token=q now",
         "see https://a.example/x?id=1&api_key=***&b=2#access_token=*** now"),
        ("https://a.example/?X-Amz-Signature=abc&page=2", "https://a.example/?X-Amz-Signature=***&page=2"),
        ("https://a.example/monkey=1?page=2", "https://a.example/monkey=1?page=2"),
        ("/home/a?token=1", "/home/a?token=1"),
    ],
)  # fmt: skip
def test_secrets_in_addresses_are_not_shown(address, shown):
    assert without_secrets(address) == shown
