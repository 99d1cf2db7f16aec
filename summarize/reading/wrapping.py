"""Plain text as its writer had it: without the marks of quoted mail, lines cut at a width, and hyphens at their ends.

Lines that only wrap at spaces stay as they are: paragraphs are told from them later, and offsets keep their meaning.
"""

import itertools
import re

from summarize.language.characters import HYPHENS
from summarize.language.paragraphs import Setting, bytes_of, is_soft, setting_of
from summarize.reading.hyphens import joint, parts_words, words_of

_MARKS = re.compile(r">+")
_QUOTED = re.compile(r"^(?:> ?)+", re.M)
# So many lines with the mark, and such a share of all, are quoted mail.
_QUOTED_LINES = 3
_QUOTED_SHARE = 0.3
# So many lines of the very same length, and such a share of those that go on, were cut at a width, within words too.
_CUT_LINES = 4
_CUT_SHARE = 0.9
_LEFT = 3
_NARROWEST, _WIDEST = 20, 200
_ENDS_IN_HYPHEN = re.compile(r"\w[-‐\u00ad]$")
_FIRST_WORD = re.compile(r"\s*(\S+)[ \t]*")


def as_written(text: str) -> str:
    """`text` with what mail and programs of fixed widths did to it undone; most texts are returned as they are."""
    return _with_whole_words(_uncut(_without_quoting(text)))


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """Text of the kind format=flowed (RFC 3676): a line that ends in a space goes on in the next one, quoted as deep."""
    made: list[str] = []
    flows, depth = False, ""
    for line in text.splitlines():
        marks = _MARKS.match(line)
        before, depth = depth, marks.group() if marks else ""
        line = (
            re.sub(r"^ (?=[> ]|From )", "", line[len(depth) :])
            if not depth
            else line[len(depth) :].removeprefix(" ")
        )
        if flows and depth == before:
            made[-1] = (made[-1][:-1] if delete_space else made[-1]) + line
        else:
            made.append(f"{depth} {line}" if depth and line else depth or line)
        flows = line.endswith(" ") and line != "-- "
    return "\n".join(made)


def _without_quoting(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    quoted = sum(line.startswith(">") for line in lines)
    is_mail = quoted >= _QUOTED_LINES and quoted >= _QUOTED_SHARE * len(lines)
    return _QUOTED.sub("", text) if is_mail else text


def _uncut(text: str) -> str:
    """`text` with the lines joined that a program cut at a width, through words if need be, as fold does.

    Programs count characters, or the bytes of UTF-8.
    """
    lines = text.split("\n")
    # Justified lines are as long as each other too, but only because they have more spaces between their words.
    if any("  " in line.strip() for line in lines):
        return text
    for measure in (len, bytes_of):
        lengths = [measure(line) for line in lines]
        # A character that has no room is on the next line whole: up to three bytes may be left.
        room = 0 if measure is len else _LEFT
        pairs = [
            (length, line)
            for length, line, after in zip(lengths, lines, [*lines[1:], ""], strict=True)
            if line.strip() and after.strip()
        ]
        width = max((length for length, _ in pairs), default=0)
        often = sum(length >= width - room for length, _ in pairs)
        is_cut = often >= _CUT_LINES and often >= _CUT_SHARE * len(pairs) and _NARROWEST <= width <= _WIDEST
        if is_cut:
            return "".join(
                line if width - room <= length <= width and after.strip() else line + "\n"
                for length, line, after in zip(lengths, lines, [*lines[1:], ""], strict=True)
            ).removesuffix("\n")
    return text


def _with_whole_words(text: str) -> str:
    """Wrapped text with words that were parted at line ends whole, on the lower line, so that its width stays."""
    lines = text.split("\n")
    if not any(_ENDS_IN_HYPHEN.search(line.rstrip()) for line in lines):
        return text
    setting = setting_of(text)
    if not setting.width:
        return text
    words = words_of(lines)
    soft = [(line, after) for line, after in itertools.pairwise(lines) if _wraps(line, after, setting)]
    rooms = [
        (float(setting.width - setting.measure(line)), after)
        for line, after in soft
        if line[-1:] not in HYPHENS
    ]
    parted = parts_words(rooms, len(soft) - len(rooms))
    for index, (line, after) in enumerate(itertools.pairwise(list(lines))):
        line = lines[index].rstrip()
        word = _FIRST_WORD.match(after)
        if not _ENDS_IN_HYPHEN.search(line) or word is None or not _wraps(line, after, setting):
            continue
        hyphen = line[-1]
        between = "" if hyphen == "\u00ad" else joint(line[:-1], after.lstrip(), words, parted=parted)
        if between == "- ":
            continue
        before, _, head = line[:-1].rpartition(" ")
        lines[index] = before
        lines[index + 1] = head + between + after.lstrip()
    return "\n".join(lines)


def _wraps(line: str, after: str, setting: Setting) -> bool:
    return bool(line.strip()) and is_soft(line, after, setting)
