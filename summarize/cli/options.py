"""Options that several commands share, so that they read the same everywhere."""

from pathlib import Path
from typing import Annotated

import typer

Input = Annotated[
    str | None,
    typer.Argument(
        metavar="[INPUT]",
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
