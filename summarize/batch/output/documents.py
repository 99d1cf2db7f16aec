"""One file an article: what it is called, and how it is put in its place whole."""

import hashlib
import re
from pathlib import Path

from summarize.files import written_whole
from summarize.rendering import FORMATS

# The longest part of a path that every file system takes is 255 bytes; this leaves room for what is added.
_MAX_PART_BYTES = 200
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]')


def document_name(id_: str, output_format: str) -> str:
    """The path of a record's file inside the folder: its id, which may name folders, and the format's suffix.

    What isn't safe in a path is replaced, and then a hash keeps two ids apart. It never leads out of the folder.
    """
    parts = [_safe(part) for part in id_.split("/") if part not in ("", ".", "..")]
    name = "/".join(parts)
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


def _safe(part: str) -> str:
    safe = _UNSAFE.sub("_", part)
    return safe.encode("utf-8")[:_MAX_PART_BYTES].decode("utf-8", "ignore")
