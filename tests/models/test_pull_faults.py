"""What goes wrong on the way: the hub's errors, cuts, silence, wrong content, no room, and two pulls at once.

Each ends in one line that says what to do, and leaves nothing that could be taken for a model.
"""

import os
import random
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.errors import ModelError
from summarize.models.store import Store
from tests.models.hub import Hub
from tests.models.lantern import COMMIT, PINNED, REPO, checkpoint_files, copy_weights, everything

WEIGHTS = "model.safetensors"
SIZE = len(checkpoint_files()[WEIGHTS])


def failed_pull(store: Store) -> str:
    """The one line that a pull ends with; what it leaves is no model."""
    with pytest.raises(ModelError) as caught:
        store.pull(PINNED)
    assert caught.value.exit_code == 4
    assert store.locate(PINNED) is None
    message = str(caught.value)
    assert "\n" not in message
    assert "http" not in message
    return message


def test_unknown_repository(hub: Hub, store: Store) -> None:
    del hub.repositories[REPO]
    assert "the hub has no such model, or not for you (401)" in failed_pull(store)
    assert everything(store) == set()


def test_unknown_revision(hub: Hub, store: Store) -> None:
    hub.repositories[REPO].commit = "b" * 40
    assert f"{REPO} has no revision {COMMIT}" in failed_pull(store)
    assert everything(store) == set()


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (
            401,
            "the hub has no such model, or not for you (401); if it is private, log in with `hf auth login`",
        ),
        (
            403,
            "the hub has no such model, or not for you (403); if it is private, log in with `hf auth login`",
        ),
        (
            404,
            "the hub has no such model, or not for you (404); if it is private, log in with `hf auth login`",
        ),
        (429, "the hub has had too many requests from here (429); wait some minutes and try again"),
        (500, "the hub is in trouble (500); try again later"),
        (503, "the hub is in trouble (503); try again later"),
        (418, "the hub refuses the request (418)"),
    ],
)
def test_errors_of_the_hub(hub: Hub, store: Store, status: int, says: str) -> None:
    hub.fail["api"] = status
    assert failed_pull(store) == f"{REPO} at {COMMIT[:12]}: {says}"
    assert everything(store) == set()


# The client itself asks again five times where there were too many requests.
@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_errors_in_the_middle_of_a_pull(hub: Hub, store: Store, status: int) -> None:
    hub.fail[WEIGHTS] = status
    assert f"({status})" in failed_pull(store)
    kept = {Path(path).name for path in everything(store)}
    # A hub in trouble may be well again later; a file that isn't there won't come.
    passing = status in (429, 500)
    assert ("config.json" in kept) == passing

    hub.fail.clear()
    assert store.verify(store.pull(PINNED).entry) == []
    assert len(hub.downloads("config.json")) == (1 if passing else 2)


def test_page_of_a_network_that_wants_a_log_in(hub: Hub, store: Store) -> None:
    hub.sent["api"] = b"<html>Welcome to the Harbour Hotel</html>"
    assert failed_pull(store) == f"{REPO}: what answers isn't the hub; is there a log-in page in between?"


def test_gated_repository_says_what_to_do(hub: Hub, store: Store) -> None:
    hub.gated = True
    assert "must be asked for on its page" in failed_pull(store)


def test_cut_connection_is_resumed_at_once(hub: Hub, store: Store) -> None:
    hub.cut[WEIGHTS] = [100_000]
    store.pull(PINNED)
    assert store.verify(PINNED) == []
    assert hub.downloads(WEIGHTS) == [None, "bytes=100000-"]


def test_pull_after_a_broken_one_goes_on_from_there(hub: Hub, store: Store) -> None:
    hub.cut[WEIGHTS] = [100_000]
    hub.fail_after_cut[WEIGHTS] = 503
    assert "try again later" in failed_pull(store)

    hub.fail.clear()
    hub.requests.clear()
    store.pull(PINNED)
    assert store.verify(PINNED) == []
    assert hub.downloads(WEIGHTS) == ["bytes=100000-"]
    assert hub.downloads("config.json") == []


