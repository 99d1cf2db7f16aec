"""`brief digest --engine ray` on a real local Ray: the same page as without it, and the same said of what can't be read."""

import json
import os
from pathlib import Path

import pytest

from summarize.cli.edge import run
from tests.digest.disagreeing import STORIES
from tests.digest.newsdesk import FERRY_EN, FERRY_EN_TOO, FERRY_RU, MINE_EN, laid_out

ray = pytest.importorskip("ray")

pytestmark = [
    pytest.mark.slow,
    # Ray's own, on import and at its end.
    pytest.mark.filterwarnings(
        "ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning"
    ),
]


@pytest.fixture(scope="module")
def cluster():
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray.init("local", num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    yield
    ray.shutdown()


@pytest.fixture
def digest(cluster, capfd, tmp_path: Path):
    """Exit code, page and what is said of `brief digest`, in this process, which is connected to the cluster."""

    def run_here(*arguments: str) -> tuple[int, str, str]:
        code = run(
            ["digest", *(str(tmp_path / path) for path in ("news", "wire.jsonl", "no.txt")), *arguments]
        )
        return (code, *capfd.readouterr())

    return run_here


def test_the_digest_is_the_one_without_it(digest, tmp_path: Path) -> None:
    chosen = list(STORIES.values())[:4]
    papers = {name: text for texts, _ in chosen for name, text in texts.items()}
    laid_out(tmp_path / "news", empty="", ferry=FERRY_EN, other=FERRY_EN_TOO, **papers)
    rows = [{"text": FERRY_RU, "date": "2026-11-25"}, {"text": MINE_EN}, {"text": 7}]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    local, on_ray = digest("--format", "json"), digest("--format", "json", "--engine", "ray")
    assert len(json.loads(on_ray[1])["stories"]) == len(chosen) + 2
    assert on_ray == local
    assert local[0] == 6


def test_few_articles_have_their_speakers_told_as_without_it(digest, tmp_path: Path) -> None:
    laid_out(tmp_path / "news", a=FERRY_EN)
    (tmp_path / "wire.jsonl").write_text(json.dumps({"text": FERRY_EN_TOO}))
    local, on_ray = digest("--format", "json"), digest("--format", "json", "--engine", "ray")
    assert json.loads(local[1])["stories"][0]["briefing"]["models"]["speakers"]["name"] == "speaker-model"
    assert on_ray == local
