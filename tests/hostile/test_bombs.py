"""What an input costs is bounded by its size, whatever is in it; and the bounds are the user's to change."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summarize.batch.inputs.files import Inputs, read_records
from summarize.batch.records import Failure
from summarize.reading.limits import MAX_BYTES
from tests.conftest import ROOT, Brief
from tests.hostile.bombs import BOMBS, cost_of, write


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_time_and_memory_are_bounded(name: str, tmp_path: Path) -> None:
    if "Parquet" in name:
        pytest.importorskip("pyarrow")
    cost = cost_of(write(tmp_path, [name])[name], BOMBS[name].is_table, tmp_path / "out.jsonl")
    assert cost.exit in (0, 3, 6), cost
    assert cost.bounded, cost


def test_a_limit_is_set_by_a_variable(brief: Brief) -> None:
    article = (ROOT / "examples" / "harbour.en.txt").read_bytes()
    assert brief("-", stdin=article).returncode == 0
    refused = brief("-", stdin=article, env={"BRIEF_MAX_CHARACTERS": "1_000"})
    assert refused.returncode == 3
    assert b"more than 1,000 characters" in refused.stderr
    assert b"BRIEF_MAX_CHARACTERS" in refused.stderr


@pytest.mark.parametrize("value", ["none", "-1", "0", "nan", "inf"])
def test_a_limit_that_is_no_number_is_an_error(brief: Brief, value: str) -> None:
    refused = brief("-", stdin="The council met on Monday.", env={"BRIEF_TOTAL_SECONDS": value})
    assert refused.returncode == 2
    assert b"BRIEF_TOTAL_SECONDS" in refused.stderr


def test_every_limit_that_can_be_set_is_documented() -> None:
    from summarize.reading.limits import SETTABLE

    text = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    assert [name for name, usual in SETTABLE.items() if f"| `{name}` | {usual:,.0f} |" not in text] == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes are listed in another way there")
def test_a_pdf_ends_with_whoever_reads_it(tmp_path: Path) -> None:
    name = "PDF: drawings in drawings"
    path = write(tmp_path, [name])[name]
    environment = os.environ | {"BRIEF_PDF_SECONDS": "100", "BRIEF_PDF_MEMORY": "8000000000"}
    reader = subprocess.Popen(
        [sys.executable, "-m", "summarize", str(path)], stderr=subprocess.DEVNULL, env=environment
    )
    child = _child(reader.pid)
    reader.kill()
    reader.wait()
    until = time.monotonic() + 10
    while _runs(child):
        assert time.monotonic() < until
        time.sleep(0.1)


def _child(parent: int) -> int:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
        for line in listed.stdout.splitlines():
            pid, ppid, command = line.split(None, 2)
            if int(ppid) == parent and "pdf_text" in command:
                return int(pid)
        time.sleep(0.05)
    raise AssertionError("no process reads the PDF")


def _runs(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(state.stdout.strip()) and not state.stdout.startswith("Z")


def test_a_parquet_file_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "lies.parquet"
    parquet.write_table(
        arrow.table({"text": ["a" * (MAX_BYTES + 1)]}), path, compression="zstd", use_dictionary=False
    )
    size = parquet.read_metadata(path).row_group(0).column(0).total_uncompressed_size
    data = path.read_bytes()
    true, false = _as_thrift(size), _as_thrift(500)
    # A number may be written with bytes to spare, so that all else stays where it was.
    false = bytes(byte | 128 for byte in false) + b"\x80" * (len(true) - len(false) - 1) + b"\0"
    assert true in data
    path.write_bytes(data.replace(true, false))
    assert parquet.read_metadata(path).row_group(0).column(0).total_uncompressed_size == 500
    (record,) = read_records(Inputs([str(path)]))
    assert isinstance(record.content, Failure)
    assert "that is no text" in record.content.message


def _as_thrift(number: int) -> bytes:
    """A number of the compact protocol."""
    number, made = number << 1, bytearray()
    while number > 127:
        made.append(number & 127 | 128)
        number >>= 7
    return bytes([*made, number])
