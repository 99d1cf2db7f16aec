"""From records to outcomes: read, make briefings, write lines. Both runners, local and Ray, run this and nothing else."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from math import inf
from time import monotonic

from summarize.article import Article
from summarize.batch.output.documents import document_name
from summarize.batch.records import Failure, Outcome, Record, failed, failure_of, succeeded
from summarize.briefing import Briefing
from summarize.errors import ExitCode, attempt
from summarize.opening import Models
from summarize.pipeline import make_briefings
from summarize.reading.articles import article_from_input, article_from_text
from summarize.reading.content import Input
from summarize.rendering import render
from summarize.rendering.json import briefing_record
from summarize.request import Request
from summarize.summarizers import Summarizer
from summarize.translators import Translator


class Maker:
    """The models of a request, opened once, and what is made with them. Several threads may make at the same time.

    While one is in a model, another reads, chooses quotes and writes. `allow(articles)` is called whenever a stretch of
    work begins, with the number of articles whose time it may take (infinity for one that nobody should cut short).
    """

    def __init__(self, request: Request, allow: Callable[[float], None] = lambda articles: None) -> None:
        self._request = request
        self._allow = allow
        self._loading = threading.Lock()
        self._loaded: set[int] = set()
        self._models = Models(request)
        # What can't be opened is said before the first record is read.
        self._models.summarizer()

    def make(self, records: Sequence[Record]) -> list[Outcome]:
        """One outcome a record, in the same order. Nothing that happens to one record reaches another."""
        clock = _Clock()
        self._allow(1)
        with clock.step("reading"):
            read = [read_record(record, self._request.from_) for record in records]
        with clock.step("quotes"):
            articles = [article for article in read if isinstance(article, Article)]
            watch = partial(self._watch, clock)
            made = iter(make_briefings(articles, self._request, self._models, watch))
        with clock.step("writing"):
            outcomes = [
                self._outcome(record, next(made) if isinstance(article, Article) else article)
                for record, article in zip(records, read, strict=True)
            ]
        seconds = {step: spent / len(records) for step, spent in clock.seconds.items()}
        return [replace(outcome, seconds=seconds) for outcome in outcomes]

    @contextmanager
    def _watch(
        self, clock: "_Clock", step: str, articles: int, model: Summarizer | Translator | None = None
    ) -> Iterator[None]:
        """Time a call of a model. Its first call, which may load it, is made by one thread alone.

        After that, what a model does around its engine in one call (tokens, checks) goes on beside the engine's work on
        another.
        """
        waits = model is None or id(model) not in self._loaded
        if waits:
            self._allow(inf)
            with clock.step("waiting"):
                self._loading.acquire()
        try:
            if model is not None:
                # A model's time grows with the batch. Choosing sentences takes milliseconds, however many articles there are.
                is_plain = step == "summary" and model.use.engine is None
                self._allow(1 if is_plain else articles)
            with clock.step(step):
                yield
            if model is not None:
                self._loaded.add(id(model))
        finally:
            if waits:
                self._loading.release()
            self._allow(1)

    def _outcome(self, record: Record, made: Briefing | Exception | Failure) -> Outcome:
        outcome = attempt(self._success, record, made) if isinstance(made, Briefing) else made
        if isinstance(outcome, Outcome):
            return outcome
        return failed(record, outcome if isinstance(outcome, Failure) else failure_of(outcome))

    def _success(self, record: Record, briefing: Briefing) -> Outcome:
        warnings = tuple(warning.code for warning in briefing.warnings)
        if self._request.document is None:
            return succeeded(record, {"briefing": briefing_record(briefing)}, warnings)
        name = document_name(record.id, self._request.document)
        text = render(briefing, self._request.document)
        return succeeded(record, {"file": name}, warnings, (name, text))


def read_record(record: Record, language: str | None = None) -> Article | Exception | Failure:
    """The article of a record, or why there is none. `language` is an ISO 639-1 code; None tells it from the text."""
    content = record.content
    if content is None or isinstance(content, Failure):
        return content or Failure("bug", ExitCode.BUG, "the record came without its content")
    if isinstance(content, Input):
        return attempt(article_from_input, content, language=language, name=record.id)
    return attempt(article_from_text, content, language=language, title=record.title, name=record.id)


class _Clock:
    """Seconds by step; a step inside another is not counted twice."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._current = ""
        self._since = monotonic()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        before = self._current
        self._switch(name)
        try:
            yield
        finally:
            self._switch(before)

    def _switch(self, name: str) -> None:
        now = monotonic()
        if self._current:
            self.seconds[self._current] = self.seconds.get(self._current, 0) + now - self._since
        self._current, self._since = name, now
