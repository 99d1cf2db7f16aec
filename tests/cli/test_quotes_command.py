"""`brief quotes`: every quote with its speaker and its place."""

import json
from pathlib import Path


def test_the_table_shows_speakers_and_quotes(brief, examples: Path) -> None:
    result = brief("quotes", examples / "harbour.en.txt")
    assert (result.returncode, result.stderr) == (0, b"")
    table = result.stdout.decode()
    assert "Maria Lopez" in table
    assert "“a bill that our children will pay”" in table
    assert max(len(line) for line in table.split("\n")) <= 80


def test_json_has_offsets_into_the_article(brief, examples: Path) -> None:
    text = (examples / "bridge.ru.txt").read_text(encoding="utf-8")
    found = json.loads(brief("quotes", "--format", "json", examples / "bridge.ru.txt").stdout)
    assert len(found) >= 4
    assert [quote["text"] for quote in found] == [text[quote["start"] : quote["end"]] for quote in found]


def test_an_article_without_quotes_is_said_to_have_none(brief) -> None:
    result = brief("quotes", stdin="The vote is on Monday. Nobody spoke.")
    assert (result.returncode, result.stdout) == (0, b"No quotes found.\n")
