"""From arguments to an exit code: the one place where an exception becomes a line on standard error."""

import logging
import os
import sys
from collections.abc import Sequence
from typing import Any

from typer import Abort, Exit
from typer.main import get_command

from summarize.cli.signals import answered_at_once
from summarize.cli.terminal import says, shown_line, shown_text
from summarize.errors import BriefError, ExitCode

REPORT = "this is a bug in brief; please report it with the output of the same command and --debug"


def run(arguments: Sequence[str]) -> int:
    """The exit code of `brief` with `arguments`; what it has to say is printed."""
    # Article text is Unicode whatever the locale says; a lone surrogate must not stop the rest from being printed.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(_Lines())
    debug = "--debug" in arguments
    try:
        from summarize.cli.app import app
        from summarize.cli.manual import ASKED

        if ASKED in os.environ:
            from typer._completion_classes import completion_init

            completion_init()
        with answered_at_once():
            code = get_command(app).main(args=list(arguments), prog_name="brief", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader has what it wanted (brief … | head). Without this, Python complains when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except (KeyboardInterrupt, Abort):
        return _fail("interrupted", ExitCode.INTERRUPTED)
    except Exit as error:
        return error.exit_code
    except Exception as error:
        if debug and not _is_usage(error):
            import traceback

            print(shown_text(traceback.format_exc()), end="", file=sys.stderr)
        return _report(error)
    return code if isinstance(code, int) else ExitCode.DONE


def _report(error: Exception) -> int:
    if isinstance(error, BriefError):
        bug = f" ({REPORT})" if error.exit_code is ExitCode.BUG else ""
        return _fail(f"{error}{bug}", error.exit_code)
    if _is_usage(error):
        message = error.format_message().rstrip(".")  # type: ignore[attr-defined]
        return _fail(f"{message}{_origin_of(error)}; see brief --help", ExitCode.USAGE)
    if isinstance(error, MemoryError):
        return _fail("out of memory; give a shorter article or close other programs", ExitCode.BUG)
    return _fail(f"{type(error).__name__}: {error}; {REPORT}", ExitCode.BUG)


def _origin_of(error: Any) -> str:
    """Where a value stands that nobody typed."""
    from summarize.cli.command import ORIGINS

    context, parameter = getattr(error, "ctx", None), getattr(error, "param", None)
    origin = context.meta.get(ORIGINS, {}).get(parameter.name) if context and parameter else None
    return f" (set by {origin})" if origin else ""


def _is_usage(error: Exception) -> bool:
    """Whether the option parser raised it. (Typer keeps its parser's classes private, so they are told by their shape.)"""
    return hasattr(error, "format_message") and hasattr(error, "exit_code")


def _fail(message: str, code: ExitCode) -> int:
    says(message)
    return code


class _Lines(logging.Formatter):
    """What libraries log, and what is logged here of models, in lines as all others are."""

    def format(self, record: logging.LogRecord) -> str:
        return shown_line(super().format(record))
