"""Translated batches against the engine alone: how much of its speed the reading, checking and writing around it costs.

What the engine gets during the run is written down; then the same engine gets all of it at once, with nothing else to
do. Both are tokens a second of output. The run counts from the first segment to the last line, without loading. On a
machine that does other work as well the clock says little: the share is given in CPU time too, and so is how much of the
run the engine was busy.
"""

import pickle
import random
import re
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from summarize.batch.inputs.files import Inputs, read_records
from summarize.batch.inputs.tables import Fields
from summarize.batch.output.destination import open_file
from summarize.batch.output.manifest import Manifest
from summarize.batch.running.local import run_batch
from summarize.batch.running.run import Run
from summarize.briefing import ModelUse
from summarize.models.engines import Decoding, Engine, open_engine
from summarize.models.entry import ModelEntry
from summarize.models.tokenization import Tokenizer
from summarize.request import Request
from summarize.translators import Translation
from summarize.translators.seq2seq import Seq2SeqTranslator

ROOT = Path(__file__).parent.parent
# The tiny checkpoint that the tests use, of the true layout.
TRAINED = ModelEntry(
    name="opus-mt-en-ar",
    task="translation",
    family="marian",
    repo="tests/opus-mt-en-ar",
    revision="0" * 40,
    licence="cc-by-4.0",
    sources={"en": ""},
    targets={"ar": ">>ara<<"},
    prefix="{target} ",
    max_tokens=200,
    decoding={"num_beams": 4},
)
# Random weights end nowhere: every output is made as long as a sentence is.
RANDOM_TOKENS = 32
# Segments that load an engine, as many as its workers need; loading doesn't count.
LOADING = 8


@dataclass(frozen=True)
class Model:
    """A checkpoint, its conversion, and the log of what its engine is given."""

    entry: ModelEntry
    folder: Path
    converted: Path
    log: Path
    is_random: bool

    def engine(self) -> Engine:
        return open_engine(self.entry, self.folder, self.converted, "ctranslate2", "cpu")


@dataclass(frozen=True)
class Call:
    """A call of the engine: when it began and ended, by the clock and in the process's CPU seconds; what it was given,
    and how many tokens came out.
    """

    began: float
    ended: float
    cpu_began: float
    cpu_ended: float
    sources: list[list[str]]
    forced: str | None
    decoding: Decoding
    tokens: int


class Logged:
    """An engine that writes down what it is given, and how long each call takes."""

    def __init__(self, model: Model) -> None:
        self._model, self._engine = model, model.engine()
        self.name, self.device, self.precision = (
            self._engine.name,
            self._engine.device,
            self._engine.precision,
        )

    def prepare(self, sources: int) -> None:
        self._engine.prepare(sources)

    def generate(
        self, sources: Sequence[Sequence[str]], forced: str | None, decoding: Decoding
    ) -> list[list[str]]:
        if self._model.is_random:
            decoding = replace(decoding, max_tokens=RANDOM_TOKENS, min_tokens=RANDOM_TOKENS)
        began, cpu_began = time.time(), time.process_time()
        outputs = self._engine.generate(sources, forced, decoding)
        with self._model.log.open("ab") as file:
            call = Call(
                began,
                time.time(),
                cpu_began,
                time.process_time(),
                [*map(list, sources)],
                forced,
                decoding,
                sum(map(len, outputs)),
            )
            pickle.dump(call, file)
        return outputs

    def score(self, source: Sequence[str], target: Sequence[str], forced: str | None) -> list[float]:
        return self._engine.score(source, target, forced)

    def knows(self, token: str) -> bool:
        return self._engine.knows(token)


