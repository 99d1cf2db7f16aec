"""Subtitles (WebVTT, SubRip) to what is said in them: no times, numbers or settings, each line once."""

import re

from summarize.errors import InputError
from summarize.reading.content import Content, Input
from summarize.reading.decoding import decode

_TIME = r"(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\n]*")
_START = re.compile(rb"\s*(?:WEBVTT\b|(?:\d+\s*\n\s*)?(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}[ \t]*-->)")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+([^>\n]{1,80})>")
_TAG = re.compile(r"</?[a-z0-9.:_ -]{0,60}>|\{\\[^}\n]{0,40}\}", re.I)
# What is shown for the deaf ("[music]"), when a whole line is that.
_SOUND = re.compile(r"^[-–\s]*[\[(♪][^\])♪\n]*[\])♪]?[-–\s]*$")
_DASH = re.compile(r"^[-–—]\s*")


def accepts(given: Input) -> bool:
    """Whether an input begins like subtitles, or is called them and has a time in its beginning."""
    if _START.match(given.head.replace(b"\r", b"")):
        return True
    return given.is_named(("text/vtt", "application/x-subrip"), (".vtt", ".srt")) and b"-->" in given.head


def read(given: Input) -> Content:
    """What is said, a paragraph for each speaker, or for what runs on. Raises InputError where nothing is."""
    text = decode(given.data, given.name, given.charset).replace("\r\n", "\n").replace("\r", "\n")
    paragraphs: list[str] = []
    speaker, before = "", ""
    for cue in _cues(text):
        for line in cue:
            voice = _VOICE.search(line)
            shown = _DASH.sub("", _TAG.sub("", _VOICE.sub("", line)).strip())
            if not shown or _SOUND.match(shown) or shown == before:
                continue
            # Captions made as somebody speaks show each line twice, above the next one.
            before = shown
            says = voice.group(1).strip() if voice else speaker
            is_new = not paragraphs or says != speaker or _DASH.match(line.strip()) is not None
            if is_new and voice:
                shown = f"{says}: {shown}"
            speaker = says
            if is_new:
                paragraphs.append(shown)
            else:
                paragraphs[-1] += f" {shown}"
    if not paragraphs:
        raise InputError(f"{given.name} has subtitles without words; give brief the article's text")
    return Content("\n\n".join(paragraphs))


def _cues(text: str) -> list[list[str]]:
    """The lines of each cue."""
    cues: list[list[str]] = []
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [line for line in block.split("\n") if line.strip()]
        timing = next((number for number, line in enumerate(lines) if _TIMING.fullmatch(line)), None)
        if timing is not None:
            cues.append(lines[timing + 1 :])
    return cues
