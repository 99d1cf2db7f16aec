"""The briefing on a terminal's screen: `brief` in a pseudo-terminal, what it prints fed to an emulator (pyte)."""

import unicodedata
from pathlib import Path

import pyte
import pytest
from rich.cells import cell_len

from docs.samples import harbour
from summarize.rendering.terminal import render_terminal
from tests.terminals import run_at_terminal

NARROW, USUAL = 40, 80
PUNCTUATION = '«»"“”.,،'


def run(environment: dict[str, str], columns: int, *arguments: str | Path) -> str:
    """What `brief ARGUMENTS…`, which must succeed, sends to a terminal of `columns` columns."""
    code, shown = run_at_terminal(environment, *arguments, columns=columns)
    assert code == 0, shown
    return shown


class Screen(pyte.Screen):
    """pyte drops the rest of a line behind a character of no width that isn't a combining one; terminals don't."""

    def draw(self, data: str) -> None:
        super().draw("".join(char for char in data if unicodedata.category(char) != "Cf"))


def on_screen(sent: str, columns: int) -> list[str]:
    """The lines that a terminal of `columns` columns shows, in the order in which it keeps their characters."""
    screen = Screen(columns, 200)
    pyte.Stream(screen).feed(sent.replace("\r\n", "\n").replace("\n", "\r\n"))
    return [line.rstrip() for line in screen.display]


@pytest.mark.parametrize(
    ("name", "title", "heading", "columns"),
    [
        ("dam.ar.txt", "إعادة فتح سد وادي النخيل بعد إصلاحات استمرت عامين", "أبرز الاقتباسات", NARROW),
        ("bridge.ru.txt", "Мост через Светлую откроют на полгода раньше срока", "Ключевые цитаты", USUAL),
    ],
)
def test_a_briefing_fills_the_screen_in_logical_order(
    environment, examples: Path, name: str, title: str, heading: str, columns: int
) -> None:
    # An Arabic line ends at the right edge.
    shown = on_screen(run(environment | {"TERM": "xterm"}, columns, examples / name), columns)
    lines = [line.strip() for line in shown]
    first_blank = lines.index("")
    assert " ".join(lines[:first_blank]) == title
    assert heading in lines
    # No line was wrapped by the terminal: each was short enough, and words are whole.
    text = (examples / name).read_text(encoding="utf-8")
    quoted = " ".join(line for line in lines[lines.index(heading) + 1 :] if not line.startswith("—"))
    words = [word.strip(PUNCTUATION) for word in quoted.split()]
    assert len(words) > 15
    assert set(words) <= {word.strip(PUNCTUATION) for word in text.split()}


@pytest.mark.parametrize("to", ["ar", "ru"])
def test_a_translated_briefing_keeps_english_quotes_whole_on_the_screen(to: str) -> None:
    made = harbour(to)
    lines = on_screen(render_terminal(made, width=USUAL, colour=True), USUAL)
    for index, quote in enumerate(made.quotes):
        start = next(i for i, line in enumerate(lines) if quote.text[:20] in line)
        shown = (
            " ".join(line.strip() for line in lines[start : start + 2])
            .replace("\u2066", "")
            .replace("\u2069", "")
        )
        # The marks are those that a reader of Arabic and of Russian expects.
        assert f"«{quote.text}»" in shown
        assert f"{quote.speaker or ''}" in "".join(lines[start : start + 5])
        assert f"[{index + 1}]" in "".join(lines[start : start + 5])


@pytest.mark.parametrize(
    ("settings", "coloured"),
    [
        ({"TERM": "xterm", "NO_COLOR": ""}, True),  # no-color.org: any value but an empty one
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_styles_are_sent_to_terminals_that_want_them(
    environment, examples: Path, settings: dict[str, str], coloured: bool
) -> None:
    sent = run(environment | settings, USUAL, examples / "bridge.ru.txt")
    assert ("\x1b[" in sent) is coloured


@pytest.mark.parametrize("output_format", ["markdown", "json"])  # what text does stands in tests/rendering
def test_no_format_lets_an_article_drive_the_terminal(
    environment, tmp_path: Path, output_format: str
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "Vera Lind resigned. “I have done\x1b[2J what\x9b31m I\x07 could,” she said.\n" * 2, "utf-8"
    )
    sent = run(environment | {"TERM": "dumb"}, USUAL, article, "--format", output_format)
    assert not [
        char for char in sent if (ord(char) < 32 and char not in "\r\n\t") or 0x7F <= ord(char) < 0xA0
    ]


def test_in_a_pipe_markdown_keeps_the_articles_characters_and_text_shows_them(brief) -> None:
    article = "Vera Lind resigned. “I have done\x1b[2J what\x07 I could,” she said.\n"
    piped = brief(stdin=article).stdout.decode()
    assert "“I have done\x1b[2J what\x07 I could,”" in piped
    text = brief("--format", "text", stdin=article).stdout.decode()
    assert "“I have done␛[2J what␇ I could,”" in text


def test_a_narrow_window_cuts_no_line(environment, examples: Path) -> None:
    sent = run(environment | {"TERM": "dumb"}, NARROW, examples / "harbour.en.txt")
    assert max(cell_len(line) for line in sent.split("\r\n")) <= NARROW
