"""Over HTTP: an address to the bytes behind it, within limits of size, time, redirects and content type.

Only http and https, on every step of a redirect. The reader may name an address of their own machine or network; what
others wrote, a redirect, a feed or a list, leads there only with --allow-private, or from there. A name is resolved once, and
the connection made to what was checked. No cookies are kept and no passwords sent. robots.txt isn't asked: it speaks to
crawlers, and here a person names each page, or the feed that does.
"""

import queue
import re
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urljoin, urlsplit

from summarize.errors import InputError, NetworkError
from summarize.reading.addresses import is_private, names_number, resolved, without_secrets
from summarize.reading.content import Input
from summarize.reading.limits import (
    CONNECT_SECONDS,
    MAX_DOWNLOAD,
    MAX_REDIRECTS,
    MAX_URL,
    READABLE_TYPES,
    SILENCE_SECONDS,
    TOTAL_SECONDS,
)

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool
    from urllib3._request_methods import RequestMethods
    from urllib3.connection import HTTPConnection

# How brief calls itself where --user-agent says nothing else.
USER_AGENT = "brief"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.I)
_HOST = re.compile(r"[^\s/\\<>\"`{}|^]+")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.I)
_CHUNK = 64 * 1024
_COMPRESSIONS = ("", "identity", "gzip", "x-gzip", "deflate", "br")
_REDIRECTS = (301, 302, 303, 307, 308)
# What an answer means for the reader, by its status.
_SAVE = "open it in a browser, save the page, and give brief the file"
_STATUSES = {
    401: f"it asks for a password; {_SAVE}",
    402: f"it is for subscribers; {_SAVE}",
    403: f"the site refuses brief; {_SAVE}, or try --user-agent with your browser's",
    404: "there is no such page; check the address",
    410: "the page was taken down; check the address",
    429: "the site has had too many requests; try again later",
    451: "the page is blocked for legal reasons where you are",
}


@dataclass(frozen=True, slots=True)
class _Patience:
    """When a fetch has to be done, and the connections that it made."""

    deadline: float
    connections: "list[HTTPConnection]" = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.deadline - time.monotonic()


def is_url(source: str) -> bool:
    """Whether `source` is an address rather than a path."""
    return _SCHEME.match(source) is not None


def is_web_address(link: str) -> bool:
    """Whether `link` is an http(s) address that `fetch` would take."""
    try:
        _require_web(link)
    except InputError:
        return False
    return True


def fetch(
    url: str,
    user_agent: str | None = None,
    *,
    seconds: float = TOTAL_SECONDS,
    allow_private: bool = False,
    is_typed: bool = True,
) -> Input:
    """The bytes behind `url`, with all redirects within `seconds`.

    An address that the reader typed may be private, and lead to others that are; one that others wrote only where
    `allow_private`.
    Raises InputError where it isn't http(s), doesn't answer, answers with an error, or breaks a limit of limits.py.
    """
    _require_web(url)
    deadline = time.monotonic() + seconds
    patience = _Patience(deadline)
    answers: queue.SimpleQueue[Input | BaseException] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(_followed(url, user_agent or USER_AGENT, allow_private, is_typed, patience))
        except BaseException as error:
            answers.put(error)

    # In a thread of its own, because a timeout of a socket starts anew with every byte: a server that drips headers,
    # or a name server that hangs, would hold the reader for hours.
    threading.Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=max(0.0, deadline - time.monotonic()))
    except queue.Empty:
        raise _too_slow(url) from None
    finally:
        # What still waits for a server wakes up, and the thread ends. (One that waits for a name ends with the resolver's
        # own patience.)
        for connection in patience.connections:
            if connection.sock is not None:
                with suppress(OSError):
                    connection.sock.shutdown(socket.SHUT_RDWR)
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _followed(
    url: str,
    user_agent: str,
    allow_private: bool,
    is_typed: bool,
    patience: "_Patience",
) -> Input:
    current = url
    # From a private address on another may follow; from the first public one on none.
    may_be_private = allow_private or is_typed
    for _ in range(MAX_REDIRECTS + 1):
        if patience.left <= 0:
            raise _too_slow(url)
        response, was_private = _get(current, user_agent, may_be_private, patience)
        may_be_private = allow_private or (may_be_private and was_private)
        try:
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                onward = urljoin(current, _as_utf8(location))
                _require_web(onward, f"{current} redirects to {onward[:200]}, which")
                current = onward
                continue
            return _body(response, url, current, patience.deadline)
        finally:
            # Not release: what is left of the body may have no end.
            response.close()
    raise InputError(
        f"{url} redirects more than {MAX_REDIRECTS} times; open it in a browser and copy the last address"
    )


