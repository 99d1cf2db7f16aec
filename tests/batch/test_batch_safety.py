"""What a slip, a second run or one bad input must not do: destroy what is finished, or tell less than the truth."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.newsroom import article, by_id, lines, write_jsonl

IDS = ("--id-field", "id", "--from", "en", "--jobs", "1")


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    return write_jsonl(tmp_path / "wire.jsonl", 6)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


@pytest.mark.parametrize(
    ("other", "difference"),
    [
        (["--quotes", "1"], "--quotes 1, before 5"),
        (["--text-field", "txt"], "--text-field txt, before text"),
        (["--keep", "text"], "--keep text, before no --keep"),
    ],
)
def test_finished_articles_are_not_replaced_by_other_options(
    brief, wire: Path, out: Path, other: list[str], difference: str
) -> None:
    assert brief("batch", wire, "-o", out, *IDS).returncode == 0
    before = out.read_bytes()
    refused = brief("batch", wire, "-o", out, *IDS, *other)
    assert refused.returncode == 2
    assert difference in refused.stderr.decode()
    assert "--replace" in refused.stderr.decode()
    assert refused.stderr.count(b"\n") == 1
    assert out.read_bytes() == before
    assert b"6 done before" in brief("batch", wire, "-o", out, *IDS).stderr


def test_replace_makes_an_output_anew(brief, wire: Path, out: Path) -> None:
    brief("batch", wire, "-o", out, *IDS)
    before = by_id(out)
    assert brief("batch", wire, "-o", out, *IDS, "--quotes", "0", "--replace").returncode == 0
    assert by_id(out).keys() == before.keys()
    assert all(not line["briefing"]["quotes"] for line in lines(out))


def write_texts(path: Path, **texts: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps({"id": id_, "text": text}) + "\n" for id_, text in texts.items()))
    return path


@pytest.mark.parametrize("piped", [False, True])
def test_another_input_with_the_same_ids_replaces_nothing(
    brief, tmp_path: Path, out: Path, piped: bool
) -> None:
    monday = write_texts(tmp_path / "monday.jsonl", a=article(1), b=article(2))
    tuesday = write_texts(tmp_path / "tuesday.jsonl", c=article(4), a=article(3))

    def run(day: Path, *more: str) -> subprocess.CompletedProcess[bytes]:
        given = {"stdin": day.read_bytes()} if piped else {}
        return brief("batch", "-" if piped else day, "-o", out, *IDS, *more, **given)

    assert run(monday).returncode == 0
    before = by_id(out)
    refused = run(tuesday)
    assert refused.returncode == 2
    assert "out.jsonl has a with another text, from " in refused.stderr.decode()
    assert "--replace" in refused.stderr.decode()
    assert {id_: by_id(out)[id_] for id_ in before} == before
    assert b"2 done before" in run(monday).stderr
    assert run(tuesday, "--replace").returncode == 0
    assert by_id(out).keys() == {"c", "a"}
    assert by_id(out)["a"] != before["a"]


def test_a_changed_article_takes_its_own_place(brief, tmp_path: Path, out: Path) -> None:
    news = write_texts(tmp_path / "news.jsonl", a=article(1), b=article(2))
    assert brief("batch", news, "-o", out, *IDS).returncode == 0
    before = by_id(out)
    write_texts(news, new=article(5), a=article(1), b=article(3))  # b has moved on by a line, too
    again = brief("batch", "./news.jsonl", "-o", out, *IDS)  # the same file by another name
    assert b"2 done, 1 done before" in again.stderr
    after = by_id(out)
    assert after.keys() == {"new", "a", "b"}
    assert after["a"] == before["a"]
    assert after["b"] != before["b"]


def test_relative_names_mean_what_they_meant_where_the_command_was_typed(
    environment, tmp_path: Path, out: Path
) -> None:
    def run(folder: Path) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "summarize", "batch", "news.jsonl", "-o", "../out.jsonl", *IDS]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)

    (tmp_path / "week").mkdir()
    monday = write_texts(tmp_path / "week" / "monday" / "news.jsonl", a=article(0)).parent
    tuesday = write_texts(tmp_path / "week" / "tuesday" / "news.jsonl", a=article(1)).parent
    assert run(monday).returncode == 0
    assert run(tuesday).returncode == 2
    # All of it may be moved elsewhere.
    moved = (tmp_path / "week").rename(tmp_path / "archive") / "monday"
    write_texts(moved / "news.jsonl", a=article(7))
    assert b"1 done" in run(moved).stderr


def test_what_is_refused_leaves_an_earlier_report(brief, tmp_path: Path, wire: Path, out: Path) -> None:
    assert brief("batch", wire, "-o", out, *IDS, "--report", "run.html").returncode == 0
    before = (tmp_path / "run.html").read_bytes()
    assert brief("batch", wire, "-o", out, *IDS, "--quotes", "1", "--report", "run.html").returncode == 2
    assert (tmp_path / "run.html").read_bytes() == before


def test_errors_of_a_wrong_field_do_not_stay_behind(brief, wire: Path, out: Path) -> None:
    assert brief("batch", wire, "-o", out, *IDS, "--text-field", "txt").returncode == 6
    assert brief("batch", wire, "-o", out, "--id-field", "uid", "--from", "en").returncode == 6
    assert brief("batch", wire, "-o", out, *IDS).returncode == 0
    assert by_id(out).keys() == {f"n{number}" for number in range(6)}
    assert {line["status"] for line in lines(out)} == {"ok"}


def test_an_error_whose_row_was_mended_goes(brief, tmp_path: Path, out: Path) -> None:
    wire = tmp_path / "wire.jsonl"
    good = json.dumps({"id": "a", "text": article(1)})
    wire.write_text(f"{good}\n{json.dumps({'text': article(2)})}\n")
    assert brief("batch", wire, "-o", out, *IDS).returncode == 6
    wire.write_text(f"{good}\n{json.dumps({'id': 'b', 'text': article(2)})}\n")
    assert brief("batch", wire, "-o", out, *IDS).returncode == 0
    assert by_id(out).keys() == {"a", "b"}


def test_failures_count_at_every_run_until_they_are_mended(brief, tmp_path: Path, out: Path) -> None:
    wire = tmp_path / "wire.jsonl"
    wire.write_text(
        "".join(json.dumps({"id": id_, "text": text}) + "\n" for id_, text in (("a", article(1)), ("b", "")))
    )
    for _ in range(2):
        again = brief("batch", wire, "-o", out, *IDS)
        assert again.returncode == 6
    assert "1 done before, 1 failed before (1 input)" in again.stderr.decode()
    assert "1 of 2 articles failed (1 input); see " in again.stderr.decode()
    assert "--retry-errors" in again.stderr.decode()


def test_what_may_have_passed_is_tried_again_by_itself(brief, tmp_path: Path, out: Path) -> None:
    address = "http://127.0.0.1:9/a"  # the port "discard": nobody answers
    for _ in range(2):
        tried = brief("batch", address, "-o", out, "--jobs", "1")
        assert tried.returncode == 6
        assert b"0 done, 1 failed (1 network)" in tried.stderr
    assert [line["error"]["code"] for line in lines(out)] == ["network"]


def test_a_run_that_found_nothing_is_no_success_and_says_what_it_left(brief, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for name in ("a.rtf", "b.rtf"):
        (tmp_path / "news" / name).write_text("{\\rtf1}")
    result = brief("batch", "news", "-o", "out.jsonl")
    assert result.returncode == 3
    assert "2 files of other kinds (news/a.rtf, news/b.rtf)" in result.stderr.decode()
    assert brief("batch", "-", "-o", "out.jsonl").returncode == 3


@pytest.mark.parametrize("command", [[], ["quotes"]])
@pytest.mark.parametrize("name", ["a.txt", "link.txt", "hard.txt", "./a.txt"])
def test_an_article_is_not_overwritten_by_its_briefing(
    brief, tmp_path: Path, command: list[str], name: str
) -> None:
    (tmp_path / "a.txt").write_text(article(1))
    (tmp_path / "link.txt").symlink_to("a.txt")
    os.link(tmp_path / "a.txt", tmp_path / "hard.txt")
    result = brief(*command, "a.txt", "-o", name)
    assert result.returncode == 2
    assert "would be written over a.txt" in result.stderr.decode()
    assert (tmp_path / "a.txt").read_text() == article(1)


def test_a_report_does_not_take_the_place_of_the_output_or_an_input(brief, wire: Path) -> None:
    before = wire.read_bytes()
    assert brief("batch", wire, "-o", "out.jsonl", "--report", "out.jsonl", *IDS).returncode == 2
    assert brief("batch", wire, "-o", "out.jsonl", "--report", "wire.jsonl", *IDS).returncode == 2
    assert brief("batch", wire, "-o", "wire.jsonl", *IDS).returncode == 2
    assert wire.read_bytes() == before


def test_the_lock_holds_under_every_name_of_an_output(environment, brief, wire: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.touch()
    (tmp_path / "link.jsonl").symlink_to(out)
    os.link(out, tmp_path / "hard.jsonl")
    command = [sys.executable, "-m", "summarize", "batch", "-", "-o", str(out)]
    with subprocess.Popen(
        command, env=environment, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as first:
        while not (tmp_path / "out.jsonl.manifest.json").exists():
            assert first.poll() is None
        for name in ("out.jsonl", "link.jsonl", "hard.jsonl"):
            second = brief("batch", wire, "-o", name, *IDS)
            assert second.returncode == 7, name
            assert b"is being written by another brief batch" in second.stderr
        first.communicate(b"")
    assert out.read_bytes() == b""


def test_a_page_that_was_deleted_is_made_again_and_one_of_the_users_own_stays(
    brief, wire: Path, tmp_path: Path
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "n1.md").write_text("my notes")
    result = brief("batch", wire, "--out-dir", "pages", *IDS)
    assert result.returncode == 6
    assert (pages / "n1.md").read_text() == "my notes"
    assert {line["id"] for line in lines(pages / "records.jsonl") if line["status"] == "error"} == {"n1"}
    made = (pages / "n2.md").read_bytes()
    (pages / "n2.md").unlink()
    assert b"1 done, 4 done before" in brief("batch", wire, "--out-dir", "pages", *IDS).stderr
    assert (pages / "n2.md").read_bytes() == made


def test_bad_inputs_are_records_and_the_rest_goes_on(brief, tmp_path: Path, out: Path) -> None:
    """A link to itself, a zero byte, redirects to nowhere, a named pipe in a folder, and a damaged table."""
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").symlink_to("a.txt")
    os.mkfifo(news / "b.txt")
    (news / "c.txt").write_text(article(1))
    (tmp_path / "bad.parquet").write_bytes(b"PAR1" + b"\xff" * 64 + b"PAR1")
    listed = b"news\nno\0name.txt\nbad.parquet\nhttp://[::1\nfile.txt\n"
    result = brief(
        "batch", "-", "-o", out, "--jobs", "1", "--from", "en", stdin=listed.replace(b"\0", b"\\0")
    )
    assert result.returncode == 6
    result = brief(
        "batch", "-", "-o", tmp_path / "nul.jsonl", "--jobs", "1", stdin=b"news/c.txt\0bad.parquet\0"
    )
    assert by_id(tmp_path / "nul.jsonl").keys() == {"news/c.txt", "bad.parquet"}
    ended = {line["id"]: line["status"] for line in lines(out)}
    assert ended.pop("news/c.txt") == "ok"
    assert set(ended.values()) == {"error"}
    assert {"news/a.txt", "news/b.txt", "bad.parquet", "http://[::1", "file.txt"} <= ended.keys()


def test_a_row_with_bad_text_in_parquet_fails_alone(brief, tmp_path: Path, out: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    texts = arrow.array([article(1).encode(), b"\xff\xfe bad", article(2).encode()], arrow.binary())
    parquet.write_table(arrow.table({"text": texts.view(arrow.string())}), tmp_path / "wire.parquet")
    assert brief("batch", "wire.parquet", "-o", out, "--from", "en", "--jobs", "1").returncode == 6
    assert [line["status"] for line in lines(out)] == ["ok", "error", "ok"]


@pytest.mark.parametrize("id_", ["x/" * 3_000 + "y", "n0/below", "n" * 4_000, "a\0b"])
def test_an_id_that_no_file_can_have_costs_itself_alone(brief, tmp_path: Path, id_: str) -> None:
    rows = [
        {"id": "n0.md", "text": article(0)},
        {"id": id_, "text": article(1)},
        {"id": "n0.md.md/x", "text": article(2)},
    ]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = brief("batch", "wire.jsonl", "--out-dir", "pages", *IDS)
    assert result.returncode == 6
    ended = {line["id"]: line["status"] for line in lines(tmp_path / "pages" / "records.jsonl")}
    assert ended == {"n0.md": "ok", id_: "ok", "n0.md.md/x": "error"}


def test_a_pipe_is_read_once(environment, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "wire.jsonl")
    command = [sys.executable, "-m", "summarize", "batch", "wire.jsonl", "-o", "out.jsonl", *IDS]
    with subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.PIPE) as process:
        with (tmp_path / "wire.jsonl").open("w") as pipe:
            pipe.writelines(
                json.dumps({"id": f"n{number}", "text": article(number)}) + "\n" for number in range(5)
            )
        assert process.wait(30) == 0
    assert len(by_id(tmp_path / "out.jsonl")) == 5


def test_a_closed_standard_output_is_said(environment, examples: Path) -> None:
    command = f'"{sys.executable}" -m summarize {examples / "harbour.en.txt"} >&-'
    closed = subprocess.run(["sh", "-c", command], capture_output=True, env=environment, check=False)
    assert closed.returncode == 7
    assert closed.stderr == b"brief: standard output is closed; name a file with -o\n"
