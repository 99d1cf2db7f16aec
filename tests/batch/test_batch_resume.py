"""What a later version, or a later run with other options, makes of an output that is there."""

import json
import shutil
from pathlib import Path

import pytest

from summarize.batch.resume import fingerprints_of
from summarize.request import ModelOptions, Request
from tests.batch.newsroom import by_id

OUTPUTS = Path(__file__).parent / "outputs"
OPTIONS = ("--id-field", "id", "--from", "en", "--quiet", "-o", "out.jsonl")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output that version 0.1.0 wrote of wire.jsonl: two briefings and an error."""
    shutil.copy(OUTPUTS / "wire.jsonl", tmp_path)
    shutil.copy(OUTPUTS / "0.1.0.jsonl", tmp_path / "out.jsonl")
    return tmp_path / "out.jsonl"


def test_lines_of_version_0_1_are_resumed_as_they_are(brief, out: Path) -> None:
    before = out.read_bytes()
    assert brief("batch", "wire.jsonl", *OPTIONS).returncode == 6
    assert out.read_bytes() == before


def test_an_old_error_that_is_tried_again_leaves_one_line(brief, out: Path) -> None:
    before = by_id(out)
    assert brief("batch", "wire.jsonl", *OPTIONS, "--retry-errors").returncode == 6
    after = by_id(out)
    assert after.keys() == before.keys()
    assert {id_ for id_ in after if after[id_] != before[id_]} == {"n2"}


def test_old_lines_of_other_options_are_made_again_only_with_replace(brief, out: Path) -> None:
    before = by_id(out)
    refused = brief("batch", "wire.jsonl", *OPTIONS, "--quotes", "1")
    assert refused.returncode == 2
    assert b"--replace" in refused.stderr
    assert by_id(out) == before
    assert brief("batch", "wire.jsonl", *OPTIONS, "--quotes", "1", "--replace").returncode == 6
    after = by_id(out)
    assert after.keys() == before.keys()
    assert not {json.loads(line)["key"] for line in after.values()} & {
        json.loads(line)["key"] for line in before.values()
    }


@pytest.mark.parametrize(
    "other",
    [
        Request(to="ru"),
        Request(from_="en"),
        Request(sentences=2),
        Request(words=30),
        Request(quotes=4),
        Request(summarizer="bart-large-cnn"),
        Request(document="html"),
        Request(models=ModelOptions(engine="torch")),
        Request(models=ModelOptions(device="cuda")),
        Request(models=ModelOptions(precision="float32")),
    ],
)
def test_every_option_that_shapes_a_result_changes_the_key(
    other: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path))
    assert fingerprints_of(other).now != fingerprints_of(Request()).now


def test_a_models_entry_shapes_the_key_but_what_is_only_said_of_it_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path / "home"))

    def fingerprint(line: str) -> str:
        models = tmp_path / "models.toml"
        models.write_text(f"[opus-mt-en-ru]\n{line}\n", encoding="utf-8")
        asked = Request(to="ru", translator="opus-mt-en-ru", models=ModelOptions(models=models))
        return fingerprints_of(asked).now

    assert fingerprint('note = "good"') == fingerprint("megabytes = 7")
    assert fingerprint("window = 300") != fingerprint("megabytes = 7")
