"""From an entry of models.toml to a model that runs: on this machine, downloaded and converted where that is wanted, or on a
server."""

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from summarize.errors import ModelError
from summarize.models.chat import ChatModel
from summarize.models.converting import ConversionFailed
from summarize.models.engines import Engine, default_quantization, open_engine
from summarize.models.engines.cuda import usable_device
from summarize.models.entry import ModelEntry
from summarize.models.families import family_named
from summarize.models.home import Progress
from summarize.models.installed import require_installed
from summarize.models.store import LocalModel, Store, absent
from summarize.request import Dialogue, ModelOptions
from summarize.summarizers import Summarizer
from summarize.translators import Translator

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loading:
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
        from summarize.models.engines.chat import (
            CTranslate2Generator,
            Generator,
            LocalChat,
            TorchGenerator,
            require_memory,
        )
        from summarize.models.room import weights_in_memory
        from summarize.models.turns import Turns

        options, model = self.options, self._ready(entry)
        turns = Turns(entry, model.checkpoint)
        generator: Generator
        if model.converted is None or options.engine == "torch" or options.device == "mps":
            if options.device in ("auto", "cpu"):
                # A GPU's memory is another matter, but what goes there passes through this.
                weights = weights_in_memory(model.checkpoint, options.precision or "float32")
                require_memory(entry, weights, model.checkpoint)
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
            again = f"brief models pull {model.entry.typed}"
            if self.options.engine == "ctranslate2":
                raise ModelError(f"{problem}; to try again: {again}") from problem
            if not problem.is_known:
                _log.warning(
                    "%s runs on torch, which is slower: %s; to convert it again: %s",
                    model.entry.name,
                    problem,
                    again,
                )
            return model

    def _is_wanted(self, entry: ModelEntry) -> bool:
        return self.options.download or (self.dialogue.offer is not None and self.dialogue.offer(entry))

    def _reported(self, entry: ModelEntry) -> AbstractContextManager[Progress | None]:
        return self.dialogue.progress(entry.name) if self.dialogue.progress else nullcontext()

    def _quantization(self, entry: ModelEntry) -> str:
        return self.options.precision or default_quantization(entry, self.options.device)
