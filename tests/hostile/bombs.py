"""Inputs that are small, or large and simple, and cost a careless reader its time or its memory.

python -m tests.hostile.bombs FOLDER [NAME…]    writes them
"""

import gzip
import io
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.reading.limits import MAX_BYTES

_PROSE = b"The council met on Monday. " * 30
_MAIL = b"Message-ID: <a>\nMIME-Version: 1.0\nFrom: a@b\nSubject: x\n"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FONT = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
# The most that an input may take, by its size: seconds of processor time, bytes of memory.
SECONDS, SECONDS_PER_MB = 10.0, 10.0
MEMORY, MEMORY_PER_BYTE = 300 << 20, 12
# A table's rows are held unpacked, two or three of the longest at a time.
TABLE_MEMORY = 3 * MAX_BYTES


@dataclass(frozen=True, slots=True)
class Bomb:
    """A file's suffix, and what makes its bytes; one for `brief batch` holds articles."""

    suffix: str
    make: Callable[[], bytes]
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """What `brief` took for an input, and how it ended."""

    size: int
    seconds: float
    memory: int
    exit: int
    message: str
    is_table: bool = False

    @property
    def bounded(self) -> bool:
        """Whether that is within the limits for its size."""
        return (
            self.seconds <= SECONDS + SECONDS_PER_MB * self.size / 1e6
            and self.memory <= MEMORY + MEMORY_PER_BYTE * self.size + TABLE_MEMORY * self.is_table
        )


def _docx(inside: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f"<w:document {_WORD}><w:body>{inside}</w:body></w:document>")
    return made.getvalue()


def _nested_mail() -> bytes:
    heads = (b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(3000))
    return _MAIL + b"".join(heads) + b"\n\nThe council"


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the catalogue first."""
    made, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj " % number + each + b" endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n" % count + table + b"trailer <</Size %d/Root 1 0 R>>\n" % count
    return made + end + b"startxref\n%d\n%%%%EOF" % len(made)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream object of a PDF."""
    packed = zlib.compress(content, 9)
    return b"<<%s/Length %d/Filter/FlateDecode>>stream\n" % (entries, len(packed)) + packed + b"\nendstream"


def _pdf_page(content: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<%s%s>>>>"
        % (_FONT, resources),
        stream(content),
        *more,
    )


def _pdf_forms() -> bytes:
    """Eight drawings, each of which shows the next one ten times."""
    forms = []
    for depth in range(8):
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<<%s/XObject<</X %d 0 R>>>>" % (
            _FONT,
            6 + depth,
        )
        forms.append(stream(b"/X Do " * 10, entries))
    last = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<<%s>>" % _FONT
    shown = stream(b"BT /F1 12 Tf 50 700 Td (The council met on Monday) Tj ET", last)
    return _pdf_page(b"/X Do ", b"/XObject<</X 5 0 R>>", *forms, shown)


def _packed_line() -> bytes:
    made = io.BytesIO()
    with gzip.open(made, "wb", 9) as file:
        file.write(b'text\n"')
        for _ in range(2000):
            file.write(b"The council met on Monday. " * 40_000)
    return made.getvalue()


def _feed(inside: str) -> bytes:
    return (
        f"<rss version='2.0'><channel><item><link>http://e.x/</link>{inside}</item></channel></rss>".encode()
    )


