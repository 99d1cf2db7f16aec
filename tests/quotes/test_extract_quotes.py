from summarize.quotes import extract_quotes


def test_a_quote_has_exact_offsets_and_its_speaker():
    text = "“We will rebuild the bridge,” Nadia Ferro said on Monday."
    (quote,) = extract_quotes(text, "en")
    assert text[quote.start : quote.end] == quote.text == "We will rebuild the bridge,"
    assert quote.speaker == "Nadia Ferro"
