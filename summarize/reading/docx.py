"""A Word document (.docx) to its text, by mammoth: tracked insertions are in, deletions are out."""

import io
import zipfile
import zlib
from xml.parsers.expat import ExpatError

from summarize.errors import InputError
from summarize.reading.content import Content, Input
from summarize.reading.limits import MAX_BYTES
from summarize.reading.unread import ZIP

# What mammoth and the modules under it raise on archives and XML that were damaged in thousands of ways.
_DAMAGE = (
    ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)


def accepts(given: Input) -> bool:
    """Whether an input is an archive with a Word document's main part in it."""
    if not given.data.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(given.data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def read(given: Input) -> Content:
    """The paragraphs of a document, apart by a blank line.

    Raises InputError where the file is damaged, has no text, or unpacks to more than the limit.
    """
    # Imported here: only documents need it.
    import mammoth

    data, name = given.data, given.name
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
        text = mammoth.extract_raw_text(io.BytesIO(data)).value if size <= MAX_BYTES else None
    except _DAMAGE as error:
        raise InputError(
            f"{name} can't be read as a Word document ({type(error).__name__}); save it anew"
        ) from None
    if text is None:
        raise InputError(
            f"{name} unpacks to more than {MAX_BYTES >> 20} MB; copy the article into a text file"
        )
    if not text.strip():
        raise InputError(f"{name} has no text in it; copy the article into a text file")
    return Content(text.strip())
