"""The tree of errors, each with the exit code that the command line ends with.

    BriefError
    ├── UsageError       2   contradictory or unknown options
    ├── InputError       3   the input can't be read
    │   └── NetworkError 3   nor its address reached, which may be otherwise in an hour
    ├── ModelError       4   the model can't be used
    ├── LanguageError    5   the language can't be told, or the pair isn't supported
    ├── BatchError       6   some records failed, the rest are written
    ├── OutputError      7   the result can't be written
    ├── Interrupted    130   a signal ended the run, 143 where it was SIGTERM; what was finished is on disk
    └── VerbatimError   70   the verbatim guarantee would have been broken: a bug

A message is one line. It names the fault and, where there is one, the command or option that helps.
"""

from collections.abc import Callable
from enum import IntEnum
from typing import ParamSpec, TypeVar

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


class ExitCode(IntEnum):
    """What `brief` ends with."""

    DONE = 0
    USAGE = 2
    INPUT = 3
    MODEL = 4
    LANGUAGE = 5
    BATCH = 6
    OUTPUT = 7
    BUG = 70
    INTERRUPTED = 130
    TERMINATED = 143


class BriefError(Exception):
    """Anything that `brief` tells the reader in one line instead of a traceback."""

    exit_code = ExitCode.BUG


class UsageError(BriefError):
    """Options that contradict each other, or a value that isn't one of the known ones."""

    exit_code = ExitCode.USAGE


class InputError(BriefError):
    """The input is missing, empty, binary, undecodable, or has no article in it."""

    exit_code = ExitCode.INPUT


class NetworkError(InputError):
    """An address didn't answer, or answered that it can't now: the same may work later."""


class ModelError(BriefError):
    """The model is unknown, not downloaded, damaged, or its download failed."""

    exit_code = ExitCode.MODEL


class LanguageError(BriefError):
    """The article's language can't be told, or the model doesn't support the pair."""

    exit_code = ExitCode.LANGUAGE


class BatchError(BriefError):
    """Some records of a batch failed; the rest are written."""

    exit_code = ExitCode.BATCH


class OutputError(BriefError):
    """The result can't be written: the disk is full, the folder is missing or not writable."""

    exit_code = ExitCode.OUTPUT


class Interrupted(BriefError):
    """Somebody pressed Ctrl-C; what was finished is on disk."""

    exit_code = ExitCode.INTERRUPTED


class Terminated(Interrupted):
    """The system ended the run by SIGTERM; what was finished is on disk."""

    exit_code = ExitCode.TERMINATED


class VerbatimError(BriefError):
    """A text that claims to be the article's own isn't. Nothing is printed: this is a bug, never a warning."""

    exit_code = ExitCode.BUG


def attempt(
    step: Callable[_Parameters, _Result], *arguments: _Parameters.args, **options: _Parameters.kwargs
) -> _Result | Exception:
    """What `step` returns, or the exception it raises: the edge of one article among many, or of one thread.

    Beside the edge of the program itself (cli/edge.py) this is the only place that catches everything.
    """
    try:
        return step(*arguments, **options)
    except Exception as error:
        return error
