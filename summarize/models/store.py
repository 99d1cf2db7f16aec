"""The local store: pulled checkpoints and their conversions. What is in it is never looked up on the network again.

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
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarize.errors import ModelError
from summarize.files import locked
from summarize.models.checkpoint import files_to_take, has_weights, is_conversion
from summarize.models.entry import ModelEntry
from summarize.models.folders import data_folder
from summarize.models.hub import COMMIT
from summarize.models.installed import require_installed
from summarize.models.manifest import Manifest, problems
from summarize.models.room import require_room

if TYPE_CHECKING:
    from summarize.models.hub import Repository

# What is being done ("downloading", "converting", "waiting"), and of how many bytes how many are there (0, 0: unknown).
Progress = Callable[[str, int, int], None]
# From a checkpoint's folder to a new folder `target`: convert(folder, entry, target, quantization).
Converter = Callable[[Path, ModelEntry, Path, str], None]

DEFAULT_QUANTIZATION: Final = "int8"
# To be raised when summarize.models.conversion writes something else than before: old conversions are then left aside.
CONVERSION = 2
_OFFLINE = ("BRIEF_OFFLINE", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
_YES = frozenset({"1", "on", "yes", "true"})


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model on this machine.

    `checkpoint` is the folder with its configuration, tokenizer and weights; `converted` the CTranslate2 model of the
    quantization that was asked for, None where that isn't made yet, and the same folder where it came in that form. `revision` is the commit; for a user's folder it
    stands for the state of its files.
    """

    entry: ModelEntry
    checkpoint: Path
    revision: str
    converted: Path | None


class ConversionFailed(ModelError):
    """A model couldn't be converted; `is_known` where that was so before and it wasn't tried again."""

    def __init__(self, reason: str, *, is_known: bool = False) -> None:
        super().__init__(reason)
        self.is_known = is_known


