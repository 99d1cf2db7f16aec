"""Without the extra `models`: everything works but models on this machine, and a line says how to get them."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("torch", "transformers", "sentencepiece", "safetensors")


def light(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`brief` in a Python that has none of the packages: None in sys.modules is what can't be imported."""
    code = f"import sys; sys.modules.update(dict.fromkeys({HEAVY!r}))\nfrom summarize.__main__ import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "html"],
        ["--format", "json"],
        ["quotes"],
        ["models", "list"],
        ["batch", "-o", "out.jsonl"],
    ],
)
def test_what_needs_no_model_works_without_what_runs_them(tmp_path: Path, arguments: list[str]) -> None:
    article = [] if arguments[0] == "models" else [str(ROOT / "examples" / "harbour.en.txt")]
    done = light(tmp_path, *arguments, *article)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "arguments", [["--to", "ar"], ["--summarizer", "bart-large-cnn"], ["models", "pull", "opus-mt-en-ar"]]
)
def test_what_needs_a_model_says_what_to_install(tmp_path: Path, arguments: list[str]) -> None:
    article = [] if arguments[0] == "models" else [str(ROOT / "examples" / "harbour.en.txt")]
    done = light(tmp_path, *arguments, *article)
    assert done.returncode == 4
    assert done.stderr.startswith("brief: models on this machine need torch, transformers")
    assert done.stderr.endswith("type: pip install '.[models]'\n")


def test_the_plain_install_has_none_of_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert not [need for need in project["dependencies"] if need.startswith(HEAVY)]
    extra = project["optional-dependencies"]["models"]
    assert all(any(need.startswith(name) for need in extra) for name in HEAVY)
