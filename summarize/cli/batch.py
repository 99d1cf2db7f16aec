"""`brief batch INPUT… -o out.jsonl`: the briefings of many articles."""

import shlex
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarize.cli.groups import grouped
from summarize.cli.machines import Machines
from summarize.cli.options import (
    AllowPrivate,
    Asked,
    Debug,
    Extensions,
    Format,
    IdField,
    ModelFlags,
    Profile,
    TextField,
    TitleField,
    UserAgent,
)
from summarize.cli.output import require_apart, write_output
from summarize.cli.progress import duration, shown_progress
from summarize.cli.signals import deferred_signals
from summarize.cli.terminal import says
from summarize.errors import BatchError, InputError, Interrupted, UsageError
from summarize.rendering import ELSEWHERE

if TYPE_CHECKING:
    from summarize.batch.inputs.files import Inputs
    from summarize.batch.output.lines import Output
    from summarize.batch.output.manifest import Manifest
    from summarize.batch.running.run import Run
    from summarize.batch.running.settings import Settings
    from summarize.batch.running.totals import Totals


@dataclass(frozen=True, slots=True)
class Destination:
    """Output: where the briefings go."""

    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=".jsonl, .jsonl.gz, .json, .csv or .parquet; - prints lines.",
        ),
    ] = None
    out_dir: Annotated[
        Path | None, typer.Option("--out-dir", metavar="FOLDER", help="One file an article instead.")
    ] = None
    output_format: Annotated[
        Format | None, typer.Option("--format", help="Of the files in --out-dir. [default: markdown]")
    ] = None
    replace: Annotated[
        bool, typer.Option("--replace", help="Make anew what other options made; else that is refused.")
    ] = False

    def require_one(self) -> Path:
        """The one of the two that was given. Raises UsageError for none, for both, and for a format of lines."""
        if self.output is not None and self.out_dir is None:
            if self.output_format is not None:
                raise UsageError("--format is for --out-dir; the lines of -o are JSON")
            return self.output
        if self.out_dir is not None and self.output is None:
            return self.out_dir
        raise UsageError("where to? give either -o FILE or --out-dir FOLDER")

    @property
    def document(self) -> str | None:
        """The format of one file an article, None for lines."""
        if self.out_dir is None:
            return None
        return self.output_format.value if self.output_format else ELSEWHERE


@dataclass(frozen=True, slots=True)
class Source:
    """Input: how it is read."""

    text_field: TextField = "text"
    title_field: TitleField = "title"
    id_field: IdField = None
    kept: Annotated[
        list[str] | None,
        typer.Option(
            "--keep", metavar="FIELD", help="A field that goes through to the line; may be repeated."
        ),
    ] = None
    extensions: Extensions = None
    user_agent: UserAgent = None
    allow_private: AllowPrivate = False

    def inputs(self, paths: Sequence[str], output: Path, offline: bool, timeout: float | None) -> "Inputs":
        """What is to be read; no folder gives the output or what stands beside it."""
        from summarize.batch.inputs.files import Inputs, extensions_named
        from summarize.batch.inputs.tables import Fields
        from summarize.batch.output.manifest import manifest_path

        return Inputs(
            paths=paths,
            fields=Fields(self.text_field, self.title_field, self.id_field, tuple(self.kept or ())),
            extensions=extensions_named(self.extensions or ()),
            skipped=frozenset(
                path.resolve()
                for path in (output, manifest_path(output), output.with_name(f"{output.name}.jsonl"))
            ),
            offline=offline,
            user_agent=self.user_agent,
            allow_private=self.allow_private,
            timeout=timeout,
        )


@dataclass(frozen=True, slots=True)
class Pace:
    """The run."""

    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", min=1, metavar="N", help="Processes. [default: all cores; one where a model works]"
        ),
    ] = None
    window: Annotated[
        int, typer.Option("--window", min=1, metavar="N", help="At most N articles in memory.")
    ] = 256
    ordered: Annotated[bool, typer.Option("--ordered", help="Write in the order of the input.")] = False
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", min=0.001, metavar="SECONDS", help="The most one article may take."),
    ] = None
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="End at the first error.")] = False
    retry_errors: Annotated[
        bool, typer.Option("--retry-errors", help="Try again also what failed for good before.")
    ] = False

    def settings(self, uses_models: bool) -> "Settings":
        """The same as a runner takes it."""
        from summarize.batch.running.settings import Settings
        from summarize.machine import available_cores

        return Settings(
            window=self.window,
            jobs=self.jobs or (1 if uses_models else available_cores()),
            ordered=self.ordered,
            fail_fast=self.fail_fast,
            retry_errors=self.retry_errors,
            timeout=self.timeout,
        )


