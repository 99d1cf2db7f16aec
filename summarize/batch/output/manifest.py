"""What an output was made with, in a file beside it: so that no other options replace what is finished, and for who reads it.

{"brief": "0.2.0", "command": "brief batch …", "folder": ".", "output": "out.jsonl", "began": "…", "ended": "…" | null,
 "made_with": {"--to": "ru", "--text-field": "body", "extractive": "5", …}, "replaces": false, "counts": {…} | null}
"""

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from summarize import __version__
from summarize.batch.output.lines import Output
from summarize.batch.running.totals import Totals
from summarize.errors import OutputError, UsageError
from summarize.files import written_whole
from summarize.request import Facts, difference

SUFFIX = ".manifest.json"
# A password in an address, which has no business in a file.
_PASSWORD = re.compile(r"(?<=://)[^/@\s]+@")


@dataclass(frozen=True, slots=True)
class Manifest:
    """A run as its output tells of it. `made_with` is all that shapes the lines; `replaces` that it makes an output anew.

    `folder` is where the command was typed, as seen from the output: relative names in the lines begin there.
    """

    made_with: Facts
    command: str = ""
    output: str = ""
    brief: str = __version__
    began: str = field(default_factory=lambda: _now())
    ended: str | None = None
    replaces: bool = False
    counts: Mapping[str, Any] | None = None
    folder: str = "."


def manifest_path(output: Path) -> Path:
    """Where the manifest of an output lies."""
    return output.with_name(f"{output.name}{SUFFIX}")


def begin(output: Path, lines: Output, wanted: Manifest, before: Manifest | None) -> Manifest:
    """Say that a run begins, if the output may be gone on with, and tell its ledger how.

    `before` is what the output said of itself. An output with briefings is only gone on with by a run that is made with the same; one of errors alone gives way.
    Raises UsageError with the difference, and OutputError.
    """
    finished = lines.ledger.finished()
    replaces = wanted.replaces
    if before is not None:
        lines.inputs_from = (output.parent / before.folder).absolute()
        changed = difference(before.made_with, wanted.made_with)
        if changed and finished and not replaces:
            raise UsageError(
                f"{output} has {finished:,} articles made with other options ({changed}); "
                "name another output, or --replace to make them anew"
            )
        replaces = replaces or bool(changed) or before.replaces
    elif not replaces:
        lines.is_unexplained = finished > 0
        replaces = finished == 0
    lines.ledger.replaces = replaces
    begun = replace(
        wanted, brief=__version__, output=output.name, replaces=replaces, folder=_from(output.parent)
    )
    # What nothing explains stays so: this run's options needn't be those of the lines that are there.
    if not lines.is_unexplained:
        write(output, begun)
    return begun


def end(output: Path, lines: Output, manifest: Manifest, totals: Totals, *, whole: bool) -> Manifest:
    """Say how a run ended, `whole` where it read all of its input."""
    ended = replace(
        manifest,
        ended=_now(),
        # An output that is made anew is so until a run reaches its end.
        replaces=manifest.replaces and not whole,
        counts={
            "read": totals.read,
            "done": totals.ok,
            "done before": totals.skipped,
            "repeated": totals.repeated,
            "failed": dict(totals.errors),
            "failed before": dict(totals.left),
        },
    )
    if whole or not lines.is_unexplained:
        write(output, ended)
    return ended


def without_passwords(command: str) -> str:
    """A command line as it may be shown to others."""
    return _PASSWORD.sub("", command)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _from(folder: Path) -> str:
    """The folder where the command was typed, as seen from another."""
    try:
        return os.path.relpath(Path.cwd(), folder)
    except ValueError:  # on another drive of Windows
        return str(Path.cwd())


def read(output: Path) -> Manifest | None:
    """The manifest of an output; None where there is none, or something else."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads(manifest_path(output).read_bytes())
        return Manifest(**{name: found[name] for name in Manifest.__dataclass_fields__ if name in found})
    return None


def write(output: Path, manifest: Manifest) -> None:
    """Put the manifest beside its output. Raises OutputError."""
    path = manifest_path(output)
    try:
        with written_whole(path) as file:
            file.write_text(
                json.dumps(asdict(manifest), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
            )
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror or error}") from None
