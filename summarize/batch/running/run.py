"""One run of a batch, the same for both runners: what is asked for, how it goes, and what came of it so far."""

from dataclasses import dataclass, field

from summarize.batch.resume import Fingerprints, fingerprints_of
from summarize.batch.running.settings import Settings
from summarize.batch.running.totals import Totals
from summarize.request import Request


@dataclass(frozen=True, slots=True)
class Run:
    """A run of `request`. Making one looks for the models that work for it, which are in the keys of its records."""

    request: Request
    settings: Settings = field(default_factory=Settings)
    totals: Totals = field(default_factory=Totals)
    fingerprints: Fingerprints = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fingerprints", fingerprints_of(self.request))
