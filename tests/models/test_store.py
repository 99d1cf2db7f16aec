"""What a pull leaves in the store, and what the store says about it, with the real client and no fault anywhere."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.errors import ModelError
from summarize.models.entry import ModelEntry
from summarize.models.home import Progress
from summarize.models.manifest import Manifest, problems
from summarize.models.store import Store
from tests.models.hub import Hub, Repository
from tests.models.lantern import COMMIT, PINNED, REPO, TAKEN, checkpoint_files, copy_weights, everything


def test_pull_takes_the_checkpoint_and_nothing_else(hub: Hub, store: Store) -> None:
    local = store.pull(PINNED)

    content = {path.name: path.read_bytes() for path in local.checkpoint.iterdir()}
    assert set(content) == TAKEN | {"manifest.json"}
    assert {name: content[name] for name in TAKEN} == {name: checkpoint_files()[name] for name in TAKEN}
    assert local.revision == COMMIT
    assert local.converted is not None
    assert (local.converted / "model.bin").read_bytes()[:4] == b"int8"


def test_located_is_what_was_pulled(hub: Hub, store: Store) -> None:
    assert store.locate(PINNED) is None
    assert store.pull(PINNED) == store.locate(PINNED) == store.require(PINNED)


def test_bin_weights_are_taken_where_there_are_no_safetensors(hub: Hub, store: Store) -> None:
    del hub.repositories[REPO].files["model.safetensors"]
    names = {path.name for path in store.pull(PINNED).checkpoint.iterdir()}
    assert names - {"manifest.json"} == TAKEN - {"model.safetensors"} | {"pytorch_model.bin"}


def test_sharded_safetensors_come_with_their_index(hub: Hub, store: Store) -> None:
    files = hub.repositories[REPO].files
    shards = {f"model-0000{part}-of-00002.safetensors": b"shard %d" % part for part in (1, 2)}
    shards["model.safetensors.index.json"] = b"{}"
    del files["model.safetensors"]
    files |= shards
    names = {path.name for path in store.pull(PINNED, quantization=None).checkpoint.iterdir()}
    assert names - {"manifest.json"} == TAKEN - {"model.safetensors"} | set(shards)


def test_second_pull_downloads_nothing(hub: Hub, store: Store) -> None:
    store.pull(PINNED)
    asked = len(hub.requests)
    store.pull(PINNED)
    assert len(hub.requests) == asked


def test_newest_commit_is_taken_and_kept_where_none_is_pinned(hub: Hub, store: Store) -> None:
    unpinned = replace(PINNED, revision=None)
    hub.repositories[REPO].commit = "b" * 40
    assert store.pull(unpinned).revision == "b" * 40

    hub.repositories[REPO].commit = "c" * 40
    located = store.locate(unpinned)
    assert located is not None
    assert located.revision == "b" * 40
    assert store.pull(unpinned).revision == "b" * 40


def test_part_of_a_commit_that_is_no_longer_the_newest_goes(hub: Hub, store: Store) -> None:
    unpinned = replace(PINNED, revision=None)
    hub.fail["vocab.json"] = 500
    with pytest.raises(ModelError, match="in trouble"):
        store.pull(unpinned)
    assert {path.split("/")[1] for path in everything(store)} == {f"{COMMIT}.part"}

    hub.fail.clear()
    hub.repositories[REPO].commit = "b" * 40
    store.pull(unpinned)
    assert {path.split("/")[1] for path in everything(store)} == {"b" * 40, "converted", "newest"}


def test_progress_counts_every_byte_once(hub: Hub, store: Store) -> None:
    seen: list[tuple[str, int, int]] = []
    store.pull(PINNED, lambda what, done, total: seen.append((what, done, total)))

    size = sum(len(checkpoint_files()[name]) for name in TAKEN)
    downloading = [done for what, done, _ in seen if what == "downloading"]
    assert downloading == sorted(downloading)
    assert downloading[-1] == size
    assert {total for what, _, total in seen if what == "downloading"} == {size}
    assert seen[-1] == ("converting", 0, 0)


def test_conversion_is_made_once_for_each_quantization(hub: Hub, tmp_path: Path) -> None:
    made: list[str] = []

    def counted(folder: Path, entry: ModelEntry, target: Path, quantization: str, report: Progress) -> None:
        made.append(quantization)
        copy_weights(folder, entry, target, quantization, report)

    store = Store(tmp_path / "models", converter=counted)
    local = store.pull(PINNED)
    assert store.convert(local).converted == store.pull(PINNED).converted == local.converted
    exact = store.convert(local, "float32").converted
    assert exact is not None
    assert exact != local.converted
    located = store.locate(PINNED, "float32")
    assert located is not None
    assert located.converted == exact
    assert made == ["int8", "float32"]


def test_pull_without_conversion(hub: Hub, store: Store) -> None:
    local = store.pull(PINNED, quantization=None)
    assert local.converted is None
    assert local.checkpoint.is_dir()


def test_damaged_conversion_is_made_again(hub: Hub, store: Store) -> None:
    local = store.pull(PINNED)
    assert local.converted is not None
    (local.converted / "model.bin").write_bytes(b"half")
    located = store.locate(PINNED)
    assert located is not None
    assert located.converted is None
    assert store.convert(located) == local
    assert (local.converted / "model.bin").stat().st_size > 300_000


def test_failed_conversion_leaves_nothing_and_keeps_the_checkpoint(hub: Hub, tmp_path: Path) -> None:
    def broken(folder: Path, entry: ModelEntry, target: Path, quantization: str, report: Progress) -> None:
        copy_weights(folder, entry, target, quantization, report)
        raise ModelError("the engines disagree")

    store = Store(tmp_path / "models", converter=broken)
    with pytest.raises(ModelError, match="the engines disagree"):
        store.pull(PINNED)
    located = store.locate(PINNED)
    assert located is not None
    assert located.converted is None
    assert not [path for path in everything(store) if "converted" in path]


def test_conversions_by_an_older_converter_are_cleared(
    hub: Hub, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = store.pull(PINNED).converted
    exact = store.convert(store.require(PINNED), "float32").converted
    monkeypatch.setattr("summarize.models.home.CONVERSION", 1_000)
    new = store.convert(store.require(PINNED)).converted
    assert old is not None
    assert new is not None
    assert exact is not None
    assert (old.exists(), new.exists(), exact.exists()) == (False, True, True)


def test_verify_names_each_damaged_file(hub: Hub, store: Store) -> None:
    local = store.pull(PINNED)
    assert store.verify(PINNED) == []

    weights = local.checkpoint / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[1000] ^= 1
    weights.write_bytes(content)
    (local.checkpoint / "source.spm").unlink()
    (local.checkpoint / "target.spm").write_bytes(b"short")
    assert store.verify(PINNED) == [
        f"{COMMIT}: model.safetensors has a wrong hash",
        f"{COMMIT}: source.spm is missing",
        f"{COMMIT}: target.spm has 5 bytes in place of 5000",
    ]


def test_damaged_store_is_an_error_that_names_the_repair(hub: Hub, store: Store) -> None:
    local = store.pull(PINNED)
    (local.checkpoint / "vocab.json").unlink()
    with pytest.raises(
        ModelError, match=r"vocab\.json is missing; run: brief models pull lantern-en-ar"
    ) as caught:
        store.locate(PINNED)
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("damage", ["flipped", "missing", "manifest", "half a manifest"])
def test_pull_repairs_what_is_damaged_and_fetches_only_that(hub: Hub, store: Store, damage: str) -> None:
    local = store.pull(PINNED)
    weights, manifest = local.checkpoint / "model.safetensors", local.checkpoint / "manifest.json"
    match damage:
        case "flipped":
            weights.write_bytes(weights.read_bytes()[:-1] + b"x")
        case "missing":
            weights.unlink()
        case "manifest":
            manifest.unlink()
        case _:
            manifest.write_text(manifest.read_text()[:100])
    hub.requests.clear()

    assert store.pull(PINNED) == local
    assert store.verify(PINNED) == []
    assert hub.downloads("model.safetensors") == ([None] if damage in ("flipped", "missing") else [])
    assert hub.downloads("source.spm") == []


def test_remove_leaves_nothing(hub: Hub, store: Store) -> None:
    store.pull(PINNED)
    assert store.remove(PINNED) > 600_000
    assert everything(store) == set()
    assert store.locate(PINNED) is None
    with pytest.raises(ModelError, match="isn't in the store"):
        store.remove(PINNED)


def test_folder_on_disk_is_a_model_and_stays_untouched(
    no_network: None, store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, content in checkpoint_files().items():
        (folder / name).write_bytes(content)
    own = replace(PINNED, repo=None, revision=None, folder=folder)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}

    local = store.pull(own)
    assert local.checkpoint == folder
    assert store.locate(own) == local
    assert store.verify(own) == []
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    store.remove(own)
    assert len(list(folder.iterdir())) == len(before)


def test_changed_folder_gets_a_new_conversion(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, content in checkpoint_files().items():
        (folder / name).write_bytes(content)
    own = replace(PINNED, repo=None, revision=None, folder=folder)
    old = store.pull(own).converted

    (folder / "model.safetensors").write_bytes(b"trained on")
    located = store.locate(own)
    assert located is not None
    assert located.converted is None
    new = store.convert(located).converted
    assert old is not None
    assert new is not None
    assert (old.exists(), new.exists()) == (False, True)


def test_manifest_says_what_it_is_from(hub: Hub, store: Store) -> None:
    manifest = json.loads((store.pull(PINNED).checkpoint / "manifest.json").read_text())
    assert (manifest["source"], manifest["revision"]) == (REPO, COMMIT)
    assert set(manifest["files"]) == TAKEN


def test_repository_without_weights_is_refused(hub: Hub, store: Store) -> None:
    hub.repositories[REPO] = Repository({"config.json": b"{}", "tf_model.h5": b"tensorflow"}, COMMIT)
    with pytest.raises(ModelError, match=r"safetensors or \.bin weights"):
        store.pull(PINNED)
    assert everything(store) == set()


@given(st.binary(min_size=1, max_size=200), st.data())
def test_any_change_to_a_file_is_found(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("manifest")
    (folder / "weights").write_bytes(content)
    Manifest.of(folder, "kestrel/lantern", COMMIT).write(folder)
    assert problems(folder, hashes=True) == []

    changed = data.draw(st.binary(max_size=200).filter(lambda other: other != content))
    (folder / "weights").write_bytes(changed)
    assert problems(folder, hashes=True) != []
    assert (problems(folder, hashes=False) != []) == (len(changed) != len(content))
