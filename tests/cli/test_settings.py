"""Defaults that stick: variables, profiles and files, which of them decides, and `brief config`."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

QUOTED = " ".join(
    f"“We will keep ferry number {number} for years,” said Vera Lind on Monday." for number in range(8)
)


@pytest.fixture
def config(environment: dict[str, str]) -> Path:
    """The user's config.toml, which the environment's home has room for."""
    path = Path(environment["HOME"], ".config", "brief", "config.toml")
    path.parent.mkdir(parents=True)
    return path


def sentences(brief, *options: str, env: dict[str, str] | None = None) -> int:
    result = brief("--json", *options, stdin=QUOTED, env=env)
    assert result.returncode == 0, result.stderr
    return len(json.loads(result.stdout)["summary"])


def test_the_first_place_that_has_an_option_decides(brief, config: Path, tmp_path: Path) -> None:
    assert sentences(brief) == 3
    config.write_text("sentences = 6\n[profiles.desk]\nsentences = 4\n")
    assert sentences(brief) == 6
    (tmp_path / "brief.toml").write_text("sentences = 5\n")
    assert sentences(brief) == 5
    assert sentences(brief, "--profile", "desk") == 4
    assert sentences(brief, env={"BRIEF_PROFILE": "desk"}) == 4
    assert sentences(brief, "--profile=desk", env={"BRIEF_SENTENCES": "2"}) == 2
    assert sentences(brief, "--sentences", "1", env={"BRIEF_SENTENCES": "2"}) == 1


def test_what_is_typed_is_not_contradicted_by_what_sticks(brief, config: Path) -> None:
    config.write_text('sentences = 6\nformat = "html"\n')
    assert sentences(brief, "--length", "short") == 1
    assert (
        brief("--format", "markdown", stdin=QUOTED, env={"BRIEF_JSON": "1"}).stdout.startswith(b"The")
        is False
    )


def test_a_table_is_for_its_command_alone(brief, config: Path, tmp_path: Path) -> None:
    config.write_text(
        'format = "html"\n[commands.quotes]\nformat = "json"\n[commands.batch]\nid-field = "uid"\nquiet = true\n'
    )
    assert json.loads(brief("quotes", stdin=QUOTED).stdout)[0]["speaker"] == "Vera Lind"
    assert brief(stdin=QUOTED).stdout.lower().startswith(b"<!doctype html>")
    (tmp_path / "wire.jsonl").write_text(json.dumps({"uid": "a", "text": QUOTED}))
    made = brief("batch", "wire.jsonl", "-o", "out.jsonl")
    assert (made.returncode, made.stderr) == (0, b"")
    assert json.loads((tmp_path / "out.jsonl").read_text())["id"] == "a"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("qoutes = 3", "did you mean quotes"),
        ("to = ", "isn't TOML"),
        ('output = "a.txt"', "only taken from the command line"),
        ("quotes = -1", "set by"),
        ('profile = "nobody"', "there is no profile 'nobody'"),
    ],
)
def test_a_slip_in_a_file_is_said_with_its_place(brief, config: Path, text: str, said: str) -> None:
    config.write_text(text)
    result = brief(stdin=QUOTED)
    assert result.returncode == 2
    assert said in result.stderr.decode()
    assert result.stderr.count(b"\n") == 1


@pytest.mark.parametrize("name", ["models", "template", "download", "user-agent"])
def test_a_folder_does_not_decide_what_is_used(brief, tmp_path: Path, name: str) -> None:
    value = "true" if name == "download" else '"x"'
    (tmp_path / "brief.toml").write_text(f"{name} = {value}\n")
    result = brief(stdin=QUOTED)
    assert result.returncode == 2
    assert f"./brief.toml can't set {name}" in result.stderr.decode()


def test_config_tells_what_holds_and_where_from(brief, config: Path, tmp_path: Path) -> None:
    config.write_text("quotes = 2\n[commands.batch]\njobs = 1\n")
    (tmp_path / "brief.toml").write_text('from = "en"\n')
    printed = brief("config", env={"BRIEF_TO": "ru"}).stdout.decode()
    origins = {line.split(" = ")[0]: line.split("# ")[-1] for line in printed.splitlines() if " = " in line}
    assert origins["to"] == "BRIEF_TO"
    assert origins["from"] == "brief.toml"
    assert origins["quotes"] == str(config)
    assert origins["jobs"] == f"{config} [commands.batch]"
    assert origins["offline"] == "built in"
    found: dict[str, Any] = tomllib.loads(printed)
    assert (found["to"], found["from"], found["quotes"], found["commands"]["batch"]["jobs"]) == (
        "ru",
        "en",
        2,
        1,
    )
    config.write_text(printed)
    assert tomllib.loads(brief("config").stdout.decode())["to"] == "ru"