class LoggedTranslator:
    """A translator that each worker process opens when it first translates. What random weights write fails every check:
    it isn't tried again.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._opened: Seq2SeqTranslator | None = None

    @property
    def use(self) -> ModelUse:
        return ModelUse(self._model.entry.name, engine="ctranslate2")

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        if self._opened is None:
            model = self._model
            tokenizer = Tokenizer(model.entry, model.folder)
            self._opened = Seq2SeqTranslator(model.entry, Logged(model), tokenizer)
        return self._opened.translate(segments, source, target)


def measure_translation(folder: Path, articles: Sequence[str], random_articles: int) -> None:
    """The table of both models; the full-size one gets the first `random_articles`."""
    print(
        f"\nTranslation into Arabic{'':10}articles   tokens    tokens/s     alone   share (90 %)   in CPU time   busy"
    )
    _measure(
        "trained tiny model", _trained(folder), [_grammar_article(n) for n in range(len(articles))], folder
    )
    wordy = [
        re.sub(r"\w+", lambda word: f"word{zlib.crc32(word.group().encode()) % 300}", text)
        for text in articles
    ]
    _measure("random weights, opus-mt-en-ar", _random(folder), wordy[:random_articles], folder)


def _measure(name: str, model: Model, articles: Sequence[str], folder: Path) -> None:
    wire = folder / "wire"
    wire.mkdir(exist_ok=True)
    for number, text in enumerate(articles):
        (wire / f"{number:04}.txt").write_text(text)
    request = Request(to="ar", from_="en", sentences=8, translator=LoggedTranslator(model))
    run = Run(request)
    made = Manifest(run.fingerprints.facts)
    with open_file(folder / f"{model.entry.name}.jsonl", made, run.totals) as output:
        paths = [str(wire / f"{number:04}.txt") for number in range(len(articles))]
        run_batch(read_records(Inputs(paths, Fields())), output, run)
    ended = time.time()
    if run.totals.failed:
        raise SystemExit(f"{run.totals.failed} articles failed: {run.totals.failures[0]}")
    calls = _calls(model.log)
    tokens = sum(call.tokens for call in calls)
    seconds = ended - calls[0].began
    alone, cpu_alone = _replay(model.engine(), calls)
    cpu = max(call.cpu_ended for call in calls) - min(call.cpu_began for call in calls)
    print(
        f"  {name:30}{len(articles):9,}{tokens:9,}{tokens / seconds:12,.0f}{tokens / alone:10,.0f}"
        f"{100 * alone / seconds:9.1f} %{100 * cpu_alone / cpu:12.1f} %{100 * _busy(calls) / seconds:12.1f} %"
    )


def _calls(log: Path) -> list[Call]:
    calls = []
    with log.open("rb") as file:
        while file.peek(1):
            calls.append(pickle.load(file))
    return sorted(calls, key=lambda call: call.began)


def _busy(calls: Sequence[Call]) -> float:
    """The seconds in which the engine had at least one call: what else the machine does falls on both sides of this."""
    busy, until = 0.0, calls[0].began
    for call in calls:
        busy += max(0.0, call.ended - max(call.began, until))
        until = max(until, call.ended)
    return busy


def _replay(engine: Engine, calls: Sequence[Call]) -> tuple[float, float]:
    """The seconds, by the clock and of CPU time, that the engine takes for the same segments, all of one kind of search at once."""
    kinds: dict[tuple[str | None, Decoding], list[list[str]]] = {}
    for call in calls:
        kinds.setdefault((call.forced, call.decoding), []).extend(call.sources)
    (forced, decoding), sources = next(iter(kinds.items()))
    engine.generate(sources[:LOADING], forced, decoding)
    began, cpu_began = time.perf_counter(), time.process_time()
    for (forced, decoding), sources in kinds.items():
        engine.generate(sources, forced, decoding)
    return time.perf_counter() - began, time.process_time() - cpu_began


def _trained(folder: Path) -> Model:
    return _model(
        folder, TRAINED, ROOT / "tests" / "models" / "trained" / TRAINED.name, "trained", is_random=False
    )


def _random(folder: Path) -> Model:
    from benchmarks.random_models import WORKLOADS, write_checkpoint

    write_checkpoint("opus-mt-en-ar", folder / "random")
    return _model(folder, WORKLOADS["opus-mt-en-ar"].entry, folder / "random", "random-int8", is_random=True)


def _model(folder: Path, entry: ModelEntry, checkpoint: Path, name: str, *, is_random: bool) -> Model:
    from summarize.models.conversion import convert

    converted = folder / f"{name}-converted"
    convert(checkpoint, entry, converted, "int8")
    return Model(replace(entry, name=name), checkpoint, converted, folder / f"{name}.log", is_random)


def _grammar_article(number: int) -> str:
    """An article that the tiny model can translate: ten sentences of the grammar that it was trained on."""
    from benchmarks import news_grammar

    draw = random.Random(number)
    return " ".join(news_grammar.sentence(draw)["en"] for _ in range(10))
