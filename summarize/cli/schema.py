"""`brief schema`: the JSON Schema of a briefing, of a line of a batch, and of a digest."""

from typing import Annotated

import typer

from summarize.cli.options import Output
from summarize.cli.output import write_output
from summarize.errors import UsageError


def schema(
    batch: Annotated[bool, typer.Option("--batch", help="Of a line of brief batch instead.")] = False,
    digest: Annotated[bool, typer.Option("--digest", help="Of brief digest instead.")] = False,
    output: Output = None,
) -> None:
    """Print the JSON Schema of what --format json gives."""
    # Imported here: `brief --help` must not wait for it.
    if batch and digest:
        raise UsageError("--batch and --digest contradict each other; give one of them")
    if digest:
        from summarize.rendering.digest.json import digest_schema_text as text
    elif batch:
        from summarize.batch.output.schema import line_schema_text as text
    else:
        from summarize.rendering.json import schema_text as text

    write_output(text(), output)
