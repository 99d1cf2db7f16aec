"""JSON: parsed, it is the data; and the data is what the schema says."""

import json
import re

import jsonschema
import pytest
from hypothesis import assume, given, settings

from docs.samples import harbour
from summarize.rendering.json import briefing_record, render_json
from tests.rendering.briefings import ANY_TEXT, of_two_articles, quoting, summarised
from tests.schemas import SCHEMA, require_briefing


@given(words=ANY_TEXT)
@settings(max_examples=250, deadline=None)
def test_parsed_quotes_are_the_articles_characters(words: str) -> None:
    # JSON has one way to write two surrogates that make a pair, and it is the character's.
    assume(not re.search("[\ud800-\udbff][\udc00-\udfff]", words))
    made = quoting(words)
    text = render_json(made)
    (quote,) = json.loads(text)["quotes"]
    assert quote["text"] == made.article.text[quote["start"] : quote["end"]] == words
    assert not any(char in text for char in "\x1b\x7f\x9b\x9d")
    text.encode("utf-8")


@pytest.mark.parametrize("to", [None, "ar", "ru"])
def test_a_briefing_is_what_the_schema_describes_and_no_more(to: str | None) -> None:
    record = json.loads(render_json(harbour(to)))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    require_briefing(record)
    assert record == json.loads(json.dumps(briefing_record(harbour(to))))


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("quotes", [{"text": "x"}]),
        ("schema", 2),
        ("schema", 3),
        ("language", "English"),
        ("models", {}),
        ("summary", None),
    ],
)
def test_the_schema_refuses_what_is_no_briefing(part: str, value: object) -> None:
    record = json.loads(render_json(harbour())) | {part: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, SCHEMA)


def test_what_does_not_apply_is_null_and_a_model_leaves_it_out() -> None:
    record = json.loads(render_json(summarised("A sentence.")))
    assert record["title"] is None
    nothing = dict.fromkeys(("translator", "encoder", "speakers"))
    assert record["models"] == {"summarizer": {"name": "nameless"}} | nothing
    assert record["summary"] == [
        {"text": "A sentence.", "source_text": "A sentence.", "start": None, "end": None, "quotes": []}
    ]


def test_a_warning_is_in_english_and_in_the_readers_language() -> None:
    (warning,) = json.loads(render_json(harbour("ru")))["warnings"]
    assert warning == {
        "code": "number-mismatch",
        "message": "number differs from the original (миллиона — in the original: 1.2 million)",
        "text": "число не совпадает с оригиналом (миллиона — в оригинале: 1.2 million)",
        "where": "summary[1]",
    }


def test_a_briefing_of_several_articles_is_schema_2_and_names_the_article_of_each_place() -> None:
    made = of_two_articles()
    record = json.loads(render_json(made))
    require_briefing(record)
    assert record["schema"] == 2
    assert "source" not in record
    assert [source["name"] for source in record["sources"]] == ["0.txt", "1.txt"]
    parts = [*record["summary"], *record["quotes"]]
    assert [part["article"] for part in parts] == [1, 0, 1]
    for part in parts:
        assert made.articles[part["article"]].text[part["start"] : part["end"]] == part["text"]
