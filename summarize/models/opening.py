"""From what somebody typed (--summarizer, --translator, --to) to a model that is ready to run."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from summarize.models.catalogue import Catalogue, default_translators, find_model, load_catalogue
from summarize.models.entry import ModelEntry
from summarize.models.store import LocalModel, Progress, Store
from summarize.summarizers import Summarizer
from summarize.translators import Translator

# The name of the embedded summarizer, which needs no model.
EMBEDDED = "extractive"

EngineName = Literal["auto", "ctranslate2", "torch"]


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """How models are found and run.

    `models` is a models.toml to lay over the built-in one. `offer` is asked before a model that isn't on this machine is
    downloaded; None never downloads. `progress` is told how a download goes. The rest is for the engines: None or "auto"
    lets the machine decide.
    """

    models: Path | None = None
    offline: bool = False
    offer: Callable[[ModelEntry], bool] | None = None
    progress: Progress | None = None
    engine: EngineName = "auto"
    device: str = "auto"
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
    model = _local(entry, options)
    from summarize.summarizers.seq2seq import Seq2SeqSummarizer

    return Seq2SeqSummarizer.open(model, options)


def open_translator(
    source: str, target: str, name: str | None = None, options: ModelOptions | None = None
) -> Translator:
    """A translator from `source` to `target` (ISO 639-1): the one named, else the default for the pair.

    Raises ModelError where it isn't known or not on this machine, LanguageError where no model does the pair.
    """
    options = options or ModelOptions()
    entries = _entries(load_catalogue(options.models), source, target, name)
    models = [_local(entry, options) for entry in entries]
    from summarize.translators.seq2seq import Seq2SeqTranslator

    return Seq2SeqTranslator.open(models, options)


def _entries(catalogue: Catalogue, source: str, target: str, name: str | None) -> tuple[ModelEntry, ...]:
    if name is None:
        return default_translators(catalogue, source, target)
    return (find_model(catalogue, name, "translation"),)


def _local(entry: ModelEntry, options: ModelOptions) -> LocalModel:
    store = Store(offline=options.offline)
    model = store.locate(entry)
    if model is None and options.offer is not None and not options.offline and options.offer(entry):
        return store.pull(entry, options.progress)
    return model or store.require(entry)