def _as_utf8(header: str) -> str:
    """A header as its server meant it: HTTP libraries read headers as Latin-1, and sites write addresses in UTF-8."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _get(
    url: str, user_agent: str, may_be_private: bool, patience: "_Patience"
) -> "tuple[BaseHTTPResponse, bool]":
    """The answer of a host, and whether that is private."""
    # Imported here: only an address needs it. urllib3 decompresses in steps of a known size, where most clients
    # decompress whatever arrives whole, which a bomb makes gigabytes of.
    import urllib3

    try:
        pool, target, was_private = _pool(url, may_be_private, patience)
        response = pool.request(
            "GET",
            target,
            headers={
                "Host": urlsplit(url).netloc,
                "User-Agent": user_agent,
                "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5",
                "Accept-Encoding": "gzip, deflate, br",
            },
            redirect=False,
            retries=False,
            preload_content=False,
        )
        return response, was_private
    except (urllib3.exceptions.HTTPError, ValueError, OSError) as error:
        raise NetworkError(
            f"{url} doesn't answer: {_reason(error)}; check the address and your connection"
        ) from None


def _pool(url: str, may_be_private: bool, patience: "_Patience") -> "tuple[RequestMethods, str, bool]":
    """What makes one request, what it is asked for, and whether its host is private.

    A proxy, where the environment names one, resolves names itself; then only an address in numbers is checked.
    """
    from urllib.request import getproxies, proxy_bypass

    import urllib3

    # A little more than is left: what is late is told by the clock, this ends what the clock no longer sees.
    left = max(patience.left, 0.0) + 1.0
    timeout = urllib3.Timeout(connect=min(CONNECT_SECONDS, left), read=min(SILENCE_SECONDS, left))
    parts = urllib3.util.parse_url(url)
    host, scheme = (parts.host or "").strip("[]"), (parts.scheme or "").lower()
    port = parts.port or (443 if scheme == "https" else 80)
    proxy = getproxies().get(scheme)
    if proxy and not proxy_bypass(parts.netloc or ""):
        private = names_number(url) and is_private(host)
        _allow(private, may_be_private, url)
        manager = urllib3.ProxyManager(proxy, timeout=timeout)
        _note(manager.connection_from_url(url), patience)
        return manager, url.partition("#")[0], private
    try:
        host.encode("idna")
    except UnicodeError:
        raise InputError(f"{url} doesn't answer: it is no valid address; check the address") from None
    try:
        numbers = resolved(host, port)
    except OSError:
        raise InputError(
            f"{url} doesn't answer: there is no such host; check the address and your connection"
        ) from None
    private = any(map(is_private, numbers))
    _allow(private, may_be_private, url)
    number = next((number for number in numbers if ":" not in number), numbers[0])
    pool = (
        urllib3.HTTPSConnectionPool(number, port, timeout=timeout, server_hostname=host, assert_hostname=host)
        if scheme == "https"
        else urllib3.HTTPConnectionPool(number, port, timeout=timeout)
    )
    _note(pool, patience)
    return pool, parts.request_uri, private


def _note(pool: "HTTPConnectionPool", patience: "_Patience") -> None:
    """Let a pool's connections be known, so that one that hangs can be closed by another thread."""
    make = pool.ConnectionCls

    def noted(*arguments: Any, **options: Any) -> Any:
        connection = make(*arguments, **options)
        patience.connections.append(cast("HTTPConnection", connection))
        return connection

    pool.ConnectionCls = noted  # type: ignore[assignment]


