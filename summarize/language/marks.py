"""The quotation marks of a language."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Marks:
    """`pair` is what the language's readers expect around a quote; `opening` and `closing` tell a mark's side where its
    neighbours don't; `dialogue` has the dashes that open a line of dialogue; `incise_dash` and `incise_comma` tell
    whether an attribution may stand inside the marks, between dashes or between commas."""

    pair: tuple[str, str]
    opening: frozenset[str]
    closing: frozenset[str]
    dialogue: str
    incise_dash: bool
    incise_comma: bool

    @property
    def spaced(self) -> bool:
        """Whether a blank stands inside the marks, as in French."""
        return self.pair[0] != self.pair[0].rstrip()


def marks_from(data: dict[str, Any], default: dict[str, Any]) -> Marks:
    """The marks of a file's table. Which of them open and close follows from the expected pair where it isn't listed."""
    first, last = data["marks"]
    opening, closing = set(data["opening"].split()), set(data["closing"].split())
    own_first, own_last = first.strip(), last.strip()
    if data["opening"] == default["opening"] and own_first != own_last:
        opening = (opening - {own_last}) | {own_first}
    if data["closing"] == default["closing"] and own_first != own_last:
        closing = (closing - {own_first}) | {own_last}
    incise = data["incise"].split()
    return Marks(
        pair=(first, last),
        opening=frozenset(opening),
        closing=frozenset(closing),
        dialogue=data["dialogue"],
        incise_dash="dash" in incise,
        incise_comma="comma" in incise,
    )
