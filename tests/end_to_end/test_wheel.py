"""What an installed wheel has: the package, its data and models.toml."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_wheel_works_away_from_the_repository(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(tmp_path), str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    for file in ("models.toml", "py.typed", "language/data/en.toml"):
        assert (tmp_path / "installed" / "summarize" / file).is_file()

    def run(*arguments: str, stdin: str = "") -> str:
        # -I leaves out the folder and the environment, where the repository itself would be found.
        code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from summarize.__main__ import main; main()"
        command = [sys.executable, "-I", "-c", code, str(tmp_path / "installed"), *arguments]
        return subprocess.run(
            command, input=stdin, capture_output=True, text=True, check=True, cwd=tmp_path
        ).stdout

    assert "opus-mt-tc-big-en-ar" in run("models", "list")
    assert "json-schema.org" in run("schema")
    assert "<q lang=" in run(
        "--format", "html", stdin="The council met. “We are done with all of this,” she said."
    )
    assert "# A headline" in run(stdin="A headline without an end\n\nThe council met on Monday. It rained.")
