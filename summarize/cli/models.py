"""`brief models`: what is there, and getting, checking and removing it."""

import re
import shlex
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from summarize.cli.options import Debug
from summarize.cli.progress import pull_progress, shown_work
from summarize.cli.terminal import tells
from summarize.errors import ModelError
from summarize.models.catalogue import TASK_NAMES, find_model, load_catalogue, user_file
from summarize.models.entry import ModelEntry, Task
from summarize.models.store import Store
from summarize.rendering.visible import undirected, visible

app = typer.Typer(
    help="Translation and summary models: list, pull, check, carry, remove.", no_args_is_help=True
)

Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help="A model's name, its repository on the hub, or a folder.", show_default=False
    ),
]
Names = Annotated[list[str], typer.Argument(metavar="NAME", help="Models by name.", show_default=False)]
ModelsFile = Annotated[Path | None, typer.Option("--models", help="A models.toml to lay over the others.")]
Offline = Annotated[bool, typer.Option("--offline", help="Never touch the network.")]
# CTranslate2's names.
Quantization = Literal[
    "int8", "int8_float32", "int8_float16", "int8_bfloat16", "int16", "float16", "bfloat16", "float32"
]
Precision = Annotated[
    Quantization | None,
    typer.Option("--precision", help="The conversion's numbers. [default: what this machine runs best]"),
]


# Behind a licence that forbids business.
_CLOSED = " (non-commercial)"
# Columns from which on the list has all that is known, those that narrower ones have, and those that are never folded.
_WIDE = 120
_NARROW, _WHOLE = ("name", "languages", "size", "licence", "here"), ("name", "size", "licence", "here")
_UNPINNED = "not pinned, as no commit could be verified: the newest when it is pulled"


@app.command("list")
def list_models(models: ModelsFile = None, debug: Debug = False) -> None:
    """All known models: what for, which languages, size, licence, and whether they are here."""
    store = Store()
    heads = ("name", "for", "languages", "size", "memory", "licence", "here", "default", "scored")
    rows = [_row(store, entry) for entry in load_catalogue(models).values()]
    if sys.stdout.isatty():
        _print_table(heads, rows)
    else:
        for row in (heads, *rows):
            typer.echo("\t".join(row))


@app.command()
def show(name: Name, models: ModelsFile = None, debug: Debug = False) -> None:
    """Everything that is known about a model, a line each."""
    entry = find_model(load_catalogue(models), name)
    state, folder = _state(Store(), entry)
    writes_nothing = entry.task == "similarity"
    facts = {
        "name": entry.name,
        "for": TASK_NAMES[entry.task],
        "family": entry.family,
        "repository": entry.repo or "",
        "endpoint": f"{entry.endpoint}, model {entry.model}" if entry.endpoint else "",
        "key": f"in the environment variable {entry.key}" if entry.key else "",
        "revision": entry.revision or (_UNPINNED if entry.repo else ""),
        "licence": _licence(entry),
        "reads": _codes(entry.sources) or "any language",
        "writes": _codes(entry.targets) or ("" if writes_nothing else "the article's language"),
        "default for": " ".join(entry.default),
        "window": f"{entry.window} tokens in" + ("" if writes_nothing else f", {entry.max_tokens} out"),
        "decoding": " ".join(f"{key}={value}" for key, value in entry.decoding.items()),
        "size": _size(entry),
        "memory": _memory(Store(), entry),
        "scores": "; ".join(f"{pair}: {said}" for pair, said in entry.scores.items()),
        "here": state,
        "conversion": _failure(entry),
        "folder": str(folder or ""),
        "note": entry.note,
    }
    for key, value in facts.items():
        if value:
            typer.echo(f"{key + ':':<13}{undirected(visible(value))}")


@app.command()
def pull(
    names: Names,
    precision: Precision = None,
    convert: Annotated[bool, typer.Option(help="Convert to CTranslate2, which runs it on the CPU.")] = True,
    offline: Offline = False,
    models: ModelsFile = None,
    debug: Debug = False,
) -> None:
    """Download models, check them, and convert them. What broke off before is gone on from."""
    catalogue = load_catalogue(models)
    store = Store(offline=offline)
    entries = [find_model(catalogue, name) for name in names]
    sizes = [entry.megabytes for entry in entries if entry.megabytes and not _state(store, entry)[1]]
    if len(sizes) > 1:
        # Of one, the download's own progress says it.
        tells(f"{len(sizes)} models, {sum(sizes):,} MB, to download into {store.root}")
    for entry in entries:
        quantization = (precision or _best_precision(entry)) if convert else None
        with pull_progress(entry.name) as progress:
            local = store.pull(entry, progress, quantization)
        tells(f"{entry.name} is here, at {local.revision[:12]}; licence: {_licence(entry)}")


