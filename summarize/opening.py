"""From what somebody typed (--summarizer, --translator, --to) to a model that is ready to run."""

import functools
import hashlib
import json
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, fields

from summarize.errors import BriefError, ModelError
from summarize.models.catalogue import PIVOT, Catalogue, default_translators, find_model, load_catalogue
from summarize.models.chat import ChatModel
from summarize.models.converting import ConversionFailed
from summarize.models.engines import Engine, default_quantization, open_engine
from summarize.models.engines.cuda import usable_device
from summarize.models.entry import ModelEntry
from summarize.models.families import family_named
from summarize.models.home import Progress
from summarize.models.installed import require_installed
from summarize.models.store import LocalModel, Store, absent
from summarize.request import EMBEDDED, ModelOptions, Request
from summarize.summarizers import Summarizer
from summarize.translators import Translator

_log = logging.getLogger(__name__)

# What an entry of models.toml says about a model without shaping what it writes.
_SAID_ONLY = {"licence", "commercial", "megabytes", "default", "note", "key", "scores"}


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What a person is asked and shown while models are opened.

    `offer` is asked before a model that isn't on this machine is downloaded; None never downloads. `progress` shows how
    a model, by its name, is downloaded and converted.
    """

    offer: Callable[[ModelEntry], bool] | None = None
    progress: Callable[[str], AbstractContextManager[Progress]] | None = None


class Models:
    """The models of a request, each opened once, when it is first needed. Threads may share it."""

    def __init__(self, request: Request, dialogue: Dialogue | None = None) -> None:
        self._request, self._dialogue = request, dialogue
        self._opening = threading.RLock()
        self._summarizer: Summarizer | None = None
        self._translators: dict[tuple[str, str], Translator | BriefError] = {}

    def summarizer(self) -> Summarizer:
        """The request's summarizer; errors are those of `open_summarizer`."""
        asked = self._request.summarizer
        if not isinstance(asked, str):
            return asked
        with self._opening:
            if self._summarizer is None:
                self._summarizer = open_summarizer(asked, self._request.models, self._dialogue)
            return self._summarizer

    def translator(self, source: str, target: str) -> Translator:
        """The request's translator for a pair; errors are those of `open_translator`, the same each time."""
        pair = (source, target)
        with self._opening:
            if pair not in self._translators:
                try:
                    self._translators[pair] = self._open(source, target)
                except BriefError as error:
                    self._translators[pair] = error
            found = self._translators[pair]
        if isinstance(found, BriefError):
            raise found
        return found

    def _open(self, source: str, target: str) -> Translator:
        from summarize.translators.checked import checked

        asked = self._request.translator
        if asked is not None and not isinstance(asked, str):
            return checked(asked)
        return open_translator(source, target, asked, self._request.models, self._dialogue)


def open_summarizer(
    name: str = EMBEDDED, options: ModelOptions | None = None, dialogue: Dialogue | None = None
) -> Summarizer:
    """The summarizer of that name: the embedded one, an entry of models.toml, or a folder on disk.

    Raises ModelError where it isn't known or not on this machine.
    """
    if name == EMBEDDED:
        from summarize.summarizers.extractive import ExtractiveSummarizer

        return ExtractiveSummarizer()
    opening = _Opening(options or ModelOptions(), dialogue or Dialogue())
    return opening.summarizer(find_model(load_catalogue(opening.options.models), name, "summarization"))


def open_translator(
    source: str,
    target: str,
    name: str | None = None,
    options: ModelOptions | None = None,
    dialogue: Dialogue | None = None,
) -> Translator:
    """A checked translator from `source` to `target` (ISO 639-1): the one named, else the default for the pair.

    Raises ModelError where it isn't known or not on this machine, LanguageError where no model does the pair.
    """
    opening = _Opening(options or ModelOptions(), dialogue or Dialogue())
    entries = _entries(load_catalogue(opening.options.models), source, target, name)
    # All of them must be here before the first is loaded, and what is missing is said in one go.
    opening.require([entry for entry in entries if not entry.endpoint])
    from summarize.translators.checked import checked
    from summarize.translators.pivot import PivotTranslator

    return checked(functools.reduce(PivotTranslator, map(opening.translator, entries)))


def entries_of(request: Request) -> list[ModelEntry]:
    """The entries of models.toml that may work for a request; its translator may be any that ends in its language."""
    catalogue = load_catalogue(request.models.models)
    entries: list[ModelEntry] = []
    if isinstance(request.summarizer, str) and request.summarizer != EMBEDDED:
        entries.append(find_model(catalogue, request.summarizer, "summarization"))
    if request.to is not None and isinstance(request.translator, str):
        entries.append(find_model(catalogue, request.translator, "translation"))
    elif request.to is not None and request.translator is None:
        ends = (f"-{request.to}", f"-{PIVOT}")
        entries += [
            entry for entry in catalogue.values() if any(pair.endswith(ends) for pair in entry.default)
        ]
    return entries


def versions(request: Request) -> Mapping[str, str]:
    """What shapes a result beside the request itself, by name: versions and revisions of everything that works for it."""
    from summarize.summarizers.extractive import VERSION

    found = {EMBEDDED: VERSION}
    for model in (request.summarizer, request.translator):
        if model is not None and not isinstance(model, str):
            found[model.use.name] = repr(model.use)
    store = Store(offline=True)
    for entry in entries_of(request):
        local = None if entry.endpoint else store.locate(entry)
        # Where it isn't here yet, it will be pulled at its pinned commit.
        found[entry.name] = f"{local.revision if local else entry.revision} {_digest(entry)}"
    return found


