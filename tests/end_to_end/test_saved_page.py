"""A saved page through the command line: where it is from stands in every format, and so does that a part is missing."""

import json
from pathlib import Path

import pytest

from tests.conftest import Brief
from tests.reading.test_page_parts import H1, PARAGRAPHS, TITLE, page

ADDRESS = "https://quay.example/crane"
HEAD = (
    f'<link rel=canonical href="{ADDRESS}"><meta property="og:site_name" content="Quay Courier">'
    '<meta name=author content="Ida Holm"><meta property="article:published_time" content="2021-05-04T08:00:00Z">'
)
ORIGIN = {"site": "Quay Courier", "author": "Ida Holm", "date": "2021-05-04", "url": ADDRESS}


def saved(folder: Path, body: str, head: str = HEAD) -> Path:
    path = folder / "crane.html"
    path.write_bytes(page(f"<main><article>{H1}{body}</article></main>", head=head))
    return path


def p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_json_says_where_a_page_is_from(brief: Brief, tmp_path: Path) -> None:
    printed = json.loads(brief(saved(tmp_path, p(*PARAGRAPHS)), "--format", "json").stdout)
    assert printed["title"] == TITLE
    assert {key: printed["source"][key] for key in ORIGIN} == ORIGIN
    assert printed["warnings"] == []


def test_json_has_no_origin_where_the_page_names_none(brief: Brief, tmp_path: Path) -> None:
    printed = json.loads(brief(saved(tmp_path, p(*PARAGRAPHS), head=""), "--format", "json").stdout)
    assert {key: printed["source"][key] for key in ORIGIN} == dict.fromkeys(ORIGIN)


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_it_stands_under_the_title_for_readers(brief: Brief, tmp_path: Path, form: str) -> None:
    printed = brief(saved(tmp_path, p(*PARAGRAPHS)), "--format", form).stdout.decode().replace("\\", "")
    _, title, rest = printed.partition("</h1>" if form == "html" else TITLE)
    assert title
    places = [rest.index(said) for said in ORIGIN.values()]
    assert places == sorted(places)
    assert places[-1] < rest.index(PARAGRAPHS[0][:30])


def test_a_batch_line_has_it(brief: Brief, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    result = brief("batch", saved(tmp_path, p(*PARAGRAPHS)), "-o", output)
    assert result.returncode == 0, result.stderr
    (line,) = output.read_text(encoding="utf-8").splitlines()
    source = json.loads(line)["briefing"]["source"]
    assert {key: source[key] for key in ORIGIN} == ORIGIN


def test_what_a_page_shows_and_the_article_lacks_is_told(brief: Brief, tmp_path: Path) -> None:
    path = saved(tmp_path, p(*PARAGRAPHS[:3]) + f"<div aria-hidden=true>{p(*PARAGRAPHS[3:])}</div>")
    (warning,) = json.loads(brief(path, "--format", "json").stdout)["warnings"]
    words = len(" ".join(PARAGRAPHS[3:]).split())
    assert (warning["code"], warning["where"]) == ("page-incomplete", None)
    assert str(words) in warning["message"] or warning.get("result") == [str(words)]
    assert "words of the page" in brief(path, "--format", "markdown").stdout.decode()
