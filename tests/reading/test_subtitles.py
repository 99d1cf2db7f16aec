"""Subtitles given as an article: what is said, without times."""

import pytest

from summarize.errors import InputError
from summarize.reading.content import Input
from summarize.reading.formats import read_content

VTT = """WEBVTT - Council
Kind: captions

NOTE made by hand

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:04.000 align:start position:0%
<v Maria Lopez>We kept the ferry

2
00:00:04.000 --> 00:00:07.500
<v Maria Lopez>because it is <i>the road</i> to school.

00:00:08.000 --> 00:00:10.000
[applause]

00:00:10.000 --> 00:00:12.000
<v Tom Reed>And who pays for it?
"""
SRT = """1
00:00:01,000 --> 00:00:04,000
We kept the ferry

2
00:00:04,000 --> 00:00:07,500
We kept the ferry
because it is the road to school.

3
00:00:08,000 --> 00:00:09,000
- And who pays for it?
- You do.
"""


def shown(text: str, name: str = "a.txt") -> str:
    return read_content(Input(text.encode(), name)).text


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_webvtt(line_end):
    assert shown(VTT.replace("\n", line_end)) == (
        "Maria Lopez: We kept the ferry because it is the road to school.\n\nTom Reed: And who pays for it?"
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_subrip_with_lines_that_are_shown_twice(line_end):
    assert shown(SRT.replace("\n", line_end)) == (
        "We kept the ferry because it is the road to school.\n\nAnd who pays for it?\n\nYou do."
    )


def test_subtitles_without_words():
    with pytest.raises(InputError, match="without words"):
        shown("WEBVTT\n\n00:00:08.000 --> 00:00:10.000\n[applause]\n", "a.vtt")


def test_an_arrow_makes_no_subtitles():
    assert shown("The arrow --> points to the harbour.") == "The arrow --> points to the harbour."


def timed(*cues: str) -> str:
    return "\n\n".join(
        f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\n{cue}"
        for number, cue in enumerate(cues, 1)
    )


def said(text: str, name: str = "a.srt") -> list[str]:
    return read_content(Input(text.encode(), name)).text.split("\n\n")


LINES = [
    "We kept the ferry since",
    "it is the road to school",
    "for twelve families here,",
    "and for their cows too.",
]


@pytest.mark.parametrize("rows", [2, 3])
def test_lines_that_roll_up_stand_once(rows):
    rolled = ["\n".join(LINES[max(0, last - rows + 1) : last + 1]) for last in range(len(LINES))]
    assert said(timed(*rolled)) == [" ".join(LINES)]


def test_colours_places_and_references_are_no_words():
    cues = timed(
        '<font color="#ff0000">We kept</font>', "{\\an8}the &quot;ferry&quot;", "&amp; the <b>quay</b>."
    )
    assert said(cues) == ['We kept the "ferry" & the quay.']


def test_cues_without_an_empty_line_between_them():
    assert said(timed(*LINES).replace("\n\n", "\n")) == [" ".join(LINES)]


@pytest.mark.parametrize(
    "cues",
    [
        (">> Who pays for it now?", ">> The county does,", "as it always has."),
        ("- Who pays for it now?\n- The county does,", "as it always has."),
    ],
)
def test_each_speaker_has_a_paragraph(cues):
    assert said(timed(*cues)) == ["Who pays for it now?", "The county does, as it always has."]


def test_names_in_capitals_and_a_dash_within_a_sentence():
    cues = timed("TOM REED: Who pays for it", "now?", "MARIA LOPEZ: The county", "– or the school – does.")
    assert said(cues) == ["TOM REED: Who pays for it now?", "MARIA LOPEZ: The county – or the school – does."]


def test_subviewer_and_ass():
    assert said("0:00:01.000,0:00:02.000\nWe kept\n\n0:00:02.000,0:00:03.000\nthe ferry.", "a") == [
        "We kept the ferry."
    ]
    script = (
        "[Script Info]\nTitle: x\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,We kept,\\Nas ever,\n"
        "Dialogue: 0,0:00:02.00,0:00:03.00,Default,,0,0,0,,{\\i1}the ferry{\\i0}.\n"
    )
    assert said(script, "a") == ["We kept, as ever, the ferry."]
