"""`brief digest INPUT…`: many articles as stories, each told once."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarize.cli.downloads import offer_download
from summarize.cli.groups import grouped
from summarize.cli.options import (
    AllowPrivate,
    Asked,
    Debug,
    Engine,
    EngineChoice,
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
    from summarize.article import Article
    from summarize.batch.inputs.files import Inputs
    from summarize.batch.records import Failure
    from summarize.models.engines import EngineName


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

    def inputs(self, paths: Sequence[str], output: Path | None, offline: bool) -> "Inputs":
        """What is to be read; no folder gives the output."""
        from summarize.batch.inputs.files import Inputs, extensions_named
        from summarize.batch.inputs.tables import Fields

        return Inputs(
            paths=paths,
            fields=Fields(self.text_field, self.title_field, self.id_field, (self.date_field,)),
            extensions=extensions_named(self.extensions or ()),
            skipped=frozenset({output.resolve()} if output is not None else ()),
            offline=offline,
            user_agent=self.user_agent,
            allow_private=self.allow_private,
        )

    def articles(
        self, paths: Sequence[str], output: Path | None, flags: ModelFlags, language: str | None
    ) -> "Iterator[tuple[str, Article | Exception | Failure]]":
        """Each article that the inputs have, by its name, or why it can't be read."""
        from summarize.batch.inputs.again import finished_lines, read_again
        from summarize.batch.inputs.files import find_files, records_in
        from summarize.batch.making import read_record

        inputs = self.inputs(paths, output, flags.offline)
        for found in find_files(inputs):
            lines = finished_lines(found) if isinstance(found, str) else None
            if lines is not None:
                for record, line in read_again(
                    lines, replace(inputs, fields=replace(inputs.fields, id=None))
                ):
                    article = read_record(record, language or line.language)
                    changed = InputError(f"{record.input} has changed since; make the batch anew")
                    is_other = getattr(article, "sha256", line.sha256) != line.sha256
                    yield record.id, changed if is_other else article
                continue
            for record in records_in(found, inputs):
                article = read_record(record, language)
                yield record.id, self._dated(article, (record.kept or {}).get(self.date_field))

    def _dated(
        self, article: "Article | Exception | Failure", day: object
    ) -> "Article | Exception | Failure":
        """The article with the day that its row gives, where it is one."""
        from datetime import date

        from summarize.article import Article

        if not isinstance(article, Article) or not isinstance(day, str):
            return article
        try:
            return replace(article, date=date.fromisoformat(day[:10]).isoformat())
        except ValueError:
            return article


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
    engine: Engine = EngineChoice.auto,
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
    digest_of(inputs, asked, shown, reading, flags, engine.value)


def digest_of(
    paths: Sequence[str],
    asked: Asked,
    shown: Shown,
    reading: Reading,
    flags: ModelFlags,
    engine: "EngineName",
    *,
    says_so: bool = False,
) -> None:
    """Read the articles, make their digest and show it; what can't be read is said, and the rest goes on.

    `says_so` tells whoever didn't type `digest` that it is one.
    """
    request = asked.request(flags.options(engine))
    with shown_work(shown.quiet) as work:
        # Imported here: `brief --help` and a wrong option must not wait for them.
        from summarize.article import Article
        from summarize.batch.records import Failure, failure_of
        from summarize.digest import make_digest
        from summarize.opening import Models
        from summarize.rendering.digest import render_digest
        from summarize.request import Dialogue

        articles: dict[tuple[str, str], Article] = {}
        failures: list[tuple[str, Failure]] = []
        for name, read in reading.articles(paths, shown.output, flags, request.from_):
            if isinstance(read, Article):
                articles.setdefault((read.name, read.text), read)
            else:
                failures.append((name, read if isinstance(read, Failure) else failure_of(read)))
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
    for _, failure in failures:
        says(failure.message)
    if not shown.quiet:
        says(f"{_counted(len(made.stories), 'story', 'stories')} of {_counted(len(articles), 'article')}")
    if failures:
        sys.stdout.flush()
        raise BatchError(f"{_counted(len(failures), 'article')} can't be read; the digest is of the others")


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _nothing(failures: "Sequence[tuple[str, Failure]]") -> InputError:
    if len(failures) == 1:
        return InputError(failures[0][1].message)
    if failures:
        return InputError(
            f"none of {len(failures):,} articles can be read; the first: {failures[0][1].message}"
        )
    return InputError("nothing to read; name articles, or give --extension")
