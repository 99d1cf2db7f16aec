"""A PDF to its text, in a process of its own: what reads it is native code without limits."""

from summarize.errors import InputError
from summarize.reading.apart import read_apart, share_of
from summarize.reading.content import Content, Input
from summarize.reading.limits import PDF_MEMORY, PDF_SECONDS


def accepts(given: Input) -> bool:
    """Whether an input has a PDF's mark in its first kilobyte, as viewers ask for."""
    return b"%PDF-" in given.data[:1024]


def read(given: Input) -> Content:
    """The text of a PDF, as `pdf_text` makes it.

    Raises InputError where the file is damaged, needs a password, has no text (a scan), or takes more than it may.
    """
    share = share_of(len(given.data), PDF_SECONDS, PDF_MEMORY)
    said = read_apart("summarize.reading.pdf_text", given.data, given.name, share)
    if said is None:
        raise InputError(
            f"{given.name} takes more time or memory than a PDF of its size; print it to a new PDF, "
            "or set BRIEF_PDF_SECONDS and BRIEF_PDF_MEMORY"
        )
    return Content(said["text"], title=said["title"])
