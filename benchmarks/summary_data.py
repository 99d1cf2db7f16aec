"""The articles with reference summaries that the summarizer learns from and is measured on. They stay outside."""

import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarize.language.paragraphs import split_paragraphs
from summarize.language.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Example:
    """An article with the summary somebody wrote of it; `sentences` is how many sentences a system may choose.

    `publisher` is empty where the collection doesn't tell its publishers apart.
    """

    text: str
    language: str
    title: str | None
    reference: str
    sentences: int
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Where examples come from: a file below the data folder.

    `has_titles` is False where the title is the reference or there is none. With `lead_is_reference` a row has no
    summary: the first sentence of its article is taken off and is the reference, as it is for XSum's; a headline before
    it is left out.
    """

    file: str
    language: str
    sentences: int
    has_titles: bool
    lead_is_reference: bool = False


TRAINING = {
    "en CNN": Collection("summaries/en_cnndm_train.jsonl.gz", "en", 3, False),
    "fr OrangeSum": Collection("summaries/fr_orangesum_train.jsonl.gz", "fr", 2, True),
    "ru RT": Collection("summaries/ru_rt_train.jsonl.gz", "ru", 3, True),
}
# The last five are publishers that the weights were never learnt from.
DEVELOPMENT = {
    "en CNN": Collection("summaries/en_cnndm_dev.jsonl", "en", 3, False),
    "fr OrangeSum": Collection("summaries/fr_orangesum_dev.jsonl.gz", "fr", 2, True),
    "ru RT": Collection("summaries/ru_rt_dev.jsonl.gz", "ru", 3, True),
    "en XSum": Collection("summaries/en_xsum_dev.jsonl.gz", "en", 1, False),
    "en leads": Collection("quotes/en_polnear_train.jsonl", "en", 1, False, lead_is_reference=True),
    "ar leads": Collection("quotes/ar_press_train.jsonl", "ar", 1, False, lead_is_reference=True),
    "de leads": Collection("quotes/de_wikinews_train.jsonl", "de", 1, False, lead_is_reference=True),
    "ar headlines": Collection("summaries/ar_ant_headlines_dev.jsonl.gz", "ar", 1, False),
}
# What benchmarks.press_summaries puts together, below a folder of its own: a dozen papers, with references of ours.
PRESS = Collection("ar_press.jsonl", "ar", 3, True)
DEFAULT_PRESS = Path("press_summaries")
# What ends a line that is no headline, and how many words a lead and the rest have at least.
_STOPS = (".", "!", "?", "؟", "…", ".”", ".“", '."', ".»")
_SHORTEST_LEAD, _SHORTEST_BODY = 12, 80


def require_summaries(data: Path) -> Path:
    """`data`, where it has the summaries; ends the command with one line where they are absent."""
    folder = data / "summaries"
    if not folder.is_dir():
        print(f"skipped: {folder} is absent; name the folder with --data")
        sys.exit(0)
    return data


def read_examples(data: Path, collection: Collection) -> Iterator[Example]:
    """The examples of a collection, in the file's order; `data` is the folder of all texts."""
    path = data / collection.file
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        for row in map(json.loads, lines):
            if collection.lead_is_reference:
                parted = _lead_and_body(row["text"], collection.language)
                if parted is None:
                    continue
                reference, text = parted
            else:
                reference, text = row["summary"], row["text"]
            title = row["title"] if collection.has_titles else None
            publisher = row.get("publisher", "")
            yield Example(text, collection.language, title, reference, collection.sentences, publisher)


def _lead_and_body(text: str, language: str) -> tuple[str, str] | None:
    """The first sentence below the headline and byline, and what comes behind it; None where that is too little."""
    for start, end in split_paragraphs(text):
        if not text[start:end].rstrip().endswith(_STOPS):
            continue
        first = split_sentences(text[start:end], language)[0]
        body = text[start + first.end :].lstrip()
        if len(first.text.split()) < _SHORTEST_LEAD or len(body.split()) < _SHORTEST_BODY:
            return None
        return first.text, body
    return None
