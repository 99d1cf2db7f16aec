"""One file an article: what it is called, and how it is put in its place whole."""

import errno
import hashlib
import re
from pathlib import Path

from summarize.files import written_whole
from summarize.rendering import FORMATS

# The longest part of a path that every file system takes is 255 bytes; this leaves room for what is added.
_MAX_PART_BYTES = 200
# A path may have 4096 bytes on Linux, 1024 on macOS, with the folder's own; parts beyond this are left to the hash.
_MAX_PARTS, _MAX_BYTES = 12, 700
# What a system answers to a name that it can't have; anything else (no room, no right) goes for every page.
_UNWRITABLE = {
    errno.ENAMETOOLONG,
    errno.EISDIR,
    errno.ENOTDIR,
    errno.EEXIST,
    errno.EINVAL,
    errno.EILSEQ,
    errno.ELOOP,
}
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]')


def document_name(id_: str, output_format: str) -> str:
    """The path of a record's file inside the folder: its id, which may name folders, and the format's suffix.

    What isn't safe in a path is replaced, and then a hash keeps two ids apart. It never leads out of the folder.
    """
    parts = [_safe(part) for part in id_.split("/") if part not in ("", ".", "..")]
    name = "/".join(parts[:_MAX_PARTS]).encode("utf-8")[:_MAX_BYTES].decode("utf-8", "ignore").rstrip("/")
    if name != id_:
        digest = hashlib.blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        name = f"{name}-{digest}" if name else digest
    return name + FORMATS[output_format].suffix


def write_document(folder: Path, document: tuple[str, str]) -> None:
    """Put a record's file, its name and its text, into the folder: there whole, or not at all. Raises OSError."""
    name, text = document
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    # Thousands of them: the disk is only waited for at the end, with the lines.
    with written_whole(path, synced=False) as file:
        file.write_bytes(text.encode("utf-8", "backslashreplace"))


def unwritable(error: OSError) -> bool:
    """Whether only this one name can't be written."""
    return error.errno in _UNWRITABLE


def is_of_somebody_else(path: Path, text: str) -> bool:
    """Whether a file is there that isn't what a run which was killed would have left: this very text."""
    try:
        return path.read_bytes() != text.encode("utf-8", "backslashreplace")
    except OSError:
        return False


def _safe(part: str) -> str:
    safe = _UNSAFE.sub("_", part)
    return safe.encode("utf-8")[:_MAX_PART_BYTES].decode("utf-8", "ignore")
