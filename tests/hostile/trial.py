"""One hostile input through everything: readers, quotes, summarizer, translator's place, checks and every renderer."""

import os
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from summarize.article import Article
from summarize.batch.inputs.files import Inputs, read_records
from summarize.batch.records import Failure
from summarize.briefing import ModelUse
from summarize.errors import BriefError, ExitCode
from summarize.pipeline import brief
from summarize.quotes import SpeakersBy, extract_quotes
from summarize.reading.articles import article_from_input, article_from_text
from summarize.reading.content import Input
from summarize.rendering import FORMATS, TEMPLATES, render
from summarize.rendering.custom import built_in, render_template
from summarize.request import Request
from summarize.translators import Translation
from tests.hostile.generators import Sample
from tests.hostile.pieces import noise, prose

# What takes long is done with a share of the inputs: each is one of very many.
_BY_MODEL, _TRANSLATED, _BY_TEMPLATE = 0.03, 0.3, 0.1
_MODEL_READS = 3_000
_TABLES = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".xml")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an input: a briefing (`refused` is False), one line that refuses it, or a fault."""

    refused: bool
    fault: str | None
    seconds: float


class _Garbler:
    """A translator that gives anything: what a model may do."""

    use = ModelUse("garbler", engine="none")

    def __init__(self, random: Random) -> None:
        self._random = random

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        return [Translation(self._garbled(segment, target)) for segment in segments]

    def _garbled(self, segment: str, target: str) -> str:
        way = self._random.randrange(5)
        if way == 0:
            return segment
        if way == 1:
            return prose(self._random, target, most=30)
        if way == 2:
            return noise(self._random, 60)
        return "" if way == 3 else " ".join(reversed(segment.split()))


def tried(sample: Sample) -> Verdict:
    """What becomes of an input."""
    began = _spent()
    refused, fault = False, None
    try:
        refused = not _all(sample)
    except BriefError as error:
        refused = True
        if error.exit_code is ExitCode.BUG or "\n" in str(error):
            fault = f"exit {error.exit_code:d}: {error}"
    except (Exception, RecursionError) as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        ours = next(
            (
                one
                for one in reversed(traceback.extract_tb(error.__traceback__))
                if "summarize" in one.filename
            ),
            place,
        )
        fault = f"{type(error).__name__} at {Path(ours.filename).name}:{ours.lineno}: {error}"[:200]
    return Verdict(refused, fault, _spent() - began)


def _spent() -> float:
    """Processor time so far, with that of processes that ended: a PDF is read in one of its own."""
    user, system, of_others, of_others_system, _ = os.times()
    return user + system + of_others + of_others_system


def _all(sample: Sample) -> int:
    """Read, make and render; how many articles were in it."""
    random = Random(sample.seed)
    articles = _articles(sample)
    for article in articles:
        # The model of speakers takes most of the time, and sees nothing but what the rules found.
        speakers: SpeakersBy = "model" if random.random() < _BY_MODEL else "fast"
        if len(article.text) > _MODEL_READS:
            speakers = "fast"
        quotes = extract_quotes(article.text, article.language, speakers)
        if any(quote.text != article.text[quote.start : quote.end] for quote in quotes):
            raise AssertionError("a quote that isn't the article's own")
        request = Request(sentences=random.randint(1, 9), quotes=random.randint(0, 9), speakers=speakers)
        if random.random() < _TRANSLATED:
            target = random.choice(
                [code for code in ("ar", "ru", "en", "de", "zh") if code != article.language]
            )
            request = replace(request, to=target, translator=_Garbler(random))
        made = brief(article, request)
        for name in FORMATS:
            # As the command line writes it: a lone surrogate, which has no UTF-8, is escaped there.
            rendered = render(made, name, width=random.randint(20, 200), colour=random.random() < 0.5)
            rendered.encode(errors="backslashreplace")
        if random.random() < _BY_TEMPLATE:
            for name in TEMPLATES:
                render_template(made, TEMPLATES[name], built_in(name))
    return len(articles)


def _articles(sample: Sample) -> list[Article]:
    if not sample.name.removesuffix(".gz").endswith(_TABLES):
        return [article_from_input(Input(sample.data, sample.name), name=sample.name)]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, sample.name)
        Path(path).write_bytes(sample.data)
        records = list(read_records(Inputs([path], offline=True)))
    articles = []
    for record in records:
        content = record.content
        if isinstance(content, Failure):
            if content.exit == ExitCode.BUG:
                raise AssertionError(f"{content.code}: {content.message}")
            continue
        try:
            if isinstance(content, Input):
                articles.append(article_from_input(content, name=record.id))
            elif content is not None:
                articles.append(article_from_text(content, title=record.title, name=record.id))
        except BriefError:
            continue
    return articles