@app.command("export")
def export_(
    name: Name,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="The file to write.", show_default=False)
    ],
    models: ModelsFile = None,
    debug: Debug = False,
) -> None:
    """Write a pulled model into one file, for a machine without a network."""
    from summarize.models.transfer import export_model

    entry = find_model(load_catalogue(models), name)
    with shown_work(quiet=False, step=f"exporting {entry.name}"):
        export_model(Store(), entry, output)
    tells(
        f"{entry.name} is in {output}; on the other machine, run: brief models import {shlex.quote(output.name)}"
    )


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What brief models export wrote.", show_default=False)
    ],
    models: ModelsFile = None,
    debug: Debug = False,
) -> None:
    """Take a model from an exported file, and check it."""
    from summarize.models.transfer import import_model

    with shown_work(quiet=False, step=f"importing {file.name}"):
        entry = import_model(Store(), load_catalogue(models), file)
    tells(f"{entry.name} is here; licence: {_licence(entry)}")


@app.command()
def path(name: Name, models: ModelsFile = None, debug: Debug = False) -> None:
    """The folder of a pulled model's files."""
    typer.echo(Store().require(find_model(load_catalogue(models), name)).checkpoint)


@app.command()
def verify(
    name: Name,
    precision: Precision = None,
    run: Annotated[bool, typer.Option(help="Run the conversion beside the checkpoint itself.")] = True,
    models: ModelsFile = None,
    debug: Debug = False,
) -> None:
    """Check a pulled model: every file's size and hash, and that its conversion computes what the checkpoint does."""
    entry = find_model(load_catalogue(models), name)
    store = Store()
    with shown_work(quiet=False, step=f"checking the files of {entry.name}"):
        wrong = store.verify(entry)
    for problem in wrong:
        tells(problem)
    if wrong:
        raise ModelError(f"{entry.name} is damaged; run: brief models pull {entry.typed}")
    tells(f"{entry.name}: all files are right")
    precision = precision or _best_precision(entry)
    local = store.require(entry, precision)
    if run and local.converted and local.converted != local.checkpoint:
        # Loads torch and transformers.
        from summarize.models.conversion import compare

        with shown_work(quiet=False, step=f"running {entry.name} and its conversion"):
            compare(local.checkpoint, entry, local.converted, precision)
        tells(f"{entry.name}: the {precision} conversion computes what the checkpoint does")


@app.command()
def remove(names: Names, models: ModelsFile = None, debug: Debug = False) -> None:
    """Delete models and their conversions from this machine."""
    catalogue = load_catalogue(models)
    for entry in [find_model(catalogue, name) for name in names]:
        freed = Store().remove(entry)
        tells(f"{entry.name} is removed, {freed / 1e6:,.0f} MB are free again")


