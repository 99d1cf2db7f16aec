"""`brief batch` as people and scripts use it."""

import json
import os
import pty
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from summarize.batch.output.manifest import Manifest
from summarize.batch.records import Failure, Outcome
from summarize.batch.report import render_report
from summarize.batch.running.totals import CURVE_POINTS, KEPT_FAILURES, Totals
from summarize.cli.progress import duration, progress_line, shown_progress
from tests.batch.newsroom import article, by_id, lines, write_jsonl


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(article(number))
    return folder


def test_a_folder_becomes_lines(brief, news: Path, tmp_path: Path) -> None:
    result = brief("batch", "news", "-o", "out.jsonl")
    assert result.returncode == 0
    assert result.stdout == b""
    assert re.fullmatch(rb"brief: 3 done in \d+ s\n", result.stderr)
    found = {id_: json.loads(line) for id_, line in by_id(tmp_path / "out.jsonl").items()}
    assert set(found) == {"news/0.txt", "news/1.txt", "news/2.txt"}
    alone = json.loads(brief("news/1.txt", "--format", "json").stdout)
    assert found["news/1.txt"]["briefing"] == alone


def test_some_failures_are_exit_6_with_a_count_per_code(brief, news: Path, tmp_path: Path) -> None:
    (news / "empty.txt").touch()
    (news / "binary.txt").write_bytes(b"\0\1\2")
    result = brief("batch", "news", "gone.txt", "-o", "out.jsonl", "--quiet")
    assert result.returncode == 6
    assert result.stderr.decode() == "brief: 3 of 6 articles failed (3 input); see out.jsonl\n"
    assert len(by_id(tmp_path / "out.jsonl")) == 6


def test_a_second_run_says_what_was_done_before(brief, news: Path) -> None:
    brief("batch", "news", "-o", "out.jsonl")
    assert b"brief: 0 done, 3 done before in " in brief("batch", "news", "-o", "out.jsonl").stderr
    shorter = brief("batch", "news", "-o", "out.jsonl", "--sentences", "1", "--replace")
    assert b"brief: 3 done in" in shorter.stderr


def test_a_list_on_standard_input(brief, news: Path, tmp_path: Path) -> None:
    result = brief("batch", "-", "-o", "out.jsonl", stdin="news/1.txt\n\nnews/2.txt\n")
    assert result.returncode == 0
    assert set(by_id(tmp_path / "out.jsonl")) == {"news/1.txt", "news/2.txt"}


@pytest.mark.parametrize(("output_format", "suffix"), [(None, ".md"), ("json", ".json")])
def test_one_file_an_article(
    brief, news: Path, tmp_path: Path, output_format: str | None, suffix: str
) -> None:
    (news / "empty.txt").touch()
    options = ["--format", output_format] if output_format else []
    result = brief("batch", "news", "--out-dir", "made", *options)
    assert result.returncode == 6
    files = sorted(
        str(path.relative_to(tmp_path / "made")) for path in (tmp_path / "made").rglob("*") if path.is_file()
    )
    pages = [f"news/{number}.txt{suffix}" for number in range(3)]
    assert files == [*pages, "records.jsonl", "records.jsonl.manifest.json"]
    alone = brief("news/1.txt", "--format", output_format or "markdown").stdout
    assert (tmp_path / "made" / f"news/1.txt{suffix}").read_bytes() == alone
    named = {line["id"]: line.get("file") for line in lines(tmp_path / "made" / "records.jsonl")}
    assert named == {f"news/{n}.txt": f"news/{n}.txt{suffix}" for n in range(3)} | {"news/empty.txt": None}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["news"], "give either -o FILE or --out-dir FOLDER"),
        (["news", "-o", "a", "--out-dir", "b"], "give either -o FILE or --out-dir FOLDER"),
        (["news", "-o", "a", "--format", "json"], "--format is for --out-dir"),
        (["news", "-o", "a", "--ray-address", "auto"], "--engine ray"),
        (["news", "-o", "a", "--to", "Klingon"], "unknown language"),
        (["-o", "a"], "Missing argument"),
        (["news", "-o", "a", "--window", "0"], "--window"),
    ],
)
def test_contradictions_are_usage_errors(brief, news: Path, arguments: list[str], says: str) -> None:
    result = brief("batch", *arguments)
    assert result.returncode == 2
    assert says in result.stderr.decode()
    assert result.stderr.count(b"\n") == 1


