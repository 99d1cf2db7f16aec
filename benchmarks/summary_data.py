"""The articles with reference summaries that the summarizer learns from and is measured on. They stay outside."""

import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Example:
    """An article with the summary somebody wrote of it; `sentences` is how many sentences a system may choose."""

    text: str
    language: str
    title: str | None
    reference: str
    sentences: int


@dataclass(frozen=True, slots=True)
class Collection:
    """Where examples come from. `has_titles` is False where the title is the reference or there is none."""

    file: str
    language: str
    sentences: int
    has_titles: bool


TRAINING = {
    "en CNN": Collection("en_cnndm_train.jsonl.gz", "en", 3, False),
    "fr OrangeSum": Collection("fr_orangesum_train.jsonl.gz", "fr", 2, True),
    "ru RT": Collection("ru_rt_train.jsonl.gz", "ru", 3, True),
}
DEVELOPMENT = {
    "en CNN": Collection("en_cnndm_dev.jsonl", "en", 3, False),
    "fr OrangeSum": Collection("fr_orangesum_dev.jsonl.gz", "fr", 2, True),
    "ru RT": Collection("ru_rt_dev.jsonl.gz", "ru", 3, True),
    "en XSum": Collection("en_xsum_dev.jsonl.gz", "en", 1, False),
    "ar headlines": Collection("ar_ant_headlines_dev.jsonl.gz", "ar", 1, False),
}


def require_summaries(data: Path) -> Path:
    """The folder of the summaries under `data`; ends the command with one line where it is absent."""
    folder = data / "summaries"
    if not folder.is_dir():
        print(f"skipped: {folder} is absent; name the folder with --data")
        sys.exit(0)
    return folder


def read_examples(folder: Path, collection: Collection) -> Iterator[Example]:
    """The examples of a collection, in the file's order."""
    path = folder / collection.file
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        for row in map(json.loads, lines):
            title = row["title"] if collection.has_titles else None
            yield Example(row["text"], collection.language, title, row["summary"], collection.sentences)
