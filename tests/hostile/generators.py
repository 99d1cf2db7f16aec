"""Hostile inputs by kind. A kind and a seed make the same input everywhere, so that what fails can be made again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from tests.hostile import documents, tables, texts


@dataclass(frozen=True, slots=True)
class Sample:
    """An input: `name` ends in the suffix of what it claims to be."""

    kind: str
    seed: int
    name: str
    data: bytes


def sample(kind: str, seed: int) -> Sample:
    """The input of a kind that a seed stands for."""
    suffix, data = KINDS[kind](Random(f"{kind} {seed}"))
    return Sample(kind, seed, f"{kind}-{seed}{suffix}", data)


KINDS: Mapping[str, Callable[[Random], tuple[str, bytes]]] = {
    "text": texts.text,
    "quotes": texts.quotes,
    "noise": texts.noise_alone,
    "encodings": texts.encoded,
    "bytes": texts.any_bytes,
    "examples": texts.example,
    "html": texts.html_page,
    "pages": texts.page,
    "markdown": texts.markdown,
    "front-matter": texts.front_matter,
    "json": texts.json_text,
    "mail": documents.mail,
    "docx": documents.docx,
    "pdf": documents.pdf,
    "pdf-mutated": documents.pdf_mutated,
    "feeds": documents.feed,
    "subtitles": texts.subtitles,
    "gzip": documents.gzipped,
    "json-lines": tables.json_lines,
    "csv": tables.csv_table,
    "parquet": tables.parquet_table,
}
