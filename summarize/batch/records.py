"""A record is what goes in, an outcome is the line that comes out, and the key ties them across runs."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from summarize.errors import BriefError, ExitCode, NetworkError
from summarize.reading.addresses import without_secrets
from summarize.reading.content import Input

# 128 bits: no two of a billion records share a key by chance.
KEY_BYTES = 16
# Codes of failures that may pass by themselves, or with a model that is there by now, and of pages that were taken away: a
# later run tries again.
PASSING = frozenset({"crash", "gone", "memory", "model", "network", "timeout"})
# What a bug has to say can be pages long.
_MAX_MESSAGE = 500


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a record has no briefing: a stable `code` for scripts, the exit code of `brief` on it alone, one line."""

    code: str
    exit: int
    message: str


@dataclass(frozen=True, slots=True)
class Record:
    """One article to be worked on.

    `id` is the record's own, or its path, or its path and line. `input` is where it was found. `content` is what a file
    or an address gave, or the text that a field holds; a Failure where it couldn't be read, None where it
    isn't needed any more. `title` is the field's, `kept` the fields that go through to the line as they are. `keys` are
    what the record is known by across runs, the one that its line gets first; see resume.py.
    """

    id: str
    input: str
    content: Input | str | Failure | None
    title: str | None = None
    kept: Mapping[str, Any] | None = None
    keys: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key that its line gets."""
        return self.keys[0]

    @property
    def size(self) -> int:
        """How much memory the content takes, roughly, in bytes."""
        content = self.content
        return (
            0
            if content is None or isinstance(content, Failure)
            else len(content.data if isinstance(content, Input) else content)
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a record: the `line` that the output gets, in bytes, with its line break.

    `document` is the name and the text of the file where one file an article was asked for. The rest is for the totals: the
    failure, the codes of the briefing's warnings, and the seconds that each step took.
    """

    id: str
    key: str
    line: bytes
    document: tuple[str, str] | None = None
    failure: Failure | None = None
    warnings: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)


def failure_of(error: Exception) -> Failure:
    """The failure that an exception stands for. A bug is named with its type, as the command line does."""
    if isinstance(error, MemoryError):
        return Failure("memory", ExitCode.BUG, "out of memory on this article alone; split it")
    if isinstance(error, NetworkError):
        return Failure("network", error.exit_code, " ".join(without_secrets(str(error)).split()))
    if isinstance(error, BriefError):
        return Failure(
            error.exit_code.name.lower(), error.exit_code, " ".join(without_secrets(str(error)).split())
        )
    said = without_secrets(f"{type(error).__name__}: {error}")
    return Failure("bug", ExitCode.BUG, " ".join(said.split())[:_MAX_MESSAGE])


def succeeded(
    record: Record,
    result: Mapping[str, Any],
    warnings: tuple[str, ...],
    document: tuple[str, str] | None = None,
) -> Outcome:
    """The outcome of a record that went well; `result` is {"briefing": …}, or {"file": …} for a document of its own."""
    return Outcome(record.id, record.key, _line(record, "ok", result), document, warnings=warnings)


def failed(record: Record, failure: Failure) -> Outcome:
    """The outcome of a record that failed."""
    line = _line(record, "error", {"error": asdict(failure)})
    return Outcome(record.id, record.key, line, failure=failure)


def _line(record: Record, status: str, result: Mapping[str, Any]) -> bytes:
    kept = {} if record.kept is None else {"kept": record.kept}
    head = {"id": record.id, "key": record.key, "input": record.input, "status": status}
    return encoded({**head, **kept, **result})


def encoded(value: Mapping[str, Any]) -> bytes:
    """One line of JSON in UTF-8; the same value always gives the same bytes."""
    # Imported here: not every reader of records writes them. Escaped are lone surrogates, which have no UTF-8, and what would
    # drive the terminal of whoever looks at the lines.
    from summarize.rendering.json import escape_unprintable

    return (escape_unprintable(json.dumps(value, ensure_ascii=False)) + "\n").encode("utf-8")