@dataclass(frozen=True, slots=True)
class Runner(Machines):
    """Machines: what runs a model, and where the work is spread."""

    gpus: Annotated[
        float, typer.Option("--gpus-per-job", min=0, metavar="N", help="GPUs that each process of Ray gets.")
    ] = 0

    def run(self, inputs: "Inputs", lines: "Output", run: "Run", tick: Callable[[], None]) -> None:
        """Run to the end of the inputs."""
        if self.on_ray:
            from summarize.batch.running.ray import Cluster, run_on_ray

            run_on_ray(inputs, lines, run, tick, Cluster(self.ray_address, self.gpus))
        else:
            from summarize.batch.inputs.files import read_records
            from summarize.batch.running.local import run_batch

            run_batch(read_records(inputs), lines, run, tick)


@dataclass(frozen=True, slots=True)
class Telling:
    """Report: what is said of the run."""

    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Show no progress and no summary.")] = False
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write an HTML page about the run.")
    ] = None

    def write_report(self, totals: "Totals", manifest: "Manifest") -> None:
        """The page, where one is wanted."""
        if self.report is not None:
            from summarize.batch.report import render_report

            write_output(render_report(totals, manifest), self.report)


@grouped
def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…",
            help="Files, folders, patterns, tables (.jsonl .csv .parquet), feeds; - reads JSON lines or a list of these.",
        ),
    ],
    destination: Destination,
    asked: Asked,
    source: Source,
    pace: Pace,
    telling: Telling,
    runner: Runner,
    flags: ModelFlags,
    profile: Profile = None,
    debug: Debug = False,
) -> None:
    """The briefings of many articles, one JSON line each; the same command again goes on where it ended.

    A line is {"id", "key", "input", "status": "ok" | "error", "briefing" | "error"}. An article that fails is such a
    line, the rest goes on, and the exit code is 6.
    """
    where = destination.require_one()
    require_apart(where, *inputs)
    require_apart(telling.report, where, *inputs)
    runner.require_ray("--ray-address", runner.ray_address)
    runner.require_ray("--gpus-per-job", runner.gpus)
    # Imported here: `brief --help` and a wrong option must not wait for them.
    from summarize.batch.inputs.files import left_out
    from summarize.batch.output.destination import open_file, open_folder
    from summarize.batch.output.manifest import Manifest, without_passwords
    from summarize.batch.running.run import Run
    from summarize.batch.running.totals import counts

    request = asked.request(flags.options(runner.of_models), destination.document)
    run = Run(request, pace.settings(request.uses_models))
    given, totals = source.inputs(inputs, where, flags.offline, pace.timeout), run.totals
    manifest = Manifest(
        made_with={**run.fingerprints.facts, **given.fields.facts},
        command=without_passwords(shlex.join(["brief", *sys.argv[1:]])),
        output=str(where),
        replaces=destination.replace,
    )
    opened = open_file if destination.out_dir is None else open_folder
    try:
        with (
            deferred_signals() as check,
            shown_progress(telling.quiet, _expected(given)) as show,
            opened(where, manifest, totals, check) as lines,
        ):

            def tick() -> None:
                check()
                show(totals)

            runner.run(given, lines, run, tick)
    except UsageError:
        telling = replace(telling, report=None)  # what is refused has no report, and leaves an earlier one
        raise
    except Interrupted as signal:
        raise type(signal)(f"{signal}; {totals.sentence()}; the same command goes on from there") from None
    finally:
        telling.write_report(totals, manifest)
    if not totals.read:
        left = left_out(given)
        raise InputError(f"nothing to read{f': {left}' if left else ''}; name articles, or give --extension")
    if not telling.quiet:
        says(f"{totals.sentence()} in {duration(totals.elapsed)}")
    if failed := totals.unmended:
        again = "; --retry-errors tries again what failed before" if totals.left else ""
        raise BatchError(
            f"{failed.total()} of {totals.read} articles failed ({counts(failed)}); see {where}{again}"
        )


def _expected(inputs: "Inputs") -> Callable[[], int | None]:
    """The number of records as soon as a thread has counted them; reading doesn't wait for it."""
    from summarize.batch.inputs.files import count_records

    counted: list[int | None] = []
    threading.Thread(target=lambda: counted.append(count_records(inputs)), daemon=True).start()
    return lambda: counted[0] if counted else None
