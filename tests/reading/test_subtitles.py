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
