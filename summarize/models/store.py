"""The local store: pulled checkpoints and their conversions. What is in it is never looked up on the network again.

How a model lies in it stands in home.py.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from summarize.errors import ModelError
from summarize.models.checkpoint import is_conversion
from summarize.models.converting import ConversionFailed, Converter, convert_with_torch, converted
from summarize.models.download import download
from summarize.models.entry import ModelEntry
from summarize.models.folders import data_folder
from summarize.models.home import Home, Progress, disk_errors
from summarize.models.hub import Unreachable
from summarize.models.installed import require_installed
from summarize.models.manifest import problems

DEFAULT_QUANTIZATION: Final = "int8"
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


class Store:
    """Pulls, converts, finds, checks and removes models below `root` (default: the data folder's `models`).

    `offline` forbids the network, and so do BRIEF_OFFLINE and HF_HUB_OFFLINE.
    """

    def __init__(
        self, root: Path | None = None, *, offline: bool = False, converter: Converter | None = None
    ) -> None:
        self.root = root or data_folder() / "models"
        self.offline = offline or _offline_variable() is not None
        self._converter = converter or convert_with_torch

    def locate(self, entry: ModelEntry, quantization: str = DEFAULT_QUANTIZATION) -> LocalModel | None:
        """The model if it is on this machine, else None. Raises ModelError where it is damaged. No network."""
        home = self._home(entry)
        checkpoint, revision = home.checkpoint()
        if checkpoint is None:
            return None
        if entry.repo and (found := problems(checkpoint, hashes=False)):
            raise _damaged(entry, found)
        if is_conversion(checkpoint):
            return LocalModel(entry, checkpoint, revision, checkpoint)
        conversion = home.conversion(revision, quantization)
        whole = conversion.is_dir() and not problems(conversion, hashes=False)
        return LocalModel(entry, checkpoint, revision, conversion if whole else None)

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
        home = self._home(entry)
        with disk_errors(self.root), home.lock(report):
            checkpoint, _ = home.checkpoint()
            if entry.repo and (checkpoint is None or problems(checkpoint, hashes=True)):
                self._download(home, report)
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
        with disk_errors(self.root), self._home(model.entry).lock(progress or _silent):
            failure = self._home(model.entry).failure(model.revision, quantization)
            if failure.is_file():
                raise ConversionFailed(failure.read_text(encoding="utf-8"), is_known=True)
            return self._with_conversion(model, quantization, progress or _silent)

    def failure(self, model: LocalModel, quantization: str = DEFAULT_QUANTIZATION) -> str | None:
        """Why the model's conversion failed when it was last tried; None where it didn't."""
        file = self._home(model.entry).failure(model.revision, quantization)
        return file.read_text(encoding="utf-8") if file.is_file() else None

    def verify(self, entry: ModelEntry) -> list[str]:
        """What is wrong with the model's files, a line each; empty where all sizes and hashes are right.

        Raises ModelError where the model isn't here.
        """
        home = self._home(entry)
        checkpoint, _ = home.checkpoint()
        if checkpoint is None:
            raise absent([entry])
        folders = [checkpoint] if entry.repo else []
        folders += sorted(home.path.glob("converted/[!.]*"))
        return [f"{folder.name}: {line}" for folder in folders for line in problems(folder, hashes=True)]

    def remove(self, entry: ModelEntry) -> int:
        """Delete the model, all its commits and conversions; the number of bytes that frees.

        A user's own folder stays; only its conversions go. Raises ModelError where there is nothing to remove.
        """
        home = self._home(entry)
        with disk_errors(self.root):
            if not home.path.is_dir():
                raise ModelError(f"{entry.name} isn't in the store; `brief models list` shows what is")
            with home.lock(_silent):
                size = sum(path.stat().st_size for path in home.path.rglob("*") if path.is_file())
                home.delete(home.path)
        return size

    def folders(self, entry: ModelEntry) -> tuple[Path, list[Path]]:
        """Where all of a model lies, and in it the folder of its checkpoint, then those of its conversions."""
        home = self._home(entry)
        checkpoint, revision = home.checkpoint()
        if checkpoint is None:
            raise absent([entry])
        return home.path, [checkpoint, *sorted(home.path.glob(f"converted/{revision}-*"))]

    def made_root(self) -> Path:
        """The root, which may not have existed yet."""
        with disk_errors(self.root):
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
        home = self._home(entry)
        with disk_errors(self.root), home.lock(_silent):
            folders = [unpacked / revision, *sorted(unpacked.glob("converted/*"))]
            for folder in folders:
                if found := problems(folder, hashes=True):
                    raise ModelError(f"{entry.name} came damaged: {found[0]}; export it again")
            for folder in folders:
                place = home.inside(home.path / folder.relative_to(unpacked))
                place.parent.mkdir(parents=True, exist_ok=True)
                if place.exists():
                    home.delete(place)
                folder.rename(place)
            if entry.revision is None:
                home.newest.write_text(revision)

    def _home(self, entry: ModelEntry) -> Home:
        return Home(self.root, entry)

    def _download(self, home: Home, report: Progress) -> None:
        if self.offline:
            raise _not_pulled(
                home.entry, f"the network is forbidden ({_offline_variable() or '--offline'}); take that away"
            )
        try:
            download(home, report)
        except Unreachable as problem:
            raise _not_pulled(home.entry, str(problem)) from problem

    def _with_conversion(self, model: LocalModel, quantization: str, report: Progress) -> LocalModel:
        if model.converted == model.checkpoint:
            return model
        home = self._home(model.entry)
        folder = converted(home, model.checkpoint, model.revision, quantization, self._converter, report)
        return replace(model, converted=folder)


def absent(entries: Sequence[ModelEntry]) -> ModelError:
    """What to say where models aren't on this machine: all of them, and the one command that gets them."""
    names = " ".join(entry.typed for entry in entries)
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
    return ModelError(f"{entry.name} is damaged: {found[0]}{more}; run: brief models pull {entry.typed}")


def _offline_variable() -> str | None:
    """The variable that forbids the network, None for none."""
    return next((name for name in _OFFLINE if os.environ.get(name, "").lower() in _YES), None)


def _silent(_what: str, _done: int, _total: int) -> None:
    """No progress is shown."""
