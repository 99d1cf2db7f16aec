"""The local store: pulled checkpoints and their conversions. What is in it is never looked up on the network again.

ROOT/OWNER--REPO/COMMIT/                  a checkpoint: its files, and files.json with their sizes and SHA-256
ROOT/OWNER--REPO/newest                   the commit that an entry without a pinned revision got
ROOT/converted/OWNER--REPO/COMMIT/int8-…  its conversion to CTranslate2
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from summarize.models.entry import ModelEntry

# What is being done ("downloading", "converting", "waiting"), and of how many bytes how many are done (0, 0: unknown).
Progress = Callable[[str, int, int], None]
# From a checkpoint's folder to a new folder `target`: convert(folder, entry, target, quantization).
Converter = Callable[[Path, ModelEntry, Path, str], None]

DEFAULT_QUANTIZATION = "int8"


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model on this machine.

    `checkpoint` is the folder with its configuration, tokenizer and weights; `converted` the CTranslate2 model of the
    quantization that was asked for, None where that isn't made yet. `revision` is the commit, None for a user's folder.
    """

    entry: ModelEntry
    checkpoint: Path
    revision: str | None
    converted: Path | None


class Store:
    """Pulls, converts, finds, checks and removes models below `root` (default: the data folder's `models`).

    `offline` forbids the network, and so do HF_HUB_OFFLINE and BRIEF_OFFLINE.
    """

    def __init__(
        self, root: Path | None = None, *, offline: bool = False, converter: Converter | None = None
    ) -> None:
        raise NotImplementedError

    def locate(self, entry: ModelEntry, quantization: str = DEFAULT_QUANTIZATION) -> LocalModel | None:
        """The model if it is complete on this machine, else None. Never touches the network."""
        raise NotImplementedError

    def require(self, entry: ModelEntry, quantization: str = DEFAULT_QUANTIZATION) -> LocalModel:
        """Like `locate`, but raises ModelError with the command that pulls the model."""
        raise NotImplementedError

    def pull(
        self,
        entry: ModelEntry,
        progress: Progress | None = None,
        quantization: str | None = DEFAULT_QUANTIZATION,
    ) -> LocalModel:
        """Download the model unless it is here, check it, and convert it; None as quantization leaves that out.

        Raises ModelError: offline, unknown to the hub, not allowed, cut, damaged, no room on the disk.
        """
        raise NotImplementedError

    def convert(self, model: LocalModel, quantization: str = DEFAULT_QUANTIZATION) -> LocalModel:
        """The same model with its conversion, which is made unless it is there."""
        raise NotImplementedError

    def verify(self, entry: ModelEntry) -> list[str]:
        """What is wrong with the model's files on disk, a line each; empty where sizes and hashes are right."""
        raise NotImplementedError

    def remove(self, entry: ModelEntry) -> int:
        """Delete the model and its conversions; the number of bytes that frees."""
        raise NotImplementedError
