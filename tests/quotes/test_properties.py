"""What holds for any text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarize.quotes import extract_quotes

LANGUAGES = ["en", "ru", "ar", "de", "fr", "es", "zh", "ja", "pl"]
MARKS = "\"“”„‟«»‹›「」『』‘’‚'`"
# Marks, what stands beside them, and words that make attributions of it.
WORDS = [
    "said",
    "Ana Ruiz",
    "Ruiz",
    "he",
    "сказал",
    "Анна",
    "قال",
    "أحمد",
    "sagte",
    "der",
    "a dit",
    "说",
    "は",
    "so",
]
PIECES = st.sampled_from(
    [*MARKS, "``", "''", "((", "))", "&quot;", *"   ", "\n", "\n\n", ", ", ". ", ": ", " — ", *"-()5", *WORDS]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=80)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES), st.sampled_from(["fast", "auto"]))
@example(
    "The council met. “We are done with all of this,” she said.", "en", "auto"
)  # a mention without a name's word
def test_quotes_are_the_texts_own_characters_in_order_without_crossing(text, language, speakers):
    end = 0
    for quote in extract_quotes(text, language, speakers):
        assert end <= quote.start < quote.end <= len(text)
        assert text[quote.start : quote.end] == quote.text
        end = quote.end
        if quote.mention is not None:
            assert text[quote.mention_start : quote.mention_end] == quote.mention
        else:
            assert quote.mention_start is None
            assert quote.speaker is None


@settings(max_examples=300)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_quotes_exclude_their_marks_and_the_space_inside_them(text, language):
    for quote in extract_quotes(text, language, "fast"):
        assert quote.text == quote.text.strip()
        before = text[: quote.start].rstrip()
        # A mark, or what an attribution or a dash leaves before the rest of a quote.
        assert before.endswith((*MARKS, ",,", "((", ";", "-", "–", "—", ".", ",", "!", "?", ":")), text


@given(TEXTS, st.sampled_from(["en", "de", "ar", "zh", "ja", "pl"]))
def test_a_text_without_marks_has_no_quotes(text, language):
    for mark in [*MARKS, "((", "))", "&quot;", ",,", "〝", "〞", "＂", "‛", "&"]:
        text = text.replace(mark, "")
    while ",," in text or "((" in text or "))" in text:
        text = text.replace(",,", "").replace("((", "").replace("))", "")
    assert extract_quotes(text, language, "fast") == []


PARAGRAPHS = st.sampled_from(
    [
        "“We will go by boat,” said Ana Ruiz, the pilot. “Nobody else can.”",
        "Ruiz called the plan “a bad idea from the first day” on Monday.",
        "“It was dark and it rained,” she said.",
        "The film “Low Water” opens on Friday.",
        "Bo Lee, a baker, disagreed. “They never asked us,” he told the council.",
        "Nothing else happened in the valley that year.",
        "‘We heard it on the radio,’ said Mr. Tran.",
        "“Nobody asked for it in ten years.”",
        "The council's 55\" screen showed the weather.",
    ]
)


@given(st.lists(PARAGRAPHS, min_size=1, max_size=6), PARAGRAPHS, st.data())
def test_a_paragraph_more_changes_nothing_in_the_others_but_whom_they_carry_on(paragraphs, added, data):
    at = data.draw(st.integers(0, len(paragraphs)))
    text = "\n\n".join(paragraphs)
    longer = "\n\n".join([*paragraphs[:at], added, *paragraphs[at:]])
    start = len("\n\n".join([*paragraphs[:at], ""])) if at else 0
    end = start + len(added) + 2

    def seen(quote, offset):
        mention = None if quote.resolved_by == "carried" or quote.mention is None else quote.mention
        return quote.text, quote.start - offset, quote.kind, mention

    before = [seen(quote, 0) for quote in extract_quotes(text, "en", "fast")]
    after = [
        seen(quote, end - start if quote.start >= end else 0)
        for quote in extract_quotes(longer, "en", "fast")
        if quote.start < start or quote.start >= end
    ]
    assert [known[:3] for known in after] == [known[:3] for known in before]
    for one, other in zip(before, after, strict=True):
        # A quote that carries its speaker may find one, or lose it.
        assert one[3] == other[3] or None in (one[3], other[3])


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_the_same_text_gives_the_same_quotes(text, language):
    assert extract_quotes(text, language, "fast") == extract_quotes(text, language, "fast")
