"""Addresses: what of one may be shown, and which hosts it may lead to.

An address goes into ids, records, reports and messages; a password or key in it must not.
"""

import ipaddress
import re
import socket
from urllib.parse import urlsplit

# A slash may lack, and a password may have one that should have been written as %2F; a number behind a colon is a port.
_USER = re.compile(
    r"(?<=\w\w:/)(/{0,2})(?:[^/\s?#@]*+@(?:[^/\s?#@]*+@)*|[^/\s?#@:]{0,200}+:(?!\d*+(?:[/?#\s]|$))[^\s@]{0,200}+@)"
)
# Parameters by which sites know who asks: their names, or what those end in.
_SECRET = re.compile(
    r"(?<=[?&;#])([\w.~%\[\]-]{0,60}?(?:token|key|sig|signature|password|passwd|pwd|secret|auth|credential|session|sid))"
    r"=[^&;#\s]++",
    re.I,
)


def without_secrets(text: str) -> str:
    """An address, or a text with addresses in it, with "***" for its user names, passwords and keys."""
    if ":/" not in text:
        return text
    return _SECRET.sub(r"\1=***", _USER.sub(r"\1***@", text))


def resolved(host: str, port: int) -> list[str]:
    """The numbers that a host's name stands for now. Raises OSError where it stands for none."""
    return list(
        dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    )


def is_private(number: str) -> bool:
    """Whether an IP address is this machine's, the local network's, or one that no site has."""
    address = ipaddress.ip_address(number.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return not (inner or address).is_global or address.is_multicast


def names_number(url: str) -> bool:
    """Whether the host of an address is a number rather than a name."""
    try:
        ipaddress.ip_address(urlsplit(url).hostname or "")
    except ValueError:
        return False
    return True
