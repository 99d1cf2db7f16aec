"""Models carried from one machine to another: what comes out of a file is what was pulled, or an error and nothing."""

import io
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.errors import BriefError, InputError, ModelError
from summarize.models.store import Store
from summarize.models.transfer import export_model, import_model
from tests.models.hub import Hub
from tests.models.lantern import COMMIT, PINNED, copy_weights

KNOWN = {PINNED.name: PINNED}


@pytest.fixture
def file(hub: Hub, store: Store, tmp_path: Path) -> Path:
    store.pull(PINNED)
    export_model(store, PINNED, tmp_path / "lantern.tar")
    return tmp_path / "lantern.tar"


@pytest.fixture
def other(tmp_path: Path) -> Store:
    return Store(tmp_path / "other" / "models", offline=True, converter=copy_weights)


def contents(store: Store) -> dict[str, bytes]:
    return {
        path.relative_to(store.root).as_posix(): path.read_bytes()
        for path in store.root.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def test_a_model_and_its_conversion_arrive_as_they_were(file: Path, store: Store, other: Store) -> None:
    assert import_model(other, KNOWN, file) == PINNED
    assert contents(other) == contents(store)
    assert other.require(PINNED).converted is not None
    assert other.verify(PINNED) == []
    import_model(other, KNOWN, file)
    assert contents(other) == contents(store)


def test_a_model_without_a_pinned_commit_keeps_the_one_it_has(
    hub: Hub, store: Store, other: Store, tmp_path: Path
) -> None:
    unpinned = replace(PINNED, revision=None)
    store.pull(unpinned)
    export_model(store, unpinned, tmp_path / "m.tar")
    import_model(other, {unpinned.name: unpinned}, tmp_path / "m.tar")
    assert other.require(unpinned).revision == COMMIT


def changed(file: Path, change: Callable[[tarfile.TarInfo, bytes], tuple[tarfile.TarInfo, bytes]]) -> Path:
    """The archive with each member passed through `change`."""
    result = file.with_name("changed.tar")
    with tarfile.open(file) as before, tarfile.open(result, "w") as after:
        for member in before:
            stream = before.extractfile(member)
            member, content = change(member, stream.read() if stream else b"")
            member.size = len(content)
            after.addfile(member, io.BytesIO(content))
    return result


def test_a_changed_byte_is_found_and_nothing_is_kept(file: Path, other: Store) -> None:
    def flip(member: tarfile.TarInfo, content: bytes) -> tuple[tarfile.TarInfo, bytes]:
        weights = member.name.endswith("model.safetensors")
        return member, bytes([content[0] ^ 1]) + content[1:] if weights else content

    with pytest.raises(
        ModelError, match=r"came damaged: model\.safetensors has a wrong hash; export it again"
    ):
        import_model(other, KNOWN, changed(file, flip))
    assert contents(other) == {}
    assert other.locate(PINNED) is None


@pytest.mark.parametrize("name", ["../../evil", "/tmp/evil", f"{COMMIT}/../../evil", ".hidden"])
def test_nothing_is_written_outside_of_the_store(file: Path, other: Store, name: str) -> None:
    def stray(member: tarfile.TarInfo, content: bytes) -> tuple[tarfile.TarInfo, bytes]:
        if member.name.endswith("vocab.json"):
            member.name = name
        return member, content

    with pytest.raises(InputError, match="isn't a model that"):
        import_model(other, KNOWN, changed(file, stray))
    assert contents(other) == {}
    assert not (other.root.parent / "evil").exists()


@pytest.mark.parametrize("content", [b"", b"not a tar", b"\0" * 10_240])
def test_another_file_is_told_from_a_model(other: Store, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.tar").write_bytes(content)
    with pytest.raises(InputError, match="isn't a model that"):
        import_model(other, KNOWN, tmp_path / "x.tar")


def test_a_file_that_is_cut_off_is_no_model(file: Path, other: Store) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BriefError):
        import_model(other, KNOWN, file)
    assert contents(other) == {}


def test_a_missing_file_and_an_unknown_model_are_said(file: Path, other: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        import_model(other, KNOWN, tmp_path / "none.tar")
    with pytest.raises(ModelError, match=r"no models\.toml here has kestrel/lantern-en-ar"):
        import_model(other, {}, file)
    with pytest.raises(ModelError, match="wanted is bbbbbbbbbbbb"):
        import_model(other, {PINNED.name: replace(PINNED, revision="b" * 40)}, file)
    with pytest.raises(ModelError, match="isn't downloaded; with a network, run: brief models pull"):
        export_model(other, PINNED, tmp_path / "y.tar")
    assert not (tmp_path / "y.tar").exists()
