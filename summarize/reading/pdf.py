"""A PDF to its text, in a process of its own: what reads it is native code without limits, and files come from anywhere.

The process has so much time and memory, and ends with this one.
"""

import json
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

from summarize.errors import InputError
from summarize.reading.content import Content, Input
from summarize.reading.limits import PDF_SECONDS, PDF_SECONDS_PER_MB

# A busy machine gives a process so small a part of its time. Where the system limits no processor time this is all there is.
_PATIENCE = 6
# Not the current folder first: what lies there is the reader's, and no part of the program.
_COMMAND = (sys.executable, "-P", "-m", "summarize.reading.pdf_text")


def accepts(given: Input) -> bool:
    """Whether an input has a PDF's mark in its first kilobyte, as viewers ask for."""
    return b"%PDF-" in given.data[:1024]


def read(given: Input) -> Content:
    """The text of a PDF, as `pdf_text` makes it.

    Raises InputError where the file is damaged, needs a password, has no text (a scan), or takes more than it may.
    """
    said = _answer(given)
    if said is None:
        raise InputError(
            f"{given.name} takes more time or memory than a PDF of its size; print it to a new PDF, "
            "or set BRIEF_PDF_SECONDS and BRIEF_PDF_MEMORY"
        )
    if "refused" in said:
        raise InputError(said["refused"])
    if "bug" in said:
        raise RuntimeError(said["bug"])
    return Content(said["text"], title=said["title"])


def _answer(given: Input) -> dict[str, Any] | None:
    """What the process says of a PDF; None where it ended before it said anything."""
    seconds = _PATIENCE * (PDF_SECONDS + PDF_SECONDS_PER_MB * len(given.data) / 1e6)
    with subprocess.Popen(
        _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Timer(seconds, process.kill)
        late.daemon = True
        late.start()
        try:
            # Standard input stays open: at its end the process ends too, whatever it does.
            with suppress(BrokenPipeError):
                process.stdin.write(json.dumps([len(given.data), given.name]).encode("ascii") + b"\n")
                process.stdin.write(given.data)
                process.stdin.flush()
            said = process.stdout.read()
        finally:
            late.cancel()
            process.kill()
    try:
        return dict(json.loads(said))
    except ValueError:
        return None
