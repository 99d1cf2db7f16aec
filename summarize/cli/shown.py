"""How a result is shown: which format, at which width, and what a terminal needs."""

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from summarize.cli.options import Format, Json, Output, Quiet, ShownFormat, Width
from summarize.cli.terminal import aligned, is_terminal, wants_colour, width_of_terminal
from summarize.errors import UsageError
from summarize.rendering import AT_TERMINAL, ELSEWHERE, FORMATS, TEMPLATES, render

if TYPE_CHECKING:
    from summarize.briefing import Briefing


class Render(Protocol):
    """What renders a result in a format."""

    def __call__(self, output_format: str, /, *, width: int, colour: bool) -> str: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """Output: how it is shown and where it goes."""

    format: ShownFormat = None
    as_json: Json = False
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="FILE", help=f"A Jinja template, or {', '.join(TEMPLATES)}."),
    ] = None
    output: Output = None
    copy: Annotated[bool, typer.Option("--copy", help="Put it on the clipboard, too.")] = False
    width: Width = None
    quiet: Quiet = False

    def require_one(self) -> None:
        """Raise UsageError for two ways of showing it."""
        given = {"--format": self.format, "--json": self.as_json, "--template": self.template}
        named = [name for name, value in given.items() if value]
        if self.as_json and self.format is Format("json"):
            named = named[1:]
        if len(named) > 1:
            raise UsageError(f"{' and '.join(named)} contradict each other; give one of them")

    def text(self, made: "Briefing") -> str:
        """The briefing as it is printed, or written."""
        if self.template is not None:
            return _by_template(made, self.template)
        return shown_text(partial(render, made), made.language, self.chosen, self.output, self.width)

    @property
    def chosen(self) -> str | None:
        """The format that was named, None for none."""
        return "json" if self.as_json else self.format.value if self.format else None


def shown_text(
    rendered: Render, language: str, chosen: str | None, output: Path | None, width: int | None
) -> str:
    """A result as it is printed, or written: in the format that was `chosen`, else by the name of the output, else in the
    one for where it goes."""
    at_terminal = output is None and is_terminal(sys.stdout)
    output_format = chosen or _by_name(output) or (AT_TERMINAL if at_terminal else ELSEWHERE)
    width = width or width_of_terminal()
    text = rendered(output_format, width=width, colour=at_terminal and wants_colour())
    if at_terminal and FORMATS[output_format].for_eyes:
        from summarize.rendering.direction import direction
        from summarize.rendering.terminal import MAX_WIDTH

        return aligned(text, min(width, MAX_WIDTH)) if direction(language) == "rtl" else text
    if at_terminal:
        # Elsewhere these formats carry the article's own characters; a terminal would act on some of them.
        from summarize.rendering.visible import visible

        return visible(text)
    return text


def _by_name(output: Path | None) -> str | None:
    suffix = output.suffix.lower() if output is not None else ""
    return next((name for name, one in FORMATS.items() if one.suffix == suffix), None)


def _by_template(made: "Briefing", template: str) -> str:
    # Imported here: few ask for one.
    from summarize.rendering.custom import built_in, render_template

    if template in TEMPLATES:
        return render_template(made, TEMPLATES[template], built_in(template))
    try:
        source = Path(template).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(
            f"the template {template} can't be read: {reason}; or name one of {', '.join(TEMPLATES)}"
        ) from None
    return render_template(made, template, source)
