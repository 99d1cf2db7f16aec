"""JSON given as an article: its text, or what to type instead; never its braces."""

import json

import pytest

from summarize.errors import InputError
from summarize.reading import feeds, json_text
from summarize.reading.content import Content, Input
from summarize.reading.formats import format_of, read_content

TEXT = "The ferry stays.\n\n“It is the road to school,” said Maria Lopez."


def read(value: object, name: str = "a.txt") -> Content:
    return read_content(Input(json.dumps(value, ensure_ascii=False).encode(), name))


def test_the_text_field_and_what_others_say():
    article = {
        "headline": "Ferry stays",
        "datePublished": "2031-03-04T08:00:00Z",
        "author": [{"name": "Nora Quill"}, {"name": "Ann Lee"}],
        "inLanguage": "en-GB",
        "articleBody": TEXT,
    }
    assert read(article) == Content(TEXT, "Ferry stays", "Nora Quill; Ann Lee", "2031-03-04", "en")
    assert read([article]).text == TEXT


@pytest.mark.parametrize("name", ["text", "content", "body", "maintext", "article"])
def test_other_names_of_the_text(name):
    assert read({"id": 7, "title": "Ferry stays", name: TEXT}).text == TEXT


def test_the_article_of_an_object_inside():
    assert read({"status": "ok", "data": {"title": "Ferry stays", "body": TEXT}}).title == "Ferry stays"


def test_markup_in_a_field_is_read_as_markup():
    sentence = "The council met again on Thursday and spoke about the harbour for most of the evening, the clerk said. "
    shown = read({"title": "Ferry", "content_html": f"<p>{sentence * 2}</p><p>{sentence * 2}</p>"}).text
    assert "<" not in shown
    assert shown.startswith("The council met")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"text": "The ferry stays."}\n{"text": "The pier goes."}\n', "brief batch"),
        (b'[{"text": "The ferry"}, {"text": "The pier"}]', "brief batch"),
        (b'{"id": 7, "count": 3}', "no field"),
        (b'{"text": "The ferry sta', "damaged"),
    ],
)
def test_what_is_no_single_article_is_refused_with_what_to_type(data, message):
    with pytest.raises(InputError, match=message):
        read_content(Input(data, "a.txt"))


def test_a_json_feed_is_a_feed():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Courier",
        "items": [
            {"id": "1", "url": "https://courier.example/1", "title": "Ferry", "content_text": TEXT * 5},
            {"id": "2", "url": "https://courier.example/2", "title": "Pier"},
            {"id": "3", "title": "Nothing"},
        ],
    }
    data = json.dumps(feed).encode()
    assert format_of(Input(data, "feed.json")) is feeds
    assert [
        (entry.title, entry.link, entry.text) for entry in feeds.feed_entries(Input(data, "feed.json"))
    ] == [
        ("Ferry", "https://courier.example/1", TEXT * 5),
        ("Pier", "https://courier.example/2", None),
    ]


def test_text_that_only_has_braces_is_text():
    assert format_of(Input(b"{The ferry} stays, he said.", "a.txt")) is not json_text
    assert format_of(Input(b'["Yes," she said. "It stays."]', "a.txt")) is not json_text


LONG = "\n\n".join([TEXT, "The county pays for it, and the school does not. " * 5])
PARTS = LONG.split("\n\n")
MARKUP = "".join(f"<p>{part}</p>" for part in PARTS)


@pytest.mark.parametrize(
    "value",
    [
        {"title": "Ferry stays", "paragraphs": PARTS},
        {"title": "Ferry stays", "content": [{"type": "paragraph", "text": part} for part in PARTS]},
        {"title": {"rendered": "Ferry stays"}, "content": {"rendered": MARKUP}},
        {"title": "Ferry stays", "text": MARKUP.replace("<", "&lt;").replace(">", "&gt;")},
        {"title": "Ferry stays", "text": "Read on", "body": LONG},
        {"title": "Ferry stays", "text": "https://courier.example/ferry", "html": MARKUP},
        {"response": {"content": {"id": 1, "fields": {"headline": "Ferry stays", "bodyText": LONG}}}},
        {
            "@graph": [
                {"@type": "WebSite", "name": "Courier"},
                {"headline": "Ferry stays", "articleBody": LONG},
            ]
        },
        [{"@type": "BreadcrumbList"}, {"headline": "Ferry stays", "articleBody": LONG}],
    ],
)
def test_an_article_in_the_shapes_that_programs_give_it(value):
    content = read(value)
    assert (content.text.strip(), content.title) == (LONG.strip(), "Ferry stays")


def test_several_articles_inside_are_for_batch():
    with pytest.raises(InputError, match="brief batch"):
        read({"articles": [{"title": "A", "text": LONG}, {"title": "B", "text": LONG}]})


def test_a_title_that_was_escaped():
    assert read({"title": "Ferry &amp; quay", "text": TEXT}).title == "Ferry & quay"
