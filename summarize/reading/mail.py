"""An e-mail message (.eml) to its text: of its plain and its HTML part the fuller, of a forwarded one the message inside."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from summarize.errors import InputError
from summarize.reading.content import Content, Input
from summarize.reading.decoding import decode
from summarize.reading.limits import MAX_HEADER, MAX_MAIL_DEPTH, MAX_MAIL_PARTS, MIN_ARTICLE

if TYPE_CHECKING:
    from email.message import Message

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")
# A message begins with so many header lines, and one of those that only programs write is among them.
_HEADERS = 3
_WRITTEN_BY_PROGRAMS = (b"message-id:", b"mime-version:", b"received:", b"return-path:", b"delivered-to:")
# What stands above a message that was forwarded within the text: a line of marks, then its headers, in any language.
_FORWARDED = re.compile(
    r"^(?:[-_=]{3,}[^\n]{0,60}|[^\n]{0,60}:)\s*\n\s*(?:\*?[^\W\d][\w .'’-]{0,20}\*?\s?:\*? [^\n]*\n){3,}",
    re.M,
)
# A list's own lines, below a rule of underscores, and what signs a text by PGP (RFC 4880, 7).
_LIST_FOOTER = re.compile(r"^_{20,}\n(?:[^\n]*\n){0,7}[^\n]*\n?\Z", re.M)
_SIGNED = re.compile(r"\A\s*-----BEGIN PGP SIGNED MESSAGE-----\n(?:\w+: [^\n]*\n)*\n")
_PGP = re.compile(r"^-----BEGIN PGP SIGNATURE-----\n.*?(?:^-----END PGP SIGNATURE-----\s*|\Z)", re.M | re.S)
# At a mail's end stand so many lines on its list and its secrecy at most.
_LAST_LINES = 8
# A message that is attached is what a mail passes on where it is so many times as long as the mail.
_PASSED_ON = 2
_LINK = re.compile(r"https?://\S+|www\.\S+")
# A signature follows two hyphens and a space, and has so many lines at most.
_SIGNATURE = re.compile(r"^-- ?\n", re.M)
_SIGNATURE_LINES = 12
# Of two parts that say the same, the plain one is taken unless it has less than this share of the other's words.
_AS_FULL = 0.7


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
    """The text of a message, its subject as the title, its sender as the author. Attached files are left aside.

    Raises InputError where no part of it is text, or it is nested too deeply.
    """
    # Imported here: only messages need it. Its newer policy takes headers apart in ways that a long one makes slow.
    from email import message_from_bytes
    from email.policy import compat32

    try:
        message = message_from_bytes(given.data.replace(b"\r\n", b"\n"), policy=compat32)
        content = _content(message, given.name, 0)
    except RecursionError:
        raise InputError(
            f"{given.name} is nested too deeply; save the message inside and give brief that"
        ) from None
    if content is None:
        raise InputError(f"{given.name} is a message without text; save its attachment and give brief that")
    return content


def _content(message: "Message", name: str, depth: int) -> Content | None:
    parts = list(_bodies(message, name, depth))
    text = "\n\n".join(part.text.strip("\n") for part in parts) if len(parts) > 1 else ""
    body = Content(text) if text else next(iter(parts), None)
    size = len(body.text) if body is not None else 0
    if depth < MAX_MAIL_DEPTH:
        attached = next(_attached(message), None)
        inside = _content(attached, name, depth + 1) if attached is not None else None
        if inside is not None and (size < MIN_ARTICLE or len(inside.text) >= _PASSED_ON * size):
            return inside
    if size < MIN_ARTICLE:
        files = (_text_of(part, name) for part in _files(message))
        body = next((file for file in files if file is not None and len(file.text) >= MIN_ARTICLE), body)
    if body is None:
        return None
    subject, sender = _header(message, "subject"), _header(message, "from")
    # A page whose address is given names itself better than the subject of a mail that only passes it on.
    return Content(
        text=body.text,
        title=_without_prefixes(body.title if subject is None else subject),
        author=_name(sender),
        date=_day(message),
        language=next((part.language for part in parts if part.language), None),
    )


def _bodies(part: "Message", name: str, depth: int) -> Iterator[Content]:
    """The contents of the texts that a message shows one after the other."""
    kind = part.get_content_type()
    inner = [each for each in _inner(part) if each.get_content_disposition() != "attachment"]
    if kind == "multipart/alternative":
        fullest = _fullest([list(_bodies(each, name, depth + 1)) for each in inner])
        yield from fullest
    elif kind == "multipart/related":
        yield from _bodies(inner[0], name, depth + 1) if inner else ()
    elif kind.startswith("multipart/"):
        for each in inner if depth < MAX_MAIL_DEPTH else ():
            yield from _bodies(each, name, depth + 1)
    else:
        content = _text_of(part, name)
        if content is not None:
            yield content


def _text_of(part: "Message", name: str) -> Content | None:
    """The content of a part that is text; None where it is none, or has nothing in it."""
    kind = part.get_content_type()
    data = _payload(part) if kind in ("text/plain", "text/html") else b""
    content = (_page if kind == "text/html" else _plain)(part, data, name) if data.strip() else None
    return content if content is not None and content.text.strip() else None


def _inner(part: "Message") -> list["Message"]:
    payload = part.get_payload()
    return payload[:MAX_MAIL_PARTS] if isinstance(payload, list) and part.is_multipart() else []  # type: ignore[return-value]


def _files(message: "Message") -> Iterator["Message"]:
    for part in _inner(message):
        if part.get_content_disposition() == "attachment":
            yield part
        elif part.get_content_maintype() == "multipart":
            yield from _files(part)


def _attached(message: "Message") -> Iterator["Message"]:
    if message.get_content_type() == "message/rfc822":
        yield from _inner(message)[:1]
        return
    for part in _inner(message):
        if part.get_content_type() == "message/rfc822":
            yield from _inner(part)[:1]
        elif part.get_content_maintype() == "multipart":
            yield from _attached(part)


def _fullest(alternatives: list[list[Content]]) -> list[Content]:
    """The alternative with the most prose: a newsletter's plain part often has little but links."""
    sizes = [sum(_prose(content.text) for content in one) for one in alternatives]
    enough = _AS_FULL * max(sizes, default=0)
    return next((one for one, size in zip(alternatives, sizes, strict=True) if one and size >= enough), [])


