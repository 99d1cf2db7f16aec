"""Help, the manual page and what shells complete: all made from the options."""

import shutil
import subprocess
from pathlib import Path

import pytest

COMMANDS = ["", "batch", "digest", "quotes", "config", "schema", "models list", "models pull", "models"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits_the_terminal_and_says_everything_whole(brief, command: str) -> None:
    shown = brief(*command.split(), "-h").stdout.decode()
    assert shown == brief(*command.split(), "--help").stdout.decode()
    assert shown.startswith("Usage: brief")
    assert max(map(len, shown.splitlines())) <= 80
    assert "..." not in shown.partition("\n\n")[2]  # the usage may have it behind what may be repeated
    for type_name in ("<str>", "<int>", "<path>", "<list"):
        assert type_name not in shown


def test_options_stand_in_groups(brief) -> None:
    shown = brief("--help").stdout.decode()
    headings = [line for line in shown.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert headings == ["Arguments:", "The briefing:", "Output:", "Models:", "General:", "Commands:"]


def test_the_help_says_of_each_command_how_its_own_help_begins(brief) -> None:
    listed = brief("--help", env={"COLUMNS": "200"}).stdout.decode().partition("Commands:\n")[2]
    assert len(listed.splitlines()) >= 7
    for line in listed.splitlines():
        name, said = line.strip().split(maxsplit=1)
        begins = " ".join(brief(name, "--help").stdout.decode().split("\n\n")[1].split())
        assert begins.startswith(said.removesuffix("."))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--quotes", "many"], "brief: Invalid value for '--quotes'"),
        (["--quotes", "-1"], "brief: Invalid value for '--quotes'"),
        (["--sentences", "0"], "brief: Invalid value for '--sentences'"),
        (["--sentences", "1.5"], "brief: Invalid value for '--sentences'"),
        (["--format", "xml"], "brief: Invalid value for '--format'"),
        (["--speakers", "FAST"], "brief: Invalid value for '--speakers'"),
        (["--width", "19"], "brief: Invalid value for '--width'"),
        (["batch", "a", "-o", "b", "--timeout", "0"], "brief: Invalid value for '--timeout'"),
        (["batch", "-o", "b"], "brief: Missing argument 'INPUT"),
        (["models", "add", "a/b", "--task", "cooking"], "brief: Invalid value for '--task'"),
    ],
)
def test_values_that_are_wrong_are_said_with_their_option(brief, arguments: list[str], message: str) -> None:
    done = brief(*arguments)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(message)


def test_the_manual_page_has_every_option(brief) -> None:
    page = brief("man").stdout.decode()
    assert page.startswith(".TH BRIEF 1 ")
    for option in ("\\-\\-to LANGUAGE", "\\-\\-keep FIELD", "\\-\\-template FILE", "brief models pull"):
        assert option in page
    if shutil.which("man"):
        read = subprocess.run(["man", "-l", "-"], input=page.encode(), capture_output=True, check=False)
        assert b"newsletter, slide, wire" in read.stdout


@pytest.mark.parametrize(
    ("typed", "offered", "not_offered"),
    [
        ("brief --to f", {"fr", "fi"}, {"en"}),
        ("brief --to Rus", {"Russian"}, {"ru"}),
        ("brief --wor", {"--words"}, {"--to"}),
        ("brief b", {"batch"}, {"quotes"}),
        ("brief batch --keep", {"--keep"}, set()),
        ("brief --translator opus-mt-tc-big-en-a", {"opus-mt-tc-big-en-ar"}, {"bart-large-cnn"}),
        ("brief --summarizer extr", {"extractive"}, set()),
        ("brief --format m", {"markdown"}, {"html"}),
        ("brief models pu", {"pull"}, {"list"}),
    ],
)
def test_shells_complete_options_languages_and_models(
    brief, typed: str, offered: set[str], not_offered: set[str]
) -> None:
    words = {
        "_BRIEF_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split()) - 1),
    }
    found = set(brief(env=words).stdout.decode().split())
    assert offered <= found
    assert not not_offered & found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_that_its_shell_takes(brief, tmp_path: Path, shell: str) -> None:
    script = brief("completion", shell).stdout
    assert b"_BRIEF_COMPLETE" in script
    if shutil.which(shell):
        (tmp_path / "script").write_bytes(script)
        read = subprocess.run([shell, "-n", str(tmp_path / "script")], capture_output=True, check=False)
        assert read.returncode == 0, read.stderr
