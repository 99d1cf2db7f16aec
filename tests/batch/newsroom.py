"""A small newsroom for the tests: articles made by a seeded generator, and models that workers can open.

It is a module of its own, not a fixture, because worker processes import what opens their models.
"""

import json
import os
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from summarize.article import Article
from summarize.batch.inputs.files import Inputs, read_records
from summarize.batch.output.destination import open_file
from summarize.batch.output.manifest import Manifest
from summarize.batch.running.local import run_batch
from summarize.batch.running.run import Run
from summarize.batch.running.settings import Settings
from summarize.batch.running.totals import Totals
from summarize.briefing import ModelUse
from summarize.errors import LanguageError
from summarize.request import Request
from summarize.summarizers import Length, Summary
from summarize.summarizers.extractive import ExtractiveSummarizer
from summarize.translators import Translation

_PLACES = ["Ostby", "Kellin", "Brand", "Marrow", "Tilde", "Venn", "Harrow", "Lisk"]
_THINGS = ["ferry", "mill", "tower", "well", "bridge", "school", "market", "archive"]
_PEOPLE = ["Vera Lind", "Tomas Reed", "Ada Brook", "Iva Senn"]
# Words of a text that make a stand-in below fail, hang or die.
BUG, HANG, DEATH = "zerodivision", "hangforever", "dienow"


def article(number: int, sentences: int = 4) -> str:
    """An article that only its number decides."""
    draw = random.Random(number)
    lines = [
        f"Council number {number} of {draw.choice(_PLACES)} met on Monday about the {draw.choice(_THINGS)}."
    ]
    for _ in range(sentences - 1):
        thing, person = draw.choice(_THINGS), draw.choice(_PEOPLE)
        lines.append(f"“We will keep the {thing} for {draw.randint(2, 90)} years,” said {person}.")
    return " ".join(lines)


def write_jsonl(path: Path, count: int, **fields: object) -> Path:
    """A table of articles with ids."""
    rows = [{"id": f"n{number}", "text": article(number), **fields} for number in range(count)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    # Imported here: workers import this module without the tests' folder on their path.
    from tests.schemas import require_briefing

    records = [json.loads(line) for line in path.read_bytes().splitlines()]
    for record in records:
        require_briefing(record.get("briefing"))
    return records


def by_id(path: Path) -> dict[str, bytes]:
    """The lines of an output by their ids; an id that stands there twice is an error."""
    found: dict[str, bytes] = {}
    for line in path.read_bytes().splitlines():
        id_ = json.loads(line)["id"]
        assert id_ not in found, f"{id_} stands there twice"
        found[id_] = line
    return found


class FaultySummarizer(ExtractiveSummarizer):
    """The embedded summarizer, with bugs that words of the article set off."""

    def __init__(self, version: str | None = ExtractiveSummarizer.use.version) -> None:
        self.use = replace(ExtractiveSummarizer.use, version=version)

    def summarize(self, articles: Sequence[Article], length: Length) -> list[Summary]:
        for one in articles:
            if BUG in one.text:
                raise ZeroDivisionError("division by zero")
            if HANG in one.text:
                time.sleep(60)
            if DEATH in one.text:
                os.abort()
        return super().summarize(articles, length)


_RUSSIAN = {"we": "мы", "will": "будем", "keep": "хранить", "the": "тот", "years": "лет"}


class WordTable:
    """A translator into Russian by a table of words; a word that isn't in it is turned round."""

    use = ModelUse("word-table", engine="table")

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        if source == "de":
            raise LanguageError(f"no known model translates from {source} into {target}")
        return [
            Translation(" ".join(_RUSSIAN.get(word.lower(), word[::-1]) for word in segment.split()))
            for segment in segments
        ]


# The rules alone: what is tested here is how a batch runs, thousands of times.
REQUEST = Request(from_="en", summarizer=FaultySummarizer(), speakers="fast")
TRANSLATING = replace(REQUEST, to="ru", translator=WordTable())


def run(
    paths: Sequence[Path | str],
    output: Path,
    request: Request = REQUEST,
    settings: Settings | None = None,
    replace: bool = False,
    **fields: object,
) -> Totals:
    """One local run from Python, as the command does it."""
    made = Run(request, settings or Settings())
    given = Inputs([str(path) for path in paths], **fields)  # type: ignore[arg-type]
    manifest = Manifest({**made.fingerprints.facts, **given.fields.facts}, replaces=replace)
    with open_file(output, manifest, made.totals) as opened:
        run_batch(read_records(given), opened, made)
    return made.totals
