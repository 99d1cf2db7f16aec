import pytest

from summarize.language import language_of
from summarize.quotes.marks import find_marks


def sides(text, language="en"):
    """The marks of a text with the side that was told for each."""
    marks = find_marks(text, 0, len(text), language_of(language))
    return [(text[mark.start : mark.end], mark.side) for mark in marks]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("“Stay,” she said.", "en", [("“", "open"), ("”", "close")]),
        ('"Stay," she said.', "en", [('"', "open"), ('"', "close")]),
        ("”Stay,“ she said.", "en", [("”", "open"), ("“", "close")]),
        ("„Bleib“, sagte sie.", "de", [("„", "open"), ("“", "close")]),
        ("»Bleib«, sagte sie.", "de", [("»", "open"), ("«", "close")]),
        ("« Reste », dit-elle.", "fr", [("«", "open"), ("»", "close")]),
        ("d’« un risque »", "fr", [("’", "close"), ("«", "open"), ("»", "close")]),
        ("``Stay,'' she said.", "en", [("``", "open"), ("''", "close")]),
        ("&quot;Stay,&quot; she said.", "en", [("&quot;", "open"), ("&quot;", "close")]),
        ("قال ((نعم)).", "ar", [("((", "open"), ("))", "close")]),
        ("彼は「はい」と", "ja", [("「", "open"), ("」", "close")]),
    ],
)
def test_the_neighbours_of_a_mark_tell_its_side_and_the_table_where_they_do_not(text, language, expected):
    assert sides(text, language) == expected


@pytest.mark.parametrize("text", ["It didn’t rain in the ’90s.", "She can't; 'tis late.", "rock ’n’ roll"])
def test_apostrophes_and_elisions_open_nothing(text):
    assert all(side != "open" for _, side in sides(text))


def test_a_mark_before_a_full_stop_opens_nothing():
    assert sides('the end of it ". Then')[0] == ('"', "close")
