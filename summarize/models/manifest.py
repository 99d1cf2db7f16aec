"""manifest.json: what a folder of the store must hold, so that damage is seen."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from summarize.models.hub import hash_file

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a folder by name, with size in bytes and SHA-256; `source` and `revision` say what they are from."""

    source: str
    revision: str
    files: Mapping[str, tuple[int, str]]

    @classmethod
    def of(cls, folder: Path, source: str, revision: str) -> "Manifest":
        """The manifest of what is in the folder now."""
        files = {path.name: (path.stat().st_size, hash_file(path)) for path in sorted(folder.iterdir())}
        return cls(source, revision, files)

    @classmethod
    def read(cls, folder: Path) -> "Manifest | None":
        """The folder's manifest; None where it is missing or damaged."""
        try:
            found = json.loads((folder / NAME).read_text(encoding="utf-8"))
            files = {str(name): (int(size), str(sha256)) for name, (size, sha256) in found["files"].items()}
            return cls(str(found["source"]), str(found["revision"]), files)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(self, folder: Path) -> None:
        """Into the folder, before that gets its own name."""
        content = {"source": self.source, "revision": self.revision, "files": dict(self.files)}
        (folder / NAME).write_text(json.dumps(content, indent=1), encoding="utf-8")


def problems(folder: Path, *, hashes: bool) -> list[str]:
    """What is wrong in the folder by its manifest; sizes are always compared, hashes where that is asked for."""
    manifest = Manifest.read(folder)
    if manifest is None:
        return [f"{NAME} is missing or damaged"]
    return list(_compare(folder, manifest, hashes))


def _compare(folder: Path, manifest: Manifest, hashes: bool) -> Iterator[str]:
    for name, (size, sha256) in manifest.files.items():
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing"
        elif path.stat().st_size != size:
            yield f"{name} has {path.stat().st_size} bytes in place of {size}"
        elif hashes and hash_file(path) != sha256:
            yield f"{name} has a wrong hash"
