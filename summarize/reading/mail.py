"""An e-mail message (.eml) to its text: the plain part where it has one, else the HTML part."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from summarize.errors import InputError
from summarize.reading.content import Content, Input
from summarize.reading.decoding import decode
from summarize.reading.limits import MIN_ARTICLE

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")
# A message begins with so many header lines, and one of those that only programs write is among them.
_HEADERS = 3
_WRITTEN_BY_PROGRAMS = (b"message-id:", b"mime-version:", b"received:", b"return-path:", b"delivered-to:")


def accepts(given: Input) -> bool:
    """Whether an input begins like a message, or is called one."""
    if given.is_named(("message/rfc822",), (".eml",)):
        return True
    headers = 0
    is_written = False
    lines = given.head.splitlines()
    for line in lines[1:] if given.head.startswith(b"From ") else lines:
        if _HEADER.match(line):
            headers += 1
            is_written = is_written or line.lower().startswith(_WRITTEN_BY_PROGRAMS)
        elif not headers or not line.startswith((b" ", b"\t")):
            break
    return headers >= _HEADERS and is_written


def read(given: Input) -> Content:
    """The text of a message, its subject as the title, its sender as the author. Attachments are left aside.

    Raises InputError where no part of it is text.
    """
    # Imported here: only messages need it.
    from email import message_from_bytes, policy
    from email.utils import parseaddr

    data, name = given.data, given.name
    message = message_from_bytes(data.replace(b"\r\n", b"\n"), policy=policy.default)
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    body = _text(plain, name)
    # Newsletters often have a plain part that only points to the other.
    if page is not None and (body is None or len(body.text) < MIN_ARTICLE):
        body = _page(page, name, body)
    if body is None:
        raise InputError(f"{name} is a message without text; save its attachment and give brief that")
    return Content(
        text=body.text,
        title=_header(message, "subject") or body.title,
        author=parseaddr(_header(message, "from") or "")[0] or None,
        date=_day(message),
        language=body.language,
    )


def _text(part: "MIMEPart | None", name: str) -> Content | None:
    data = _payload(part)
    if part is None or not data.strip():
        return None
    return Content(decode(data, name, part.get_content_charset()))


def _page(part: "MIMEPart", name: str, plain: Content | None) -> Content | None:
    """The article in an HTML part; `plain` where it has none."""
    # Imported here: plain messages don't need it.
    from summarize.reading.page import read_page

    try:
        return read_page(_payload(part), name, part.get_content_charset())
    except InputError:
        if plain is None:
            raise
        return plain


def _payload(part: "MIMEPart | None") -> bytes:
    payload = part.get_payload(decode=True) if part is not None else b""
    return payload if isinstance(payload, bytes) else b""


def _header(message: "EmailMessage", name: str) -> str | None:
    # A damaged header raises whatever its parser stumbles over.
    try:
        return " ".join(str(message[name] or "").split()) or None
    except (ValueError, IndexError, AttributeError, LookupError):
        return None


def _day(message: "EmailMessage") -> str | None:
    try:
        sent = message["date"].datetime
    except (ValueError, TypeError, AttributeError, IndexError):
        return None
    return sent.date().isoformat() if isinstance(sent, datetime) else None
