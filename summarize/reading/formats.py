"""The formats that brief reads: a module each, told by an input's bytes before its name."""

import io
import re
from dataclasses import replace
from typing import Protocol

from summarize.errors import InputError
from summarize.reading import docx, feeds, html_page, json_text, mail, markdown, pdf, plain, subtitles, unread
from summarize.reading.content import Content, Input
from summarize.reading.limits import MAX_BYTES


class Format(Protocol):
    """An input format. Its module imports what reading takes inside `read`: plain text needs none of it."""

    def accepts(self, given: Input, /) -> bool:
        """Whether an input, not compressed, is in this format, where no format above it in the table takes it."""

    def read(self, given: Input, /) -> Content:
        """The content of an input. Raises InputError where it can't be read, or holds no article."""


# A new format is a module and a line here: those that bytes tell for certain first, the one that takes all last.
FORMATS: tuple[Format, ...] = (
    pdf,
    docx,
    unread,
    markdown,
    feeds,
    html_page,
    json_text,
    subtitles,
    mail,
    plain,
)


def format_of(given: Input) -> Format:
    """The format of an input that isn't compressed."""
    return next(format for format in FORMATS if format.accepts(given))


def read_content(given: Input) -> Content:
    """The content of an input, read as what it is. Raises InputError where that can't be, or holds no article."""
    given = decompressed(given)
    return format_of(given).read(given)


def decompressed(given: Input) -> Input:
    """The input without the gzip round it, if there is one; its name loses .gz.

    Raises InputError where the compression is damaged or hides more than the limit.
    """
    if not given.data.startswith(b"\x1f\x8b"):
        return given
    # Imported here: most inputs aren't compressed.
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
