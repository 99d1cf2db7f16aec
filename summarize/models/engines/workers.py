"""How the cores are shared out among the workers of a CTranslate2 model."""

import functools
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from summarize.errors import ModelError
from summarize.machine import allow_wide_vectors, available_cores
from summarize.models.entry import ModelEntry


class Workers:
    """A model that is loaded when a job comes, whose size decides how the cores are shared out.

    Workers with one core each beat one worker with all, as soon as there is work for each. A job that has work for twice as
    many of them as the one before loads the model anew, once or twice in a process: 0.1 to 0.2 s for a base model from the
    disk's cache, for up to twice the speed. `kind` is CTranslate2's class of the model in `folder`; `threads` defaults to the cores.
    """

    def __init__(
        self,
        entry: ModelEntry,
        kind: Callable[..., Any],
        folder: Path,
        device: str,
        precision: str,
        threads: int | None,
    ) -> None:
        allow_wide_vectors()
        self._entry, self._threads = entry, threads or available_cores()
        self._most = self._threads if device == "cpu" else 1
        self._load = functools.partial(kind, str(folder), device, compute_type=precision)
        self._loaded: Any = None
        self._loading = threading.Lock()
        self.count = 1

    def model(self, jobs: int) -> Any:
        """The loaded model. Raises ModelError where it can't be loaded."""
        wanted = max(1, min(self._most, jobs))
        with self._loading:
            if self._loaded is None or wanted >= 2 * self.count:
                self.count = wanted
                self._loaded = None  # let go of the old one first: two would take the memory of both
                try:
                    self._loaded = self._load(inter_threads=wanted, intra_threads=self._threads // wanted)
                except (RuntimeError, ValueError) as problem:
                    raise ModelError(
                        f"{self._entry.name}: the conversion can't be loaded ({problem}); run: brief models pull {self._entry.typed}"
                    ) from problem
            return self._loaded