def _digest(entry: ModelEntry) -> str:
    """A short name for what the entry says that shapes a result. A new field doesn't change it while it isn't used."""
    said = {field.name: getattr(entry, field.name) for field in fields(entry) if field.name not in _SAID_ONLY}
    used = {name: value for name, value in said.items() if value not in (None, "", False, {}, ())}
    return hashlib.blake2b(json.dumps(used, default=str, sort_keys=True).encode(), digest_size=8).hexdigest()


def _entries(catalogue: Catalogue, source: str, target: str, name: str | None) -> tuple[ModelEntry, ...]:
    if name is None:
        return default_translators(catalogue, source, target)
    return (find_model(catalogue, name, "translation"),)


@dataclass(frozen=True, slots=True)
class _Opening:
    """From an entry to a model that runs."""

    options: ModelOptions
    dialogue: Dialogue

    def summarizer(self, entry: ModelEntry) -> Summarizer:
        """What summarises with the model."""
        # Imported here, and so below: the embedded summarizer needs nothing of what models need.
        if family_named(entry.family).is_told_in_words:
            from summarize.summarizers.chat import ChatSummarizer

            chat, revision = self._chat(entry)
            return ChatSummarizer(entry, chat, revision=revision)
        from summarize.models.tokenization import Tokenizer
        from summarize.summarizers.seq2seq import Seq2SeqSummarizer

        model, engine = self.running(entry)
        return Seq2SeqSummarizer(entry, engine, Tokenizer(entry, model.checkpoint), revision=model.revision)

    def translator(self, entry: ModelEntry) -> Translator:
        """What translates with the model, unchecked."""
        if family_named(entry.family).is_told_in_words:
            from summarize.translators.chat import ChatTranslator

            chat, revision = self._chat(entry)
            return ChatTranslator(entry, chat, revision=revision)
        from summarize.models.tokenization import Tokenizer
        from summarize.translators.seq2seq import Seq2SeqTranslator

        model, engine = self.running(entry)
        return Seq2SeqTranslator(entry, engine, Tokenizer(entry, model.checkpoint), revision=model.revision)

    def _chat(self, entry: ModelEntry) -> tuple[ChatModel, str | None]:
        """The chat model, ready to run, and its revision where it is on this machine."""
        if entry.endpoint:
            return self._endpoint(entry), None
        from summarize.models.engines.chat import CTranslate2Generator, Generator, LocalChat, TorchGenerator
        from summarize.models.turns import Turns

        options, model = self.options, self._ready(entry)
        turns = Turns(entry, model.checkpoint)
        generator: Generator
        if model.converted is None or options.engine == "torch" or options.device == "mps":
            generator = TorchGenerator(
                entry, model.checkpoint, turns, options.device, options.precision, options.threads
            )
        else:
            generator = CTranslate2Generator(
                entry, model.converted, model.checkpoint, turns.stops, options.device, options.precision, options.threads
            )  # fmt: skip
        return LocalChat(entry, generator, turns), model.revision

    def _endpoint(self, entry: ModelEntry) -> ChatModel:
        from summarize.models.address import normal_address, require_allowed
        from summarize.models.endpoint import Endpoint

        offline = Store(offline=self.options.offline).offline
        require_allowed(entry.name, normal_address(entry.endpoint), offline=offline)
        return Endpoint(entry, self.options.threads)

    def local(self, entry: ModelEntry) -> LocalModel:
        """The model on this machine, downloaded where that is wanted."""
        require_installed()
        store, quantization = Store(offline=self.options.offline), self._quantization(entry)
        model = store.locate(entry, quantization)
        if model is None and not store.offline and self._is_wanted(entry):
            with self._reported(entry) as report:
                return store.pull(entry, report, None if self.options.engine == "torch" else quantization)
        return model or store.require(entry, quantization)

    def require(self, entries: Sequence[ModelEntry]) -> None:
        """All of the models on this machine, downloaded where that is wanted. Raises ModelError with all that are missing."""
        if entries:
            require_installed()
        missing = [
            entry
            for entry in entries
            if Store(offline=self.options.offline).locate(entry, self._quantization(entry)) is None
        ]
        if len(missing) > 1 and not self.options.download and self.dialogue.offer is None:
            raise absent(missing)
        for entry in missing:
            self.local(entry)

    def running(self, entry: ModelEntry) -> tuple[LocalModel, Engine]:
        """The model and the engine that runs it."""
        options, model = self.options, self._ready(entry)
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

    def _ready(self, entry: ModelEntry) -> LocalModel:
        """The model; one that isn't converted yet is converted, where an engine needs that."""
        options, model = self.options, self.local(entry)
        if model.converted is None and options.engine != "torch" and options.device != "mps":
            usable_device(options.device)  # before the conversion, which takes long
            model = self._converted(model)
        return model

    def _converted(self, model: LocalModel) -> LocalModel:
        try:
            with self._reported(model.entry) as report:
                return Store(offline=True).convert(model, self._quantization(model.entry), report)
        except ConversionFailed as problem:
            name = model.entry.name
            if self.options.engine == "ctranslate2":
                raise ModelError(f"{problem}; to try again: brief models pull {name}") from problem
            if not problem.is_known:
                _log.warning(
                    "%s runs on torch, which is slower: %s; to convert it again: brief models pull %s",
                    name,
                    problem,
                    name,
                )
            return model

    def _is_wanted(self, entry: ModelEntry) -> bool:
        return self.options.download or (self.dialogue.offer is not None and self.dialogue.offer(entry))

    def _reported(self, entry: ModelEntry) -> AbstractContextManager[Progress | None]:
        return self.dialogue.progress(entry.name) if self.dialogue.progress else nullcontext()

    def _quantization(self, entry: ModelEntry) -> str:
        return self.options.precision or default_quantization(entry, self.options.device)
