"""`brief digest INPUT…`: many articles as stories, each told once."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarize.cli.downloads import offer_download
from summarize.cli.groups import grouped
from summarize.cli.machines import Machines
from summarize.cli.options import (
    AllowPrivate,
    Asked,
    Debug,
    Extensions,
    IdField,
    Json,
    ModelFlags,
    Output,
    Profile,
    Quiet,
    ShownFormat,
    TextField,
    TitleField,
    UserAgent,
    Width,
)
from summarize.cli.output import require_apart, write_output
from summarize.cli.progress import shown_work
from summarize.cli.shown import Shown, shown_text
from summarize.cli.terminal import copy_to_clipboard, says
from summarize.errors import BatchError, InputError

if TYPE_CHECKING:
    from summarize.batch.records import Failure
    from summarize.cli.gathering import Gathering


@dataclass(frozen=True, slots=True)
class Page:
    """Output: how it is shown and where it goes."""

    format: ShownFormat = None
    as_json: Json = False
    output: Output = None
    width: Width = None
    quiet: Quiet = False

    def shown(self) -> Shown:
        """The same as `brief` has it."""
        return Shown(self.format, self.as_json, output=self.output, width=self.width, quiet=self.quiet)


@dataclass(frozen=True, slots=True)
class Reading:
    """Input: how it is read."""

    text_field: TextField = "text"
    title_field: TitleField = "title"
    date_field: Annotated[
        str, typer.Option("--date-field", metavar="FIELD", help="The field with its day, as 2026-11-26.")
    ] = "date"
    id_field: IdField = None
    extensions: Extensions = None
    user_agent: UserAgent = None
    allow_private: AllowPrivate = False

    def gathering(
        self, paths: Sequence[str], output: Path | None, offline: bool, language: str | None
    ) -> "Gathering":
        """What is to be read; no folder gives the output."""
        from summarize.batch.inputs.files import Inputs, extensions_named
        from summarize.batch.inputs.tables import Fields
        from summarize.cli.gathering import Gathering

        inputs = Inputs(
            paths=paths,
            fields=Fields(self.text_field, self.title_field, self.id_field, (self.date_field,)),
            extensions=extensions_named(self.extensions or ()),
            skipped=frozenset({output.resolve()} if output is not None else ()),
            offline=offline,
            user_agent=self.user_agent,
            allow_private=self.allow_private,
        )
        return Gathering(inputs, language, self.date_field)


@grouped
def digest(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…",
            help="Files, folders, patterns, tables (.jsonl .csv .parquet), feeds, outputs of brief batch; - reads JSON lines or a list of these.",
        ),
    ],
    page: Page,
    asked: Asked,
    reading: Reading,
    flags: ModelFlags,
    machines: Machines,
    profile: Profile = None,
    debug: Debug = False,
) -> None:
    """Many articles as stories: each told once, with the quotes of all its sources, and what they say differently.

    brief digest articles/ -o digest.html groups what tells of the same event, in whatever language. The lengths are those
    of each story's briefing.
    """
    shown = page.shown()
    shown.require_one()
    require_apart(shown.output, *inputs)
    machines.require_ray("--ray-address", machines.ray_address)
    digest_of(inputs, asked, shown, reading, flags, machines)


def digest_of(
    paths: Sequence[str],
    asked: Asked,
    shown: Shown,
    reading: Reading,
    flags: ModelFlags,
    machines: Machines,
    *,
    says_so: bool = False,
) -> None:
    """Read the articles, make their digest and show it; what can't be read is said, and the rest goes on.

    `says_so` tells whoever didn't type `digest` that it is one.
    """
    request = asked.request(flags.options(machines.of_models))
    with shown_work(shown.quiet) as work:
        # Imported here: `brief --help` and a wrong option must not wait for them.
        from summarize.article import Article
        from summarize.batch.records import Failure
        from summarize.digest import Studied, make_digest
        from summarize.opening import Models
        from summarize.rendering.digest import render_digest
        from summarize.request import Dialogue

        gathering = reading.gathering(paths, shown.output, flags.offline, request.from_)
        # On a cluster nobody knows yet how many there are; of few the speakers are told anew.
        by = "fast" if request.speakers == "auto" else request.speakers
        gathered = gathering.on_ray(by, machines.ray_address) if machines.on_ray else gathering.here()
        articles: dict[tuple[str, str], Article | Studied] = {}
        failures: list[Failure] = []
        for read in gathered:
            if isinstance(read, Failure):
                failures.append(read)
            else:
                article = read if isinstance(read, Article) else read.article
                articles.setdefault((article.name, article.text), read)
        if not articles:
            raise _nothing(failures)
        if says_so and not shown.quiet:
            says(f"{len(paths)} inputs make a digest, as brief digest does")
        models = Models(request, Dialogue(work.asking(offer_download()), work.pulling))
        made = make_digest(list(articles.values()), request, models, work.watch)
    text = shown_text(partial(render_digest, made), made.language, shown.chosen, shown.output, shown.width)
    write_output(text, shown.output)
    if shown.copy:
        copy_to_clipboard(text)
    for failure in failures:
        says(failure.message)
    if not shown.quiet:
        says(f"{_counted(len(made.stories), 'story', 'stories')} of {_counted(len(articles), 'article')}")
    if failures:
        sys.stdout.flush()
        raise BatchError(f"{_counted(len(failures), 'article')} can't be read; the digest is of the others")


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _nothing(failures: "Sequence[Failure]") -> InputError:
    if len(failures) == 1:
        return InputError(failures[0].message)
    if failures:
        return InputError(f"none of {len(failures):,} articles can be read; the first: {failures[0].message}")
    return InputError("nothing to read; name articles, or give --extension")
