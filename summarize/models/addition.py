"""Making a repository on the hub known: reading its configuration, and writing an entry into the user's models.toml."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from summarize.errors import ModelError, UsageError
from summarize.files import written_whole
from summarize.models import hub
from summarize.models.address import normal_address, require_allowed
from summarize.models.catalogue import Catalogue, user_file
from summarize.models.checkpoint import DESCRIPTION, files_to_take, has_weights, read_checkpoint
from summarize.models.endpoint import Endpoint
from summarize.models.entry import UNSTATED, ModelEntry, Task
from summarize.models.models_file import Table, build_entry, packaged_file, read_layers

# Creative Commons licences say it in their name; for any other the reader has to know, so that it can't be a default.
_OPEN = re.compile(r"apache-2\.0|mit|bsd.*|cc0.*|cc-by-(sa-)?\d.*|unlicense|isc")


def add_repository(
    catalogue: Catalogue,
    repo: str,
    *,
    name: str | None = None,
    task: Task | None = None,
    revision: str | None = None,
    offline: bool = False,
) -> ModelEntry:
    """Write an entry for the repository, pinned to its commit, and return it.

    The name is the repository's without its owner unless another is given. Raises UsageError where the name is taken,
    and ModelError where the hub or the repository can't be used.
    """
    name = name or repo.rpartition("/")[2]
    if any(name.casefold() == known.casefold() for known in catalogue):
        raise UsageError(f"{name} is known already; give another name with --name")
    if offline:
        raise ModelError(f"{repo} can't be looked up without the network; take the option or variable away")
    try:
        repository = hub.look_up(repo, revision)
    except hub.Unreachable as problem:
        raise ModelError(f"{repo} can't be looked up: {problem}") from problem
    files = {file.name: file for file in repository.files}
    wanted = files_to_take(files)
    if not has_weights(wanted):
        raise ModelError(f"{repo}: no safetensors and no .bin weights, so it can't be used")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / repo.rpartition("/")[2]  # some are told by their name alone
        folder.mkdir()
        for described in DESCRIPTION:
            if described in files:
                hub.download(repository, files[described], folder, lambda _: None)
        try:
            values = read_checkpoint(folder, task or repository.task, files)
        except ModelError as problem:
            raise ModelError(str(problem).replace(str(folder), repo)) from problem
    licence = repository.licence or UNSTATED
    table = {
        "task": values.pop("task"),
        "family": values.pop("family"),
        "repo": repo,
        "revision": repository.commit,
        "licence": licence,
        "commercial": bool(_OPEN.fullmatch(licence)),
        **values,
        "megabytes": max(1, round(sum(files[file].size or 0 for file in wanted) / 1e6)),
    }
    return _write_entry(user_file(), name, table)


def add_folder(
    catalogue: Catalogue, folder: Path, *, name: str | None = None, task: Task | None = None
) -> ModelEntry:
    """Write an entry for a checkpoint on disk, and return it. Raises as `add_repository` does.

    Of its licence nothing is known, so it is never a default.
    """
    folder = folder.expanduser().resolve()
    name = name or folder.name
    if any(name.casefold() == known.casefold() for known in catalogue):
        raise UsageError(f"{name} is known already; give another name with --name")
    values = read_checkpoint(folder, task, [path.name for path in folder.iterdir()])
    table = {"folder": str(folder), "licence": UNSTATED, "commercial": False, **values}
    return _write_entry(user_file(), name, table)


def add_endpoint(
    catalogue: Catalogue,
    address: str,
    *,
    model: str | None = None,
    name: str | None = None,
    task: Task | None = None,
    key: str | None = None,
    offline: bool = False,
) -> list[ModelEntry]:
    """Write an entry for each chat model that a server lists, or for the one named, and return them.

    Models whose names are taken are left alone. `key` is the environment variable with the server's key. Raises
    UsageError and ModelError, also where the server lists none and none is named.
    """
    base = normal_address(address)
    values: dict[str, object] = {
        "task": task or "translation",
        "endpoint": base,
        "model": model or "",
        "licence": UNSTATED,
        "commercial": False,
    }
    if key:
        values["key"] = key
    unnamed = build_entry(base, Table(values=dict(values), first=user_file()))
    require_allowed(base, base, offline=offline)
    taken = {known.casefold() for known in catalogue}
    models = [model] if model else Endpoint(unnamed).models()
    wanted = {(name if name and len(models) == 1 else one): one for one in models}
    if name and len(models) > 1:
        raise UsageError(f"{base} has {len(models)} models ({', '.join(models)}); name one with --model")
    if all(one.casefold() in taken for one in wanted):
        raise UsageError(f"{', '.join(wanted)}: known already; give another name with --name")
    return [
        _write_entry(user_file(), own, values | {"model": one})
        for own, one in wanted.items()
        if own.casefold() not in taken
    ]


def _write_entry(path: Path, name: str, table: Mapping[str, object]) -> ModelEntry:
    """Append the table to the file; the file stays as it is where the result couldn't be read."""
    import tomli_w

    before = path.read_text(encoding="utf-8").rstrip() + "\n\n" if path.is_file() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(path) as file:
        file.write_text(before + tomli_w.dumps({name: table}), encoding="utf-8")
        return read_layers([packaged_file(), file])[name]
