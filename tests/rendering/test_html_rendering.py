"""The page's markup, read back with a parser. What a browser makes of it stands in tests/end_to_end/test_browser.py."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from docs.samples import harbour
from summarize.article import Article, Place
from summarize.briefing import Quote, Speaker, SummarySentence, Warning, Where
from summarize.rendering.html import render_html
from tests.rendering.briefings import ANY_TEXT, briefing, of_two_articles, quoting

VOID = {"meta", "br"}


class Reader(HTMLParser):
    """The elements of a page with their text: (tag, attributes, text) in the order of their start tags."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[int] = []
        # What a browser does before it parses.
        self.feed(page.replace("\r\n", "\n").replace("\r", "\n"))
        self.close()
        assert self._open == [], "an element isn't closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for index in self._open:
            self.elements[index][2].append(data)

    def texts(
        self, tag: str, wanted: Callable[[dict[str, str | None]], bool] = lambda attributes: True
    ) -> list[str]:
        return [
            "".join(text) for name, attributes, text in self.elements if name == tag and wanted(attributes)
        ]


def carried(text: str) -> str:
    """What HTML can carry of `text`: all but NUL."""
    return text.replace("\0", "\ufffd")


@given(words=ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_quotes_and_the_article_are_the_articles_characters(words: str) -> None:
    made = quoting(words)
    page = Reader(render_html(made))
    assert page.texts("q") == [carried(words)]
    assert page.texts("div", lambda attributes: attributes.get("class") == "text") == [
        carried(made.article.text)
    ]
    if not re.search(r"[\n\r\f\u2028\u2029]", words):  # within one paragraph
        assert page.texts("mark") == [carried(words)]


@given(words=ANY_TEXT)
@settings(max_examples=100, deadline=None)
def test_no_element_and_no_attribute_comes_out_of_article_text(words: str) -> None:
    def shape(text: str) -> set[tuple[str, tuple[str, ...]]]:
        article = Article(text=f"{text}: “{text}”", language="en", sentences=(), title=text, name=text)
        start = len(text) + 3
        quote = Quote(
            text,
            Place(start, start + len(text)),
            "direct",
            Speaker(text, text, Place(0, len(text)), "name"),
            gloss=text,
        )
        made = briefing(
            article,
            title=text,
            quotes=[quote],
            summary=[SummarySentence(text, text)],
            warnings=[Warning("a", text), Warning("b", text, Where("quotes", 0))],
        )
        return {(tag, tuple(sorted(attributes))) for tag, attributes, _ in Reader(render_html(made)).elements}

    assert shape(f"x{words}x") <= shape("x") | shape("x\n\nx") | shape("x\n\nx\n\nx")


def test_a_page_may_load_and_run_nothing() -> None:
    page = Reader(render_html(harbour("ar")))
    policies = [
        attributes["content"] or "" for tag, attributes, _ in page.elements if "http-equiv" in attributes
    ]
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/]+='; base-uri 'none'; form-action 'none'", policies[0]
    )
    names = {name for _, attributes, _ in page.elements for name in attributes}
    assert not {"src", "style", "srcset", "action"} & names
    assert not [name for name in names if name.startswith("on")]
    assert all((attributes.get("href") or "#").startswith("#") for _, attributes, _ in page.elements)


@pytest.mark.parametrize(
    ("name", "links"),
    [
        ("https://news.example/a?b=1&c", True),
        ("javascript:alert(1)", False),
        ("a.txt", False),
        ("data:text/html,x", False),
    ],
)
def test_a_source_is_linked_where_it_is_an_address_of_the_web(name: str, links: bool) -> None:
    article = Article(text="Words.", language="en", sentences=(), name=name)
    page = Reader(render_html(briefing(article)))
    assert (
        {"href": name, "rel": "noreferrer noopener"} in [attributes for _, attributes, _ in page.elements]
    ) is links
    shown = name if links else name.rpartition("/")[2]
    assert shown in page.texts("bdi")


@pytest.mark.parametrize("to", [None, "ar", "ru"])
def test_every_link_leads_somewhere_and_every_quote_there_and_back(to: str | None) -> None:
    page = Reader(render_html(harbour(to)))
    ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    targets = [(attributes["href"] or "")[1:] for tag, attributes, _ in page.elements if tag == "a"]
    assert len(set(ids)) == len(ids)
    assert set(targets) <= set(ids)
    for number in range(1, 6):
        assert {f"quote-{number}", f"place-{number}"} <= set(targets)
    for number in range(1, 4):
        assert {f"source-{number}", f"summary-{number}"} <= set(targets)


def test_an_arabic_page_names_language_and_direction_of_each_part() -> None:
    page = Reader(render_html(harbour("ar")))
    ways = {
        (tag, attributes.get("class"), attributes["lang"], attributes.get("dir"))
        for tag, attributes, _ in page.elements
        if "lang" in attributes
    }
    assert ("html", None, "ar", "rtl") in ways
    assert ("section", "briefing", "ar", "rtl") in ways
    assert ("section", "article", "en", "ltr") in ways
    assert ("q", None, "en", "ltr") in ways
    assert {way for way in ways if way[0] == "q"} == {("q", None, "en", "ltr")}


