"""`brief [OPTIONS] [INPUT]`: what goes where, and what it ends with."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from summarize.cli.options import DeviceChoice, EngineChoice, SpeakersChoice
from summarize.models.engines import Device, EngineName
from summarize.quotes import SpeakersBy
from tests.terminals import run_at_terminal

ARTICLE = (
    "Vera Lind resigned on Monday. “I have done what I could,” she said. The council meets again on Friday."
)


def test_a_piped_article_becomes_markdown_on_standard_output(brief, examples: Path) -> None:
    result = brief(stdin=(examples / "harbour.en.txt").read_bytes())
    assert (result.returncode, result.stderr) == (0, b"")
    lines = result.stdout.decode().split("\n")
    assert lines[0] == "# Harbour town votes to keep its last ferry"
    assert "## Key quotes" in lines


@pytest.mark.parametrize("name", ["harbour.en.txt", "dam.ar.txt", "bridge.ru.txt"])
def test_a_file_and_the_same_text_in_a_pipe_give_the_same_briefing(brief, examples: Path, name: str) -> None:
    by_name = json.loads(brief(examples / name, "--format", "json").stdout)
    piped = json.loads(brief("-", "--format", "json", stdin=(examples / name).read_bytes()).stdout)
    assert by_name["source"].pop("name") == str(examples / name)
    assert piped["source"].pop("name") == "-"
    assert by_name == piped
    assert by_name["language"] == name.split(".")[1]


def test_options_may_stand_on_both_sides_of_the_input(brief, examples: Path) -> None:
    result = brief("--sentences", "1", examples / "harbour.en.txt", "--format", "json", "--quotes", "2")
    made = json.loads(result.stdout)
    assert (len(made["summary"]), len(made["quotes"])) == (1, 2)


def test_lengths_have_names(brief, examples: Path) -> None:
    counts = [
        len(
            json.loads(brief(examples / "harbour.en.txt", "--format", "json", "--length", name).stdout)[
                "summary"
            ]
        )
        for name in ("short", "medium", "long")
    ]
    assert counts == [1, 3, 6]


def test_a_tweet_and_seconds_aloud_are_lengths(brief, examples: Path) -> None:
    made = {
        name: json.loads(brief(examples / "harbour.en.txt", "--json", "--length", name).stdout)
        for name in ("tweet", "screen", "10s", "30s")
    }
    said = {name: " ".join(sentence["text"] for sentence in one["summary"]) for name, one in made.items()}
    assert len(said["tweet"]) <= 280 < len(said["screen"]) <= 1000
    assert len(said["10s"].split()) <= 25 < len(said["30s"].split()) <= 75
    assert all(one["warnings"] == [] for one in made.values())


def test_what_options_take_is_what_the_package_has() -> None:
    assert [member.value for member in SpeakersChoice] == list(get_args(SpeakersBy))
    assert [member.value for member in EngineChoice] == list(get_args(EngineName))
    assert [member.value for member in DeviceChoice] == list(get_args(Device))


def test_a_file_named_with_o_is_written_whole_and_nothing_is_printed(brief, tmp_path: Path) -> None:
    result = brief("-o", "out.json", "--format", "json", stdin=ARTICLE)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert json.loads((tmp_path / "out.json").read_text())["language"] == "en"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "out.json"]


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "said"),
    [
        (["--nonsense"], ARTICLE, 2, "--nonsense"),
        (["--to", "klingon"], ARTICLE, 2, "unknown language 'klingon'"),
        (["--from", "Englich"], ARTICLE, 2, "did you mean English (en)"),
        (["--sentences", "0"], ARTICLE, 2, "--sentences"),
        (["--format", "docx"], ARTICLE, 2, "docx"),
        (["--length", "short", "--words", "9"], ARTICLE, 2, "contradict"),
        (["--length", "novel"], ARTICLE, 2, "there is no length 'novel'; give short, medium"),
        (["--length", "0s"], ARTICLE, 2, "0 seconds"),
        (["--length", "tweet", "--sentences", "2"], ARTICLE, 2, "contradict"),
        (["a.txt", "b.txt"], ARTICLE, 3, "there is no file a.txt"),
        (["missing.txt"], "", 3, "there is no file missing.txt"),
        (["home"], "", 3, "brief batch home"),
        ([], "", 3, "empty"),
        ([], " \r\n\t", 3, "empty"),
        ([], b"\x7fELF\x02\x01\x01\x00\x00\x00\x00", 3, "program"),
        (["--from", "en"], b"\xff\xfeA\x00\x00", 3, "utf-16"),
        ([], "123 456", 5, "--from"),
        (["--to", "ar", "--models", "missing.toml"], ARTICLE, 4, "missing.toml"),
        (["--summarizer", "no-such-model"], ARTICLE, 4, "no-such-model"),
        (["-o", "no/such/folder/out.md"], ARTICLE, 7, "no/such/folder/out.md"),
    ],
)
def test_an_error_is_one_line_that_says_what_to_do(brief, arguments, stdin, code: int, said: str) -> None:
    result = brief(*arguments, stdin=stdin)
    message = result.stderr.decode()
    assert result.returncode == code, message
    assert message.startswith("brief: ")
    assert message.count("\n") == 1
    assert said in message
    assert result.stdout == b""


def test_another_language_without_its_model_says_the_command_that_gets_one(brief) -> None:
    result = brief("--to", "ar", stdin=ARTICLE)
    assert result.returncode == 4
    assert "brief models pull opus-mt-tc-big-en-ar" in result.stderr.decode()


def test_a_traceback_comes_only_when_asked_for(brief) -> None:
    result = brief("missing.txt", "--debug")
    assert result.returncode == brief("missing.txt").returncode == 3
    assert b"Traceback" not in brief("missing.txt").stderr
    assert b"Traceback" in result.stderr


def test_a_reader_who_closes_the_pipe_is_no_error(brief, environment, examples: Path) -> None:
    command = f"{sys.executable} -m summarize {examples / 'harbour.en.txt'} --format json | head -c 1"
    result = subprocess.run(command, shell=True, capture_output=True, env=environment, check=False)
    assert (result.stdout, result.stderr) == (b"{", b"")


def test_a_full_disk_is_a_clear_error_and_leaves_what_was_there(brief, environment, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("the old briefing")
    # No file may grow beyond one block: writing fails as on a full disk.
    command = f"ulimit -f 0; trap '' XFSZ; {sys.executable} -B -m summarize -o out.json --format json"
    result = subprocess.run(
        ["bash", "-c", command],
        input=ARTICLE.encode(),
        capture_output=True,
        env=environment,
        cwd=tmp_path,
        check=False,
    )
    assert result.returncode == 7
    assert result.stderr.decode().startswith("brief: out.json can't be written: ")
    assert (tmp_path / "out.json").read_text() == "the old briefing"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "out.json"]


def test_at_a_terminal_with_nothing_piped_it_prints_help(environment) -> None:
    code, shown = run_at_terminal(environment)
    assert code == 0
    assert "Usage: brief" in shown
    assert "--to" in shown


def test_at_a_terminal_the_briefing_is_set_for_eyes(environment, examples: Path) -> None:
    code, shown = run_at_terminal(environment, examples / "harbour.en.txt")
    assert code == 0
    assert "## Key quotes" not in shown
    assert "Key quotes" in shown


def test_version_and_help_are_printed_on_standard_output(brief) -> None:
    version = brief("--version")
    assert version.stdout.decode().startswith("brief 0.")
    assert brief("--help").stdout == brief("--to", "ar", "--help").stdout
    for code in (version.returncode, brief("--help").returncode):
        assert code == 0


def test_ctrl_c_ends_with_130_and_no_traceback(environment) -> None:
    command = [sys.executable, "-m", "summarize"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    assert process.stdin is not None
    # More than a pipe holds: when this returns, the program is running and reads.
    process.stdin.write(b"It rained. " * 100_000)
    process.send_signal(signal.SIGINT)
    _, message = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in message
