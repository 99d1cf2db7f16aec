"""From what was typed after `brief batch` to records: files, folders, patterns, lists, addresses, feeds and tables.

Everything is lazy: nothing holds more than the record at hand, so that a corpus of any size can be read.
"""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import TypeVar

from summarize.batch.inputs.compression import DAMAGED, open_unpacked, unpacked_suffix
from summarize.batch.inputs.tables import TABLES, Fields, count_rows, read_table, records_of_lines
from summarize.batch.records import Failure, Record, failure_of
from summarize.errors import InputError, attempt
from summarize.reading.addresses import without_secrets
from summarize.reading.articles import read_input
from summarize.reading.content import Input
from summarize.reading.formats import decompressed
from summarize.reading.limits import MAX_BYTES
from summarize.reading.web import is_url

# What is taken for an article in a folder, also when it is compressed. Tables and feeds are read where they are named.
EXTENSIONS = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml"})
# What may be a feed; anything else is one article.
_FEEDS = frozenset({".xml", ".rss", ".atom"})
# What makes a path that names no file a pattern.
_PATTERN = frozenset("*?[")
# Files that are named where nothing in a folder was taken.
_NAMED = 3

_Step = TypeVar("_Step")


def extensions_named(names: Sequence[str]) -> frozenset[str]:
    """The extensions that somebody names, with a dot or without; all of ours where none is named."""
    return frozenset(f".{name.lower().lstrip('.')}" for name in names) or EXTENSIONS


@dataclass(frozen=True, slots=True)
class Inputs:
    """What to read and how.

    `paths` are files, folders, patterns, http(s) addresses, or "-" for standard input: a list of these, one a line or
    ended by NUL, or JSON lines. `fields` names the fields of tables. `extensions` are what is taken from folders. `skipped` is what no folder gives:
    the output. `offline` refuses addresses; `user_agent` is what web sites are told.
    `allow_private` lets what others wrote lead to the local network. `timeout` is the seconds that getting an article may take.
    """

    paths: Sequence[str]
    fields: Fields = field(default_factory=Fields)
    extensions: frozenset[str] = EXTENSIONS
    skipped: frozenset[Path] = frozenset()
    offline: bool = False
    user_agent: str | None = None
    allow_private: bool = False
    timeout: float | None = None


def read_records(inputs: Inputs) -> Iterator[Record]:
    """Every record of the inputs, in order. What can't be read is a record with a Failure, never an exception."""
    for path in find_files(inputs):
        yield from records_in(path, inputs)


def find_files(inputs: Inputs) -> Iterator[str | Record]:
    """The files that the inputs stand for, in order; a record for what can't be found or listed, and for each row of JSON
    lines on standard input."""
    for typed in inputs.paths:
        for path in _piped(inputs) if typed == "-" else [typed]:
            if isinstance(path, Record):
                yield path
            else:
                yield from _guarded(path, _expand(path, inputs))


def records_in(found: str | Record, inputs: Inputs) -> Iterator[Record]:
    """The records in one file or behind one address: rows of a table, entries of a feed, or one article."""
    if isinstance(found, Record):
        yield found
    else:
        yield from _guarded(found, _records_in(found, inputs))


def left_out(inputs: Inputs) -> str:
    """Which files of the folders aren't taken, for people: "3 files of other kinds (a.rtf, b.rtf …)"; "" for none."""
    others = []
    for folder in filter(os.path.isdir, inputs.paths):
        for root, _, files in os.walk(folder):
            others += [
                os.path.join(root, name) for name in files if unpacked_suffix(name) not in inputs.extensions
            ]
    if not others:
        return ""
    named = ", ".join(sorted(others)[:_NAMED]) + (" …" if len(others) > _NAMED else "")
    return f"{len(others):,} file{'s' * (len(others) > 1)} of other kinds ({named})"


def _guarded(name: str, steps: Iterator[_Step]) -> Iterator[_Step | Record]:
    """The steps; what one of them raises is a record that failed, and ends them: one bad input never ends a batch."""
    while True:
        step = attempt(next, steps, None)
        if step is None:
            return
        if isinstance(step, Exception):
            reason = getattr(step, "strerror", None) or step
            expected = isinstance(step, OSError | ValueError)
            yield _missing(name, InputError(f"{name!a} can't be read: {reason}") if expected else step)
            return
        yield step


def _records_in(found: str, inputs: Inputs) -> Iterator[Record]:
    if not is_url(found) and unpacked_suffix(found) in TABLES:
        yield from read_table(found, inputs.fields)
    else:
        content = _read(found, inputs)
        if isinstance(content, Input) and (is_url(found) or unpacked_suffix(found) in _FEEDS):
            yield from _feed_or_page(found, content, inputs)
        else:
            shown = without_secrets(found)
            yield Record(shown, shown, content)