def test_a_translator_that_is_missing_ends_the_run_with_the_command_to_type(
    brief, news: Path, tmp_path: Path
) -> None:
    result = brief("batch", "news", "-o", "out.jsonl", "--to", "ar", "--from", "en")
    assert result.returncode == 4
    assert b"brief models pull" in result.stderr
    assert lines(tmp_path / "out.jsonl") == []


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_the_report_stands_alone_and_shows_article_data_as_text(brief, tmp_path: Path) -> None:
    wire = write_jsonl(tmp_path / "wire.jsonl", 30)
    with wire.open("a") as file:
        file.write('{"id": "<script>alert(1)</script>", "text": ""}\n')
    result = brief("batch", "wire.jsonl", "--id-field", "id", "-o", "out.jsonl", "--report", "report.html")
    assert result.returncode == 6
    text = (tmp_path / "report.html").read_text()
    page = _Page()
    page.feed(text)
    assert "script" not in page.tags
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert page.tags.count("svg") == 3  # steps, articles over time, errors by code
    assert not {name for name, _ in page.attributes} & {"src", "href", "onload", "style"}
    assert "http" not in text.replace("http-equiv", "")


def test_a_report_of_nothing_is_a_page() -> None:
    assert "<h1>brief batch</h1>" in render_report(Totals(), Manifest({}))


def test_the_report_of_a_long_run_stays_small() -> None:
    totals = Totals()
    for number in range(20_000):
        totals.add(Outcome(str(number), "00", b"", failure=Failure("input", 3, "empty")))
    assert totals.errors == {"input": 20_000}
    assert len(totals.failures) == KEPT_FAILURES
    assert len(totals.curve) <= 2 * CURVE_POINTS
    assert totals.curve[-1][1] > 19_000
    assert "More failures, a line each in the output: 19,800" in render_report(totals, Manifest({}))


@pytest.mark.parametrize(
    ("code", "said"), [("es", "Artículos fallidos"), ("ar", "مقالات فشلت"), ("vi", "Failed articles")]
)
def test_the_report_is_in_the_language_of_the_briefings(code: str, said: str) -> None:
    totals = Totals()
    totals.add(Outcome("a.txt", "00", b"", failure=Failure("input", 3, "empty"), seconds={"reading": 1.0}))
    page = render_report(totals, Manifest({"--to": code}, command="brief batch a.txt --to xx"))
    assert f"<h2>{said}</h2>" in page
    assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in page
    assert "<span>--to</span>" in page


def test_progress_in_one_line() -> None:
    totals = Totals(ok=90, skipped=100)
    totals.errors["input"] = 10
    totals.began -= 50
    assert re.fullmatch(
        r"200 of 1,000 articles, 2\.0 a second, 10 errors, 6 min 4\d s left", progress_line(totals, 1_000)
    )
    assert progress_line(totals, None).startswith("200 articles, 2.0 a second")


@pytest.mark.parametrize(("seconds", "shown"), [(4.4, "4 s"), (200, "3 min 20 s"), (7_500, "2 h 05 min")])
def test_durations_are_for_people(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown


def test_a_terminal_gets_a_bar_and_a_log_gets_lines(
    environment: dict[str, str], news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch
) -> None:
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "summarize", "batch", "news", "-o", "out.jsonl"]
    with subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=child) as process:
        os.close(child)
        shown = b"".join(iter(lambda: _read(parent), b""))
    os.close(parent)
    assert process.returncode == 0
    assert b"articles, " in shown
    assert b"a second, 0 errors" in shown

    monkeypatch.setattr("summarize.cli.progress.LOG_SECONDS", 0.0)
    with shown_progress(False, lambda: 10) as show:
        show(Totals(ok=4))
    assert re.fullmatch(r"brief: 4 of 10 articles, .* a second, 0 errors, .* left\n", capsys.readouterr().err)
    with shown_progress(True, lambda: 10) as show:
        show(Totals(ok=4))
    assert capsys.readouterr().err == ""


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # its other end is closed
        return b""
