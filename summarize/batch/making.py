"""From records to outcomes: read, make briefings, write lines. Both runners, local and Ray, run this and nothing else."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from time import monotonic
from typing import TypeVar

from summarize.article import Article
from summarize.batch.folder import document_name
from summarize.batch.recipe import Recipe
from summarize.batch.records import (
    Failure,
    Outcome,
    Record,
    failed,
    failure_of,
    record_key,
    success_line,
)
from summarize.briefing import Briefing, ModelUse
from summarize.pipeline import make_briefings
from summarize.reading.articles import article_from_input, article_from_text
from summarize.reading.content import Input
from summarize.rendering import render
from summarize.rendering.json import briefing_record
from summarize.summarizers import Length, Summarizer, Summary
from summarize.translators import Translation, Translator

_Result = TypeVar("_Result")


class Maker:
    """The models, opened once, and what is made with them. Several threads may make at the same time.

    While one is in a model, another reads, chooses quotes and writes. `allow(articles)` is called whenever a stretch of
    work begins, with the number of articles whose time it may take (infinity for one that nobody should cut short).
    """

    def __init__(self, recipe: Recipe, allow: Callable[[float], None] = lambda articles: None) -> None:
        self._recipe = recipe
        self._allow = allow
        self._loading = threading.Lock()
        self._loaded: set[int] = set()
        self._summarizer = recipe.open_summarizer()
        self._translators: dict[str, Translator | Failure] = {}

    def make(self, records: Sequence[Record]) -> list[Outcome]:
        """One outcome a record, in the same order. Nothing that happens to one record reaches another."""
        clock = _Clock()
        self._allow(1)
        with clock.step("reading"):
            articles = [_attempt(self._article, record) for record in records]
        results: dict[int, Briefing | Failure] = {}
        by_language: dict[str, list[tuple[int, Article]]] = {}
        for index, article in enumerate(articles):
            if isinstance(article, Failure):
                results[index] = article
            else:
                by_language.setdefault(article.language, []).append((index, article))
        for language, group in by_language.items():
            briefings = self._briefings([article for _, article in group], language, clock)
            for (index, _), briefing in zip(group, briefings, strict=True):
                results[index] = failure_of(briefing) if isinstance(briefing, Exception) else briefing
        with clock.step("writing"):
            outcomes = [self._outcome(record, results[index]) for index, record in enumerate(records)]
        seconds = {step: spent / len(records) for step, spent in clock.seconds.items()}
        return [replace(outcome, seconds=seconds) for outcome in outcomes]

    def _article(self, record: Record) -> Article | Failure:
        content, language = record.content, self._recipe.language
        if isinstance(content, Failure):
            return content
        if isinstance(content, Input):
            return article_from_input(content, language=language, name=record.id)
        return article_from_text(content, language=language, title=record.title, name=record.id)

    def _briefings(
        self, articles: Sequence[Article], language: str, clock: "_Clock"
    ) -> Sequence[Briefing | Exception | Failure]:
        recipe, call = self._recipe, partial(self._model_call, clock)
        translator: Translator | None = None
        if recipe.to is not None and recipe.to != language:
            with clock.step("translation"):
                opened = self._translator(language, recipe.to)
            if isinstance(opened, Failure):
                return [opened] * len(articles)
            translator = _Translator(opened, call, len(articles))
        with clock.step("quotes"):
            return make_briefings(
                articles,
                to=recipe.to,
                sentences=recipe.sentences,
                words=recipe.words,
                quotes=recipe.quotes,
                summarizer=_Summarizer(self._summarizer, call),
                translator=translator,
            )

    def _translator(self, source: str, target: str) -> Translator | Failure:
        self._allow(inf)
        with self._loading:
            if source not in self._translators:
                self._translators[source] = _attempt(self._recipe.open_translator, source, target)
        self._allow(1)
        return self._translators[source]

    @contextmanager
    def _model_call(self, clock: "_Clock", model: object, step: str, articles: float) -> Iterator[None]:
        """A call of a model. Its first call, which may load it, is made by one thread alone.

        After that, what a model does around its engine in one call (tokens, checks) goes on beside the engine's work on
        another.
        """
        is_loaded = id(model) in self._loaded
        if not is_loaded:
            self._allow(inf)
            with clock.step("waiting"):
                self._loading.acquire()
        try:
            self._allow(articles)
            with clock.step(step):
                yield
            self._loaded.add(id(model))
        finally:
            if not is_loaded:
                self._loading.release()
            self._allow(1)

    def _outcome(self, record: Record, made: Briefing | Failure) -> Outcome:
        key = record_key(record, self._recipe.fingerprint)
        outcome = _attempt(self._success, record, key, made) if isinstance(made, Briefing) else made
        if isinstance(outcome, Failure):
            return failed(record, key, outcome)
        return outcome

    def _success(self, record: Record, key: str, briefing: Briefing) -> Outcome:
        warnings = tuple(warning.code for warning in briefing.warnings)
        if self._recipe.document is None:
            line = success_line(record, key, {"briefing": briefing_record(briefing)})
            return Outcome(record.id, key, line, warnings=warnings)
        name = document_name(record.id, self._recipe.document)
        line = success_line(record, key, {"file": name})
        text = render(briefing, self._recipe.document)
        return Outcome(record.id, key, line, document=(name, text), warnings=warnings)


def _attempt(step: Callable[..., _Result], *arguments: object) -> _Result | Failure:
    """What `step` returns, or the failure that its exception stands for: the edge of one record."""
    try:
        return step(*arguments)
    except Exception as error:
        return failure_of(error)


_Call = Callable[[object, str, float], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class _Summarizer:
    """A summarizer whose calls are timed."""

    inner: Summarizer
    call: _Call

    @property
    def use(self) -> ModelUse:
        return self.inner.use

    def summarize(self, articles: Sequence[Article], length: Length) -> list[Summary]:
        # A model's time grows with the batch. The embedded one takes milliseconds an article, whatever the batch.
        with self.call(self.inner, "summary", len(articles) if self.use.engine else 1):
            return self.inner.summarize(articles, length)


@dataclass(frozen=True, slots=True)
class _Translator:
    """A translator whose calls are timed, and may take as long as so many articles."""

    inner: Translator
    call: _Call
    articles: int

    @property
    def use(self) -> ModelUse:
        return self.inner.use

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        with self.call(self.inner, "translation", self.articles):
            return self.inner.translate(segments, source, target)


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
