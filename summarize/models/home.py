"""Where one model lies in the store: the paths of its files, and who may change them.

    ROOT/OWNER--REPO/COMMIT/       a checkpoint's files, and manifest.json with their sizes and hashes
    ROOT/OWNER--REPO/COMMIT.part/  a download that broke off; the next pull goes on from it
    ROOT/OWNER--REPO/newest        the commit that an entry without a pinned revision got
    ROOT/OWNER--REPO/converted/    conversions to CTranslate2, by commit, quantization and converter
    ROOT/OWNER--REPO/*.failed      why a conversion failed, so that it isn't tried at every run
    ROOT/OWNER--REPO.lock          held by whoever changes any of these

Whatever is under its own name is complete: it was made under another one, checked and renamed. For a user's folder only
the conversions are here.
"""

import contextlib
import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from summarize.errors import ModelError
from summarize.files import locked
from summarize.models.checkpoint import files_to_take, has_weights
from summarize.models.entry import ModelEntry
from summarize.models.hub import COMMIT

# What is being done ("downloading", "converting", "waiting"), and of how many bytes how many are there (0, 0: unknown).
Progress = Callable[[str, int, int], None]

# To be raised when summarize.models.conversion writes something else than before: old conversions are then left aside.
CONVERSION = 2


@dataclass(frozen=True, slots=True)
class Home:
    """The place of the model of `entry` in the store below `root`."""

    root: Path
    entry: ModelEntry

    @property
    def path(self) -> Path:
        """The folder with all that the store has of the model."""
        if self.entry.repo:
            return self.root / self.entry.repo.replace("/", "--")
        path = str(_own_folder(self.entry).resolve())
        return self.root / f"{Path(path).name}--{hashlib.sha256(path.encode()).hexdigest()[:12]}"

    @property
    def newest(self) -> Path:
        """The file with the commit that an entry without a pinned revision got."""
        return self.path / "newest"

    def checkpoint(self) -> tuple[Path | None, str]:
        """The folder of the checkpoint, None if it isn't here, and its commit."""
        entry = self.entry
        if not entry.repo:
            folder = _own_folder(entry)
            if not (folder.is_dir() and has_weights(path.name for path in folder.iterdir())):
                raise ModelError(f"{entry.name}: no checkpoint in {folder}")
            return folder, _state(folder)
        revision = entry.revision or (self.newest.read_text().strip() if self.newest.is_file() else "")
        if not COMMIT.fullmatch(revision):
            return None, ""
        folder = self.inside(self.path / revision)
        return (folder if folder.is_dir() else None), revision

    def conversion(self, revision: str, quantization: str) -> Path:
        """The folder of a commit's conversion, whether or not it is there."""
        name = f"{revision}-{quantization}-ctranslate2-{version('ctranslate2')}-{CONVERSION}"
        return self.path / "converted" / name

    def failure(self, revision: str, quantization: str) -> Path:
        """The file that says why that conversion failed, where it did."""
        return self.path / f"{self.conversion(revision, quantization).name}.failed"

    def inside(self, path: Path) -> Path:
        """`path` itself, where it leads to a place below the store's root. Raises ModelError where it leads out of it.

        What a hub, a models.toml or a file says becomes part of paths; so each is asked here before it is used.
        """
        root = self.root.resolve()
        if root not in path.resolve().parents:
            raise ModelError(f"{path} leads out of the store ({root}); nothing was changed there")
        return path

    def delete(self, path: Path) -> None:
        """Delete a folder below the root, or a file; a link goes itself and not what it leads to."""
        if path.is_symlink() or path.is_file():
            self.inside(path.parent / "any")
            path.unlink()
        else:
            shutil.rmtree(self.inside(path))

    @contextlib.contextmanager
    def lock(self, report: Progress) -> Iterator[None]:
        """Alone in changing the model; who comes second waits."""
        self.root.mkdir(parents=True, exist_ok=True)
        with locked(self.path, waiting=lambda: report("waiting", 0, 0)):
            yield


@contextlib.contextmanager
def disk_errors(root: Path) -> Iterator[None]:
    """One line for a disk that is full, read-only or not ours."""
    try:
        yield
    except OSError as problem:
        if problem.errno is None:
            raise
        raise ModelError(
            f"{root}: {problem.strerror}; set BRIEF_HOME to a folder that can be written and has room"
        ) from problem


def _own_folder(entry: ModelEntry) -> Path:
    if entry.endpoint:
        raise ModelError(f"{entry.name} runs at {entry.endpoint}; there is nothing of it on this machine")
    assert entry.folder is not None, "an entry has a repository or a folder"
    return entry.folder


def _state(folder: Path) -> str:
    """A name for the state of a user's folder: another one when a file of the checkpoint has changed."""
    files = [folder / name for name in files_to_take(path.name for path in folder.iterdir())]
    facts = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:40]
