"""HTML pages: the article in them, by `page`."""

import re

from summarize.reading.content import Content, Input

# The elements that a page without <html> begins with (WHATWG MIME Sniffing, "identifying a resource").
_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|style|title|meta|link|article|main|header|section|div|p|table|h1|iframe)[\s>/]",
    re.I,
)


def accepts(given: Input) -> bool:
    """Whether an input begins like a page, or is called one."""
    return _START.match(given.element) is not None or given.is_named(
        ("text/html", "application/xhtml+xml"), (".html", ".htm", ".xhtml")
    )


def read(given: Input) -> Content:
    """The article in a page. Raises InputError where it has none: a list of headlines, a paywall, an empty shell."""
    # Imported here, for the tables of words that come with it: only pages need them.
    from summarize.reading.page import read_page

    return read_page(given.data, given.name, given.charset, given.url)
