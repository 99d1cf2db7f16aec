"""Asking before a model is downloaded: downloads are explicit or asked for."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from summarize.cli.terminal import shown_line

if TYPE_CHECKING:
    from summarize.models.entry import ModelEntry


def offer_download() -> "Callable[[ModelEntry], bool] | None":
    """What decides whether a missing model is downloaded without --download: a person is asked, a script says no."""
    return _ask if sys.stderr.isatty() and _terminal() is not None else None


def _ask(entry: "ModelEntry") -> bool:
    size = f", {entry.megabytes} MB" if entry.megabytes else ""
    question = f"The model {entry.name} ({entry.licence}{size}) isn't on this machine. Download it? [y/N]"
    print(shown_line(question), end=" ", file=sys.stderr, flush=True)
    # The article may be piped in: the answer comes from the terminal itself.
    with open(_terminal() or "") as terminal:
        return terminal.readline().strip().lower() in {"y", "yes"}


def _terminal() -> str | None:
    if sys.stdin is not None and sys.stdin.isatty():
        return "/dev/stdin"
    try:
        with open("/dev/tty"):
            return "/dev/tty"
    except OSError:
        return None
