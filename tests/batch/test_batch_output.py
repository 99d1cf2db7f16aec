"""What a run leaves on disk, and what the next one makes of it."""

import gzip
import json
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.batch.inputs.tables import Fields
from summarize.batch.output.documents import document_name
from summarize.batch.output.packing import packing_of
from summarize.batch.running.settings import Settings
from summarize.errors import OutputError, UsageError
from summarize.request import Request
from tests.batch.newsroom import BUG, REQUEST, FaultySummarizer, article, by_id, lines, run, write_jsonl

IDS: dict[str, Any] = {"fields": Fields(id="id")}
RETRY = Settings(retry_errors=True)


def totals(made) -> tuple[int, int, int]:
    return made.ok, made.failed, made.skipped


def rows(path: Path, texts: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps({"id": id_, "text": text}) + "\n" for id_, text in texts.items()))
    return path


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    return write_jsonl(tmp_path / "wire.jsonl", 20)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def test_a_second_run_has_nothing_to_do(wire: Path, out: Path) -> None:
    assert totals(run([wire], out, **IDS)) == (20, 0, 0)
    before = out.read_bytes()
    assert totals(run([wire], out, **IDS)) == (0, 0, 20)
    assert out.read_bytes() == before


def test_what_another_input_gave_stays(wire: Path, out: Path, tmp_path: Path) -> None:
    run([wire], out, **IDS)
    more = rows(tmp_path / "more.jsonl", {"m1": article(900)})
    assert totals(run([more], out, **IDS)) == (1, 0, 0)
    assert set(by_id(out)) == {"m1", *(f"n{number}" for number in range(20))}


@pytest.mark.parametrize(
    "other", [replace(REQUEST, sentences=1), replace(REQUEST, summarizer=FaultySummarizer("another"))]
)
def test_other_options_or_versions_replace_only_where_that_is_asked_for(
    wire: Path, out: Path, tmp_path: Path, other: Request
) -> None:
    run([wire], out, **IDS)
    run([rows(tmp_path / "more.jsonl", {"m1": article(900)})], out, **IDS)
    before = out.read_bytes()
    with pytest.raises(UsageError, match=r"has 21 articles made with other options .* or --replace"):
        run([wire], out, other, **IDS)
    assert out.read_bytes() == before
    assert totals(run([wire], out, other, replace=True, **IDS)) == (20, 0, 0)
    assert by_id(out).keys() == {f"n{number}" for number in range(20)}
    assert not set(by_id(out).values()) & set(before.splitlines(keepends=True))
    assert totals(run([wire], out, other, **IDS)) == (0, 0, 20)


def test_a_changed_article_replaces_its_line_and_only_that(tmp_path: Path, out: Path) -> None:
    path = rows(tmp_path / "wire.jsonl", {"a": article(1), "b": article(2)})
    run([path], out, **IDS)
    before = by_id(out)
    rows(path, {"a": article(1), "b": article(3)})
    assert totals(run([path], out, **IDS)) == (1, 0, 1)
    assert by_id(out)["a"] == before["a"]
    assert by_id(out)["b"] != before["b"]


def test_errors_are_done_unless_they_are_to_be_tried_again(tmp_path: Path, out: Path) -> None:
    path = rows(tmp_path / "wire.jsonl", {"a": article(1), "b": BUG, "c": ""})
    assert totals(run([path], out, **IDS)) == (1, 2, 0)
    again = run([path], out, **IDS)
    assert (totals(again), again.left) == ((0, 0, 1), {"bug": 1, "input": 1})
    assert totals(run([path], out, settings=RETRY, **IDS)) == (0, 2, 1)
    assert set(by_id(out)) == {"a", "b", "c"}


def test_a_record_that_stands_in_the_input_twice_is_made_once(wire: Path, out: Path) -> None:
    made = run([wire, wire], out, **IDS)
    assert (made.ok, made.repeated) == (20, 20)
    assert len(by_id(out)) == 20


