"""Where the work on many articles is done: in this machine's processes, or on a Ray cluster."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from summarize.errors import UsageError

if TYPE_CHECKING:
    from summarize.models.engines import EngineName


class SpreadEngine(StrEnum):
    """What --engine takes here: what runs a model, as elsewhere, or Ray, on which it then runs as on "auto"."""

    auto = "auto"
    ctranslate2 = "ctranslate2"
    torch = "torch"
    ray = "ray"


@dataclass(frozen=True, slots=True)
class Machines:
    """Machines: what runs a model, and where the work is spread."""

    engine: Annotated[
        SpreadEngine, typer.Option("--engine", help="What runs a model; ray spreads the work over a cluster.")
    ] = SpreadEngine.auto
    ray_address: Annotated[
        str | None,
        typer.Option(
            "--ray-address", metavar="ADDRESS", help="A Ray cluster. [default: one on this machine]"
        ),
    ] = None

    @property
    def on_ray(self) -> bool:
        """Whether the work is spread."""
        return self.engine is SpreadEngine.ray

    @property
    def of_models(self) -> "EngineName":
        """The engine of each process."""
        return cast("EngineName", "auto" if self.on_ray else self.engine.value)

    def require_ray(self, option: str, value: object) -> None:
        """Raises UsageError for an option that is nothing without Ray."""
        if value and not self.on_ray:
            raise UsageError(f"{option} needs --engine ray")
