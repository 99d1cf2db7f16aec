"""A line of text as it stands on a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page, in points from its lower left corner. `hyphen` ended it, and isn't part of `text`."""

    text: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    hyphen: str = ""
    is_rtl: bool = False
