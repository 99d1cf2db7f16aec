"""What stands after `brief batch`: files, folders, patterns, lists, tables."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from summarize.batch.inputs.files import Inputs, count_records, read_records
from summarize.batch.inputs.tables import Fields
from summarize.batch.records import Failure, Record
from summarize.reading.content import Input
from summarize.reading.formats import decompressed
from tests.batch.newsroom import article


def read(*paths: Path | str, **options) -> list[Record]:
    return list(read_records(Inputs([str(path) for path in paths], **options)))


def messages(records: list[Record]) -> list[str]:
    return [record.content.message for record in records if isinstance(record.content, Failure)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.txt",
        "a.html",
        "deep/er/c.md",
        "deep/.hidden.txt",
        ".git/d.txt",
        "data.jsonl",
        "image.png",
    ):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_a_folder_gives_its_articles_in_order_and_nothing_hidden(folder: Path) -> None:
    assert [record.id for record in read("news")] == ["news/a.html", "news/b.txt", "news/deep/er/c.md"]
    assert read("news")[1] == Record("news/b.txt", "news/b.txt", Input(b"b.txt", "news/b.txt"))


def test_extensions_choose_what_a_folder_gives(folder: Path) -> None:
    assert [record.id for record in read("news", extensions=frozenset({".png"}))] == ["news/image.png"]


def test_the_output_is_no_input(folder: Path) -> None:
    skipped = frozenset({(folder / "news" / "b.txt").resolve(), (folder / "news" / "deep").resolve()})
    assert [record.id for record in read("news", skipped=skipped)] == ["news/a.html"]


def test_a_pattern_that_the_shell_left_is_expanded(folder: Path) -> None:
    assert [record.id for record in read("news/*.t?t", "news/**/*.md")] == ["news/b.txt", "news/deep/er/c.md"]
    assert messages(read("news/*.pdf")) == ["nothing matches news/*.pdf; check the pattern"]


def test_a_missing_file_is_a_record_that_failed(folder: Path) -> None:
    (record,) = read("nowhere.txt")
    assert record.id == "nowhere.txt"
    assert record.content == Failure("input", 3, "there is no file nowhere.txt; check the path")


def test_json_lines_with_fields_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    rows = [{"body": "One.", "slug": "s1", "head": "First"}, {"body": "Two.", "slug": 2, "head": None}]
    path.write_text("\ufeff" + "\n\n".join(json.dumps(row) for row in rows))
    fields = Fields(text="body", title="head", id="slug")
    assert read(path, fields=fields) == [
        Record("s1", f"{path}:1", "One.", "First"),
        Record("2", f"{path}:3", "Two.", None),
    ]


def test_without_an_id_field_the_line_is_the_id(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Two."}\n')
    assert [record.id for record in read(path)] == [f"{path}:1", f"{path}:2"]


def test_a_bad_line_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    good = b'{"id": "a", "text": "Good."}'
    bad = [
        b"{",
        b"[1]",
        b'{"id": "x", "text": "\xff"}',
        b'{"id": "y"}',
        b'{"text": "No id."}',
        b'{"id": "z", "text": 7}',
    ]
    path.write_bytes(b"\n".join([good, *bad, good.replace(b'"a"', b'"b"')]))
    records = read(path, fields=Fields(id="id"))
    assert [record.id for record in records if record.content == "Good."] == ["a", "b"]
    assert messages(records) == [
        f"{path}:2 isn't JSON (Expecting property name enclosed in double quotes); one object a line is wanted",
        f"{path}:3 isn't a JSON object; one a line is wanted",
        f"{path}:4 isn't UTF-8; save the file as UTF-8",
        f"{path}:5 has no text in 'text'; name the field with --text-field",
        f"{path}:6 has no 'id'; name the id with --id-field",
        f"{path}:7 has no text in 'text'; name the field with --text-field",
    ]


def test_csv_and_tsv(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(
        '\ufeffid,text\n1,"Two\nlines, one field"\n2,caf\xe9\n3,Last\n'.encode("latin-1", "ignore")
    )
    (tmp_path / "b.tsv").write_text("id\ttext\n4\tTabs, too\n")
    records = read(tmp_path / "a.csv", tmp_path / "b.tsv", fields=Fields(id="id"))
    assert [record.content for record in records if isinstance(record.content, str)] == [
        "Two\nlines, one field",
        "Last",
        "Tabs, too",
    ]
    assert messages(records) == [f"{tmp_path}/a.csv:2 isn't UTF-8; save the file as UTF-8"]


@pytest.mark.parametrize("compression", ["none", "snappy", "zstd", "gzip"])
@pytest.mark.parametrize("data_page_version", ["1.0", "2.0"])
@pytest.mark.parametrize("more", [{}, {"use_dictionary": False, "write_page_checksum": True}])
def test_parquet(tmp_path: Path, compression: str, data_page_version: str, more: dict[str, Any]) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = [{"id": number, "text": article(number), "title": None, "other": 1.5} for number in range(150)]
    options = {"compression": compression, "data_page_version": data_page_version, "data_page_size": 5_000}
    table = arrow.Table.from_pylist(rows)
    parquet.write_table(table, tmp_path / "wire.parquet", row_group_size=70, **options, **more)
    records = read(tmp_path / "wire.parquet", fields=Fields(id="id"))
    assert [(record.id, record.content) for record in records] == [
        (str(row["id"]), row["text"]) for row in rows
    ]
    assert count_records(Inputs([str(tmp_path / "wire.parquet")])) == 150


def test_a_table_that_is_no_table(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "wire.parquet").write_text("not parquet")
    (record,) = read(tmp_path / "wire.parquet")
    assert isinstance(record.content, Failure)
    assert "isn't Parquet" in record.content.message


def test_gzip_and_zstd(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    data = b'{"text": "One."}\n{"text": "Two."}\n'
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(data))
    (tmp_path / "b.jsonl.zst").write_bytes(arrow.compress(data, "zstd", asbytes=True))
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(b"One file."))
    (tmp_path / "d.txt.zst").write_bytes(arrow.compress(b"One file.", "zstd", asbytes=True))
    *rows, gzipped, packed = read(*sorted(tmp_path.iterdir()))
    assert [record.content for record in rows] == ["One.", "Two.", "One.", "Two."]
    assert isinstance(gzipped.content, Input)
    assert decompressed(gzipped.content).data == b"One file."
    assert packed.content == Input(b"One file.", str(tmp_path / "d.txt"))


def test_a_feed_gives_its_entries(tmp_path: Path) -> None:
    body = " ".join(article(number) for number in range(3))
    path = tmp_path / "wire.xml"
    path.write_text(
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire</title>'
        "<item><title>The ferry stays</title><link>http://127.0.0.1:1/ferry</link>"
        f"<content:encoded>&lt;p&gt;{body}&lt;/p&gt;</content:encoded></item>"
        "<item><title>Behind a link</title><link>http://127.0.0.1:1/mill</link></item></channel></rss>"
    )
    whole, linked = read(path, offline=True)
    assert (whole.id, whole.input, whole.title) == (
        "http://127.0.0.1:1/ferry",
        f"{path}:1",
        "The ferry stays",
    )
    assert isinstance(whole.content, str)
    assert whole.content.strip() == body
    assert linked.id == "http://127.0.0.1:1/mill"
    assert isinstance(linked.content, Failure)
    assert "--offline forbids" in linked.content.message


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_a_table_that_was_cut_gives_what_it_has_and_says_that_it_was_cut(tmp_path: Path, suffix: str) -> None:
    arrow = pytest.importorskip("pyarrow")
    data = "".join(json.dumps({"text": article(number)}) + "\n" for number in range(20_000)).encode()
    whole = gzip.compress(data) if suffix == "gz" else arrow.compress(data, "zstd", asbytes=True)
    path = tmp_path / f"wire.jsonl.{suffix}"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    *records, last = read(path)
    assert len(records) > 1_000
    assert all(record.content == article(number) for number, record in enumerate(records))
    assert last.id == str(path)
    assert "can't be read beyond row" in messages([last])[0]


def test_what_can_be_counted_is_counted(folder: Path) -> None:
    (folder / "wire.jsonl").write_text("{}\n{}\n")
    assert count_records(Inputs(["news", "wire.jsonl"])) == 5
    (folder / "wire.csv").write_text("text\n")
    assert count_records(Inputs(["news", "wire.csv"])) is None
    assert count_records(Inputs(["-"])) is None