def _prose(text: str) -> int:
    """How many words stand in lines without a link."""
    return sum(len(line.split()) for line in text.splitlines() if not _LINK.search(line))


def _plain(part: "Message", data: bytes, name: str) -> Content:
    from summarize.reading.furniture import ends_mail, without_furniture
    from summarize.reading.wrapping import as_written, unflowed

    text = _PGP.sub("", _SIGNED.sub("", decode(data, name, part.get_content_charset())))
    if str(part.get_param("format") or "").lower() == "flowed":
        text = unflowed(text, delete_space=str(part.get_param("delsp") or "").lower() == "yes")
    signature = list(_SIGNATURE.finditer(text))
    if (
        signature
        and text.count("\n", signature[-1].end()) <= _SIGNATURE_LINES
        and text[: signature[-1].start()].strip()
    ):
        text = text[: signature[-1].start()]
    text = as_written(_LIST_FOOTER.sub("", text))
    forwarded = _FORWARDED.search(text)
    if forwarded and len(text) - forwarded.end() >= max(MIN_ARTICLE, forwarded.start()):
        text = text[forwarded.end() :].lstrip("\n")
    lines = text.split("\n")
    kept = without_furniture(lines, None)
    last = next((number for number in range(len(kept) - 1, -1, -1) if not ends_mail(kept[number])), 0)
    if any(line.strip() for line in kept[last + 1 :]) and len(kept) - last <= _LAST_LINES:
        kept = kept[: last + 1]
    return Content(text if len(kept) == len(lines) else "\n".join(kept))


def _page(part: "Message", data: bytes, name: str) -> Content | None:
    """The article in an HTML part, or all that it shows where it has none; None where that is nothing."""
    # Imported here: plain messages don't need it.
    from summarize.reading.page import read_page, text_shown

    try:
        return read_page(data, name, part.get_content_charset())
    except InputError:
        text = text_shown(data, name, part.get_content_charset())
        forwarded = _FORWARDED.search(text)
        return Content(text[forwarded.end() :].lstrip("\n") if forwarded else text)


def _payload(part: "Message") -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(message: "Message", name: str) -> str | None:
    """A header's text, decoded; None where there is none, or it is longer than any that means something."""
    from email.header import decode_header, make_header

    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    if len(raw) > MAX_HEADER:
        return None
    try:
        # Bytes beyond ASCII come as surrogates: today's programs write UTF-8.
        raw = raw.encode("ascii", "surrogateescape").decode("utf-8", "replace")
        return " ".join(str(make_header(decode_header(raw))).split()) or None
    except (ValueError, LookupError, UnicodeError):
        # A damaged header raises whatever its parser stumbles over.
        return None


def _name(sender: str | None) -> str | None:
    from email.utils import parseaddr

    return parseaddr(sender)[0] or None if sender else None


def _without_prefixes(subject: str | None) -> str | None:
    """A subject without what mail programs put before it: "Fwd:", "AW:", "Re: "."""
    from summarize.language.record import all_languages

    prefixes = {prefix for language in all_languages().values() for prefix in language.furniture.subjects}
    while subject:
        before, colon, behind = subject.partition(":")
        if not colon or before.strip().casefold() not in prefixes:
            break
        subject = behind.strip()
    return subject or None


def _day(message: "Message") -> str | None:
    from email.utils import parsedate_to_datetime

    sent = _header(message, "date")
    try:
        day: datetime | None = parsedate_to_datetime(sent) if sent else None
    except (ValueError, TypeError, IndexError):
        return None
    return day.date().isoformat() if day else None
