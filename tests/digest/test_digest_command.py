"""`brief digest`, as people use it: folders, pipes, tables, outputs of a batch, and what isn't an article."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.digest.newsdesk import FERRY_EN, FERRY_EN_TOO, FERRY_RU, MINE_EN, laid_out


def stories(printed: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(printed)["stories"]
    return found


def names(story: dict[str, Any]) -> set[str]:
    return {Path(article["name"]).stem for article in story["articles"]}


def test_articles_on_one_event_are_one_story_and_another_event_is_another(brief, tmp_path) -> None:
    laid_out(tmp_path / "news", a=FERRY_EN, b=FERRY_EN_TOO, mine=MINE_EN)
    result = brief("digest", "news", "--format", "json")
    assert [names(story) for story in stories(result.stdout)] == [{"a", "b"}, {"mine"}]
    assert result.stderr.decode() == "brief: 2 stories of 3 articles\n"


def test_every_word_is_an_articles_own_at_its_place(brief, tmp_path) -> None:
    laid_out(tmp_path / "news", a=FERRY_EN, b=FERRY_EN_TOO, c=FERRY_RU, mine=MINE_EN)
    for story in stories(brief("digest", "news", "--format", "json").stdout):
        texts = [Path(tmp_path / article["name"]).read_text() for article in story["articles"]]
        briefing = story["briefing"]
        placed = [*briefing["summary"], *briefing["quotes"], *story["echoes"]]
        assert placed
        for one in placed:
            said = one.get("source_text", one["text"])
            assert texts[one.get("article", 0)][one["start"] : one["end"]] == said


def test_a_quote_that_two_papers_print_stands_once_with_both(brief, tmp_path) -> None:
    laid_out(tmp_path / "news", a=FERRY_EN, b=FERRY_EN_TOO)
    (story,) = stories(brief("digest", "news", "--format", "json").stdout)
    (quote,) = story["briefing"]["quotes"]
    (echo,) = story["echoes"]
    assert echo["same"]
    assert {quote["article"], echo["article"]} == {0, 1}
    shown = brief("digest", "news").stdout.decode()
    assert shown.count("Nobody who lives on the far shore") == 1
    assert "also in *" in shown


@pytest.mark.parametrize("output_format", ["text", "markdown", "html"])
def test_every_sentence_names_its_source(brief, tmp_path, output_format: str) -> None:
    laid_out(tmp_path / "news", a=FERRY_EN, b=FERRY_EN_TOO)
    shown = brief("digest", "news", "--format", output_format).stdout.decode()
    assert "a.txt" in shown
    assert "b.txt" in shown


def test_two_articles_without_a_command_are_a_digest_and_one_line_says_so(brief, tmp_path) -> None:
    paths = laid_out(tmp_path / "news", a=FERRY_EN, mine=MINE_EN)
    result = brief(*paths, "--format", "json")
    assert len(stories(result.stdout)) == 2
    assert result.stderr.decode().splitlines()[0] == "brief: 2 inputs make a digest, as brief digest does"
    assert brief(*paths, "-q").stderr == b""


def test_the_outputs_name_tells_its_format(brief, tmp_path) -> None:
    laid_out(tmp_path / "news", a=FERRY_EN, b=FERRY_EN_TOO)
    assert brief("digest", "news", "-o", "page.html").returncode == 0
    assert (tmp_path / "page.html").read_text().startswith("<!DOCTYPE html>")
    assert brief("digest", "news", "-o", "data.json").returncode == 0
    assert json.loads((tmp_path / "data.json").read_text())["digest"] == 1


def test_json_lines_in_a_pipe_and_their_days(brief) -> None:
    rows = [
        {"uid": "old", "text": FERRY_EN, "date": "2026-03-03"},
        {"uid": "new", "text": FERRY_EN_TOO, "date": "2026-03-04T08:00:00Z"},
        {"uid": "odd", "text": MINE_EN, "date": "yesterday"},
    ]
    piped = "".join(f"{json.dumps(row)}\n" for row in rows)
    result = brief("digest", "-", "--id-field", "uid", "--format", "json", stdin=piped)
    ferry, mine = stories(result.stdout)
    assert [(one["name"], one["date"]) for one in ferry["articles"]] == [
        ("new", "2026-03-04"),
        ("old", "2026-03-03"),
    ]
    assert mine["articles"][0]["date"] is None


def test_a_batchs_output_is_digested_from_the_articles_that_it_is_of(brief, tmp_path) -> None:
    laid_out(tmp_path / "news", a=FERRY_EN, b=FERRY_EN_TOO, mine=MINE_EN)
    assert brief("batch", "news", "-o", "out.jsonl").returncode == 0
    later, direct = (brief("digest", path, "--format", "json") for path in ("out.jsonl", "news"))
    assert stories(later.stdout) == stories(direct.stdout)
    (tmp_path / "news" / "a.txt").write_text("Something else now, and that at some length, in English.")
    changed = brief("digest", "out.jsonl", "--format", "json")
    assert changed.returncode == 6
    assert b"has changed since" in changed.stderr
    assert len(stories(changed.stdout)) == 2


def test_one_article_is_a_story(brief, tmp_path) -> None:
    laid_out(tmp_path / "news", mine=MINE_EN)
    result = brief("digest", "news/mine.txt", "--format", "json")
    (story,) = stories(result.stdout)
    assert story["briefing"]["schema"] == 1
    assert story["disagreements"] == story["echoes"] == []
    assert result.stderr.decode() == "brief: 1 story of 1 article\n"


def test_the_same_file_twice_is_one_article(brief, tmp_path) -> None:
    (path,) = laid_out(tmp_path / "news", mine=MINE_EN)
    (story,) = stories(brief("digest", path, path, "--format", "json").stdout)
    assert len(story["articles"]) == 1


def test_the_same_text_in_two_files_is_one_story_that_says_nothing_twice(brief, tmp_path) -> None:
    laid_out(tmp_path / "news", a=FERRY_EN, b=FERRY_EN)
    (story,) = stories(brief("digest", "news", "--format", "json").stdout)
    assert len(story["articles"]) == 2
    texts = [sentence["text"] for sentence in story["briefing"]["summary"]]
    assert len(texts) == len(set(texts))
    assert len(story["briefing"]["quotes"]) == 1


def test_what_cant_be_read_is_said_and_the_rest_is_made(brief, tmp_path) -> None:
    laid_out(tmp_path / "news", mine=MINE_EN, empty="")
    (tmp_path / "news" / "rubbish.txt").write_bytes(bytes(range(256)) * 20)
    result = brief("digest", "news", "--format", "json")
    assert result.returncode == 6
    assert len(stories(result.stdout)) == 1
    assert result.stderr.decode().splitlines()[-1].startswith("brief: 2 articles can't be read")


@pytest.mark.parametrize("given", [["nothing.txt"], ["folder"]])
def test_nothing_to_read_is_exit_3(brief, tmp_path, given: list[str]) -> None:
    (tmp_path / "folder").mkdir()
    result = brief("digest", *given)
    assert (result.returncode, result.stdout) == (3, b"")
    assert len(result.stderr.splitlines()) == 1


def test_a_template_is_for_one_article(brief, tmp_path) -> None:
    paths = laid_out(tmp_path / "news", a=FERRY_EN, mine=MINE_EN)
    assert brief(*paths, "--template", "wire").returncode == 2


def test_an_arabic_digest_runs_from_right_to_left(brief, tmp_path) -> None:
    text = Path(__file__).parents[2] / "examples" / "harbour.ar.txt"
    source = (
        text.read_text()
        if text.exists()
        else "قال رئيس البلدية كريم حداد يوم الثلاثاء إن العبارة ستبقى في الميناء حتى عام 2031. وأضاف أن القرار سيكلف المدينة كثيرا.\n"
    )
    laid_out(tmp_path / "news", a=source)
    page = brief("digest", "news", "--format", "html").stdout.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert brief("digest", "news").stdout.decode().startswith('<div dir="rtl" lang="ar">')


def test_an_address_needs_ray(brief, tmp_path) -> None:
    laid_out(tmp_path / "news", mine=MINE_EN)
    refused = brief("digest", "news", "--ray-address", "10.0.0.1:6379")
    assert refused.returncode == 2
    assert b"--ray-address needs --engine ray" in refused.stderr
