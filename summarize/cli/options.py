"""Options that several commands share, so that they read the same everywhere."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class EngineChoice(StrEnum):
    """What --engine takes; a test keeps it equal to models.engines.EngineName."""

    auto = "auto"
    ctranslate2 = "ctranslate2"
    torch = "torch"


class DeviceChoice(StrEnum):
    """What --device takes; a test keeps it equal to models.engines.Device."""

    auto = "auto"
    cpu = "cpu"
    cuda = "cuda"
    mps = "mps"


Input = Annotated[
    str | None,
    typer.Argument(
        metavar="INPUT",
        help="A file (text, HTML, PDF, DOCX, e-mail, Markdown; gzipped or not), an http(s) address, or - for a pipe.",
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="LANGUAGE", help="The article's language; told from the text if left out."
    ),
]
UserAgent = Annotated[
    str | None,
    typer.Option(
        "--user-agent", metavar="TEXT", help="What a web site is told that reads it. [default: brief]"
    ),
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here instead of printing.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
Models = Annotated[
    Path | None,
    typer.Option("--models", metavar="FILE", help="A models.toml to lay over the one that is built in."),
]
Offline = Annotated[bool, typer.Option("--offline", help="Never touch the network.")]
Download = Annotated[
    bool, typer.Option("--download", help="Download a model that is missing, without asking.")
]
Engine = Annotated[EngineChoice, typer.Option("--engine", help="What runs a model.")]
Device = Annotated[DeviceChoice, typer.Option("--device", help="Where a model runs.")]
Precision = Annotated[
    str | None,
    typer.Option("--precision", metavar="TYPE", help="int8, float16, float32 … [default: the device's best]"),
]
Threads = Annotated[
    int | None, typer.Option("--threads", min=1, metavar="N", help="CPU cores for a model. [default: all]")
]
