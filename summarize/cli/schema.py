"""`brief schema`: the JSON Schema of a briefing, and of a line of a batch."""

from typing import Annotated

import typer

from summarize.cli.options import Output
from summarize.cli.output import write_output


def schema(
    batch: Annotated[bool, typer.Option("--batch", help="Of a line of brief batch instead.")] = False,
    output: Output = None,
) -> None:
    """Print the JSON Schema of what --format json gives."""
    # Imported here: `brief --help` must not wait for it.
    if batch:
        from summarize.batch.output.schema import line_schema_text as text
    else:
        from summarize.rendering.json import schema_text as text

    write_output(text(), output)
