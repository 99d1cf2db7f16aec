"""What translators and summarizers have in common that use a kind of model: the model, and how a briefing names it."""

from summarize.briefing import ModelUse
from summarize.models.chat import ChatModel
from summarize.models.engines import Engine
from summarize.models.entry import ModelEntry
from summarize.models.tokenization import Tokenizer


class ChatUser:
    """Asks a chat model. `revision` is the commit that is there, None for the entry's own."""

    def __init__(self, entry: ModelEntry, model: ChatModel, *, revision: str | None = None) -> None:
        self._entry, self._model = entry, model
        self.use = _use(entry, model.name, revision)


class Seq2SeqUser:
    """Runs an encoder-decoder model. `revision` is the commit that is there, None for the entry's own."""

    def __init__(
        self, entry: ModelEntry, engine: Engine, tokenizer: Tokenizer, *, revision: str | None = None
    ) -> None:
        self._entry, self._engine, self._tokenizer = entry, engine, tokenizer
        self.use = _use(entry, engine.name, revision)


def _use(entry: ModelEntry, engine: str, revision: str | None) -> ModelUse:
    return ModelUse(entry.name, repo=entry.repo, revision=revision or entry.revision, engine=engine)
