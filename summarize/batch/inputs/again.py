"""The articles of a batch's output once more: its lines have places in them, and the articles stand where they were read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarize.batch.inputs.compression import unpacked_suffix
from summarize.batch.inputs.files import Inputs, records_in
from summarize.batch.inputs.tables import Fields, read_table
from summarize.batch.records import Record, failure_of
from summarize.errors import InputError

# What a line of a batch's output has, by which it is told from a table of articles.
_LINE = ("id", "key", "input", "status", "briefing")


@dataclass(frozen=True, slots=True)
class Finished:
    """A line of an output: which record it is of, where that was found, and what its text was."""

    id: str
    input: str
    sha256: str
    language: str


def finished_lines(path: str) -> list[Finished] | None:
    """The lines that went well of a batch's output; None where `path` is none."""
    if unpacked_suffix(path) not in (".jsonl", ".ndjson"):
        return None
    lines: list[Finished] = []
    for record in read_table(path, Fields(text="status", id="id", kept=_LINE)):
        line = record.kept or {}
        if not all(name in line and line[name] is not None for name in _LINE[:4]):
            return None
        briefing = line["briefing"]
        if line["status"] == "ok" and isinstance(briefing, dict) and "source" in briefing:
            source = briefing["source"]
            lines.append(Finished(line["id"], line["input"], source["sha256"], source["language"]))
    return lines or None


def read_again(lines: list[Finished], inputs: Inputs) -> Iterator[tuple[Record, Finished]]:
    """Each line with its record, read from where it was found; a record with a Failure where that has it no more."""
    by_file: dict[str, dict[str, Finished]] = {}
    for line in lines:
        by_file.setdefault(_file_of(line), {})[line.input] = line
    for file, wanted in by_file.items():
        for record in records_in(file, inputs):
            if record.input in wanted:
                line = wanted.pop(record.input)
                yield replace(record, id=line.id), line
        for line in wanted.values():
            error = InputError(f"{line.input} isn't there any more; name the articles instead of the output")
            yield Record(line.id, line.input, failure_of(error)), line


def _file_of(line: Finished) -> str:
    """The file or address that a record was found in: "news.jsonl" of "news.jsonl:12"."""
    before, colon, number = line.input.rpartition(":")
    return before if colon and number.isdigit() and not before.endswith("/") else line.input
