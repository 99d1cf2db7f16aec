"""Models from one machine to another without a network: one file, with every hash, that is checked before it is kept.

The file is a tar archive: model.json, which names the repository and the commit, then the files as the store has them.
"""

import io
import json
import re
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from summarize.errors import InputError, ModelError
from summarize.files import written_whole
from summarize.models.catalogue import Catalogue
from summarize.models.entry import ModelEntry
from summarize.models.hub import COMMIT
from summarize.models.store import Store

_DESCRIPTION = "model.json"
# Far more than a description needs; what is longer isn't one.
_LONGEST_DESCRIPTION = 10_000
# What a folder or a file of the store is called; nothing that leads elsewhere.
_NAME = re.compile(r"[A-Za-z0-9_][\w.+-]*", re.ASCII)


def export_model(store: Store, entry: ModelEntry, file: Path) -> None:
    """Write a pulled model and its conversions into a file. Raises ModelError where it isn't here, or damaged."""
    if entry.repo is None and not entry.endpoint:
        raise ModelError(f"{entry.name} is a folder of your own; copy that")
    if wrong := store.verify(entry):
        raise ModelError(f"{entry.name} is damaged: {wrong[0]}; run: brief models pull {entry.typed}")
    home, folders = store.folders(entry)
    described = json.dumps({"name": entry.name, "repo": entry.repo, "revision": folders[0].name}).encode()
    with written_whole(file) as temporary, tarfile.open(temporary, "w") as archive:
        member = tarfile.TarInfo(_DESCRIPTION)
        member.size = len(described)
        archive.addfile(member, io.BytesIO(described))
        for path in (path for folder in folders for path in sorted(folder.iterdir()) if path.is_file()):
            archive.add(path, path.relative_to(home).as_posix(), filter=_nameless)


def import_model(store: Store, catalogue: Catalogue, file: Path) -> ModelEntry:
    """Take a model out of an exported file into the store, and return its entry.

    Raises InputError for what is no such file, and ModelError for a model that is damaged, or that no models.toml has.
    """
    try:
        with (
            tarfile.open(file, "r:") as archive,
            tempfile.TemporaryDirectory(dir=store.made_root(), prefix=".") as folder,
        ):
            described = _description(archive)
            entry = next((one for one in catalogue.values() if one.repo == described["repo"]), None)
            if entry is None:
                raise ModelError(
                    f"no models.toml here has {described['repo']}; copy its entry from the other machine's models.toml"
                )
            _unpack(archive, Path(folder))
            store.take_in(entry, Path(folder), described["revision"])
            return entry
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as problem:
        raise InputError(f"{file} isn't a model that `brief models export` wrote, or is cut off") from problem
    except (FileNotFoundError, IsADirectoryError, PermissionError) as problem:
        raise InputError(f"{file}: {problem.strerror}") from problem


def _nameless(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Whose files they are on this machine is nobody's business on another."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o644
    return member


def _description(archive: tarfile.TarFile) -> Mapping[str, str]:
    member = archive.next()
    stream = (
        archive.extractfile(member) if member and member.name == _DESCRIPTION and member.isfile() else None
    )
    if stream is None:
        raise ValueError
    described = json.loads(stream.read(_LONGEST_DESCRIPTION))
    found = {"repo": str(described["repo"]), "revision": str(described["revision"])}
    if not COMMIT.fullmatch(found["revision"]):
        raise ValueError
    return found


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """The archive's plain files into the folder; nothing else, and nowhere else."""
    for member in archive:
        if member.name == _DESCRIPTION:
            continue
        parts = PurePosixPath(member.name).parts
        if not member.isfile() or not all(_NAME.fullmatch(part) for part in parts):
            raise ValueError
        path = folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        archive.extract(member, folder, filter="data")
