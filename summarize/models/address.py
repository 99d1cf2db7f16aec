"""The address of a server of chat models: as people paste it, and as it is asked."""

import ipaddress
import re
from urllib.parse import urlsplit, urlunsplit

from summarize.errors import ModelError, UsageError

_ROUTES = ("/chat/completions", "/completions", "/models")
_VERSION = re.compile(r"v\d\w*")


def normal_address(pasted: str) -> str:
    """The base of the server's routes, as "http://127.0.0.1:11434/v1". Raises UsageError for what is no address.

    Without a scheme it is http; a route at its end is taken off, and where no part of its path is a version, /v1 is meant.
    """
    text = pasted.strip()
    address = urlsplit(text if "://" in text else f"http://{text}")
    if address.scheme not in ("http", "https") or not address.hostname:
        raise UsageError("an endpoint is an http(s) address, as http://127.0.0.1:11434/v1")
    if address.username or address.password or address.query:
        # Never repeated: it may be a key.
        raise UsageError(
            "an endpoint's address has no user name, password or query; name the key's variable instead"
        )
    path = address.path.rstrip("/")
    for route in _ROUTES:
        path = path.removesuffix(route)
    path = path.rstrip("/")
    if not any(_VERSION.fullmatch(part) for part in path.split("/")):
        path += "/v1"
    return urlunsplit((address.scheme, address.netloc, path, "", ""))


def is_loopback(address: str) -> bool:
    """Whether the server is on this machine."""
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def require_allowed(name: str, address: str, *, offline: bool) -> None:
    """Raises ModelError for a server elsewhere while the network is forbidden."""
    if offline and not is_loopback(address):
        host = urlsplit(address).hostname
        raise ModelError(f"{name} runs at {host}, which isn't this machine; leave out --offline to use it")