class Store:
    """Pulls, converts, finds, checks and removes models below `root` (default: the data folder's `models`).

    `offline` forbids the network, and so do BRIEF_OFFLINE and HF_HUB_OFFLINE.
    """

    def __init__(
        self, root: Path | None = None, *, offline: bool = False, converter: Converter | None = None
    ) -> None:
        self.root = root or data_folder() / "models"
        self.offline = offline or _offline_variable() is not None
        self._converter = converter or _convert

    def locate(self, entry: ModelEntry, quantization: str = DEFAULT_QUANTIZATION) -> LocalModel | None:
        """The model if it is on this machine, else None. Raises ModelError where it is damaged. No network."""
        checkpoint, revision = self._checkpoint(entry)
        if checkpoint is None:
            return None
        if entry.repo and (found := problems(checkpoint, hashes=False)):
            raise _damaged(entry, found)
        if is_conversion(checkpoint):
            return LocalModel(entry, checkpoint, revision, checkpoint)
        converted = self._conversion(entry, revision, quantization)
        whole = converted.is_dir() and not problems(converted, hashes=False)
        return LocalModel(entry, checkpoint, revision, converted if whole else None)

    def require(self, entry: ModelEntry, quantization: str = DEFAULT_QUANTIZATION) -> LocalModel:
        """Like `locate`, but raises ModelError with the command that pulls the model."""
        if local := self.locate(entry, quantization):
            return local
        raise absent([entry])

    def pull(
        self,
        entry: ModelEntry,
        progress: Progress | None = None,
        quantization: str | None = DEFAULT_QUANTIZATION,
    ) -> LocalModel:
        """Download the model unless it is here, check it, and convert it; None as quantization leaves that out.

        A model that is here is checked by its hashes, and damaged files are replaced. A second pull of the same model
        waits for the first. Raises ModelError; then the store is as before, but for what a later pull can go on from.
        """
        if quantization:
            # Before the download, which takes long.
            require_installed()
        report = progress or _silent
        with _disk_errors(self.root), self._lock(entry, report):
            checkpoint, _ = self._checkpoint(entry)
            if entry.repo and (checkpoint is None or problems(checkpoint, hashes=True)):
                self._download(entry, report)
            local = self.locate(entry, quantization or DEFAULT_QUANTIZATION)
            if local is None:
                raise absent([entry])
            return self._with_conversion(local, quantization, report) if quantization else local

    def convert(
        self, model: LocalModel, quantization: str = DEFAULT_QUANTIZATION, progress: Progress | None = None
    ) -> LocalModel:
        """The same model with its conversion, which is made unless it is there. Raises ModelError.

        A conversion that has failed isn't tried again, but by `pull`: ConversionFailed then says so.
        """
        with _disk_errors(self.root), self._lock(model.entry, progress or _silent):
            failure = self._failure(model, quantization)
            if failure.is_file():
                raise ConversionFailed(failure.read_text(encoding="utf-8"), is_known=True)
            return self._with_conversion(model, quantization, progress or _silent)

    def failure(self, model: LocalModel, quantization: str = DEFAULT_QUANTIZATION) -> str | None:
        """Why the model's conversion failed when it was last tried; None where it didn't."""
        file = self._failure(model, quantization)
        return file.read_text(encoding="utf-8") if file.is_file() else None

    def verify(self, entry: ModelEntry) -> list[str]:
        """What is wrong with the model's files, a line each; empty where all sizes and hashes are right.

        Raises ModelError where the model isn't here.
        """
        checkpoint, _ = self._checkpoint(entry)
        if checkpoint is None:
            raise absent([entry])
        folders = [checkpoint] if entry.repo else []
        folders += sorted(self._home(entry).glob("converted/[!.]*"))
        return [f"{folder.name}: {line}" for folder in folders for line in problems(folder, hashes=True)]

    def remove(self, entry: ModelEntry) -> int:
        """Delete the model, all its commits and conversions; the number of bytes that frees.

        A user's own folder stays; only its conversions go. Raises ModelError where there is nothing to remove.
        """
        home = self._home(entry)
        with _disk_errors(self.root):
            if not home.is_dir():
                raise ModelError(f"{entry.name} isn't in the store; `brief models list` shows what is")
            with self._lock(entry, _silent):
                size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
                self._delete(home)
        return size

    def folders(self, entry: ModelEntry) -> tuple[Path, list[Path]]:
        """Where all of a model lies, and in it the folder of its checkpoint, then those of its conversions."""
        checkpoint, revision = self._checkpoint(entry)
        if checkpoint is None:
            raise absent([entry])
        home = self._home(entry)
        return home, [checkpoint, *sorted(home.glob(f"converted/{revision}-*"))]

    def made_root(self) -> Path:
        """The root, which may not have existed yet."""
        with _disk_errors(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
        return self.root

    def take_in(self, entry: ModelEntry, unpacked: Path, revision: str) -> None:
        """Move a model that lies unpacked below the root to its place, once all of its hashes are right.

        `unpacked` has what `folders` names, at the same paths. Raises ModelError where it is damaged or of another commit.
        """
        if entry.revision not in (None, revision):
            raise ModelError(
                f"the file has {revision[:12]} of {entry.name}; wanted is {str(entry.revision)[:12]}"
            )
        with _disk_errors(self.root), self._lock(entry, _silent):
            home = self._home(entry)
            folders = [unpacked / revision, *sorted(unpacked.glob("converted/*"))]
            for folder in folders:
                if found := problems(folder, hashes=True):
                    raise ModelError(f"{entry.name} came damaged: {found[0]}; export it again")
            for folder in folders:
                place = self._inside(home / folder.relative_to(unpacked))
                place.parent.mkdir(parents=True, exist_ok=True)
                if place.exists():
                    self._delete(place)
                folder.rename(place)
            if entry.revision is None:
                (home / "newest").write_text(revision)

    def _home(self, entry: ModelEntry) -> Path:
        if entry.repo:
            return self.root / entry.repo.replace("/", "--")
        path = str(_own_folder(entry).resolve())
        return self.root / f"{Path(path).name}--{hashlib.sha256(path.encode()).hexdigest()[:12]}"

    def _checkpoint(self, entry: ModelEntry) -> tuple[Path | None, str]:
        """The folder of the checkpoint, None if it isn't here, and its commit."""
        if entry.endpoint:
            raise ModelError(f"{entry.name} runs at {entry.endpoint}; there is nothing of it on this machine")
        if not entry.repo:
            folder = _own_folder(entry)
            if not (folder.is_dir() and has_weights(path.name for path in folder.iterdir())):
                raise ModelError(f"{entry.name}: no checkpoint in {folder}")
            return folder, _state(folder)
        newest = self._home(entry) / "newest"
        revision = entry.revision or (newest.read_text().strip() if newest.is_file() else "")
        if not COMMIT.fullmatch(revision):
            return None, ""
        folder = self._inside(self._home(entry) / revision)
        return (folder if folder.is_dir() else None), revision

    def _conversion(self, entry: ModelEntry, revision: str, quantization: str) -> Path:
        name = f"{revision}-{quantization}-ctranslate2-{version('ctranslate2')}-{CONVERSION}"
        return self._home(entry) / "converted" / name

    def _failure(self, model: LocalModel, quantization: str) -> Path:
        """Where it is kept that a conversion failed, and why."""
        conversion = self._conversion(model.entry, model.revision, quantization)
        return self._home(model.entry) / f"{conversion.name}.failed"

    def _download(self, entry: ModelEntry, report: Progress) -> None:
        from summarize.models import hub

        assert entry.repo is not None
        if self.offline:
            raise _not_pulled(
                entry, f"the network is forbidden ({_offline_variable() or '--offline'}); take that away"
            )
        try:
            repository = hub.look_up(entry.repo, entry.revision)
        except hub.Unreachable as problem:
            raise _not_pulled(entry, str(problem)) from problem
        if entry.revision not in (None, repository.commit):
            raise ModelError(f"{entry.repo}: the hub gives {repository.commit} in place of {entry.revision}")
        home = self._home(entry)
        folder = self._inside(home / repository.commit)
        part = self._inside(home / f"{repository.commit}.part")
        if folder.is_dir():
            # Damaged: what is right in it is kept.
            if part.is_dir():
                self._delete(part)
            folder.rename(part)
        part.mkdir(parents=True, exist_ok=True)
        try:
            Manifest(entry.repo, repository.commit, self._fetch(repository, part, report)).write(part)
            part.rename(folder)
        except (hub.Unusable, OSError):
            # Nothing to go on from: a full disk needs the room, and a wrong file would stay wrong.
            self._delete(part)
            raise
        if entry.revision is None:
            temporary = home / "newest.temporary"
            temporary.write_text(repository.commit)
            temporary.replace(home / "newest")
        for other in home.glob("*.part"):
            # Of a commit that nobody will ask for again.
            self._delete(other)

    def _fetch(self, repository: "Repository", part: Path, report: Progress) -> dict[str, tuple[int, str]]:
        """All files of the checkpoint into the folder; their sizes and SHA-256."""
        from summarize.models import hub

        wanted = set(files_to_take(file.name for file in repository.files))
        files = [file for file in repository.files if file.name in wanted]
        if "config.json" not in wanted or not has_weights(wanted):
            raise hub.Unusable(
                f"{repository.name}: no config.json with safetensors or .bin weights beside it"
            )
        total = sum(file.size or 0 for file in files)
        missing = total - sum(path.stat().st_size for path in part.iterdir())
        free = shutil.disk_usage(part).free
        if missing > free:
            raise hub.Unusable(
                f"{repository.name}: {missing / 1e6:,.0f} MB are needed in {self.root}, and {free / 1e6:,.0f} MB are free"
            )
        there = 0

        def advance(number: int) -> None:
            nonlocal there
            there += number
            report("downloading", there, total)

        hashes = {file.name: hub.download(repository, file, part, advance) for file in files}
        return {name: ((part / name).stat().st_size, sha256) for name, sha256 in hashes.items()}

    def _with_conversion(self, model: LocalModel, quantization: str, report: Progress) -> LocalModel:
        if model.converted == model.checkpoint:
            return model
        target = self._conversion(model.entry, model.revision, quantization)
        if target.is_dir() and not problems(target, hashes=False):
            return replace(model, converted=target)
        report("converting", 0, 0)
        self._inside(target.parent).mkdir(parents=True, exist_ok=True)
        for left_over in target.parent.glob(".*"):
            self._delete(left_over)
        failure = self._failure(model, quantization)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".") as temporary:
            made = Path(temporary) / target.name
            try:
                with _disk_errors(self.root):
                    require_room(model.entry.name, model.checkpoint, target.parent, quantization)
                    self._converter(model.checkpoint, model.entry, made, quantization)
            except (ModelError, MemoryError, OSError) as problem:
                reason = " ".join(str(problem).split()) or "there isn't enough memory"
                with contextlib.suppress(OSError):
                    failure.write_text(reason, encoding="utf-8")
                raise ConversionFailed(reason) from problem
            failure.unlink(missing_ok=True)
            Manifest.of(made, model.entry.repo or str(model.checkpoint), model.revision).write(made)
            if target.is_dir():
                self._delete(target)
            made.rename(target)
        for other in target.parent.iterdir():
            # Those of an older converter, or of an older state of a user's folder.
            of_this = other.name.startswith(model.revision) or not model.entry.repo
            if other != target and of_this and f"-{quantization}-ctranslate2-" in other.name:
                self._delete(other)
        return replace(model, converted=target)

    def _inside(self, path: Path) -> Path:
        """`path` itself, where it leads to a place below the store's root. Raises ModelError where it leads out of it.

        What a hub, a models.toml or a file says becomes part of paths; so each is asked here before it is used.
        """
        root = self.root.resolve()
        if root not in path.resolve().parents:
            raise ModelError(f"{path} leads out of the store ({root}); nothing was changed there")
        return path

    def _delete(self, path: Path) -> None:
        """Delete a folder below the root, or a file; a link goes itself and not what it leads to."""
        if path.is_symlink() or path.is_file():
            self._inside(path.parent / "any")
            path.unlink()
        else:
            shutil.rmtree(self._inside(path))

    @contextlib.contextmanager
    def _lock(self, entry: ModelEntry, report: Progress) -> Iterator[None]:
        home = self._home(entry)
        home.parent.mkdir(parents=True, exist_ok=True)
        with locked(home, waiting=lambda: report("waiting", 0, 0)):
            yield


