"""An e-mail message (.eml) to its text: the plain part where it has one, else the HTML part."""

from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from summarize.errors import InputError
from summarize.reading.content import Content
from summarize.reading.decoding import decode
from summarize.reading.limits import MIN_ARTICLE


def read_mail(data: bytes, name: str) -> Content:
    """The text of a message, its subject as the title, its sender as the author. Attachments are left aside.

    Raises InputError where no part of it is text.
    """
    message = message_from_bytes(data.replace(b"\r\n", b"\n"), policy=policy.default)
    body = _plain(message, name) or _page(message, name)
    if body is None:
        raise InputError(f"{name} is a message without text; save its attachment and give brief that")
    return Content(
        text=body.text,
        title=_header(message, "subject") or body.title,
        author=parseaddr(_header(message, "from") or "")[0] or None,
        date=_day(message),
        language=body.language,
    )


def _plain(message: EmailMessage, name: str) -> Content | None:
    """The plain part, unless it is only a line that points to the HTML part."""
    part = message.get_body(("plain",))
    data = _payload(part)
    if part is None or not data.strip():
        return None
    text = decode(data, name, part.get_content_charset())
    is_pointer = len(text) < MIN_ARTICLE and message.get_body(("html",)) is not None
    return None if is_pointer else Content(text)


def _page(message: EmailMessage, name: str) -> Content | None:
    part = message.get_body(("html",))
    data = _payload(part)
    if part is None or not data.strip():
        return None
    # Imported here: plain messages don't need it.
    from summarize.reading.page import read_page

    return read_page(data, name, part.get_content_charset())


def _payload(part: MIMEPart | None) -> bytes:
    payload = part.get_payload(decode=True) if part is not None else b""
    return payload if isinstance(payload, bytes) else b""


def _header(message: EmailMessage, name: str) -> str | None:
    # A damaged header raises whatever its parser stumbles over.
    try:
        return " ".join(str(message[name] or "").split()) or None
    except (ValueError, IndexError, AttributeError, LookupError):
        return None


def _day(message: EmailMessage) -> str | None:
    try:
        sent = message["date"].datetime
    except (ValueError, TypeError, AttributeError, IndexError):
        return None
    return sent.date().isoformat() if isinstance(sent, datetime) else None
