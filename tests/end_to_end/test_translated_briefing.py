"""A briefing in another language as a user gets one: pull a model once, then work without a network.

The model is a tiny one that was trained on the news grammar, so that its translations can be judged; the hub is a stub on
loopback, and the client, the conversion and the engines are the real ones.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import news_grammar
from tests.models.hub import Hub, Repository, running_hub

pytestmark = pytest.mark.slow

TRAINED = Path(__file__).parents[1] / "models" / "trained" / "opus-mt-en-ar"
COMMIT = "c" * 40
MODELS = f"""
[tiny-en-ar]
task = "translation"
family = "marian"
repo = "tests/tiny-en-ar"
revision = "{COMMIT}"
licence = "cc-by-4.0"
sources = ["en"]
targets = {{ ar = ">>ara<<" }}
prefix = "{{target}} "
decoding = {{ num_beams = 4 }}
default = ["en-ar"]

[opus-mt-tc-big-en-ar]
default = []
"""
MADE = news_grammar.sentences(3, seed=5, unseen=True)
ARTICLE = f"{MADE[0]['en']} {MADE[1]['en']} “{MADE[2]['en'][:-1]},” said Vera Lind."


@pytest.fixture
def hub(environment: dict[str, str], tmp_path: Path) -> Iterator[Hub]:
    (tmp_path / "tiny.toml").write_text(MODELS, encoding="utf-8")
    files = {path.name: path.read_bytes() for path in TRAINED.iterdir()}
    with running_hub() as server:
        server.hub = Hub(server.endpoint, {"tests/tiny-en-ar": Repository(files, COMMIT)})
        environment["HF_ENDPOINT"] = server.endpoint
        del environment["HF_HUB_OFFLINE"], environment["PYTHONWARNINGS"]
        yield server.hub


def test_a_model_is_pulled_once_and_then_translates_without_a_network(brief, hub: Hub) -> None:
    before = brief("--to", "ar", "--models", "tiny.toml", stdin=ARTICLE)
    assert before.returncode == 4
    assert b"brief models pull tiny-en-ar" in before.stderr
    assert hub.requests == []

    pulled = brief("models", "pull", "tiny-en-ar", "--models", "tiny.toml")
    assert pulled.returncode == 0, pulled.stderr.decode()
    asked = len(hub.requests)
    assert asked > 0

    result = brief("--to", "ar", "--models", "tiny.toml", "--format", "json", stdin=ARTICLE)
    assert result.returncode == 0, result.stderr.decode()
    assert len(hub.requests) == asked
    made = json.loads(result.stdout)
    assert made["language"] == "ar"
    assert [sentence["text"] for sentence in made["summary"][:2]] == [MADE[0]["ar"], MADE[1]["ar"]]
    (quote,) = made["quotes"]
    assert quote["text"] == ARTICLE[quote["start"] : quote["end"]] == f"{MADE[2]['en'][:-1]},"
    assert quote["speaker"] == "Vera Lind"
    assert quote["gloss"]
    assert made["models"]["translator"] == {
        "name": "tiny-en-ar",
        "repo": "tests/tiny-en-ar",
        "revision": COMMIT,
        "engine": "ctranslate2",
    }

    markdown = brief("--to", "Arabic", "--models", "tiny.toml", "--offline", stdin=ARTICLE).stdout.decode()
    assert 'dir="rtl"' in markdown
    assert f"«{quote['text']}»" in markdown
    assert f"ترجمة آلية:* {quote['gloss']}" in markdown


def test_download_in_a_script_is_done_when_it_says_so(brief, hub: Hub) -> None:
    result = brief("--to", "ar", "--models", "tiny.toml", "--download", "--format", "json", stdin=ARTICLE)
    assert result.returncode == 0, result.stderr.decode()
    assert json.loads(result.stdout)["summary"][0]["text"] == MADE[0]["ar"]
    assert b"downloading" in result.stderr


def test_both_engines_translate_alike(brief, hub: Hub) -> None:
    texts = []
    for engine in ("ctranslate2", "torch"):
        result = brief(
            "--to", "ar", "--translator", TRAINED, "--engine", engine, "--format", "json", stdin=ARTICLE
        )
        assert result.returncode == 0, result.stderr.decode()
        made = json.loads(result.stdout)
        assert made["models"]["translator"]["engine"] == engine
        texts.append([sentence["text"] for sentence in made["summary"]])
    assert texts[0] == texts[1]


def test_a_model_that_writes_its_own_summary_says_how_much_of_the_article_it_read(brief, hub: Hub) -> None:
    folder = TRAINED.parent / "bart-large-cnn"
    result = brief("--summarizer", folder, "--format", "json", stdin=ARTICLE)
    assert result.returncode == 0, result.stderr.decode()
    made = json.loads(result.stdout)
    assert made["summary"][0]["start"] is None
    assert made["models"]["summarizer"]["seen"] == 1.0


def test_a_batch_gives_each_article_the_briefing_that_it_gets_alone(brief, hub: Hub, tmp_path: Path) -> None:
    articles = [ARTICLE, f"{MADE[1]['en']} {MADE[2]['en']}", "123"]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in articles))
    options = ("--to", "ar", "--models", "tiny.toml", "--from", "en")
    result = brief("batch", "in.jsonl", "-o", "out.jsonl", "--download", "--quiet", *options)
    assert result.returncode == 0, result.stderr.decode()
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    made = {line["id"]: line["briefing"] for line in lines}
    assert len(made) == 3
    for text, batched in zip(articles, [made[key] for key in sorted(made)], strict=True):
        alone = json.loads(brief("--format", "json", *options, stdin=text).stdout)
        assert batched["source"].pop("name") != alone["source"].pop("name")
        assert batched == alone
