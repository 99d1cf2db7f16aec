"""What an output was made with, in a file beside it: so that no other options replace what is finished, and for who reads it.

{"brief": "0.2.0", "command": "brief batch …", "output": "out.jsonl", "began": "…", "ended": "…" | null,
 "made_with": {"--to": "ru", "--text-field": "body", "extractive": "5", …}, "replaces": false, "counts": {…} | null}
"""

import json
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
    """A run as its output tells of it. `made_with` is all that shapes the lines; `replaces` that it makes an output anew."""

    made_with: Facts
    command: str = ""
    output: str = ""
    brief: str = __version__
    began: str = field(default_factory=lambda: _now())
    ended: str | None = None
    replaces: bool = False
    counts: Mapping[str, Any] | None = None


def manifest_path(output: Path) -> Path:
    """Where the manifest of an output lies."""
    return output.with_name(f"{output.name}{SUFFIX}")


def begin(output: Path, lines: Output, wanted: Manifest) -> Manifest:
    """Say that a run begins, if the output may be gone on with, and tell its ledger how.

    An output with briefings is only gone on with by a run that is made with the same; one of errors alone gives way.
    Raises UsageError with the difference, and OutputError.
    """
    before = _read(manifest_path(output))
    finished = lines.ledger.finished()
    replaces = wanted.replaces
    if before is not None:
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
    begun = replace(wanted, brief=__version__, output=output.name, replaces=replaces)
    # What nothing explains stays so: this run's options needn't be those of the lines that are there.
    if not lines.is_unexplained:
        _write(output, begun)
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
        _write(output, ended)
    return ended


def without_passwords(command: str) -> str:
    """A command line as it may be shown to others."""
    return _PASSWORD.sub("", command)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _read(path: Path) -> Manifest | None:
    """What is there; None where nothing is, or something else."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads(path.read_bytes())
        return Manifest(**{name: found[name] for name in Manifest.__dataclass_fields__})
    return None


def _write(output: Path, manifest: Manifest) -> None:
    path = manifest_path(output)
    try:
        with written_whole(path) as file:
            file.write_text(
                json.dumps(asdict(manifest), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
            )
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror or error}") from None
