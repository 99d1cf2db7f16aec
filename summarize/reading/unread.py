"""What people try that brief knows and doesn't read: pictures, programs, archives, other documents; what to do with each."""

import io
import zipfile

from summarize.errors import InputError
from summarize.reading.content import Content, Input

ZIP = b"PK\x03\x04"
# How they begin, and what to do with them.
_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Office document; save it as .docx"),
    (b"{\\rtf", "a rich-text document; save it as .docx"),
    (b"\xff\xd8\xff", "a picture; brief reads text"),
    (b"\x89PNG", "a picture; brief reads text"),
    (b"GIF8", "a picture; brief reads text"),
    (b"BZh", "compressed by bzip2; unpack it first"),
    (b"\xfd7zXZ\0", "compressed by xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd; unpack it first"),
    (b"\x7fELF", "a program; brief reads text"),
)
# Archives by a member that only they have.
_MEMBERS = (
    ("META-INF/container.xml", "an e-book; convert its chapter to text first"),
    ("content.xml", "an OpenDocument file; save it as .docx"),
    ("xl/workbook.xml", "a spreadsheet; copy the article into a text file"),
    ("ppt/presentation.xml", "a presentation; copy the article into a text file"),
)


def accepts(given: Input) -> bool:
    """Whether the input begins like something known that isn't read. Word documents are told before it."""
    return given.data.startswith((ZIP, *(magic for magic, _ in _MAGIC)))


def read(given: Input) -> Content:
    """Raise InputError, always: it says what the input is, and what to do."""
    raise InputError(f"{given.name} is {_meaning(given.data)}")


def _meaning(data: bytes) -> str:
    for magic, meaning in _MAGIC:
        if data.startswith(magic):
            return meaning
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "an archive, and damaged or cut off; get it again"
    for member, meaning in _MEMBERS:
        if member in members:
            return meaning
    return "an archive; unpack it, and for a folder type: brief batch FOLDER -o out.jsonl"