def test_two_articles_with_one_id_are_an_error_that_says_so(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text("".join(json.dumps({"id": "a", "text": article(number)}) + "\n" for number in (1, 2)))
    assert totals(run([path], out, **IDS)) == (1, 1, 0)
    good, bad = lines(out)
    assert good["status"] == "ok"
    assert bad["error"] == {
        "code": "input",
        "exit": 3,
        "message": f"{path}:2 has the id of another record, 'a'; give each its own",
    }
    assert totals(run([path], out, **IDS)) == (0, 0, 1)
    assert lines(out) == [good, bad]


@pytest.mark.parametrize("cut", [1, 2, 40, 400])
def test_a_torn_last_line_is_repaired(wire: Path, out: Path, cut: int) -> None:
    run([wire], out, **IDS)
    whole = out.read_bytes()
    out.write_bytes(whole[:-cut])
    lost = cut > 1  # a record without its line break is whole
    assert totals(run([wire], out, **IDS)) == (lost, 0, 20 - lost)
    assert sorted(out.read_bytes().splitlines()) == sorted(whole.splitlines())


def test_a_first_line_that_was_torn_at_once_is_repaired(wire: Path, out: Path) -> None:
    out.write_bytes(b'{"i')
    assert totals(run([wire], out, **IDS)) == (20, 0, 0)
    assert len(by_id(out)) == 20


@pytest.mark.parametrize(
    "content",
    [
        "my notes",
        "my notes\nof today\n",
        '{"id": 5}\n',
        "[1]\n",
        '{"id": "a", "name": "mine"}',
        '{"id": "a", "name',
    ],
)
def test_a_file_of_somebody_else_is_refused_and_left_alone(wire: Path, out: Path, content: str) -> None:
    out.write_text(content)
    with pytest.raises(OutputError, match="something else than a record"):
        run([wire], out, **IDS)
    assert out.read_text() == content


def test_replacing_lines_keeps_the_permissions_and_leaves_nothing_else(wire: Path, out: Path) -> None:
    run([wire], out, **IDS)
    out.chmod(0o640)
    rows(wire, {f"n{number}": article(number + 1) for number in range(20)})
    run([wire], out, **IDS)
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert sorted(os.listdir(out.parent)) == ["out.jsonl", "out.jsonl.manifest.json", "wire.jsonl"]


def test_ordered_output_has_the_order_of_the_input(wire: Path, out: Path) -> None:
    run([wire], out, settings=Settings(jobs=2, window=8, ordered=True), **IDS)
    assert [line["id"] for line in lines(out)] == [f"n{number}" for number in range(20)]


def test_parquet_has_the_same_records_and_is_resumed(wire: Path, out: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows(tmp_path / "more.jsonl", {"bad": "", "n1": article(1)})
    run([wire, tmp_path / "more.jsonl"], out, **IDS)
    packed = tmp_path / "out.parquet"
    assert totals(run([wire], packed, **IDS)) == (20, 0, 0)
    made = run([wire, tmp_path / "more.jsonl"], packed, **IDS)
    assert (made.ok, made.failed, made.skipped, made.repeated) == (0, 1, 20, 1)
    found = {row["id"]: row for row in parquet.read_table(packed).to_pylist()}
    expected = {id_: json.loads(line) for id_, line in by_id(out).items()}
    assert found.keys() == expected.keys()
    for id_, line in expected.items():
        assert found[id_]["key"] == line["key"]
        assert (found[id_]["briefing"] or {}).get("title") == line.get("briefing", {}).get("title")
        assert found[id_]["error"] == line.get("error")
    unpacked = tmp_path / "unpacked.jsonl"
    packing = packing_of(packed)
    assert packing is not None
    packing.unpack(packed, unpacked, lambda: None)
    assert {line["id"]: line for line in lines(unpacked)} == expected
    assert not (tmp_path / "out.parquet.jsonl").exists()


@pytest.mark.parametrize("rows", [[{"x": 1}], []])
def test_a_parquet_file_of_somebody_else_is_refused(
    wire: Path, tmp_path: Path, rows: list[dict[str, int]]
) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    packed = tmp_path / "out.parquet"
    parquet.write_table(arrow.Table.from_pylist(rows, schema=arrow.schema([("x", arrow.int64())])), packed)
    before = packed.read_bytes()
    with pytest.raises(OutputError, match="isn't an output of brief batch"):
        run([wire], packed, **IDS)
    assert packed.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("o.jsonl", b'{"a": 1}'),
        ("o.jsonl", b"my diary"),
        ("o.json", b'[{"a": 1}]'),
        ("o.json", b'"my diary"'),
        ("o.csv", b"my diary"),
        ("o.csv", b"id,record\n"),
        ("o.csv", b"a,b\n1,2\n"),
        ("o.jsonl.gz", b"my diary"),
        ("o.jsonl.gz", gzip.compress(b'{"a": 1}')),
    ],
)
def test_what_is_no_output_of_a_batch_is_left_as_it_is(
    wire: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(OutputError, match="name another file"):
        run([wire], tmp_path / name, **IDS)
    assert (tmp_path / name).read_bytes() == content


@pytest.mark.parametrize(
    ("id_", "name"),
    [("news/a.txt", "news/a.txt.md"), ("42", "42.md"), ("статья", "статья.md")],
)
def test_a_plain_id_is_the_documents_name(id_: str, name: str) -> None:
    assert document_name(id_, "markdown") == name


@given(st.lists(st.text(max_size=300), min_size=2, max_size=2, unique=True))
def test_documents_stay_in_the_folder_and_apart(ids: list[str]) -> None:
    names = [document_name(id_, "json") for id_ in ids]
    assert names[0] != names[1]
    for name in names:
        parts = name.split("/")
        assert not {"", ".", ".."} & set(parts)
        assert all(len(part.encode()) <= 255 for part in parts)
        assert "\0" not in name
