"""A checkpoint from the hub into the store: each file checked, and the whole under its name only when all are there."""

import shutil
from pathlib import Path

from summarize.errors import ModelError
from summarize.models import hub
from summarize.models.checkpoint import files_to_take, has_weights
from summarize.models.home import Home, Progress
from summarize.models.manifest import Manifest


def download(home: Home, report: Progress) -> None:
    """Download the checkpoint of the home's entry; what an earlier try left, or is right in a damaged one, is kept.

    Raises hub.Unreachable where there is no way to the hub, ModelError for anything else that keeps it from coming.
    """
    entry = home.entry
    assert entry.repo is not None
    repository = hub.look_up(entry.repo, entry.revision)
    if entry.revision not in (None, repository.commit):
        raise ModelError(f"{entry.repo}: the hub gives {repository.commit} in place of {entry.revision}")
    folder = home.inside(home.path / repository.commit)
    part = home.inside(home.path / f"{repository.commit}.part")
    if folder.is_dir():
        # Damaged: what is right in it is kept.
        if part.is_dir():
            home.delete(part)
        folder.rename(part)
    part.mkdir(parents=True, exist_ok=True)
    try:
        files = _fetched(repository, part, home.root, report)
        Manifest(entry.repo, repository.commit, files).write(part)
        part.rename(folder)
    except (hub.Unusable, OSError):
        # Nothing to go on from: a full disk needs the room, and a wrong file would stay wrong.
        home.delete(part)
        raise
    if entry.revision is None:
        temporary = home.path / "newest.temporary"
        temporary.write_text(repository.commit)
        temporary.replace(home.newest)
    for other in home.path.glob("*.part"):
        # Of a commit that nobody will ask for again.
        home.delete(other)


def _fetched(
    repository: hub.Repository, part: Path, root: Path, report: Progress
) -> dict[str, tuple[int, str]]:
    """All files of the checkpoint into the folder; their sizes and SHA-256."""
    wanted = set(files_to_take(file.name for file in repository.files))
    files = [file for file in repository.files if file.name in wanted]
    if "config.json" not in wanted or not has_weights(wanted):
        raise hub.Unusable(f"{repository.name}: no config.json with safetensors or .bin weights beside it")
    total = sum(file.size or 0 for file in files)
    missing = total - sum(path.stat().st_size for path in part.iterdir())
    free = shutil.disk_usage(part).free
    if missing > free:
        raise hub.Unusable(
            f"{repository.name}: {missing / 1e6:,.0f} MB are needed in {root}, and {free / 1e6:,.0f} MB are free"
        )
    there = 0

    def advance(number: int) -> None:
        nonlocal there
        there += number
        report("downloading", there, total)

    hashes = {file.name: hub.download(repository, file, part, advance) for file in files}
    return {name: ((part / name).stat().st_size, sha256) for name, sha256 in hashes.items()}
