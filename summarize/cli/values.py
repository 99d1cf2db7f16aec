"""What stands on a command line as the values that options declare.

Typer has pydantic check every value, whose import takes as long as making a briefing. What is plainly right is taken here
as it is; everything else, and whatever is wrong, is left to Typer with its messages.
"""

from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_origin

# In place of a value: Typer is to look at it.
_UNCLEAR = object()


class PlainValues:
    """A command, or a group, whose parameters take plain values by themselves."""

    def get_params(self, ctx: Any) -> list[Any]:
        parameters: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for parameter in parameters:
            if not isinstance(parameter.process_value, partial):
                parameter.process_value = partial(_processed, parameter, parameter.process_value)
        return parameters


def _processed(parameter: Any, thorough: Callable[[Any, Any], Any], context: Any, given: Any) -> Any:
    value = _plain(given, parameter)
    if value is _UNCLEAR or (parameter.required and not value):
        return thorough(context, given)
    return parameter.callback(context, parameter, value) if parameter.callback else value


def _plain(given: Any, parameter: Any) -> Any:
    """The value of a parameter, _UNCLEAR where that isn't plain."""
    declared = parameter.type_descriptor
    several = parameter.multiple or parameter.nargs == -1
    if given is None:
        return () if several else None
    if not several:
        return _one(given, declared.annotation, declared.parameter_info)
    if get_origin(declared.annotation) is not list or not isinstance(given, list | tuple):
        return _UNCLEAR
    values = [_one(each, get_args(declared.annotation)[0], declared.parameter_info) for each in given]
    return _UNCLEAR if _UNCLEAR in values else values


def _one(given: Any, wanted: Any, limits: Any) -> Any:
    if (wanted is str and isinstance(given, str)) or (wanted is bool and isinstance(given, bool)):
        return given
    if wanted is Path and isinstance(given, str | Path) and not (limits.exists or limits.resolve_path):
        return Path(given)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return next((member for member in wanted if given in (member, member.value)), _UNCLEAR)
    if wanted in (int, float) and (isinstance(given, int) or (isinstance(given, str) and given.isdecimal())):
        number = wanted(given)
        low, high = limits.min is None or number >= limits.min, limits.max is None or number <= limits.max
        return number if low and high else _UNCLEAR
    return _UNCLEAR
