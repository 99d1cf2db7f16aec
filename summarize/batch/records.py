"""A record is what goes in, an outcome is the line that comes out, and the key ties them across runs."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from summarize.errors import BriefError, ExitCode, InputError
from summarize.reading.content import Input

# 128 bits: no two of a billion records share a key by chance.
KEY_BYTES = 16
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
    or an address gave, or the text that a field holds; a Failure where it couldn't be read. `title` is the field's.
    """

    id: str
    input: str
    content: Input | str | Failure
    title: str | None = None

    @property
    def size(self) -> int:
        """How much memory the content takes, roughly, in bytes."""
        content = self.content
        return (
            0
            if isinstance(content, Failure)
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


def record_key(record: Record, fingerprint: str) -> str:
    """The hash of the record and of everything that shapes its result, as hexadecimal digits.

    `fingerprint` stands for the options, the models and the versions.
    """
    content, parts = record.content, [fingerprint, record.id, json.dumps(record.title)]
    if isinstance(content, Input):
        # What was said of the bytes shapes how they are read. The name does not: the id stands for it.
        parts += ["input", content.content_type, str(content.charset), str(content.url)]
        data = content.data
    elif isinstance(content, Failure):
        parts.append("failure")
        data = content.message.encode("utf-8", "surrogatepass")
    else:
        parts.append("text")
        data = content.encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(digest_size=KEY_BYTES)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    digest.update(data)
    return digest.hexdigest()


def failure_of(error: Exception) -> Failure:
    """The failure that an exception stands for. A bug is named with its type, as the command line does."""
    if isinstance(error, MemoryError):
        return Failure("memory", ExitCode.BUG, "out of memory on this article alone; split it")
    if isinstance(error, BriefError):
        return Failure(error.exit_code.name.lower(), error.exit_code, " ".join(str(error).split()))
    return Failure("bug", ExitCode.BUG, " ".join(f"{type(error).__name__}: {error}".split())[:_MAX_MESSAGE])


def taken_id(id_: str, where: str) -> Failure:
    """The failure of a record whose id another record of the same run has."""
    return failure_of(InputError(f"{where} has the id of another record, {id_!r}; give each its own"))


def success_line(record: Record, key: str, result: Mapping[str, Any]) -> bytes:
    """The line of a record that went well; `result` is {"briefing": …}, or {"file": …} where that is one of its own."""
    return _line(record, key, "ok", result)


def failed(record: Record, key: str, failure: Failure) -> Outcome:
    """The outcome of a record that failed."""
    line = _line(record, key, "error", {"error": asdict(failure)})
    return Outcome(record.id, key, line, failure=failure)


def _line(record: Record, key: str, status: str, result: Mapping[str, Any]) -> bytes:
    return encoded({"id": record.id, "key": key, "input": record.input, "status": status, **result})


def encoded(value: Mapping[str, Any]) -> bytes:
    """One line of JSON in UTF-8; the same value always gives the same bytes."""
    text = json.dumps(value, ensure_ascii=False) + "\n"
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate, as in a file name that isn't UTF-8
        from summarize.rendering.json import escape_unprintable

        return escape_unprintable(text).encode("utf-8")
