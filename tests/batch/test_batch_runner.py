"""The local runner: what one record does never reaches another, and the models' batches are shared."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarize.batch.inputs.tables import Fields
from summarize.batch.running.settings import Settings
from summarize.errors import BatchError, ModelError
from summarize.pipeline import brief
from summarize.reading import article_from_text
from summarize.rendering.json import briefing_record
from summarize.request import Request
from tests.batch.newsroom import (
    BUG,
    DEATH,
    HANG,
    REQUEST,
    TRANSLATING,
    article,
    by_id,
    lines,
    run,
    write_jsonl,
)

IDS: dict[str, Any] = {"fields": Fields(id="id")}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def table(path: Path, *texts: str) -> Path:
    rows = [json.dumps({"id": f"n{number}", "text": text}) for number, text in enumerate(texts)]
    path.write_text("\n".join(rows))
    return path


def errors(path: Path) -> dict[str, tuple[str, int]]:
    return {
        line["id"]: (line["error"]["code"], line["error"]["exit"]) for line in lines(path) if "error" in line
    }


def test_a_briefing_is_the_same_as_without_batch(tmp_path: Path, out: Path) -> None:
    run([table(tmp_path / "wire.jsonl", article(7))], out, **IDS)
    (line,) = lines(out)
    alone = brief(article_from_text(article(7), language="en", name="n0"), Request(speakers="fast"))
    assert list(line) == ["id", "key", "input", "status", "briefing"]
    assert line["input"] == f"{tmp_path}/wire.jsonl:1"
    assert line["briefing"] == json.loads(json.dumps(briefing_record(alone)))


@pytest.mark.parametrize("request_", [REQUEST, TRANSLATING], ids=["plain", "translating"])
def test_what_fails_is_a_record_and_the_rest_goes_on(tmp_path: Path, out: Path, request_) -> None:
    texts = [article(1), "", article(2), f"It rained. {BUG}.", article(3), " \n ", article(4)]
    made = run([table(tmp_path / "wire.jsonl", *texts)], out, request_, **IDS)
    assert (made.ok, dict(made.errors)) == (4, {"input": 2, "bug": 1})
    assert errors(out) == {"n1": ("input", 3), "n3": ("bug", 70), "n5": ("input", 3)}
    assert json.loads(by_id(out)["n3"])["error"]["message"] == "ZeroDivisionError: division by zero"


def test_an_article_that_hangs_is_ended_and_the_rest_goes_on(tmp_path: Path, out: Path) -> None:
    texts = [article(1), f"It rained. {HANG}.", article(2), article(3)]
    settings = Settings(timeout=0.7, window=16)
    made = run([table(tmp_path / "wire.jsonl", *texts)], out, settings=settings, **IDS)
    assert (made.ok, dict(made.errors)) == (3, {"timeout": 1})
    assert errors(out) == {"n1": ("timeout", 6)}


@pytest.mark.parametrize("request_", [REQUEST, TRANSLATING], ids=["plain", "translating"])
def test_an_article_that_kills_its_process_fails_alone(tmp_path: Path, out: Path, request_) -> None:
    texts = [article(1), article(2), f"It rained. {DEATH}.", article(3)]
    made = run([table(tmp_path / "wire.jsonl", *texts)], out, request_, Settings(jobs=2), **IDS)
    assert (made.ok, dict(made.errors)) == (3, {"crash": 1})
    assert "SIGABRT" in json.loads(by_id(out)["n2"])["error"]["message"]


def test_fail_fast_ends_at_the_first_error(tmp_path: Path, out: Path) -> None:
    texts = ["", *(article(number) for number in range(200))]
    with pytest.raises(BatchError, match="n0 failed: the article is empty"):
        run([table(tmp_path / "wire.jsonl", *texts)], out, settings=Settings(window=8, fail_fast=True), **IDS)
    assert len(lines(out)) < 100


def test_translations_share_batches_and_are_the_same_as_alone(tmp_path: Path, out: Path) -> None:
    wire = write_jsonl(tmp_path / "wire.jsonl", 60)
    run([wire], out, TRANSLATING, Settings(window=32), **IDS)
    from tests.batch.newsroom import WordTable

    for number in (0, 31, 59):
        alone = brief(
            article_from_text(article(number), language="en", name=f"n{number}"),
            Request(to="ru", translator=WordTable(), speakers="fast"),
        )
        expected = json.loads(json.dumps(briefing_record(alone)))
        assert json.loads(by_id(out)[f"n{number}"])["briefing"] == expected
    assert "мы" in expected["summary"][0]["text"] + expected["quotes"][0]["gloss"]


def test_articles_in_a_language_that_no_model_has_fail_alone(tmp_path: Path, out: Path) -> None:
    german = (
        "Der Rat von Ostby tagte am Montag. Die Brücke bleibt stehen, sagte die Bürgermeisterin Vera Lind."
    )
    wire = table(tmp_path / "wire.jsonl", article(1), german, article(2))
    made = run([wire], out, replace(TRANSLATING, from_=None), **IDS)
    assert (made.ok, errors(out)) == (2, {"n1": ("language", 5)})


@pytest.mark.parametrize(
    "request_",
    [replace(REQUEST, summarizer="bart-large-cnn"), replace(TRANSLATING, translator="opus-mt-en-ru")],
    ids=["summarizer", "translator"],
)
def test_a_model_that_is_missing_ends_the_run_and_writes_nothing(
    tmp_path: Path, out: Path, request_, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path / "home"))
    wire = write_jsonl(tmp_path / "wire.jsonl", 10)
    with pytest.raises(ModelError, match="isn't downloaded; with a network, run: brief models pull"):
        run([wire], out, request_, **IDS)
    assert lines(out) == []


@pytest.mark.parametrize("window", [1, 3, 500])
@pytest.mark.parametrize("ordered", [False, True])
def test_any_window_gives_every_record(tmp_path: Path, out: Path, window: int, ordered: bool) -> None:
    wire = write_jsonl(tmp_path / "wire.jsonl", 50)
    run([wire], out, settings=Settings(jobs=2, window=window, ordered=ordered), **IDS)
    assert len(by_id(out)) == 50