def _parquet(rows: int, size: int) -> bytes:
    import pyarrow
    from pyarrow import parquet

    made = io.BytesIO()
    text = "The council met on Monday. " * (size // 27)
    index = pyarrow.array([0] * rows, pyarrow.int32())
    table = pyarrow.table({"text": pyarrow.DictionaryArray.from_arrays(index, pyarrow.array([text]))})
    parquet.write_table(table, made, compression="zstd", store_schema=False)
    return made.getvalue()


BOMBS = {
    "mail: 20,000 encoded words": Bomb(".eml", lambda: _MAIL + b"X: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\n" + _PROSE),
    "mail: 90,000 ; in a header": Bomb(".eml", lambda: _MAIL + b"Content-Type: text/plain" + b'; "' * 90_000 + b"\n\n" + _PROSE),
    "mail: 40,000 parameters": Bomb(".eml", lambda: _MAIL + b"Content-Type: multipart/mixed" + b"; a*0*=b" * 40_000 + b"\n\n" + _PROSE),
    "mail: 200,000 ( in From": Bomb(".eml", lambda: b"Message-ID: <a>\nFrom: " + b"(" * 200_000 + b"\n\n" + _PROSE),
    "mail: 3,000 nested multiparts": Bomb(".eml", _nested_mail),
    "DOCX: 2,000,000 nested paragraphs": Bomb(".docx", lambda: _docx("<w:p>" * 2_000_000)),
    "DOCX: 900,000 paragraphs": Bomb(".docx", lambda: _docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 900_000)),
    "HTML: 100,000 spaces": Bomb(".html", lambda: b"<html><body><article><p>The council" + b" " * 100_000 + b"met on Monday.</p></article>"),
    "HTML: 450,000 <svg": Bomb(".html", lambda: b"<html><body>" + b"<svg " * 450_000),
    "HTML: 20,000 links in a paragraph": Bomb(".html", lambda: b"<html><body><article><p>" + b"<a href='/x'>The council met. </a>" * 20_000),
    "HTML: 50,000 attributes": Bomb(".html", lambda: b"<html><body><p " + b" ".join(b"a%d=1" % i for i in range(50_000)) + b">" + _PROSE),
    "HTML: 100,000 nested div": Bomb(".html", lambda: b"<html><body>" + b"<div>" * 100_000 + b"The council met"),
    "HTML: 100,000 comments begun": Bomb(".html", lambda: b"<html><!--" * 100_000),
    "text: 150 A": Bomb(".txt", lambda: b"A" * 150 + b" said yes. " + _PROSE),
    "text: 20,000 capital words": Bomb(".txt", lambda: b"AB " * 20_000),
    "text: 50,000 spaces in a line": Bomb(".txt", lambda: b"The council" + b" " * 50_000 + b"met on Monday. " + _PROSE),
    "text: 50,000 spaces behind a quote": Bomb(".txt", lambda: b'"Yes"' + b" " * 50_000 + b'said he. "' * 20),
    "text: 200,000 marks": Bomb(".txt", lambda: b'"' * 200_000),
    "text: a word of 3 MB": Bomb(".txt", lambda: b"a" * 3_000_000),
    "text: 3.4 MB, a quote a sentence": Bomb(".txt", lambda: b'The council met on Monday and said so to "everyone who came" in town. ' * 49_000),
    "text: 49,000 short lines": Bomb(".txt", lambda: b"Yes, they met.\n" * 49_000),
    "text: 9.9 MB in long sentences": Bomb(".txt", lambda: (b"The council met " + b"and met again on Monday and said so to all " * 5 + b". ") * 42_000),
    "text: 60 MB": Bomb(".txt", lambda: b"The council met on Monday. " * 2_200_000),
    "Markdown: 50,000 > and [": Bomb(".md", lambda: b">" * 50_000 + b" x\n" + b"[" * 50_000),
    "Markdown: 2,000 nested lists": Bomb(".md", lambda: b"".join(b" " * i + b"- x\n" for i in range(2000))),
    "front matter: 5,000 indented lines": Bomb(".md", lambda: b"---\nNote: a\n" + b"  indented line\n" * 5000),
    "notes: 40 indented lines": Bomb(".txt", lambda: b"Note: a\n" + b"    indented line\n" * 40 + b"x"),
    "JSON: 100,000 [": Bomb(".json", lambda: b'{"text":' + b"[" * 100_000),
    "PDF: 2,000,000 letters shown": Bomb(".pdf", lambda: _pdf_page(b"BT /F1 12 Tf 100 700 Td " + b"(a) Tj 1 0 Td " * 2_000_000 + b" ET")),
    "PDF: 1,000,000 letters on one place": Bomb(".pdf", lambda: _pdf_page(b"BT /F1 1 Tf " + b"(a) Tj 1 0 0 1 50 700 Tm " * 1_000_000 + b"ET")),
    "PDF: drawings in drawings": Bomb(".pdf", _pdf_forms),
    "CSV: a line of 2 GB, packed": Bomb(".csv.gz", _packed_line, is_table=True),
    "feed: 100 kB of an author's name": Bomb(".xml", lambda: _feed(f"<author>{'a.' * 50_000}</author>"), is_table=True),
    "feed: 5,000 contents": Bomb(".xml", lambda: _feed("<content:encoded>a</content:encoded>" * 5_000), is_table=True),
    "Parquet: 64 times one text of 50 MB": Bomb(".parquet", lambda: _parquet(64, 50_000_000), is_table=True),
    "Parquet: one text of 900 MB": Bomb(".parquet", lambda: _parquet(2, 900_000_000), is_table=True),
}  # fmt: skip


# Runs a command within so many seconds of the processor; prints its exit code, what it took of them, and its peak.
_LAUNCHER = """
import json, os, resource, subprocess, sys
seconds = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
process = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL)
# The peak of all processes stands in the parent's account once they have ended.
_, status, used = os.wait4(process.pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


def cost_of(path: Path, is_table: bool, output: Path, seconds: float = 120) -> Cost:
    """What `brief` takes for a file: the whole command, from its start to its end, with the processes that it starts."""
    command = [sys.executable, "-m", "summarize"]
    if is_table:
        command += ["batch", str(path), "-o", str(output), "--jobs", "1", "-q"]
    else:
        command += [str(path), "--from", "en", "-o", str(output), "-q"]

    # A process begins with the peak of the one that forked it: a small one does that.
    launched = subprocess.run(
        [sys.executable, "-c", _LAUNCHER, str(int(seconds)), *command],
        capture_output=True,
        text=True,
        check=True,
    )
    code, taken, peak = json.loads(launched.stdout)
    memory = peak * (1 if sys.platform == "darwin" else 1024)
    return Cost(path.stat().st_size, taken, memory, code, " ".join(launched.stderr.split()), is_table)


def write(folder: Path, names: Sequence[str] = ()) -> dict[str, Path]:
    """The files, by their names here."""
    made = {}
    for number, (name, bomb) in enumerate(BOMBS.items()):
        if not names or name in names:
            made[name] = folder / f"bomb-{number}{bomb.suffix}"
            if not made[name].exists():
                made[name].write_bytes(bomb.make())
    return made
