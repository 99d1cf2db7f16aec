"""README and docs: every command and every piece of Python in them runs, every key and message they name exists."""

import gzip
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarize.rendering.json import schema_text

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What installs, measures or tests isn't run here: .ci/run does the first and the last.
_OTHERS = ("python", "pip ", ".venv/", ". .venv/", "git ", "ruff", "mypy", "pytest")
# What needs a model that isn't here says so, with the right exit code; a page of the web isn't asked for.
_NEEDS_MODEL = re.compile(r"--to |models (pull|export|verify|path)\b")
_NEEDS_FILE = re.compile(r"models import\b")
_NEEDS_WEB = re.compile(r"https?://")


def blocks(language: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for match in _FENCE.finditer(page.read_text(encoding="utf-8")):
            if match[1] == language:
                yield page.name, match[2]


COMMANDS = [
    (page, line.partition("  #")[0].strip())
    for page, block in blocks("sh")
    for line in block.replace("\\\n", " ").splitlines()
    if line.strip() and not line.startswith(("#", *_OTHERS)) and not _NEEDS_WEB.search(line)
]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with what the examples are about."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "examples", tmp_path / "articles")
    text = (ROOT / "examples" / "harbour.en.txt").read_text(encoding="utf-8")
    (tmp_path / "article.txt").write_text(text, encoding="utf-8")
    record = json.dumps({"uid": "1", "text": text}) + "\n"
    (tmp_path / "archive.jsonl.gz").write_bytes(gzip.compress(record.encode()))
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text(next(block for _, block in blocks("toml")), encoding="utf-8")
    (tmp_path / "card.md.jinja").write_text(next(block for _, block in blocks("jinja")), encoding="utf-8")
    items = f"<item><title>A</title><description>{text}</description></item>"
    (tmp_path / "feed.xml").write_text(f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>')
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    brief = f'brief() {{ "{sys.executable}" -m summarize "$@"; }}\n'
    own = {"BRIEF_OFFLINE": "1", "BRIEF_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-c", brief + command],
        cwd=folder,
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(("page", "command"), COMMANDS, ids=[command for _, command in COMMANDS])
def test_every_command_runs(page: str, command: str, desk: Path) -> None:
    done = run(command, desk)
    expected = {4} if _NEEDS_MODEL.search(command) else {3} if _NEEDS_FILE.search(command) else {0}
    if "brief batch" in command and _NEEDS_MODEL.search(command):
        expected = {4, 6}
    assert done.returncode in expected, f"{page}: {command}: {done.stderr}"


@pytest.fixture
def archive(desk: Path) -> Path:
    """The desk after the batches of the cookbook."""
    made = run(
        "brief batch articles/ -o briefings.jsonl && brief batch articles/ -o briefings.parquet && "
        "brief batch articles/ --out-dir site --format html",
        desk,
    )
    assert made.returncode == 0, made.stderr
    return desk


def test_every_piece_of_python_runs(archive: Path) -> None:
    desk = archive
    found = [block for _, block in blocks("python")]
    assert len(found) >= 6
    for block in found:
        if "import polars" in block and importlib.util.find_spec("polars") is None:
            continue  # in the extra `test`, for the cookbook alone
        done = subprocess.run(
            [sys.executable, "-c", block],
            cwd=desk,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{block}\n{done.stderr}"


def test_every_query_runs(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(archive)
    queries = [block for _, block in blocks("sql")]
    assert len(queries) >= 2
    for query in queries:
        assert duckdb.sql(query).fetchall(), query


def test_the_settings_of_the_docs_hold(desk: Path) -> None:
    shown = run("brief config --profile desk", desk)
    assert "quotes = 5" in shown.stdout
    assert "[profiles.desk]" in shown.stdout
    assert 'keep = ["section"]' in shown.stdout


def keys_of(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return {key for part in schema for key in keys_of(part)}
    if not isinstance(schema, dict):
        return set()
    own = schema.get("properties", {})
    return set(own) | {key for part in schema.values() for key in keys_of(part)}


def test_every_key_of_the_json_and_of_a_batchs_line_is_described(desk: Path) -> None:
    named = set(re.findall(r"`([a-z0-9_]+)`", (ROOT / "docs" / "json.md").read_text(encoding="utf-8")))
    assert keys_of(json.loads(schema_text())) <= named
    (desk / "empty.txt").write_text("")
    run(
        "brief batch article.txt empty.txt -o out.jsonl; brief batch article.txt --out-dir p --format html",
        desk,
    )
    lines = [json.loads(line) for line in (desk / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["status"] for line in lines} == {"ok", "error"}
    for line in lines:
        assert set(line) | set(line.get("error", {})) <= named


def test_every_message_that_is_explained_is_one_of_the_programs_own() -> None:
    sources = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "summarize").rglob("*.py"))
    # A message is written in several literals where it is long.
    sources = re.sub(r'"\s+f?"', "", sources)
    rows = re.findall(
        r"^\| `([^|]*)` \| \d",
        (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert len(rows) >= 10
    for row in rows:
        for part in filter(None, (part.strip() for part in row.split("…"))):
            assert part in sources, row
