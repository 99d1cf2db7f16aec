"""The data that reading works on: an input's bytes on their way in, and the content that a format's reader makes of them."""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Content:
    """The text of an input, before it is an Article.

    `date` is an ISO 8601 day. `language` is what the input claims, as a lower-case ISO 639-1 code: a hint, since
    templates often claim the wrong one. All but `text` are None where the input doesn't say.
    """

    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None


def language_hint(tag: str | None) -> str | None:
    """The ISO 639-1 code at the front of a language tag such as "pt-BR" or "ru_RU"; None where there is none."""
    code = (tag or "").strip().replace("_", "-").partition("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