def count_records(inputs: Inputs) -> int | None:
    """How many records there will be, where that can be told without reading everything twice; else None.

    A list on standard input, a feed, a compressed table, and CSV, whose rows may have line breaks, can't be counted.
    """
    if "-" in inputs.paths:
        return None
    total = 0
    for found in find_files(inputs):
        rows: int | None = 1
        if isinstance(found, str) and unpacked_suffix(found) in TABLES.keys() | _FEEDS:
            rows = count_rows(found)
        if rows is None:
            return None
        total += rows
    return total


def _piped(inputs: Inputs) -> Iterator[str | Record]:
    """What standard input has: JSON lines, or paths. Its own buffer is left alone: a thread that waits in it would hang
    Python's end."""
    with open(0, "rb", closefd=False) as stream:
        beginning = stream.peek()
        if beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            yield from records_of_lines(stream, "-", inputs.fields)
            return
        ended = b"\0" if b"\0" in beginning else b"\n"
        for name in _parted(stream, ended):
            if path := os.fsdecode(name if ended == b"\0" else name.rstrip(b"\r")):
                yield path


def _parted(stream: BufferedReader, mark: bytes) -> Iterator[bytes]:
    """The pieces of a stream between marks, each as soon as it is there."""
    rest = b""
    while data := stream.read1():
        *pieces, rest = (rest + data).split(mark)
        yield from pieces
    yield rest


def _expand(path: str, inputs: Inputs) -> Iterator[str | Record]:
    if "\0" in path:
        raise InputError(f"{path!a} has a zero byte in it, as no file name has; check the list")
    if is_url(path):
        yield path
    elif os.path.isdir(path):
        yield from _walk(path, inputs)
    elif not os.path.lexists(path) and _PATTERN & set(path):
        matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            yield _missing(path, InputError(f"nothing matches {path}; check the pattern"))
        for match in matches:
            yield from _expand(match, inputs)
    else:
        yield path


def _walk(folder: str, inputs: Inputs) -> Iterator[str | Record]:
    unlisted: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=unlisted.append):
        folders[:] = sorted(name for name in folders if _is_input(root, name, inputs))
        for name in sorted(files):
            if unpacked_suffix(name) in inputs.extensions and _is_input(root, name, inputs):
                path = os.path.join(root, name)
                special = os.path.exists(path) and not os.path.isfile(path)
                yield (
                    _missing(path, InputError(f"{path} is no regular file; name it by itself"))
                    if special
                    else path
                )
    for error in unlisted:
        reason = error.strerror or str(error)
        yield _missing(str(error.filename), InputError(f"{error.filename} can't be listed: {reason}"))


def _is_input(root: str, name: str, inputs: Inputs) -> bool:
    """Whether a file or folder is neither hidden nor the output."""
    # realpath, since Path.resolve raises where a link leads to itself.
    return not name.startswith(".") and Path(os.path.realpath(os.path.join(root, name))) not in inputs.skipped


def _missing(path: str, error: Exception) -> Record:
    shown = without_secrets(path)
    return Record(shown, shown, failure_of(error))


def _feed_or_page(found: str, content: Input, inputs: Inputs) -> Iterator[Record]:
    # Imported here: a folder of articles needs no reader of feeds.
    from summarize.reading import feeds

    def entries_of(content: Input) -> list[feeds.FeedEntry]:
        given = decompressed(content)
        return feeds.feed_entries(given, inputs.timeout) if feeds.accepts(given) else []

    entries = attempt(entries_of, content)
    if isinstance(entries, Exception):
        yield _missing(found, entries)
        return
    if not entries:  # a feed without entries is an article to its reader, which says that it is none
        yield Record(without_secrets(found), without_secrets(found), content)
    for number, entry in enumerate(entries, 1):
        where = f"{without_secrets(found)}:{number}"
        text = entry.text if entry.text is not None else _read(entry.link or "", inputs, is_typed=False)
        yield Record(
            without_secrets(entry.link or where), where, text, entry.title if isinstance(text, str) else None
        )


def _read(found: str, inputs: Inputs, *, is_typed: bool | None = None) -> Input | Failure:
    """What a file or an address gives, as it is; gzip is unpacked where the article is read."""
    given = attempt(_given, found, inputs, found in inputs.paths if is_typed is None else is_typed)
    return given if isinstance(given, Input) else failure_of(given)


def _given(found: str, inputs: Inputs, is_typed: bool) -> Input:
    if inputs.offline and is_url(found):
        raise InputError(f"{found} is on the network, which --offline forbids; give a saved page")
    if Path(found).suffix.lower() != ".zst":
        return read_input(
            found,
            user_agent=inputs.user_agent,
            allow_private=inputs.allow_private,
            is_typed=is_typed,
            seconds=inputs.timeout,
        )
    try:
        with open_unpacked(found) as file:
            data = file.read(MAX_BYTES + 1)
    except DAMAGED as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{found} can't be read: {reason}") from None
    if len(data) > MAX_BYTES:
        raise InputError(f"{found} is larger than {MAX_BYTES >> 20} MB; it is no single article")
    return Input(data, found.removesuffix(".zst"))