def test_labels_that_a_language_lacks_are_english_and_marked_so() -> None:
    made = harbour()
    page = Reader(render_html(replace(made, language="eo", warnings=(Warning("a", "Message."),))))
    english = [
        "".join(text) for _, attributes, text in page.elements if attributes.get("lang") == "en" and text
    ]
    expected = [
        "Briefing",
        "Notes",
        "Key quotes",
        "speaker not named",
        "(in the text: he)",
        "Source",
        "Article",
    ]
    assert set(expected) <= set(english)
    assert any("⚠ Note: Message." in text for text in english)


def test_standard_input_has_no_name_to_show() -> None:
    source = Reader(render_html(quoting("words"))).texts("dd")[0]
    assert source == f"SHA-256 {quoting('words').article.sha256}"


def test_overlapping_quotes_and_a_quote_over_two_paragraphs_keep_every_character() -> None:
    text = "One “two ‘three’ four\n\n“five” six. Seven."
    spans = [(5, 29), (10, 15)]
    quotes = [Quote(text[start:end], Place(start, end), "direct") for start, end in spans]
    start = text.index("“five")
    sentence = SummarySentence(text[start:], text[start:], Place(start, len(text)), (0,))
    page = Reader(render_html(briefing(Article(text, "en", ()), quotes=quotes, summary=[sentence])))
    for index, (start, end) in enumerate(spans):
        wanted = str(index)
        marked = page.texts("mark", lambda a, wanted=wanted: wanted in (a["data-quotes"] or "").split())  # type: ignore[misc]
        assert "".join(marked) == text[start:end].replace("\n\n", "")
    assert page.texts("q") == [text[start:end] for start, end in spans]
    assert page.texts("div", lambda attributes: attributes.get("class") == "text") == [text]


def test_warnings_models_and_mentions_are_on_the_page() -> None:
    page = Reader(render_html(harbour("ru")))
    (warning,) = page.texts("p", lambda attributes: attributes.get("class") == "warning")
    assert "1.2 million" in warning
    assert page.texts("dd")[1:] == ["extractive (1)", "translated by hand"]
    assert "(в тексте: he)" in page.texts("span", lambda attributes: attributes.get("class") == "mention")


def test_a_page_has_every_article_with_its_own_places_marked() -> None:
    made = of_two_articles()
    page = Reader(render_html(made))
    texts = page.texts("div", lambda attributes: attributes.get("class") == "text")
    assert texts == [article.text for article in made.articles]
    assert page.texts("mark") == ["We stay,", "We go,"]
    ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    assert len(set(ids)) == len(ids)
    assert {"article", "article-2", "place-1", "place-2", "source-1"} <= set(ids)
    assert page.texts("dd")[:2] == [f"{article.name}SHA-256 {article.sha256}" for article in made.articles]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("/home/mara/inbox/dam.txt", "dam.txt"),
        ("../inbox/dam.txt", "dam.txt"),
        ("C:\\Users\\Mara\\dam.txt", "dam.txt"),
        ("https://news.example/a/b", "https://news.example/a/b"),
    ],
)
def test_a_page_tells_no_folder_of_the_machine_that_made_it(name: str, shown: str) -> None:
    page = render_html(briefing(Article(text="Words.", language="en", sentences=(), name=name)))
    assert shown in Reader(page).texts("bdi")
    assert "mara" not in page.casefold()
    assert "inbox" not in page


def test_an_address_of_the_article_that_no_browser_would_fetch_is_no_link() -> None:
    article = Article(text="Words.", language="en", sentences=(), url="javascript:alert(1)")
    page = Reader(render_html(briefing(article)))
    assert "javascript:alert(1)" in page.texts("bdi")
    assert all("javascript" not in (attributes.get("href") or "") for _, attributes, _ in page.elements)


def test_warnings_are_listed_apart_each_with_what_it_means_and_linked_both_ways() -> None:
    made = harbour("ru")
    warnings = (
        Warning("loop", where=Where("summary", 1)),
        Warning("number-mismatch", where=Where("quotes", 0), source=("5",)),
        Warning("pivot"),
    )
    page = Reader(render_html(replace(made, warnings=warnings)))
    (summary,) = page.texts("p", lambda attributes: attributes.get("class") == "summary")
    assert "зациклился" not in summary
    assert made.summary[2].text in summary
    listed = page.texts("li", lambda attributes: (attributes.get("id") or "").startswith("note-"))
    assert "Примечания" in page.texts("h2")
    assert [" ".join(text.split()) for text in listed] == [
        "⚠ Примечание: перевод через промежуточный язык",
        f"⚠ Примечание: перевод зациклился {made.summary[1].text}",
        f"⚠ Примечание: число не совпадает с оригиналом (в оригинале: 5) «{made.quotes[0].text}»",
    ]
    targets = [attributes.get("href") for tag, attributes, _ in page.elements if tag == "a"]
    assert {"#note-2", "#note-3", "#summary-2", "#quote-1"} <= set(targets)


def test_the_last_piece_of_each_quote_in_the_article_has_its_number() -> None:
    page = Reader(render_html(harbour()))
    numbers = [attributes.get("data-number") for _, attributes, _ in page.elements]
    assert [number for number in numbers if number] == [str(n) for n in range(1, len(harbour().quotes) + 1)]


def test_near_repeats_that_were_left_out_are_counted() -> None:
    shown = quoting("We stay")
    assert not Reader(render_html(shown)).texts("p", lambda attributes: attributes.get("class") == "repeats")
    counted = replace(shown, quotes=tuple(replace(quote, repeats=2) for quote in shown.quotes))
    (said,) = Reader(render_html(counted)).texts("p", lambda attributes: attributes.get("class") == "repeats")
    assert said == "Similar quotes left out: 2"
