"""A hub on loopback, an empty store, and a home that is nobody's."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarize.models.store import Store
from tests.models.hub import Hub, HubServer, Repository, running_hub
from tests.models.lantern import COMMIT, REPO, checkpoint_files, copy_weights


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's own is read or written."""
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path / "brief"))
    monkeypatch.chdir(tmp_path)
    for name in ("BRIEF_OFFLINE", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def _server() -> Iterator[HubServer]:
    """One server, and with it one client, for all tests: making a client takes longer than most of them."""
    from huggingface_hub.utils import close_session  # type: ignore[attr-defined]

    with running_hub() as server:
        yield server
        close_session()


@pytest.fixture
def hub(_server: HubServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """The stub with the one model in it, which the real client takes for the hub."""
    from huggingface_hub import constants

    # HF_ENDPOINT is read when the client is imported, which another test may have done.
    monkeypatch.setattr(constants, "ENDPOINT", _server.endpoint)
    template = _server.endpoint + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    # What has come is written in blocks of this size, by default 10 MB: a cut loses the last one.
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 10_000)
    # Nor does anybody wait a second and more for the client to try again.
    monkeypatch.setattr(time, "sleep", lambda _: None)
    _server.hub = Hub(_server.endpoint, {REPO: Repository(checkpoint_files(), COMMIT)})
    yield _server.hub
    _server.hub.awake.set()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "models", converter=copy_weights)
