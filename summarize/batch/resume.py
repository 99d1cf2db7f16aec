"""What ties a record to the line that an earlier run wrote for it: keys made of the record, the request and the models."""

import hashlib
import json
import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from summarize.batch.output.ledger import Claim
from summarize.batch.output.lines import Output
from summarize.batch.records import KEY_BYTES, Failure, Record, failure_of
from summarize.batch.running.totals import Totals
from summarize.errors import InputError, UsageError
from summarize.models.entry import ModelEntry
from summarize.models.store import Store
from summarize.opening import entries_of, versions
from summarize.reading.content import Input
from summarize.request import Facts, Request

# The fields of an entry of models.toml as version 0.1.0 had them, in its order: its keys were made of all of them.
_ENTRY_0_1 = (
    "name", "task", "family", "repo", "revision", "licence", "sources", "targets", "prefix", "window", "max_tokens",
    "decoding", "megabytes", "commercial", "default", "note", "folder", "collapse_whitespace", "sentence_mark",
)  # fmt: skip
# The embedded summarizer that it had: what is finished stays, though a later one would choose otherwise.
_EXTRACTIVE_0_1 = "1"


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Everything but the record that shapes its result: as it is written now, and as older versions wrote the same.

    `facts` are what they are made of, for `request.difference`.
    """

    now: str
    older: tuple[str, ...] = ()
    facts: Facts = field(default_factory=dict)

    def keyed(self, record: Record) -> Record:
        """The record with its keys."""
        return replace(
            record, keys=tuple(_key(record, fingerprint) for fingerprint in (self.now, *self.older))
        )


def fingerprints_of(request: Request) -> Fingerprints:
    """The fingerprints of a request. What isn't asked for isn't in them: a new option leaves the old keys as they are."""
    asked = {name: value for name, value in request.facts.items() if value is not None}
    works = dict(versions(request))
    now = json.dumps([asked, works], sort_keys=True)
    plain = isinstance(request.summarizer, str) and isinstance(request.translator, str | None)
    return Fingerprints(now, (_fingerprint_0_1(request),) if plain else (), {**asked, **works})


class Claims:
    """Which records are this run's to make. What is done, or was read before, is counted and left out."""

    def __init__(self, output: Output, totals: Totals, retry_errors: bool) -> None:
        self._output, self._ledger = output, output.ledger
        self._totals, self._retry_errors = totals, retry_errors

    def claim(self, record: Record) -> bool:
        """Whether the record, which has its keys, is to be made.

        Raises UsageError where that would drop a briefing that nobody gave up: see `_require_own`.
        """
        self._totals.read += 1
        claimed = self._ledger.claim(record, self._retry_errors)
        self._totals.skipped += claimed.claim is Claim.DONE
        self._totals.repeated += claimed.claim is Claim.REPEATED
        if claimed.claim is Claim.FAILED:
            self._totals.left[claimed.code] += 1
        is_to_do = claimed.claim is Claim.TODO
        if is_to_do and not self._ledger.replaces:
            self._require_own(record)
        return is_to_do

    def _require_own(self, record: Record) -> None:
        """Raise UsageError where the output has another article by the record's id.

        A changed article, found where it was before, takes its own place. One from another input is another article, and
        where nothing tells what the output was made with, none gives way.
        """
        before = self._ledger.input_of_other(record.id, record.keys)
        if before is None:
            return
        named = f"{self._output.path} has {record.id}"
        if self._output.is_unexplained:
            raise UsageError(
                f"{named} of another text or made with other options; "
                "name another output, or --replace to make it anew"
            )
        there = _place(before, self._output.inputs_from)
        if there is None or there != _place(record.input, Path.cwd()):
            raise UsageError(
                f"{named} with another text, from {before}; name another output, give ids that differ "
                "(--id-field), or --replace what isn't in this input"
            )

    def taken(self, record: Record) -> Failure | None:
        """Why the record can't be made if this run's input had its id before, on another one."""
        if not self._ledger.is_taken(record.id, record.keys):
            return None
        message = f"{record.input} has the id of another record, {record.id!r}; give each its own"
        return failure_of(InputError(message))


def _place(input_: str, folder: Path) -> str | None:
    """The file or address that a record was found in, without its line there; None for a pipe, where that can't be told."""
    found = re.sub(r":\d+$", "", input_)
    if found == "-" or "://" in found:
        return None if found == "-" else found
    return os.path.normpath(folder / found)


def _key(record: Record, fingerprint: str) -> str:
    """The hash of the record and the fingerprint, as hexadecimal digits."""
    content, parts = record.content, [fingerprint, record.id, json.dumps(record.title)]
    if record.kept is not None:
        parts.append(json.dumps(record.kept))
    if isinstance(content, Input):
        # What was said of the bytes shapes how they are read. The name does not: the id stands for it.
        parts += ["input", content.content_type, str(content.charset), str(content.url)]
        data = content.data
    elif isinstance(content, Failure):
        parts.append("failure")
        data = content.message.encode("utf-8", "surrogatepass")
    else:
        assert content is not None, "a record has its keys before its content is dropped"
        parts.append("text")
        data = content.encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(digest_size=KEY_BYTES)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    digest.update(data)
    return digest.hexdigest()


def _fingerprint_0_1(request: Request) -> str:
    """What version 0.1.0 made its keys of, for the same request and the same models."""
    from summarize.models.catalogue import load_catalogue

    entries = entries_of(request)
    if request.to is not None and request.translator is None:
        of_summarizer = [entry for entry in entries if entry.task == "summarization"]
        catalogue = load_catalogue(request.models.models)
        entries = of_summarizer + [entry for entry in catalogue.values() if entry.default]
    store = Store(offline=True)
    revisions = [local.revision if (local := store.locate(entry)) else None for entry in entries]
    models = request.models
    runs = f"{revisions!r}, {models.engine!r}, {models.device!r}, {models.precision!r}"
    made_by = f"('0.1.0', {_EXTRACTIVE_0_1!r}, [{', '.join(map(_entry_0_1, entries))}], {runs})"
    options = (
        request.to,
        request.from_,
        request.sentences,
        request.words,
        request.quotes,
        request.document,
    )
    return repr((made_by, options))


def _entry_0_1(entry: ModelEntry) -> str:
    # A field that is gone since had this value in every entry.
    values = (f"{name}={getattr(entry, name, False)!r}" for name in _ENTRY_0_1)
    return f"ModelEntry({', '.join(values)})"