@app.command()
def add(
    place: Annotated[
        str,
        typer.Argument(
            metavar="REPO|FOLDER|URL",
            help="A repository on the hub, as OWNER/NAME, a folder, or the address of a server of chat models.",
            show_default=False,
        ),
    ],
    name: Annotated[str | None, typer.Option(help="The name to give it; else the repository's.")] = None,
    task: Annotated[Task | None, typer.Option(help="What it is for, where its files don't say.")] = None,
    revision: Annotated[
        str | None, typer.Option(help="A commit, branch or tag; else the newest commit.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="The one model of a server; else all that it lists.")
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(metavar="VARIABLE", help="The environment variable with the server's key."),
    ] = None,
    offline: Offline = False,
    models: ModelsFile = None,
    debug: Debug = False,
) -> None:
    """Make a repository, a folder or a server's models known: write entries into your models.toml."""
    from summarize.models.addition import add_endpoint, add_folder, add_repository

    offline = Store(offline=offline).offline
    if _is_address(place):
        added = add_endpoint(
            load_catalogue(models), place, model=model, name=name, task=task, key=key, offline=offline
        )
        for entry in added:
            tells(f"{entry.name} is in {user_file()}; use it with --translator or --summarizer")
        return
    if Path(place).expanduser().is_dir():
        entry = add_folder(load_catalogue(models), Path(place), name=name, task=task)
        tells(f"{entry.name} is in {user_file()}; look it over, then use it by this name")
        return
    entry = add_repository(
        load_catalogue(models), place, name=name, task=task, revision=revision, offline=offline
    )
    tells(f"{entry.name} is in {user_file()}; look it over, then run: brief models pull {entry.typed}")


def _is_address(place: str) -> bool:
    """Whether it is an address and no repository: it has a scheme, or a port."""
    return "://" in place or bool(re.match(r"[\w.-]+:\d+(/|$)", place))


def _best_precision(entry: ModelEntry) -> Quantization:
    # Imported here, like all that loads an engine's library.
    from summarize.models.engines import default_quantization

    return cast(Quantization, default_quantization(entry))


def _print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """For eyes: a section for each task instead of a column, and where the terminal is narrow only what helps to choose."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # Nothing in it is markup: a licence is what somebody wrote on the hub.
    console = Console(markup=False)
    shown = [index for index, head in enumerate(heads) if head != "for"]
    if console.width < _WIDE:
        shown = [index for index in shown if heads[index] in _NARROW]
    table = Table(box=None, padding=(0, 1, 0, 0))
    for index in shown:
        # What is to be copied stays whole on its line; the rest is folded where the terminal is narrow, and never cut.
        table.add_column(heads[index], no_wrap=heads[index] in _WHOLE, overflow="fold")
    for task in TASK_NAMES.values():
        table.add_row(Text(task, style="bold"))
        for row in rows:
            if row[heads.index("for")] == task:
                table.add_row(*(row[index].replace(_CLOSED, "*") for index in shown))
    console.print(table)
    console.print(
        "* not for commercial use. Everything about a model: brief models show NAME", soft_wrap=True
    )


def _row(store: Store, entry: ModelEntry) -> tuple[str, ...]:
    targets = entry.targets if entry.task == "translation" else []
    languages = " > ".join(_few(codes) for codes in (entry.sources or ["any"], targets) if codes)
    here, _ = _state(store, entry)
    facts = (
        _size(entry),
        _memory(store, entry),
        _licence(entry),
        here,
        _few(entry.default),
        _few(entry.scores),
    )
    return tuple(
        undirected(visible(cell)) for cell in (entry.name, TASK_NAMES[entry.task], languages, *facts)
    )


def _codes(languages: Mapping[str, str]) -> str:
    """Languages, with the model's own code where it has one."""
    return " ".join(f"{language}={code}" if code else language for language, code in languages.items())


def _few(words: Iterable[str]) -> str:
    """The words, or how many they are."""
    listed = list(words)
    return " ".join(listed) if len(listed) <= 4 else str(len(listed))


def _size(entry: ModelEntry) -> str:
    return f"{entry.megabytes:,} MB" if entry.megabytes else ""


def _memory(store: Store, entry: ModelEntry) -> str:
    """About what its weights take when it runs on the CPU: as its entry says, else as what is here has it."""
    found = float(entry.memory or 0)
    if not found and not entry.endpoint:
        try:
            local = store.locate(entry)
        except ModelError:
            local = None
        # Imported here: it is asked for what is here alone.
        from summarize.models.room import weights_in_memory

        if local and local.converted and local.converted != local.checkpoint:
            found = sum(file.stat().st_size for file in local.converted.glob("*.bin")) / 1e6
        elif local and local.converted is None:
            found = weights_in_memory(local.checkpoint, "int8") / 1e6
    return f"{max(1.0, found):,.0f} MB" if found else ""


def _licence(entry: ModelEntry) -> str:
    # Of a licence without a common name all that can be said is its name.
    closed = not entry.commercial and "nc" in entry.licence.lower().split("-")
    return entry.licence + _CLOSED if closed else entry.licence


def _failure(entry: ModelEntry) -> str:
    """What went wrong when the model was converted, and what to do."""
    store = Store()
    try:
        local = store.locate(entry)
    except ModelError:
        return ""
    reason = store.failure(local, _best_precision(entry)) if local else None
    return f"failed ({reason}); to try again: brief models pull {entry.typed}" if reason else ""


def _state(store: Store, entry: ModelEntry) -> tuple[str, Path | None]:
    """Whether the model is on this machine, in a word, and where."""
    if entry.endpoint:
        return "server", None
    try:
        local = store.locate(entry)
    except ModelError:
        return "damaged", None
    return ("yes", local.checkpoint) if local else ("", None)
