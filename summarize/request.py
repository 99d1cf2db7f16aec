"""What a user asks of a run: one record, from the command line or from Python, for one article or for millions."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarize.errors import UsageError
from summarize.models.engines import Device, EngineName
from summarize.quotes import SpeakersBy
from summarize.summarizers import Length, Summarizer
from summarize.translators import Translator

if TYPE_CHECKING:
    # The embedded path waits for no store of models.
    from summarize.models.entry import ModelEntry
    from summarize.models.home import Progress

# The name of the embedded summarizer, which needs no model.
EMBEDDED: Final = "extractive"

# A request as plain values under the names that its options have; only what shapes a result.
Facts = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """How models are found and run.

    `models` is a models.toml to lay over the built-in one. `download` gets a model that isn't on this machine without
    asking. The rest is for the engines: None or "auto" lets the machine decide.
    """

    models: Path | None = None
    offline: bool = False
    download: bool = False
    engine: EngineName = "auto"
    device: Device = "auto"
    precision: str | None = None
    threads: int | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What a person is asked and shown while models are opened.

    `offer` is asked before a model that isn't on this machine is downloaded; None never downloads. `progress` shows how
    a model, by its name, is downloaded and converted.
    """

    offer: "Callable[[ModelEntry], bool] | None" = None
    progress: "Callable[[str], AbstractContextManager[Progress]] | None" = None


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be made of an article.

    `to` is the reader's language and `from_` the article's, as ISO 639-1 codes; None keeps the article's, and tells it
    from the text. `sentences`, `words`, `characters` and `quotes` are the most that a briefing has of each, `seconds`
    how long reading its summary aloud may take; None is no limit.
    `summarizer` and `translator` are names of models, or models of the caller's own; None is the default translator for
    the pair. `speakers` says who tells who said a quote, as `extract_quotes` has it. `document` is the format of a batch's one file an article, None for lines of JSON. Raises UsageError for
    what can't be asked.
    """

    to: str | None = None
    from_: str | None = None
    sentences: int | None = 3
    words: int | None = None
    characters: int | None = None
    seconds: int | None = None
    quotes: int = 5
    summarizer: Summarizer | str = EMBEDDED
    translator: Translator | str | None = None
    models: ModelOptions = field(default_factory=ModelOptions)
    speakers: SpeakersBy = "auto"
    document: str | None = None

    def __post_init__(self) -> None:
        if self.quotes < 0:
            raise UsageError(f"a briefing can't have {self.quotes} quotes; give 0 or more")
        _ = self.length

    @property
    def length(self) -> Length:
        """How long a summary may be."""
        return Length(self.sentences, self.words, self.characters, self.seconds)

    @property
    def uses_models(self) -> bool:
        """Whether a model does the work, which articles then share, rather than plain Python on every core."""
        if isinstance(self.summarizer, str):
            return self.summarizer != EMBEDDED or self.to is not None
        return self.summarizer.use.engine is not None or self.to is not None

    @property
    def facts(self) -> Facts:
        """Everything in the request that shapes a result, and nothing else."""
        return {
            "--to": self.to,
            "--from": self.from_,
            "--sentences": self.sentences,
            "--words": self.words,
            "--length": _named_length(self.characters, self.seconds),
            "--quotes": self.quotes,
            "--summarizer": _name(self.summarizer),
            "--translator": _name(self.translator) if self.to is not None else None,
            "--engine": self.models.engine,
            "--device": self.models.device,
            "--precision": self.models.precision,
            "--speakers": None if self.speakers == "auto" else self.speakers,
            "--format": self.document,
        }


def difference(before: Facts, now: Facts) -> str:
    """How one request differs from an earlier one, for people: "--to ru, before ar; no --words, before 40"; "" for none."""
    return "; ".join(
        f"{_option(name, now.get(name))}, before {_option(name, before.get(name)).removeprefix(f'{name} ')}"
        for name in dict.fromkeys([*before, *now])
        if before.get(name) != now.get(name)
    )


def _option(name: str, value: str | int | None) -> str:
    return f"no {name}" if value is None else f"{name} {value}"


def _named_length(characters: int | None, seconds: int | None) -> str | None:
    """What `--length` has besides sentences and words, in words; None for nothing."""
    said = [f"{characters} characters"] if characters is not None else []
    said += [f"{seconds}s"] if seconds is not None else []
    return " and ".join(said) or None


def _name(model: Summarizer | Translator | str | None) -> str | None:
    return model if model is None or isinstance(model, str) else model.use.name
