"""How a run goes; none of it shapes a result."""

from dataclasses import dataclass

# Articles that a process gets at once where plain Python does the work: few, so that all cores end together.
PLAIN_CHUNK = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of a run.

    `window` is the most records in memory, wherever they are on their way. `jobs` is the number of processes.
    `timeout` is in seconds an article.
    """

    window: int = 256
    jobs: int = 1
    ordered: bool = False
    fail_fast: bool = False
    retry_errors: bool = False
    timeout: float | None = None

    def chunk(self, uses_models: bool) -> int:
        """The most articles that a process gets at once: for a model as many as the window has room for."""
        share = max(1, self.window // (2 * self.jobs))
        return share if uses_models else min(share, PLAIN_CHUNK)
