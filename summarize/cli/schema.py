"""`brief schema`: the JSON Schema of a briefing."""

from summarize.cli.options import Output
from summarize.cli.output import write_output


def schema(output: Output = None) -> None:
    """Print the JSON Schema of what --format json gives."""
    # Imported here: `brief --help` must not wait for it.
    from summarize.rendering.json import schema_text

    write_output(schema_text(), output)