def _convert(folder: Path, entry: ModelEntry, target: Path, quantization: str) -> None:
    # Loads torch and transformers.
    from summarize.models.conversion import convert

    convert(folder, entry, target, quantization)


def _own_folder(entry: ModelEntry) -> Path:
    assert entry.folder is not None, "an entry has a repository or a folder"
    return entry.folder


def _state(folder: Path) -> str:
    """A name for the state of a user's folder: another one when a file of the checkpoint has changed."""
    files = [folder / name for name in files_to_take(path.name for path in folder.iterdir())]
    facts = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:40]


def absent(entries: Sequence[ModelEntry]) -> ModelError:
    """What to say where models aren't on this machine: all of them, and the one command that gets them."""
    names = " ".join(entry.name for entry in entries)
    return ModelError(f"{_listed(entries)} downloaded; with a network, run: brief models pull {names}")


def _not_pulled(entry: ModelEntry, reason: str) -> ModelError:
    """What to say to somebody who asked for the download itself."""
    return ModelError(
        f"{_listed([entry])} downloaded: {reason}; or bring it from another machine: brief models import FILE"
    )


def _listed(entries: Sequence[ModelEntry]) -> str:
    named = [f"{entry.name} ({entry.megabytes} MB)" if entry.megabytes else entry.name for entry in entries]
    verb = "isn't" if len(named) == 1 else "aren't"
    return f"{' and '.join(named)} {verb}"


def _damaged(entry: ModelEntry, found: list[str]) -> ModelError:
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return ModelError(f"{entry.name} is damaged: {found[0]}{more}; run: brief models pull {entry.name}")


def _offline_variable() -> str | None:
    """The variable that forbids the network, None for none."""
    return next((name for name in _OFFLINE if os.environ.get(name, "").lower() in _YES), None)


def _silent(_what: str, _done: int, _total: int) -> None:
    """No progress is shown."""


@contextlib.contextmanager
def _disk_errors(root: Path) -> Iterator[None]:
    """One line for a disk that is full, read-only or not ours."""
    try:
        yield
    except OSError as problem:
        if problem.errno is None:
            raise
        raise ModelError(
            f"{root}: {problem.strerror}; set BRIEF_HOME to a folder that can be written and has room"
        ) from problem
