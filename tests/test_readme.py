"""What the README says of the program is what the program says of itself."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.readme import README, filled, records
from summarize.cli.app import COMMANDS as NAMED

ROOT = Path(__file__).parent.parent
COMMANDS = ["brief", "brief quotes", "brief batch", "brief models pull", "brief models add", "brief schema"]


def test_every_part_that_the_program_writes_is_up_to_date() -> None:
    command = [sys.executable, "-m", "docs.readme", "--check"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.stdout, result.returncode) == ("", 0)


def test_every_command_has_its_options_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    named = NAMED.keys()
    assert {"quotes", "batch", "models"} <= named
    for name in named - {"schema", "completion", "man", "config"}:  # these have hardly any
        assert f"<!-- options: brief {name} -->" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_a_commands_help_has_every_option_with_the_same_words(brief, command: str) -> None:
    shown = " ".join(brief(*command.split()[1:], "--help").stdout.decode().split())
    assert len(records(command)) >= 1
    for left, right in records(command):
        assert left in shown
        assert right in shown


def test_an_outdated_block_is_written_anew_and_the_rest_is_left_alone() -> None:
    text = "before\n<!-- options: brief schema -->\nold\n<!-- /options -->\nafter"
    assert filled(text) == (
        "before\n<!-- options: brief schema -->\n| option | meaning |\n|---|---|\n"
        "| `--batch` | Of a line of brief batch instead. |\n| `--digest` | Of brief digest instead. |\n| `-o, --output FILE` | Write here instead of printing. |\n<!-- /options -->\nafter"
    )


def test_a_bar_in_a_choice_does_not_end_its_cell() -> None:
    block = filled("<!-- options: brief quotes -->\n<!-- /options -->")
    assert re.search(r"`--format text\\\|json`", block)
