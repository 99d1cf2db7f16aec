"""From what somebody typed (--summarizer, --translator, --to) to a model that is ready to run."""

import functools
import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

from summarize.errors import BriefError
from summarize.request import EMBEDDED, Dialogue, ModelOptions, Request
from summarize.summarizers import Summarizer
from summarize.translators import Translator

# The embedded path waits for nothing of what models need: the catalogue, the store and the engines are imported in functions.
if TYPE_CHECKING:
    from summarize.models.catalogue import Catalogue
    from summarize.models.entry import ModelEntry

# What an entry of models.toml says about a model without shaping what it writes.
_SAID_ONLY = {"licence", "commercial", "megabytes", "memory", "default", "note", "key", "scores"}


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
    from summarize.loading import Loading
    from summarize.models.catalogue import find_model, load_catalogue

    loading = Loading(options or ModelOptions(), dialogue or Dialogue())
    return loading.summarizer(find_model(load_catalogue(loading.options.models), name, "summarization"))


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
    from summarize.loading import Loading
    from summarize.models.catalogue import load_catalogue
    from summarize.translators.checked import checked
    from summarize.translators.pivot import PivotTranslator

    loading = Loading(options or ModelOptions(), dialogue or Dialogue())
    entries = _entries(load_catalogue(loading.options.models), source, target, name)
    # All of them must be here before the first is loaded, and what is missing is said in one go.
    loading.require([entry for entry in entries if not entry.endpoint])
    return checked(functools.reduce(PivotTranslator, map(loading.translator, entries)))


def entries_of(request: Request) -> "list[ModelEntry]":
    """The entries of models.toml that may work for a request; its translator may be any that ends in its language."""
    from summarize.models.catalogue import PIVOT, find_model, load_catalogue

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
    from summarize.models.store import Store
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


def _digest(entry: "ModelEntry") -> str:
    """A short name for what the entry says that shapes a result. A new field doesn't change it while it isn't used."""
    said = {field.name: getattr(entry, field.name) for field in fields(entry) if field.name not in _SAID_ONLY}
    used = {name: value for name, value in said.items() if value not in (None, "", False, {}, ())}
    return hashlib.blake2b(json.dumps(used, default=str, sort_keys=True).encode(), digest_size=8).hexdigest()


def _entries(catalogue: "Catalogue", source: str, target: str, name: str | None) -> "tuple[ModelEntry, ...]":
    from summarize.models.catalogue import default_translators, find_model

    if name is None:
        return default_translators(catalogue, source, target)
    return (find_model(catalogue, name, "translation"),)
