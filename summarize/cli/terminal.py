"""What a terminal shows and what a desktop keeps: width, colour, text that begins at the right, the clipboard."""

import os
import re
import shutil
import sys
import unicodedata

from summarize.errors import OutputError

_STYLE = re.compile("\x1b\\[[0-9;]*m")
# The program that keeps a text, the first that is there. (xclip goes on in the background with what it got.)
_CLIPBOARDS = (
    ("pbcopy",),
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
    ("clip.exe",),
    ("termux-clipboard-set",),
)


def width_of_terminal() -> int:
    """The columns of the terminal, 80 where there is none."""
    return shutil.get_terminal_size().columns


def wants_colour() -> bool:
    """Whether a terminal may be written to in colours. (no-color.org: any value of NO_COLOR but an empty one forbids it.)"""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def aligned(text: str, width: int) -> str:
    """Text in lines, those that run from right to left beginning at the right edge."""
    return "\n".join(_aligned(line, width) for line in text.split("\n"))


def _aligned(line: str, width: int) -> str:
    from rich.cells import cell_len

    plain = _STYLE.sub("", line)
    if not _runs_left(plain):
        return line
    # What indents a line at the left indents it at the right.
    indent = len(plain) - len(plain.lstrip(" "))
    shown = sum(cell_len(character) for character in plain if unicodedata.category(character) != "Cf")
    return " " * max(0, width - shown) + line.replace(" " * indent, "", 1) + " " * indent if shown else line


def _runs_left(line: str) -> bool:
    """Whether the first letter that has a direction, outside of isolates, runs from right to left."""
    depth = 0
    for character in line:
        kind = unicodedata.bidirectional(character)
        depth += (kind in ("LRI", "RLI", "FSI")) - (kind == "PDI")
        if depth == 0 and kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def copy_to_clipboard(text: str) -> None:
    """Keep the text where other programs paste from. Raises OutputError where this machine has no such place."""
    # Imported here: few ask for it.
    import subprocess

    program = next((command for command in _CLIPBOARDS if shutil.which(command[0])), None)
    if program is None:
        raise OutputError("there is no clipboard here; install xclip or wl-clipboard, or pipe the output")
    try:
        subprocess.run(
            program,
            input=text.encode("utf-8", "backslashreplace"),
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise OutputError(f"{program[0]} doesn't take the briefing: {error}") from None


def is_terminal(stream: object) -> bool:
    """Whether somebody sits at the other end of standard output or standard error."""
    return stream is not None and getattr(stream, "isatty", lambda: False)()


def shown_line(text: str) -> str:
    """`text` as one line that drives no terminal and gives no secret away: servers, files and models name themselves."""
    return shown_text(" ".join(text.split()))


def shown_text(text: str) -> str:
    """The same with the lines that `text` has."""
    # Imported here: most runs have nothing to say.
    from summarize.reading.addresses import without_secrets
    from summarize.rendering.visible import undirected, visible

    return undirected(visible(without_secrets(text)))


def tells(message: str) -> None:
    """A line for people, on standard error."""
    print(shown_line(message), file=sys.stderr, flush=True)


def says(message: str) -> None:
    """A line for people in brief's own name."""
    tells(f"brief: {message}")
