"""Subtitles (WebVTT, SubRip, SubViewer, ASS) to what is said in them: no times, numbers or settings, each line once."""

import html
import re
from collections.abc import Iterator, Sequence

from summarize.errors import InputError
from summarize.language.characters import DASHES
from summarize.reading.content import Content, Input
from summarize.reading.decoding import decode

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{2,3}"
_TIMING = re.compile(rf"[ \t]*{_TIME}(?:[ \t]*-->[ \t]*|,){_TIME}[^\n]*")
_START = re.compile(
    rb"\s*(?:WEBVTT\b|\[Script Info\]|(?:\d+\s*\n\s*)?(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{3}(?:[ \t]*-->|,(?:\d{1,3}:)?\d{1,2}:\d{2}\.))"
)
# The tenth field of a line that ASS shows is its text (its format line says so in every file that programs write).
_SHOWN = re.compile(r"Dialogue:(?:[^,\n]*,){9}(.*)")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+([^>\n]{1,80})>")
_TAG = re.compile(r"</?[a-z\d][^<>\n]{0,200}>|\{\\[^}\n]{0,200}\}", re.I)
# What is shown for the deaf ("[music]"), when a whole line is that.
_SOUND = re.compile(r"^[-–\s]*[\[(♪][^\])♪\n]*[\])♪]?[-–\s]*$")
# Before the words of another speaker stands a mark, or a name in capitals.
_MARK = re.compile(rf"^(?:>>+|[-{DASHES}])\s*(?=[^\W\d_]|[^\w\s])")
_NAME = re.compile(r"^[^\W\d_][\w .'’-]{0,40}:\s")
# A caption repeats so many lines of those before it at most.
_REPEATED = 6


def accepts(given: Input) -> bool:
    """Whether an input begins like subtitles, or is called them and has a time in its beginning."""
    if _START.match(given.head.replace(b"\r", b"")):
        return True
    return given.is_named(("text/vtt", "application/x-subrip"), (".vtt", ".srt")) and b"-->" in given.head


def read(given: Input) -> Content:
    """What is said, a paragraph for each speaker, or for what runs on. Raises InputError where nothing is."""
    text = decode(given.data, given.name, given.charset).replace("\r\n", "\n").replace("\r", "\n")
    paragraphs: list[str] = []
    voice = ""
    for line, speaker in _lines(text):
        shown = line if _goes_on(line) else _MARK.sub("", line)
        is_new = not paragraphs or shown != line or _names_speaker(line) or (speaker and speaker != voice)
        if is_new and speaker:
            shown = f"{speaker}: {shown}"
        voice = speaker or voice
        if is_new:
            paragraphs.append(shown)
        else:
            paragraphs[-1] += f" {shown}"
    if not paragraphs:
        raise InputError(f"{given.name} has subtitles without words; give brief the article's text")
    return Content("\n\n".join(paragraphs))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Each line that is said, once, and who says it where the file tells that."""
    before: list[str] = []
    for cue in _shown_by_script(text) if text.lstrip("\ufeff\n ").startswith("[Script") else _cues(text):
        voices = [match.group(1).strip() if (match := _VOICE.search(line)) else "" for line in cue]
        lines = [html.unescape(_TAG.sub("", _VOICE.sub("", line))).strip() for line in cue]
        said = [
            (line, voice)
            for line, voice in zip(lines, voices, strict=True)
            if line and not _SOUND.match(line)
        ]
        new = said[_overlap(before, [line for line, _ in said]) :]
        yield from new
        before = [*before, *(line for line, _ in new)][-_REPEATED:]


def _overlap(before: Sequence[str], cue: Sequence[str]) -> int:
    """How many lines of a cue repeat the last ones: captions made as somebody speaks roll up."""
    sizes = range(min(len(before), len(cue)), 0, -1)
    return next((size for size in sizes if list(before[-size:]) == list(cue[:size])), 0)


def _goes_on(line: str) -> bool:
    """Whether a dash at a line's beginning is the sentence's own."""
    mark = _MARK.match(line)
    return mark is not None and line[mark.end() : mark.end() + 1].islower() and not line.startswith(">")


def _names_speaker(line: str) -> bool:
    name = _NAME.match(line)
    return name is not None and name.group().isupper()


def _cues(text: str) -> Iterator[list[str]]:
    """The lines of each cue, which its timing begins and an empty line ends, where there is one."""
    cue: list[str] | None = None
    for line in text.split("\n"):
        if _TIMING.fullmatch(line):
            if cue is not None:
                # Without an empty line the next cue's number stands below this one's text.
                yield cue[:-1] if cue and cue[-1].strip().isdigit() else cue
            cue = []
        elif cue is not None and not line:
            yield cue
            cue = None
        elif cue is not None:
            cue.append(line)
    if cue is not None:
        yield cue


def _shown_by_script(text: str) -> Iterator[list[str]]:
    for line in text.split("\n"):
        shown = _SHOWN.match(line)
        if shown:
            yield re.split(r"\\[Nn]", shown.group(1))
