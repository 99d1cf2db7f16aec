"""Plain text: what no other format takes."""

from summarize.reading.content import Content, Input
from summarize.reading.decoding import decode


def accepts(given: Input) -> bool:
    """Whether an input may be text: any may, once every other format has declined."""
    return True


def read(given: Input) -> Content:
    """The text as it is. Raises InputError where it is empty, binary, or in no encoding that can be told."""
    return Content(decode(given.data, given.name, given.charset))
