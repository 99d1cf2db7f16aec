"""Translators: from segments (one sentence each) in one language to the same in another, with what the checks found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from summarize.briefing import ModelUse, Warning


@dataclass(frozen=True, slots=True)
class Translation:
    """The translation of one segment. `warnings` have `where` None: only the caller knows where the segment stands."""

    text: str
    warnings: tuple[Warning, ...] = field(default=())


class Translator(Protocol):
    """What translates. It gets all segments at hand at once, of one language pair, so that they share batches.

    It needn't check what it writes: whatever translates is checked by the pipeline; see `checked`.
    """

    @property
    def use(self) -> ModelUse: ...

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        """One Translation a segment, in the same order. `source` and `target` are ISO 639-1 codes."""
        ...


# (segments, source, target) -> one Translation a segment, None for one that would come out as before
Retry = Callable[[Sequence[str], str, str], Sequence[Translation | None]]


@runtime_checkable
class Retryable(Protocol):
    """A Translator that can try again in other ways, for segments whose first translation the checks find wrong."""

    @property
    def retries(self) -> Sequence[Retry]:
        """The ways, in the order in which they are to be tried."""
        ...


@runtime_checkable
class Preparable(Protocol):
    """A Translator whose model takes time to load, which may pass beside other work."""

    def prepare(self, segments: int) -> None:
        """Load the model for about so many segments, so that `translate` needn't. Raises what `translate` would."""
        ...
