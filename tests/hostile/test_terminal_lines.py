"""What is printed as lines drives no terminal, whatever a name or an article has in it."""

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from summarize.models.catalogue import find_model
from tests.conftest import Brief

TRAINED = Path(__file__).parents[1] / "models" / "trained"

# Both kinds of control codes, and a mark that turns round what follows on the line.
_ODD = "a\x1b[31m\x7f\x9b31m\u202eb"


def _has_controls(line: str) -> bool:
    return any(ord(char) < 0x20 or 0x7F <= ord(char) <= 0x9F for char in line)


def test_lines_of_json_have_control_codes_as_escapes(brief: Brief, tmp_path: Path, examples: Path) -> None:
    text = (examples / "harbour.en.txt").read_text(encoding="utf-8").replace("ferry", f"ferry {_ODD}")
    ended = brief("batch", "-", "-o", "-", "--id-field", "id", stdin=json.dumps({"id": _ODD, "text": text}))
    (line,) = ended.stdout.decode("utf-8").splitlines()
    assert not _has_controls(line)
    assert json.loads(line)["id"] == _ODD


@pytest.mark.parametrize(
    "arguments",
    [(_ODD,), ("quotes", _ODD), ("batch", _ODD, "-o", "out.jsonl"), ("models", "show", _ODD), ("--to", _ODD)],
)
def test_an_error_has_them_as_symbols(brief: Brief, arguments: tuple[str, ...]) -> None:
    ended = brief(*arguments)
    assert ended.returncode != 0
    for line in ended.stderr.decode("utf-8").splitlines():
        assert not _has_controls(line)
        assert "\u202e" not in line


@pytest.mark.parametrize("name", ["$(touch owned).xml", "a;touch owned;.xml", "`touch owned`.xml", "a b.xml"])
def test_advice_can_be_pasted_into_a_shell(brief: Brief, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(
        "<rss><channel><item><title>A</title></item></channel></rss>", encoding="utf-8"
    )
    ended = brief(name)
    assert ended.returncode == 3
    said = ended.stderr.decode("utf-8").split("type: ")[1]
    assert shlex.split(said)[:3] == ["brief", "batch", name]


def test_a_traceback_has_them_as_symbols_and_no_secret(brief: Brief) -> None:
    ended = brief(f"http:/user:secret@host.example/{_ODD}", "--debug")
    assert b"Traceback" in ended.stderr
    assert b"secret" not in ended.stderr
    assert not any(
        _has_controls(line) or "\u202e" in line for line in ended.stderr.decode("utf-8").splitlines()
    )


def test_what_libraries_log_and_what_a_download_says_has_them_as_symbols(environment: dict[str, str]) -> None:
    told = (
        "import logging, sys\n"
        "from summarize.cli.edge import run\n"
        "from summarize.cli.progress import pull_progress\n"
        f"odd = {_ODD!r}\n"
        "run(['--version'])\n"
        "logging.getLogger('a').warning('%s', odd)\n"
        "with pull_progress(odd) as say:\n"
        "    say(odd, 1, 2)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", told], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    logged, pulled = ended.stderr.splitlines()
    shown = "a␛[31m␡<U+009B>31m<U+202E>b"
    assert logged == shown
    assert pulled == f"{shown}: {shown} 0 MB"


@pytest.mark.parametrize("name", ["$(touch owned)", "a b;touch owned", "`touch owned`"])
def test_advice_about_a_model_in_a_folder_can_be_pasted_too(tmp_path: Path, name: str) -> None:
    shutil.copytree(TRAINED / "opus-mt-en-ar", tmp_path / name)
    entry = find_model({}, str(tmp_path / name))
    assert shlex.split(f"brief models pull {entry.typed}") == [
        "brief",
        "models",
        "pull",
        str(tmp_path / name),
    ]
