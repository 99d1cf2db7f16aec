"""From what somebody typed (--summarizer, --translator, --to) to a model that is ready to run."""

import functools
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import ModelError
from summarize.models.catalogue import Catalogue, default_translators, find_model, load_catalogue
from summarize.models.engines import Device, Engine, EngineName, default_quantization, open_engine
from summarize.models.entry import ModelEntry
from summarize.models.store import LocalModel, Progress, Store
from summarize.summarizers import Summarizer
from summarize.translators import Translator

# The name of the embedded summarizer, which needs no model.
EMBEDDED = "extractive"


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """How models are found and run.

    `models` is a models.toml to lay over the built-in one. `offer` is asked before a model that isn't on this machine is
    downloaded; None never downloads. `progress` shows how a model, by its name, is downloaded and converted. The rest is for the engines: None or "auto"
    lets the machine decide.
    """

    models: Path | None = None
    offline: bool = False
    offer: Callable[[ModelEntry], bool] | None = None
    progress: Callable[[str], AbstractContextManager[Progress]] | None = None
    engine: EngineName = "auto"
    device: Device = "auto"
    precision: str | None = None
    threads: int | None = None


def open_summarizer(name: str = EMBEDDED, options: ModelOptions | None = None) -> Summarizer:
    """The summarizer of that name: the embedded one, an entry of models.toml, or a folder on disk.

    Raises ModelError where it isn't known or not on this machine.
    """
    if name == EMBEDDED:
        from summarize.summarizers.extractive import ExtractiveSummarizer

        return ExtractiveSummarizer()
    options = options or ModelOptions()
    entry = find_model(load_catalogue(options.models), name, "summarization")
    model, engine = _running(entry, options)
    # Imported here, and so below: the embedded summarizer needs nothing of what models need.
    from summarize.models.tokenization import Tokenizer
    from summarize.summarizers.seq2seq import Seq2SeqSummarizer

    return Seq2SeqSummarizer(entry, engine, Tokenizer(entry, model.checkpoint), revision=model.revision)


def open_translator(
    source: str, target: str, name: str | None = None, options: ModelOptions | None = None
) -> Translator:
    """A translator from `source` to `target` (ISO 639-1): the one named, else the default for the pair.

    Raises ModelError where it isn't known or not on this machine, LanguageError where no model does the pair.
    """
    options = options or ModelOptions()
    entries = _entries(load_catalogue(options.models), source, target, name)
    # All of them must be here before the first is loaded.
    for entry in entries:
        _local(entry, options)
    from summarize.models.tokenization import Tokenizer
    from summarize.translators.seq2seq import PivotTranslator, Seq2SeqTranslator

    translators: list[Translator] = []
    for entry in entries:
        model, engine = _running(entry, options)
        tokenizer = Tokenizer(entry, model.checkpoint)
        translators.append(Seq2SeqTranslator(entry, engine, tokenizer, revision=model.revision))
    return functools.reduce(PivotTranslator, translators)


def _entries(catalogue: Catalogue, source: str, target: str, name: str | None) -> tuple[ModelEntry, ...]:
    if name is None:
        return default_translators(catalogue, source, target)
    return (find_model(catalogue, name, "translation"),)


def _local(entry: ModelEntry, options: ModelOptions) -> LocalModel:
    """The model on this machine, downloaded where that is wanted."""
    store, quantization = Store(offline=options.offline), _quantization(options)
    model = store.locate(entry, quantization)
    if model is None and options.offer is not None and not store.offline and options.offer(entry):
        with _reported(entry, options) as report:
            return store.pull(entry, report, None if options.engine == "torch" else quantization)
    return model or store.require(entry, quantization)


def _running(entry: ModelEntry, options: ModelOptions) -> tuple[LocalModel, Engine]:
    """The model and the engine that runs it; a model that isn't converted yet is converted."""
    model = _local(entry, options)
    if model.converted is None and options.engine != "torch" and options.device != "mps":
        model = _converted(model, options)
    engine = open_engine(
        entry,
        model.checkpoint,
        model.converted,
        options.engine,
        options.device,
        options.precision,
        options.threads,
    )
    return model, engine


def _converted(model: LocalModel, options: ModelOptions) -> LocalModel:
    try:
        with _reported(model.entry, options) as report:
            return Store(offline=True).convert(model, _quantization(options), report)
    except ModelError:
        if options.engine == "ctranslate2":
            raise
        return model  # torch runs what CTranslate2 can't convert


def _reported(entry: ModelEntry, options: ModelOptions) -> AbstractContextManager[Progress | None]:
    return options.progress(entry.name) if options.progress else nullcontext()


def _quantization(options: ModelOptions) -> str:
    return options.precision or default_quantization(options.device)
