"""A checkpoint's conversion in the store: made under another name, kept where it is right, its failure remembered."""

import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path

from summarize.errors import ModelError
from summarize.models.entry import ModelEntry
from summarize.models.home import Home, Progress, disk_errors
from summarize.models.manifest import Manifest, problems
from summarize.models.room import require_room

# From a checkpoint's folder to a new folder `target`: convert(folder, entry, target, quantization, report).
Converter = Callable[[Path, ModelEntry, Path, str, Progress], None]


class ConversionFailed(ModelError):
    """A model couldn't be converted; `is_known` where that was so before and it wasn't tried again."""

    def __init__(self, reason: str, *, is_known: bool = False) -> None:
        super().__init__(reason)
        self.is_known = is_known


def converted(
    home: Home, checkpoint: Path, revision: str, quantization: str, converter: Converter, report: Progress
) -> Path:
    """The folder of the conversion, which is made unless it is there. Raises ConversionFailed, and remembers that."""
    target = home.conversion(revision, quantization)
    if target.is_dir() and not problems(target, hashes=False):
        return target
    entry = home.entry
    report("converting", 0, 0)
    home.inside(target.parent).mkdir(parents=True, exist_ok=True)
    for left_over in target.parent.glob(".*"):
        home.delete(left_over)
    failure = home.failure(revision, quantization)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".") as temporary:
        made = Path(temporary) / target.name
        try:
            with disk_errors(home.root):
                require_room(entry, checkpoint, target.parent, quantization)
                converter(checkpoint, entry, made, quantization, report)
        except (ModelError, MemoryError, OSError) as problem:
            reason = " ".join(str(problem).split()) or "there isn't enough memory"
            with contextlib.suppress(OSError):
                failure.write_text(reason, encoding="utf-8")
            raise ConversionFailed(reason) from problem
        failure.unlink(missing_ok=True)
        Manifest.of(made, entry.repo or str(checkpoint), revision).write(made)
        if target.is_dir():
            home.delete(target)
        made.rename(target)
    for other in target.parent.iterdir():
        # Those of an older converter, or of an older state of a user's folder.
        of_this = other.name.startswith(revision) or not entry.repo
        if other != target and of_this and f"-{quantization}-ctranslate2-" in other.name:
            home.delete(other)
    return target


def convert_with_torch(
    folder: Path, entry: ModelEntry, target: Path, quantization: str, report: Progress
) -> None:
    """The Converter of the store; it loads torch and transformers."""
    from summarize.models.conversion import convert

    convert(folder, entry, target, quantization, report)