def test_server_that_knows_no_ranges_starts_over(hub: Hub, store: Store) -> None:
    hub.cut[WEIGHTS] = [100_000]
    hub.ranges = False
    store.pull(PINNED)
    assert store.verify(PINNED) == []


def test_silent_hub_is_given_up_on(hub: Hub, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.models.hub.ANSWER_SECONDS", 0.2)
    hub.stall["api"] = 0
    assert (
        failed_pull(store) == f"{REPO}: the hub doesn't answer; try again later, what has come so far is kept"
    )
    assert everything(store) == set()


def test_silence_in_the_middle_of_a_file(hub: Hub, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    # The client asks again five times.
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DOWNLOAD_TIMEOUT", 0.2)
    hub.stall[WEIGHTS] = 100_000
    assert "the hub doesn't answer" in failed_pull(store)

    hub.awake.set()
    hub.stall.clear()
    hub.requests.clear()
    store.pull(PINNED)
    assert hub.downloads(WEIGHTS) == ["bytes=100000-"]


@pytest.mark.parametrize("name", [WEIGHTS, "vocab.json"])
def test_wrong_content_is_thrown_away(hub: Hub, store: Store, name: str) -> None:
    content = checkpoint_files()[name]
    hub.sent[name] = content[:50] + bytes([content[50] ^ 1]) + content[51:]
    assert failed_pull(store) == f"{REPO}: {name} came with a wrong size or hash; pull the model again"
    assert everything(store) == set()

    hub.sent.clear()
    store.pull(PINNED)
    assert store.verify(PINNED) == []


@pytest.mark.parametrize("content", [b"", b"shorter", bytes(SIZE + 1)])
def test_wrong_size_is_thrown_away(hub: Hub, store: Store, content: bytes) -> None:
    hub.sent[WEIGHTS] = content
    assert "came with a wrong size" in failed_pull(store)
    assert everything(store) == set()


def test_part_of_another_content_is_found_out(hub: Hub, store: Store) -> None:
    part = store.root / "kestrel--lantern-en-ar" / f"{COMMIT}.part"
    part.mkdir(parents=True)
    (part / f"{WEIGHTS}.part").write_bytes(bytes(1000))
    assert "came with a wrong size or hash" in failed_pull(store)
    store.pull(PINNED)
    assert store.verify(PINNED) == []


def test_part_that_is_too_long_is_started_over(hub: Hub, store: Store) -> None:
    part = store.root / "kestrel--lantern-en-ar" / f"{COMMIT}.part"
    part.mkdir(parents=True)
    (part / f"{WEIGHTS}.part").write_bytes(bytes(SIZE + 1))
    store.pull(PINNED)
    assert store.verify(PINNED) == []
    assert hub.downloads(WEIGHTS) == [None]


def test_part_that_is_whole_is_only_checked(hub: Hub, store: Store) -> None:
    part = store.root / "kestrel--lantern-en-ar" / f"{COMMIT}.part"
    part.mkdir(parents=True)
    (part / f"{WEIGHTS}.part").write_bytes(checkpoint_files()[WEIGHTS])
    store.pull(PINNED)
    assert store.verify(PINNED) == []
    assert hub.downloads(WEIGHTS) == []


def test_no_room_is_told_before_anything_is_downloaded(hub: Hub, store: Store) -> None:
    hub.claimed[WEIGHTS] = 10**18
    message = failed_pull(store)
    assert "1,000,000,000,001 MB are needed" in message or "1,000,000,000,000 MB are needed" in message
    assert hub.downloads("config.json") == []
    assert everything(store) == set()


@contextmanager
def files_up_to(number: int) -> Iterator[None]:
    """No file can grow beyond this many bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_full_disk_during_the_download(hub: Hub, store: Store) -> None:
    with files_up_to(150_000):
        message = failed_pull(store)
    assert (
        message
        == f"{store.root}: File too large; set BRIEF_HOME to a folder that can be written and has room"
    )
    assert everything(store) == set()


def test_full_disk_during_the_conversion(hub: Hub, store: Store) -> None:
    store.pull(PINNED, quantization=None)
    before = everything(store)
    with (
        files_up_to(150_000),
        pytest.raises(ModelError, match="set BRIEF_HOME to a folder that can be written and has room"),
    ):
        store.pull(PINNED)
    # Nothing half-written stays; what stays is the note that it failed, so that a run doesn't try again by itself.
    (left,) = everything(store) - before
    assert left.endswith(".failed")
    assert not before - everything(store)


def test_store_that_cannot_be_written(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelError, match="set BRIEF_HOME"):
        Store(tmp_path / "file" / "models", converter=copy_weights).pull(PINNED)


def test_two_pulls_at_once_share_one_download(hub: Hub, store: Store) -> None:
    hub.stall[WEIGHTS] = 100_000
    done, waited = [], threading.Event()

    def pull(other: Store) -> None:
        def report(what: str, _done: int, _total: int) -> None:
            if what == "waiting":
                waited.set()

        done.append(other.pull(PINNED, report))

    pulls = [
        threading.Thread(target=pull, args=[Store(store.root, converter=copy_weights)]) for _ in range(2)
    ]
    for thread in pulls:
        thread.start()
    assert waited.wait(10)
    hub.stall.clear()
    hub.awake.set()
    for thread in pulls:
        thread.join()
    assert len(done) == 2
    assert done[0] == done[1] == store.locate(PINNED)
    assert store.verify(PINNED) == []
    assert len(hub.downloads("config.json")) == 1


def test_killed_pull_leaves_no_model_and_is_gone_on_from(hub: Hub, store: Store, tmp_path: Path) -> None:
    # Two of the client's blocks and a half.
    hub.repositories[REPO].files[WEIGHTS] = random.Random(5).randbytes(25_000_000)
    hub.stall[WEIGHTS] = 24_000_000
    script = (
        "import sys; from lantern import *; from summarize.models.store import Store; from pathlib import Path; "
        "Store(Path(sys.argv[1]), converter=copy_weights).pull(PINNED)"
    )
    environment = {"HF_ENDPOINT": hub.endpoint, "PYTHONPATH": os.pathsep.join(sys.path)}
    pull = subprocess.Popen([sys.executable, "-c", script, str(store.root)], env=environment)
    part = store.root / "kestrel--lantern-en-ar" / f"{COMMIT}.part" / f"{WEIGHTS}.part"
    while pull.poll() is None and not (part.is_file() and part.stat().st_size == 20 << 20):
        hub.awake.wait(0.02)
    pull.kill()
    pull.wait()
    assert store.locate(PINNED) is None

    hub.awake.set()
    hub.stall.clear()
    hub.requests.clear()
    store.pull(PINNED)
    assert store.verify(PINNED) == []
    assert hub.downloads(WEIGHTS) == [f"bytes={20 << 20}-"]


@pytest.mark.parametrize(
    "shape", ["{}", "../../victim", "{}/", "A" * 40, "a" * 39, "main", "..", "a" * 40 + "/.."]
)
def test_a_hub_that_names_a_path_as_the_commit_touches_nothing(
    hub: Hub, store: Store, tmp_path: Path, shape: str
) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "diary.txt").write_text("kept")
    hub.repositories[REPO].commit = shape.format(victim)
    with pytest.raises(ModelError, match="what answers isn't the hub"):
        store.pull(replace(PINNED, revision=None))
    assert (victim / "diary.txt").read_text() == "kept"
    assert [path.name for path in tmp_path.glob("victim*")] == ["victim"]
    assert everything(store) == set()


@pytest.mark.parametrize("newest", ["..", "../../victim", "{}", ""])
def test_a_note_of_the_newest_commit_that_is_a_path_is_no_commit(
    store: Store, tmp_path: Path, newest: str
) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    home = store.root / REPO.replace("/", "--")
    home.mkdir(parents=True)
    (home / "newest").write_text(newest.format(victim))
    assert store.locate(replace(PINNED, revision=None)) is None


def test_a_link_in_the_store_is_not_followed_out_of_it(hub: Hub, store: Store, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "diary.txt").write_text("kept")
    home = store.root / REPO.replace("/", "--")
    home.mkdir(parents=True)
    (home / COMMIT).symlink_to(victim, target_is_directory=True)
    with pytest.raises(ModelError, match="leads out of the store"):
        store.pull(PINNED)
    store.remove(PINNED)
    assert (victim / "diary.txt").read_text() == "kept"
