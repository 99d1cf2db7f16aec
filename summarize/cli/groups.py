"""Options in groups: a command takes records, and the parser sees each field of them as an option of its own."""

import copy
import inspect
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Annotated, Any, get_args, get_type_hints


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """The command with one parameter for each field of the dataclasses that it takes.

    A field is declared as a parameter would be: `Annotated` with its option, and a default.
    """
    hints = get_type_hints(command, include_extras=True)
    declared = inspect.signature(command).parameters
    groups = {name: hints[name] for name in declared if is_dataclass(hints[name])}

    def flat(**values: Any) -> None:
        records = {
            name: group(**{field.name: values.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        command(**records, **values)

    parameters: list[inspect.Parameter] = []
    for name, parameter in declared.items():
        if name in groups:
            parameters += _parameters(groups[name])
        else:
            parameters.append(parameter.replace(annotation=hints[name], kind=parameter.KEYWORD_ONLY))
    flat.__name__, flat.__doc__ = command.__name__, command.__doc__
    flat.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    flat.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return flat


def _parameters(group: type) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)

    def parameter(field: Field[Any]) -> inspect.Parameter:
        default = inspect.Parameter.empty if field.default is MISSING else field.default
        return inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=default,
            annotation=_under_heading(hints[field.name], _heading(group)),
        )

    return [parameter(field) for field in fields(group)]


def _heading(group: type) -> str:
    """What the help calls a group: the first line of its docstring."""
    return (group.__doc__ or "").partition("\n")[0].partition(",")[0].partition(":")[0].rstrip(".")


def _under_heading(annotation: Any, heading: str) -> Any:
    """The declaration of an option with the heading that it stands under."""
    inner, *metadata = get_args(annotation)
    headed = [copy.copy(one) for one in metadata]
    for one in headed:
        one.rich_help_panel = heading
    return Annotated[(inner, *headed)]
