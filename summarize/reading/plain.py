"""Plain text: what no other format takes."""

from summarize.reading.content import Content, Input
from summarize.reading.decoding import decode
from summarize.reading.wrapping import as_written


def accepts(given: Input) -> bool:
    """Whether an input may be text: any may, once every other format has declined."""
    return True


def read(given: Input) -> Content:
    """The text as it is. Raises InputError where it is empty, binary, or in no encoding that can be told."""
    return Content(as_written(decode(given.data, given.name, given.charset)))
