"""The data that reading works on: an input's bytes on their way in, and the content that a format's reader makes of them."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from summarize.reading.limits import SNIFF_BYTES
from summarize.warning import Warning

# What may stand before a document's first element.
_PROLOGUE = re.compile(
    rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype(?!\s+html)(?:[^>\[]|\[[^\]]*\])*>)*", re.S | re.I
)
# What servers call a file whose type they don't know.
_UNSPECIFIC = ("", "text/plain", "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Input:
    """The bytes of an input, and what was said of them.

    `name` is what the reader called it: a path, an address, or "standard input". `content_type` is without parameters
    and `charset` the one beside it, where a header names them. `url` is the address after all redirects.
    """

    data: bytes
    name: str
    content_type: str = ""
    charset: str | None = None
    url: str | None = None

    @property
    def head(self) -> bytes:
        """The first bytes without the zeros of UTF-16 and the marks before it: so its markup is ASCII too."""
        head = self.data[:SNIFF_BYTES].replace(b"\0", b"")
        return head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")

    @property
    def element(self) -> bytes:
        """What follows in `head` on declarations and comments: the first element, in markup."""
        head = self.head
        start = _PROLOGUE.match(head)
        return head[start.end() if start else 0 :]

    def is_named(self, types: tuple[str, ...], suffixes: tuple[str, ...]) -> bool:
        """Whether its content type is one of `types`; where that says nothing, whether its name has such a suffix."""
        if self.content_type in types:
            return True
        return self.content_type in _UNSPECIFIC and PurePath(self.name).suffix.lower() in suffixes


@dataclass(frozen=True, slots=True)
class Content:
    """The text of an input, before it is an Article.

    `date` is an ISO 8601 day. `site` is the name of where it was published, `url` its address there. `language` is what the input claims, as a lower-case ISO 639-1 code: a hint, since
    templates often claim the wrong one. All but `text` are None where the input doesn't say. `warnings` are what a
    reader should know of how it was read.
    """

    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    site: str | None = None
    url: str | None = None
    warnings: tuple[Warning, ...] = ()


def language_hint(tag: str | None) -> str | None:
    """The ISO 639-1 code at the front of a language tag such as "pt-BR" or "ru_RU"; None where there is none."""
    code = (tag or "").strip().replace("_", "-").partition("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
