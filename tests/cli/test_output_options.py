"""How a briefing is shown: --json, --width, --template, --copy, --quiet, colours, and text that begins at the right."""

import json
import os
import pty
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest


def test_json_is_short_for_its_format(brief, examples: Path) -> None:
    article = examples / "harbour.en.txt"
    assert brief(article, "--json").stdout == brief(article, "--format", "json").stdout
    assert brief("quotes", article, "--json").stdout == brief("quotes", article, "--format", "json").stdout
    both = brief(article, "--json", "--format", "html")
    assert both.returncode == 2
    assert b"contradict" in both.stderr


def test_width_is_kept(brief, examples: Path) -> None:
    shown = brief(examples / "harbour.en.txt", "--format", "text", "--width", "40").stdout.decode()
    assert 30 < max(map(len, shown.splitlines())) <= 40


def at_terminal(environment: dict[str, str], *arguments: str | Path, **variables: str) -> str:
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "summarize", *map(str, arguments)]
    with subprocess.Popen(
        command, env=environment | variables, stdin=child, stdout=child, stderr=child
    ) as process:
        os.close(child)
        shown = b""
        while True:
            try:
                data = os.read(parent, 4096)
            except OSError:
                break
            shown += data
    os.close(parent)
    assert process.returncode == 0, shown
    return shown.decode().replace("\r\n", "\n")


def test_no_color_is_kept(environment, examples: Path) -> None:
    article = examples / "harbour.en.txt"
    assert "\x1b[1m" in at_terminal(environment, "-q", article, TERM="xterm")
    assert "\x1b" not in at_terminal(environment, "-q", article, TERM="xterm", NO_COLOR="1")


def test_text_that_runs_left_begins_at_the_right_of_a_terminal(environment, examples: Path) -> None:
    article = next(examples.glob("*.ar.txt"))
    shown = at_terminal(environment, "-q", article, "--width", "60", TERM="dumb")
    lines = [line for line in shown.splitlines() if line.strip()]
    assert lines
    for line in lines:
        assert len(line.rstrip()) >= len(line) - 2, "an indent at the most"
    assert any(line.startswith("     ") for line in lines)


@pytest.mark.parametrize("command", [[], ["quotes"]])
def test_what_takes_long_is_said_at_a_terminal_unless_quiet(
    environment, tmp_path: Path, command: list[str]
) -> None:
    slow = tmp_path / "slow.txt"
    os.mkfifo(slow)

    def shown(*options: str) -> str:
        writer = subprocess.Popen(
            ["sh", "-c", f"exec 3>{slow}; sleep 2; echo 'The council met. It rained all day long.' >&3"]
        )
        printed = at_terminal(environment, *command, slow, *options, TERM="xterm")
        writer.wait()
        return printed

    assert "brief: reading, " in shown()
    assert "brief:" not in shown("--quiet")


def test_copy_puts_the_briefing_on_the_clipboard(brief, environment, tmp_path: Path, examples: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    nowhere = brief(examples / "harbour.en.txt", "--copy", env={"PATH": str(programs)})
    assert nowhere.returncode == 7
    assert b"no clipboard" in nowhere.stderr
    program = programs / "xclip"
    program.write_text(f"#!/bin/sh\n/bin/cat > {tmp_path}/clipboard\n")
    program.chmod(0o755)
    result = brief(examples / "harbour.en.txt", "--copy", env={"PATH": str(programs)})
    assert result.returncode == 0
    assert (tmp_path / "clipboard").read_bytes() == result.stdout


@pytest.mark.parametrize("name", ["newsletter", "slide", "wire"])
def test_templates_that_come_along_have_every_part(brief, examples: Path, name: str) -> None:
    article = examples / "harbour.en.txt"
    made = json.loads(brief(article, "--json").stdout)
    shown = brief(article, "--template", name).stdout.decode()
    text = _text(shown) if name == "newsletter" else shown
    assert all(sentence["text"] in text for sentence in made["summary"])
    assert made["quotes"][0]["text"] in text
    assert made["quotes"][0]["speaker"] in text


def _text(page: str) -> str:
    class Text(HTMLParser):
        data = ""

        def handle_data(self, data: str) -> None:
            self.data += data

    parser = Text()
    parser.feed(page)
    return parser.data


@pytest.mark.parametrize("suffix", [".html", ".md.jinja", ".txt"])
def test_quotes_in_a_template_are_verbatim_in_its_format(brief, tmp_path: Path, suffix: str) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    template = tmp_path / f"own{suffix}"
    template.write_text("{% for quote in quotes %}{{ quote.text }}{% endfor %}")
    said = "The <b>*bold*</b> & _quick_ [fox](http://x.example) jumps over it all,"
    article = f"“{said}” Vera Lind told the council on Monday. It rained."
    shown = brief("--template", template, "--from", "en", stdin=article).stdout.decode()
    if suffix == ".html":
        shown = _text(shown)
    elif suffix.startswith(".md"):
        shown = _text(markdown_it.MarkdownIt().render(shown))
    assert shown.strip() == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ ''.__class__.__mro__ }}", "can't run"),
        ("{% include '/etc/passwd' %}", "can't run"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{% for %}", "line 1"),
    ],
)
def test_a_template_reaches_nothing_but_the_briefing(brief, tmp_path: Path, source: str, said: str) -> None:
    (tmp_path / "own.html").write_text(source)
    result = brief("--template", "own.html", stdin="The council met on Monday. It rained all day.")
    assert (result.returncode, result.stdout) == (2, b"")
    assert said in result.stderr.decode()
    assert result.stderr.count(b"\n") == 1


def test_a_number_of_words_that_cannot_be_kept_is_said(brief, examples: Path) -> None:
    article = examples / "harbour.en.txt"
    kept = json.loads(brief(article, "--json", "--words", "60").stdout)
    assert sum(len(sentence["text"].split()) for sentence in kept["summary"]) <= 60
    assert kept["warnings"] == []
    (said,) = json.loads(brief(article, "--json", "--words", "5").stdout)["warnings"]
    assert said["code"] == "too-long"
    assert "longer than was asked for (" in said["message"]
    assert " > 5)" in said["message"]
    assert "longer than was asked for (" in brief(article, "--words", "5").stdout.decode()


@pytest.mark.parametrize(
    ("name", "begins"), [("page.html", "<!DOCTYPE html>"), ("out.json", "{"), ("out.md", "# "), ("out", "# ")]
)
def test_an_output_is_in_the_format_of_its_name(
    brief, examples: Path, tmp_path: Path, name: str, begins: str
) -> None:
    assert brief(examples / "harbour.en.txt", "-o", tmp_path / name).returncode == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_a_format_that_is_named_counts_more_than_the_output(brief, examples: Path, tmp_path: Path) -> None:
    assert (
        brief(examples / "harbour.en.txt", "--format", "markdown", "-o", tmp_path / "a.html").returncode == 0
    )
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("# ")
