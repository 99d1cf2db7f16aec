"""Without a network: what is pulled works, and what isn't ends in a line that says why and what helps."""

import subprocess
import sys
from pathlib import Path

import pytest

from summarize.errors import ModelError
from summarize.models.catalogue import find_model, load_catalogue
from summarize.models.store import Store
from tests.models.hub import Hub, Repository
from tests.models.lantern import PINNED, REPO, checkpoint_files, copy_weights

ABSENT = "lantern-en-ar (1 MB) isn't downloaded; with a network, run: brief models pull lantern-en-ar"

BRING = "; or bring it from another machine: brief models import FILE"


def why(reason: str) -> str:
    """What a pull says that doesn't come off."""
    return f"lantern-en-ar (1 MB) isn't downloaded: {reason}{BRING}"


def line_of(store: Store) -> str:
    with pytest.raises(ModelError) as caught:
        store.pull(PINNED)
    assert caught.value.exit_code == 4
    assert not list(store.root.glob("*/*"))
    return str(caught.value)


def test_offline_option(no_network: None, tmp_path: Path) -> None:
    assert line_of(Store(tmp_path / "models", offline=True)) == why(
        "the network is forbidden (--offline); take that away"
    )


@pytest.mark.parametrize("variable", ["BRIEF_OFFLINE", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"])
@pytest.mark.parametrize("value", ["1", "true", "YES"])
def test_offline_by_environment(
    no_network: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    for other in ("BRIEF_OFFLINE", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        if other != variable:
            monkeypatch.delenv(other, raising=False)
    assert line_of(Store(tmp_path / "models")) == why(
        f"the network is forbidden ({variable}); take that away"
    )


# Nothing listens on the port that says discard.
DEAD = "127.0.0.1:9"


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "HF_ENDPOINT",
    ):
        monkeypatch.delenv(name, raising=False)


def test_a_refused_connection(
    hub: Hub, store: Store, no_proxy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", f"http://{DEAD}")
    assert line_of(store) == why("127.0.0.1 refused the connection; check the firewall")
    monkeypatch.setenv("HF_ENDPOINT", f"http://{DEAD}")
    assert line_of(store) == why("127.0.0.1 (HF_ENDPOINT) refused the connection; check HF_ENDPOINT")


def test_no_name_service(hub: Hub, store: Store, no_proxy: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://hub.invalid")
    assert line_of(store) == why("hub.invalid isn't found; is there a network?")


def test_a_connection_that_is_no_tls(
    hub: Hub, store: Store, no_proxy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", hub.endpoint.replace("http:", "https:"))
    line = line_of(store)
    assert "TLS" in line
    assert "SSL_CERT_FILE" in line


def test_client_that_is_offline_by_itself(hub: Hub, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    assert line_of(store) == why("the network is forbidden (HF_HUB_OFFLINE); take that away")


def test_require_says_the_same(store: Store, no_network: None) -> None:
    with pytest.raises(ModelError) as caught:
        store.require(PINNED)
    assert str(caught.value) == ABSENT


@pytest.mark.parametrize("revision", [PINNED.revision, None])
def test_pulled_model_needs_no_network(
    hub: Hub, store: Store, revision: str | None, request: pytest.FixtureRequest
) -> None:
    from dataclasses import replace

    entry = replace(PINNED, revision=revision)
    store.pull(entry)
    request.getfixturevalue("no_network")

    again = Store(store.root, converter=copy_weights)
    local = again.require(entry)
    assert again.pull(entry) == local
    assert again.verify(entry) == []
    assert again.convert(local, "float32").converted is not None
    assert Store(store.root, offline=True).require(entry) == local


def test_catalogue_and_folders_need_no_network(no_network: None, tmp_path: Path) -> None:
    folder = tmp_path / "lantern"
    folder.mkdir()
    for name, content in checkpoint_files().items():
        (folder / name).write_bytes(content)
    entry = find_model(load_catalogue(), str(folder), "translation")
    assert Store(converter=copy_weights).pull(entry).converted is not None


def test_finding_a_model_imports_no_framework_and_no_client() -> None:
    script = (
        "import sys; from summarize.cli.models import app; from summarize.models.catalogue import *; "
        "from summarize.models.store import Store; known = load_catalogue(); "
        "[Store().locate(entry) for entry in known.values()]; default_translators(known, 'de', 'ar'); "
        "heavy = {'torch', 'transformers', 'huggingface_hub', 'httpx2', 'ctranslate2'} & set(sys.modules); "
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2]).returncode == 0


def test_repository_that_isnt_there_is_not_taken_for_a_missing_network(hub: Hub, store: Store) -> None:
    hub.repositories = {"kestrel/other": Repository({})}
    assert line_of(store).startswith(f"{REPO} at ")
