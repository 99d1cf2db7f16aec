"""`brief models add`: from a repository's configuration to an entry in the user's models.toml."""

import json
import tomllib

import pytest

from summarize.errors import ModelError, UsageError
from summarize.models.addition import add_repository
from summarize.models.catalogue import find_model, load_catalogue, user_file
from summarize.models.store import Store
from tests.models.hub import Hub, Repository
from tests.models.lantern import COMMIT, REPO, checkpoint_files


def test_entry_has_what_the_repository_says(hub: Hub) -> None:
    hub.repositories[REPO].card = {"license": "cc-by-4.0"}
    added = add_repository(load_catalogue(), REPO)

    assert tomllib.loads(user_file().read_text()) == {
        "lantern-en-ar": {
            "task": "translation",
            "family": "marian",
            "repo": REPO,
            "revision": COMMIT,
            "licence": "cc-by-4.0",
            "commercial": True,
            "window": 512,
            "max_tokens": 512,
            "decoding": {"num_beams": 6},
            "sources": ["en"],
            "targets": {"ar": ">>ara<<"},
            "prefix": "{target} ",
            "megabytes": 1,
        }
    }
    assert (
        user_file()
        .read_text()
        .startswith('[lantern-en-ar]\ntask = "translation"\nfamily = "marian"\nrepo = ')
    )
    assert load_catalogue()["lantern-en-ar"] == added
    assert not any("safetensors" in path or "spm" in path for _, path, _ in hub.requests)


def test_added_model_can_be_pulled(hub: Hub, store: Store) -> None:
    add_repository(load_catalogue(), REPO)
    assert store.pull(find_model(load_catalogue(), REPO, "translation")).revision == COMMIT


def test_file_keeps_what_was_in_it(hub: Hub) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_text("# my models\n[opus-mt-en-ru]\nmax_tokens = 100")
    add_repository(load_catalogue(), REPO)
    assert (
        user_file()
        .read_text()
        .startswith("# my models\n[opus-mt-en-ru]\nmax_tokens = 100\n\n[lantern-en-ar]\n")
    )
    assert load_catalogue()["opus-mt-en-ru"].max_tokens == 100


@pytest.mark.parametrize(
    ("licence", "commercial"),
    [
        ("apache-2.0", True),
        ("mit", True),
        ("cc-by-sa-4.0", True),
        ("cc-by-nc-4.0", False),
        ("cc-by-nc-sa-4.0", False),
        ("other", False),
        (None, False),
    ],
)
def test_licence_that_isnt_known_to_be_open_is_taken_as_closed(
    hub: Hub, licence: str | None, commercial: bool
) -> None:
    hub.repositories[REPO].card = {"license": licence} if licence else {}
    added = add_repository(load_catalogue(), REPO)
    assert (added.licence, added.commercial) == (licence or "not stated", commercial)


def test_task_is_taken_from_the_card_where_the_files_dont_say(hub: Hub) -> None:
    files = {"config.json": b'{"model_type": "t5"}', "model.safetensors": b"weights"}
    hub.repositories["kestrel/short"] = Repository(files, pipeline="summarization")
    assert add_repository(load_catalogue(), "kestrel/short").task == "summarization"

    hub.repositories["kestrel/either"] = Repository(files, pipeline="text2text-generation")
    with pytest.raises(
        ModelError,
        match="kestrel/either: whether this translates or summarizes isn't said by its files; give --task",
    ):
        add_repository(load_catalogue(), "kestrel/either")
    assert add_repository(load_catalogue(), "kestrel/either", task="summarization").task == "summarization"


def test_name_that_is_taken(hub: Hub) -> None:
    add_repository(load_catalogue(), REPO)
    with pytest.raises(UsageError, match="lantern-en-ar is known already; give another name with --name"):
        add_repository(load_catalogue(), REPO)
    assert add_repository(load_catalogue(), REPO, name="second").name == "second"


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"config.json": b"{}"}, "no safetensors and no .bin weights"),
        (
            {"config.json": b'{"model_type": "rwkv"}', "model.safetensors": b"x"},
            "no engine for model_type 'rwkv'",
        ),
        ({"config.json": b"{", "model.safetensors": b"x"}, "can't be read as JSON"),
    ],
)
def test_unusable_repository_leaves_the_file_alone(hub: Hub, files: dict[str, bytes], says: str) -> None:
    hub.repositories["kestrel/strange"] = Repository(files)
    with pytest.raises(ModelError) as caught:
        add_repository(load_catalogue(), "kestrel/strange")
    assert says in str(caught.value)
    assert str(caught.value).startswith("kestrel/strange")
    assert not user_file().exists()


@pytest.mark.parametrize(
    ("offline", "why"),
    [
        (True, " without the network; take the option or variable away"),
        (False, ": 127.0.0.1 refused the connection; check the firewall"),
    ],
)
def test_add_without_a_network(hub: Hub, monkeypatch: pytest.MonkeyPatch, offline: bool, why: str) -> None:
    monkeypatch.delenv("HF_ENDPOINT", raising=False)
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError) as caught:
        add_repository(load_catalogue(), REPO, offline=offline)
    assert str(caught.value) == f"{REPO} can't be looked up{why}"


def test_strange_repository_name(hub: Hub) -> None:
    with pytest.raises(ModelError, match="can't be a repository's name; it is OWNER/NAME"):
        add_repository(load_catalogue(), "kestrel/../lantern")


def test_vocabulary_that_is_a_list_is_refused(hub: Hub) -> None:
    files = checkpoint_files() | {"vocab.json": json.dumps(["a"]).encode()}
    hub.repositories["kestrel/odd"] = Repository(files)
    with pytest.raises(ModelError, match="no JSON object"):
        add_repository(load_catalogue(), "kestrel/odd")
