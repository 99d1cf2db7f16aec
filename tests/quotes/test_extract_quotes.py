import pytest

from summarize.quotes import SpeakersBy, extract_quotes


def test_a_quote_has_exact_offsets_and_its_speaker():
    text = "“We will rebuild the bridge,” Nadia Ferro said on Monday."
    (quote,) = extract_quotes(text, "en")
    assert text[quote.start : quote.end] == quote.text == "We will rebuild the bridge,"
    assert quote.speaker == "Nadia Ferro"


@pytest.mark.parametrize("speakers", ["fast", "model"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\f", "\u2028"])
def test_a_speaker_on_two_lines_is_named_whole_and_mentioned_as_it_stands(
    speakers: SpeakersBy, line_break: str
) -> None:
    role = f"the old mayor{line_break}of the city"
    text = f"The council met on Monday and talked.\n\n“We will not pay for this bridge,” said {role}, who has won.\n"
    (quote,) = extract_quotes(text, "en", speakers)
    assert quote.said_by is not None
    assert quote.said_by.name == "the old mayor of the city"
    place = quote.said_by.place
    assert text[place.start : place.end] == quote.said_by.mention == role
