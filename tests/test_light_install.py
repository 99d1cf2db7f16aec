"""Without the extra `models`: everything works but models on this machine, and a line says how to get them."""

import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
HEAVY = ("torch", "transformers", "sentencepiece", "safetensors")


def closure(needed: list[str]) -> dict[str, Distribution]:
    """The distributions that these requirements bring along, by name."""
    found: dict[str, Distribution] = {}
    left = [Requirement(one) for one in needed]
    while left:
        one = left.pop()
        if one.marker is not None and not one.marker.evaluate({"extra": ""}):
            continue
        if one.name not in found:
            found[one.name] = distribution(one.name)
            left += map(Requirement, found[one.name].requires or ())
    return found


@pytest.fixture(scope="module")
def light_python(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Python with the project and what its plain dependencies bring along, and with no other package of this machine."""
    folder = tmp_path_factory.mktemp("light")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for one in closure(project["dependencies"]).values():
        for name in {file.parts[0] for file in one.files or () if file.parts[0] not in ("..", "__pycache__")}:
            if not (folder / name).exists():
                (folder / name).symlink_to(str(one.locate_file(name)))
    for name in ("summarize", "models.toml"):
        (folder / name).symlink_to(ROOT / name)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        # -S leaves out the packages that are installed for this Python.
        return subprocess.run(
            [sys.executable, "-S", "-s", *arguments],
            cwd=folder,
            env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "PYTHONPATH": str(folder)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--to", "en", "--format", "html"],
        ["--format", "text"],
        ["--template", "newsletter"],
        ["quotes"],
        ["--version"],
        ["batch", "-o", "out.csv"],
        ["digest", "-o", "out.html"],
    ],
)
def test_the_plain_dependencies_are_all_that_is_needed_without_models(
    light_python, arguments: list[str]
) -> None:
    assert light_python("-c", "import torch").returncode == 1
    article = [] if "--version" in arguments else [str(ROOT / "examples" / "harbour.en.txt")]
    done = light_python("-m", "summarize", *arguments, *article)
    assert done.returncode == 0, done.stderr


def test_what_the_light_install_lacks_is_said_with_the_extra(light_python) -> None:
    article = str(ROOT / "examples" / "harbour.en.txt")
    done = light_python("-m", "summarize", article, "--to", "ar")
    assert (done.returncode, done.stderr.endswith("type: pip install '.[models]'\n")) == (4, True), (
        done.stderr
    )
    done = light_python("-m", "summarize", "batch", article, "-o", "out.parquet")
    assert (done.returncode, done.stderr.endswith("type: pip install '.[parquet]'\n")) == (2, True), (
        done.stderr
    )
    assert done.stderr.startswith("brief: out.parquet needs pyarrow")


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