def _allow(private: bool, may_be_private: bool, url: str) -> None:
    if private and not may_be_private:
        raise InputError(
            f"{url} is on this machine or the local network, where a public page, feed or list may not lead; "
            "if you trust it, add --allow-private"
        )


def _body(response: "BaseHTTPResponse", name: str, url: str, deadline: float) -> Input:
    import urllib3

    if response.status != 200:
        meaning = _STATUSES.get(response.status) or (
            "the site has a fault; try again later"
            if response.status >= 500
            else "it gives no page; check the address"
        )
        passing = response.status >= 500 or response.status in (408, 425, 429)
        raise (NetworkError if passing else InputError)(f"{url} answers {response.status}: {meaning}")
    compression = response.headers.get("Content-Encoding", "identity").strip().lower()
    if compression not in _COMPRESSIONS:
        raise InputError(f"{url} is compressed as {compression[:40]!r}, which brief didn't ask for; {_SAVE}")
    header = response.headers.get("Content-Type", "")
    content_type = header.partition(";")[0].strip().lower()
    if content_type and not content_type.startswith(READABLE_TYPES):
        raise InputError(
            f"{url} is {content_type[:80]}, not an article; give brief the address of a page or a PDF"
        )
    data = bytearray()
    try:
        # read1, since read waits until its amount is full, past any deadline where bytes drip.
        while chunk := response.read1(_CHUNK):
            data += chunk
            if len(data) > MAX_DOWNLOAD:
                raise InputError(
                    f"{url} is larger than {MAX_DOWNLOAD >> 20} MB; save the article and give brief the file"
                )
            if time.monotonic() > deadline:
                raise _too_slow(url)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise NetworkError(f"{url} broke off: {_reason(error)}; try again") from None
    charset = _CHARSET.search(header)
    return Input(bytes(data), without_secrets(name), content_type, charset.group(1) if charset else None, url)


def _require_web(url: str, subject: str | None = None) -> None:
    """Raise InputError unless `url` is http(s) with a host, of a bearable length, and without a password."""
    try:
        parts = urlsplit(url)
        host, secret = parts.hostname, parts.password or parts.username
    except ValueError:
        raise InputError(f"{url[:200]} is no valid address; check it") from None
    if parts.scheme == "file" and subject is None:
        raise InputError(f"{url[:200]} is a file on this machine; give its path without file://")
    if parts.scheme not in ("http", "https") or not host or not _HOST.fullmatch(host):
        raise InputError(f"{subject or url[:200]} is no web address; brief reads http:// and https://")
    if len(url) > MAX_URL:
        raise InputError(f"the address is longer than {MAX_URL} characters; check it")
    if secret:
        # The address goes into the output and into messages, and so would the password.
        raise InputError(f"an address with a password in it isn't fetched ({host}); {_SAVE}")


def _too_slow(url: str) -> NetworkError:
    return NetworkError(
        f"{url} takes longer than brief waits; try again, or save the page and give brief the file"
    )


def _reason(error: Exception) -> str:
    """The end of an error's chain in a few words, without the addresses of objects."""
    import urllib3.exceptions as errors

    if isinstance(error, errors.NameResolutionError):
        return "there is no such host"
    if isinstance(error, errors.SSLError):
        return "its certificate can't be trusted"
    if isinstance(error, errors.NewConnectionError):
        return "it refuses the connection"
    if isinstance(error, errors.ConnectTimeoutError | errors.ReadTimeoutError):
        return "no answer in time"
    if isinstance(error, errors.LocationParseError):
        return "it is no valid address"
    if isinstance(error, errors.IncompleteRead):
        return "it ended before its length was reached"
    if isinstance(error, errors.DecodeError):
        return "its compression is damaged"
    if isinstance(error, errors.ProtocolError):
        return "it breaks off the connection"
    return re.sub(r"^.*?>: |\bobject at 0x[0-9a-f]+", "", str(error)).strip() or type(error).__name__
