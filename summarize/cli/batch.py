"""`brief batch INPUT… -o out.jsonl`: the briefings of many articles."""

import sys
import threading
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from summarize.cli.options import (
    Debug,
    Device,
    DeviceChoice,
    Download,
    Format,
    From,
    KeyQuotes,
    Models,
    NamedLength,
    Offline,
    Precision,
    Sentences,
    SummarizerName,
    Threads,
    To,
    TranslatorName,
    UserAgent,
    Words,
    summary_length,
)
from summarize.cli.output import write_output
from summarize.cli.progress import duration, shown_progress
from summarize.cli.signals import deferred_signals
from summarize.errors import BatchError, Interrupted, UsageError
from summarize.rendering import ELSEWHERE

if TYPE_CHECKING:
    from summarize.batch.inputs.files import Inputs
    from summarize.models.engines import EngineName


class BatchEngine(StrEnum):
    """What --engine takes here: what runs a model, as elsewhere, or Ray, on which it then runs as on "auto"."""

    auto = "auto"
    ctranslate2 = "ctranslate2"
    torch = "torch"
    ray = "ray"


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…",
            help="Files, folders, patterns, tables (.jsonl .csv .parquet); - for a list of these, one a line.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="JSON lines, or Parquet by the name .parquet."),
    ] = None,
    out_dir: Annotated[
        Path | None, typer.Option("--out-dir", metavar="FOLDER", help="One file an article instead.")
    ] = None,
    output_format: Annotated[
        Format | None, typer.Option("--format", help="Of the files in --out-dir. [default: markdown]")
    ] = None,
    to: To = None,
    from_: From = None,
    sentences: Sentences = None,
    words: Words = None,
    length: NamedLength = None,
    quotes: KeyQuotes = 5,
    summarizer: SummarizerName = "extractive",
    translator: TranslatorName = None,
    text_field: Annotated[
        str, typer.Option("--text-field", metavar="FIELD", help="The field of a table with the article.")
    ] = "text",
    title_field: Annotated[
        str, typer.Option("--title-field", metavar="FIELD", help="The field with its title.")
    ] = "title",
    id_field: Annotated[
        str | None,
        typer.Option("--id-field", metavar="FIELD", help="The field with its id. [default: path and line]"),
    ] = None,
    extensions: Annotated[
        list[str] | None,
        typer.Option("--extension", metavar="EXT", help="Take these files from folders; may be repeated."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", min=1, metavar="N", help="Processes. [default: all cores; one where a model works]"
        ),
    ] = None,
    window: Annotated[
        int, typer.Option("--window", min=1, metavar="N", help="At most N articles in memory.")
    ] = 256,
    ordered: Annotated[bool, typer.Option("--ordered", help="Write in the order of the input.")] = False,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", min=0.001, metavar="SECONDS", help="The most one article may take."),
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="End at the first error.")] = False,
    retry_errors: Annotated[
        bool, typer.Option("--retry-errors", help="Try again what failed in an earlier run.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Show no progress and no summary.")] = False,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write an HTML page about the run.")
    ] = None,
    engine: Annotated[
        BatchEngine, typer.Option("--engine", help="What runs a model; ray spreads the work over a cluster.")
    ] = BatchEngine.auto,
    ray_address: Annotated[
        str | None,
        typer.Option(
            "--ray-address", metavar="ADDRESS", help="A Ray cluster. [default: one on this machine]"
        ),
    ] = None,
    gpus: Annotated[
        float, typer.Option("--gpus-per-job", min=0, metavar="N", help="GPUs that each process of Ray gets.")
    ] = 0,
    user_agent: UserAgent = None,
    models: Models = None,
    offline: Offline = False,
    download: Download = False,
    device: Device = DeviceChoice.auto,
    precision: Precision = None,
    threads: Threads = None,
    debug: Debug = False,
) -> None:
    """The briefings of many articles, one JSON line each; the same command again goes on where it ended.

    A line is {"id", "key", "input", "status": "ok" | "error", "briefing" | "error"}. An article that fails is such a
    line, the rest goes on, and the exit code is 6.
    """
    if (output is None) == (out_dir is None):
        raise UsageError("where to? give either -o FILE or --out-dir FOLDER")
    if out_dir is None and output_format is not None:
        raise UsageError("--format is for --out-dir; the lines of -o are JSON")
    if engine is not BatchEngine.ray and (ray_address is not None or gpus):
        raise UsageError("--ray-address and --gpus-per-job need --engine ray")
    # Imported here: `brief --help` and a wrong option must not wait for them.
    from summarize.batch.inputs.files import EXTENSIONS, Inputs, read_records
    from summarize.batch.inputs.tables import Fields
    from summarize.batch.output.destination import open_file, open_folder
    from summarize.batch.running.local import run_batch
    from summarize.batch.running.run import Run
    from summarize.batch.running.settings import Settings
    from summarize.batch.running.totals import counts
    from summarize.language import language_code
    from summarize.machine import available_cores
    from summarize.request import ModelOptions, Request

    limit = summary_length(sentences, words, length)
    runs_models = cast("EngineName", "auto" if engine is BatchEngine.ray else engine.value)
    options = ModelOptions(
        models=models,
        offline=offline,
        download=download,
        engine=runs_models,
        device=device.value,
        precision=precision,
        threads=threads,
    )
    document = (output_format.value if output_format else ELSEWHERE) if out_dir is not None else None
    request = Request(
        to=language_code(to) if to else None,
        from_=language_code(from_) if from_ else None,
        sentences=limit.sentences,
        words=limit.words,
        quotes=quotes,
        summarizer=summarizer,
        translator=translator,
        models=options,
        document=document,
    )
    settings = Settings(
        window=window,
        jobs=jobs or (1 if request.uses_models else available_cores()),
        ordered=ordered,
        fail_fast=fail_fast,
        retry_errors=retry_errors,
        timeout=timeout,
    )
    where = output or out_dir or Path()
    given = Inputs(
        paths=inputs,
        fields=Fields(text=text_field, title=title_field, id=id_field),
        extensions=frozenset(f".{name.lower().lstrip('.')}" for name in extensions)
        if extensions
        else EXTENSIONS,
        skipped=frozenset({where.resolve()}),
        offline=offline,
        user_agent=user_agent,
    )
    run = Run(request, settings)
    totals = run.totals
    opened = open_folder if out_dir is not None else open_file
    try:
        with (
            deferred_signals() as check,
            shown_progress(quiet, _expected(given)) as show,
            opened(where, check) as lines,
        ):

            def tick() -> None:
                check()
                show(totals)

            if engine is BatchEngine.ray:
                from summarize.batch.running.ray import Cluster, run_on_ray

                run_on_ray(given, lines, run, tick, Cluster(ray_address, gpus))
            else:
                run_batch(read_records(given), lines, run, tick)
    except Interrupted as signal:
        raise type(signal)(f"{signal}; {totals.sentence()}; the same command goes on from there") from None
    finally:
        if report is not None:
            from summarize.batch.report import render_report

            write_output(render_report(totals), report)
    if not quiet:
        print(f"brief: {totals.sentence()} in {duration(totals.elapsed)}", file=sys.stderr)
    if totals.failed:
        raise BatchError(
            f"{totals.failed} of {totals.read} articles failed ({counts(totals.errors)}); see {where}"
        )


def _expected(inputs: "Inputs") -> Callable[[], int | None]:
    """The number of records as soon as a thread has counted them; reading doesn't wait for it."""
    from summarize.batch.inputs.files import count_records

    counted: list[int | None] = []
    threading.Thread(target=lambda: counted.append(count_records(inputs)), daemon=True).start()
    return lambda: counted[0] if counted else None
