"""What is chosen from a few articles of our own, pinned: a change in the choice is a change in a file, seen in review.

After a change that is meant, look at what is chosen now, and write it into the .choice file beside the article.
"""

from pathlib import Path

import pytest

from summarize.summarizers.extractive import summarize_text

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_choice_is_the_one_that_was_reviewed(path: Path) -> None:
    language = path.suffixes[0].removeprefix(".")
    chosen = summarize_text(path.read_text(encoding="utf-8"), sentences=3, language=language)
    reviewed = path.with_suffix(".choice").read_text(encoding="utf-8")
    assert "".join(f"{sentence.text}\n" for sentence in chosen) == reviewed


def test_the_articles_cover_the_languages_that_matter_most() -> None:
    assert {path.suffixes[0] for path in ARTICLES} >= {".ar", ".en", ".ru"}
