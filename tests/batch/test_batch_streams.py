"""What others can use: pipes in and out, the suffix that was asked for, fields that go through, tables, the schema."""

import csv
import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.batch.newsroom import article, lines, write_jsonl

IDS = ("--id-field", "id", "--from", "en", "--jobs", "1", "--quiet")


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Five articles, the last without text, with a column that is to go through."""
    path = write_jsonl(tmp_path / "wire.jsonl", 5, desk="city", page=3)
    with path.open("a") as file:
        file.write('{"id": "bad", "text": "", "desk": null, "page": 4}\n')
    return path


def test_json_lines_go_through_a_pipe(brief, wire: Path, tmp_path: Path) -> None:
    piped = brief("batch", "-", "-o", "-", *IDS, stdin=wire.read_bytes())
    assert piped.returncode == 6
    found = {record["id"]: record for record in map(json.loads, piped.stdout.splitlines())}
    brief("batch", "wire.jsonl", "-o", "out.jsonl", *IDS)
    kept = {str(record["id"]): record for record in lines(tmp_path / "out.jsonl")}
    assert found.keys() == kept.keys()
    assert all(
        found[id_].get("briefing", {}).get("summary") == one.get("briefing", {}).get("summary")
        for id_, one in kept.items()
    )
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("-")) == []


def test_a_reader_who_has_enough_ends_the_run(environment, tmp_path: Path) -> None:
    wire = write_jsonl(tmp_path / "many.jsonl", 200)
    command = f'"{sys.executable}" -m summarize batch {wire} -o - --quiet --jobs 1 | head -c 1'
    result = subprocess.run(command, shell=True, capture_output=True, env=environment, check=False)
    assert (result.stdout, result.stderr) == (b"{", b"")


def test_names_that_end_with_nul(brief, tmp_path: Path) -> None:
    names = ["a b.txt", "line\nbreak.txt", "'quote'.txt"]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(article(number))
    result = brief(
        "batch", "-", "-o", "out.jsonl", "--jobs", "1", stdin="".join(f"{name}\0" for name in names)
    )
    assert result.returncode == 0
    assert {line["id"] for line in lines(tmp_path / "out.jsonl")} == set(names)


@pytest.mark.parametrize("suffix", [".json", ".csv", ".jsonl.gz", ".parquet"])
def test_the_suffix_is_kept_and_the_run_goes_on_from_it(
    brief, wire: Path, tmp_path: Path, suffix: str
) -> None:
    pytest.importorskip("pyarrow")
    out = tmp_path / f"out{suffix}"
    options = ("-o", out, *IDS, "--keep", "desk", "--keep", "page")
    assert brief("batch", wire, *options).returncode == 6
    records = _read(out)
    assert {record["id"] for record in records} == {"bad", *(f"n{number}" for number in range(5))}
    before = out.read_bytes()
    again = brief("batch", wire, *options[:-5], "--keep", "desk", "--keep", "page")
    assert b"5 done before, 1 failed before" in again.stderr
    assert out.read_bytes() == before
    assert not out.with_name(f"{out.name}.jsonl").exists()


def _read(out: Path) -> list[dict[str, Any]]:
    if out.suffix == ".gz":
        return [json.loads(line) for line in gzip.decompress(out.read_bytes()).splitlines()]
    if out.suffix == ".csv":
        rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
        assert {row["desk"] for row in rows} == {"city", ""}
        assert all(row["summary"] for row in rows if row["status"] == "ok")
        return [json.loads(row["record"]) for row in rows]
    if out.suffix == ".parquet":
        from pyarrow import parquet

        table = parquet.read_table(out)
        assert {row["desk"] for row in table["kept"].to_pylist()} == {"city", None}
        assert {row["page"] for row in table["kept"].to_pylist()} == {3, 4}
        assert table.schema.field("briefing").type.field("language").type == "string"
        return list(table.to_pylist())
    return list(json.loads(out.read_bytes()))


@pytest.mark.parametrize("suffix", [".xlsx", ".txt", ".csv.gz", ".jsonl.zst", ".tsv"])
def test_a_suffix_of_something_else_is_refused(brief, wire: Path, tmp_path: Path, suffix: str) -> None:
    result = brief("batch", wire, "-o", f"out{suffix}", *IDS)
    assert result.returncode == 2
    assert (
        f"doesn't write {suffix.removeprefix('.jsonl') if suffix.endswith('zst') else suffix}"
        in result.stderr.decode()
    )
    assert not (tmp_path / f"out{suffix}").exists()


def test_a_struct_of_parquet_is_queried_by_name(brief, wire: Path, tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow.dataset")
    brief("batch", wire, "-o", "out.parquet", *IDS)
    field = arrow.field("briefing", "language")
    found = arrow.dataset(tmp_path / "out.parquet").to_table(
        filter=field == "en", columns={"language": field, "id": arrow.field("id")}
    )
    assert found.num_rows == 5


def test_every_line_is_what_the_schema_of_a_batch_says(brief, wire: Path, tmp_path: Path) -> None:
    schema = json.loads(brief("schema", "--batch").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    brief("batch", wire, "-o", "out.jsonl", *IDS, "--keep", "desk")
    brief("batch", wire, "--out-dir", "pages", *IDS)
    records = lines(tmp_path / "out.jsonl") + lines(tmp_path / "pages" / "records.jsonl")
    assert len(records) == 12
    for record in records:
        check.validate(record)
    assert not check.is_valid({**records[0], "status": "error"})


def test_the_manifest_and_the_report_tell_how_an_output_was_made(brief, wire: Path, tmp_path: Path) -> None:
    brief("batch", "wire.jsonl", "-o", "out.jsonl", *IDS, "--report", "report.html", "--quotes", "2")
    manifest = json.loads((tmp_path / "out.jsonl.manifest.json").read_text())
    assert manifest["command"].startswith("brief batch wire.jsonl -o out.jsonl")
    assert (
        manifest["made_with"] | {"--quotes": 2, "--id-field": "id", "--from": "en"} == manifest["made_with"]
    )
    assert "extractive" in manifest["made_with"]
    assert manifest["began"] <= manifest["ended"]
    assert manifest["counts"] | {"read": 6, "done": 5, "failed": {"input": 1}} == manifest["counts"]
    # Each word of the command stands in an element of its own, which isn't broken.
    page = re.sub(r"<[^>]*>", "", (tmp_path / "report.html").read_text())
    for said in ("brief batch wire.jsonl -o out.jsonl", "Began", "UTC", "--quotes", "out.jsonl"):
        assert said in page
