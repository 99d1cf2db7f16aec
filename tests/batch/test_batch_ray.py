"""The Ray runner on a real local Ray with two workers: the same lines as the local runner's, whatever dies."""

import json
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from summarize.batch.inputs.files import Inputs
from summarize.batch.inputs.tables import Fields
from summarize.batch.output.destination import open_file
from summarize.batch.output.manifest import Manifest
from summarize.batch.running.run import Run
from summarize.batch.running.settings import Settings
from summarize.batch.running.totals import Totals
from tests.batch.newsroom import BUG, DEATH, REQUEST, TRANSLATING, article, by_id, run, write_jsonl

ray = pytest.importorskip("ray")

pytestmark = [
    pytest.mark.slow,
    # Ray's own, on import and at its end.
    pytest.mark.filterwarnings(
        "ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning"
    ),
]
TWO = Settings(jobs=2, window=64)


@pytest.fixture(scope="module")
def cluster():
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    folder = str(Path(__file__).parent)
    paths = os.pathsep.join(filter(None, [folder, os.environ.get("PYTHONPATH")]))
    ray.init(
        "local",
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="ERROR",
        runtime_env={"env_vars": {"PYTHONPATH": paths}},
    )
    yield
    ray.shutdown()


def run_ray(paths: list[Path], output: Path, request_=REQUEST, settings: Settings = TWO) -> Totals:
    from summarize.batch.running.ray import run_on_ray

    made = Run(request_, settings)
    with open_file(output, Manifest(made.fingerprints.facts), made.totals) as opened:
        given = Inputs([str(path) for path in paths], Fields(id="id"))
        run_on_ray(given, opened, made)
    return made.totals


def test_lines_are_the_local_runners_and_a_second_run_has_nothing_to_do(cluster, tmp_path: Path) -> None:
    bad = [
        {"id": "bug", "text": BUG},
        {"id": "dead", "text": DEATH},
        {"id": "empty", "text": ""},
        {"id": "none"},
    ]
    (tmp_path / "bad.jsonl").write_text("".join(json.dumps(row) + "\n" for row in bad))
    (tmp_path / "alone.txt").write_text(article(1_000))
    paths = [
        write_jsonl(tmp_path / "a.jsonl", 150),
        *(tmp_path / name for name in ("bad.jsonl", "alone.txt", "no.txt")),
    ]
    run(paths, tmp_path / "local.jsonl", fields=Fields(id="id"))
    made = run_ray(paths, tmp_path / "ray.jsonl")
    assert by_id(tmp_path / "ray.jsonl") == by_id(tmp_path / "local.jsonl")
    assert (made.ok, dict(made.errors)) == (151, {"input": 3, "bug": 1, "crash": 1})

    before = by_id(tmp_path / "ray.jsonl")
    again = run_ray(paths, tmp_path / "ray.jsonl")
    # A process that ended is tried again, since that may pass; what lasts is counted and left.
    assert (again.done, again.skipped, dict(again.left)) == (1, 151, {"input": 3, "bug": 1})
    assert by_id(tmp_path / "ray.jsonl") == before


def test_a_worker_process_that_is_killed_loses_and_doubles_nothing(cluster, tmp_path: Path) -> None:
    wire, out = write_jsonl(tmp_path / "wire.jsonl", 1_500), tmp_path / "ray.jsonl"
    killed: list[int] = []

    def kill_one() -> None:
        while not out.exists() or out.read_bytes().count(b"\n") < 50:
            time.sleep(0.02)
        killed.append(next(pid for pid in _processes() if "MapBatches(_Actor)" in _title(pid)))
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    run_ray([wire], out, TRANSLATING)
    killer.join(1)
    assert killed, "the run was over before a worker could be killed"
    run([wire], tmp_path / "local.jsonl", TRANSLATING, fields=Fields(id="id"))
    assert by_id(out) == by_id(tmp_path / "local.jsonl")


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _title(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""
