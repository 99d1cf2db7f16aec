"""The page in a real browser: what a reader sees, where keys lead, and that nothing leaves it or runs in it."""

import os
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from docs.browser import browser, browser_path
from docs.samples import harbour
from summarize.article import Article, Place
from summarize.briefing import Briefing, ModelUse, Quote, Speaker, SummarySentence, Warning, Where
from summarize.rendering.html import render_html
from summarize.rendering.markdown_text import escape
from tests.rendering.markdown_renderers import PIECES, RENDERED

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

REQUIRED = "BRIEF_REQUIRE_BROWSER"
TARGETS = [None, "ar", "ru"]
HOSTILE = (
    "<script>window.ran=1</script> <img src=x onerror=window.ran=1> <svg/onload=window.ran=1> "
    "</q></a></blockquote><iframe src='javascript:parent.ran=1'></iframe> <a href='javascript:window.ran=1'>x</a> "
    "\"' onfocus=window.ran=1 autofocus x=' <style>@import 'http://127.0.0.1:9/a.css'</style> {{ 7*7 }} {% raw %} "
    "&lt;b&gt; &#0; &#x41 &amp &notanentity; &#xD800; "
    "<link rel=stylesheet href=http://127.0.0.1:9/b.css> <base href=http://127.0.0.1:9/> <!-- ]]> <![CDATA[ </textarea>"
)
# What no policy forbids, so that escaping alone keeps it out.
REFRESH = "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>"
# Every kind of character that a page can carry and might lose: spaces, line ends, marks of direction, combining marks.
AWKWARD = (
    " a\u00a0b\u202fc  d\te\r\nf\rg\x0bh\x1bi\x7fj\x9bk\u2028l\u200bm\u200fn\u202eo\u2066p\u2069 e\u0301 é س\u0651 "
    "𝒳 👩‍👩‍👧 \ufeff\ufffe"
)


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    if browser_path() is None:
        reason = "there is no Chromium; on Debian: apt-get install chromium"
        if os.environ.get(REQUIRED):
            pytest.fail(f"{REQUIRED} is set, but {reason}")
        pytest.skip(reason)
    with browser() as running:
        yield running


@pytest.fixture
def page(chromium: "Browser") -> Iterator["Page"]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def show(page: "Page", html: str, folder: Path, at: str = "") -> list[str]:
    """Open the page; what comes back is every request, dialog and error, as they happen."""
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8", newline="")
    heard: list[str] = []

    def hear_dialog(dialog: "Dialog") -> None:
        heard.append(dialog.message)
        dialog.dismiss()

    page.on("request", lambda request: heard.append(request.url))
    page.on("dialog", hear_dialog)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda message: heard.append(message.text))
    page.goto(file.as_uri() + at)
    assert heard.pop(0) == file.as_uri()
    return heard


def quoting(words: str, everywhere: bool = False) -> Briefing:
    """A briefing that quotes `words`; `everywhere` puts them into every other place of it too."""
    other = words if everywhere else "Words"
    text = f"{other}. He said: “{words}” {other}."
    start = text.index("“") + 1
    quote = Quote(
        words,
        Place(start, start + len(words)),
        "direct",
        Speaker(other, other, Place(0, len(other)), "name"),
        gloss=other,
        language="en",
    )
    return Briefing(
        articles=(Article(text, "en", (), title=other, name=other),),
        title=other,
        language="ar",
        summary=(SummarySentence(other, other, Place(0, len(other)), (0,)), SummarySentence(other, other)),
        quotes=(quote,),
        warnings=(
            Warning("a", other),
            Warning("b", other, Where("quotes", 0)),
            Warning("c", other, Where("summary", 0)),
        ),
        summarizer=ModelUse(other, other, other, other, other),
        translator=ModelUse(other),
    )


@pytest.mark.parametrize("to", TARGETS)
def test_every_quote_read_back_is_the_articles_characters(
    page: "Page", tmp_path: Path, to: str | None
) -> None:
    made = harbour(to)
    assert show(page, render_html(made), tmp_path) == []
    expected = [made.article.text[quote.start : quote.end] for quote in made.quotes]
    assert page.locator("blockquote q").evaluate_all("all => all.map(one => one.textContent)") == expected
    assert (
        page.locator("article, .article mark").evaluate_all("all => all.map(one => one.textContent)")
        == expected
    )
    assert page.locator(".text").evaluate("one => one.textContent") == made.article.text


def test_awkward_characters_survive_the_browser(page: "Page", tmp_path: Path) -> None:
    made = quoting(AWKWARD)
    show(page, render_html(made), tmp_path)
    assert page.locator("blockquote q").evaluate("one => one.textContent") == AWKWARD
    assert page.locator(".text").evaluate("one => one.textContent") == made.article.text


def test_a_hostile_article_runs_nothing_and_loads_nothing(page: "Page", tmp_path: Path) -> None:
    assert show(page, render_html(quoting(HOSTILE + REFRESH, everywhere=True)), tmp_path) == []
    page.keyboard.press("Tab")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    foreign = "script, img, svg, iframe, style:not(head style), meta:not(head meta), link, base, [onfocus], [autofocus]"
    assert page.locator(foreign).count() == 0
    assert page.locator("blockquote q").evaluate("one => one.textContent") == HOSTILE + REFRESH
    assert all(
        href.startswith("#")
        for href in page.locator("a").evaluate_all("a => a.map(x => x.getAttribute('href'))")
    )


def test_markup_that_got_past_the_escaping_would_be_dead(page: "Page", tmp_path: Path) -> None:
    html = render_html(quoting("WORDS")).replace("WORDS", HOSTILE)
    refused: dict[str, str | None] = {}
    page.on("requestfailed", lambda request: refused.update({request.url: request.failure}))
    heard = show(page, html, tmp_path)
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in message for message in heard)
    # What Chromium was about to load it refused by the policy, before anything left.
    assert {message for message in heard if message.startswith("http")} <= set(refused)
    assert set(refused.values()) == {"csp"}


@pytest.mark.parametrize("renderer", RENDERED)
def test_markdown_that_others_render_runs_nothing_and_says_what_the_article_says(
    page: "Page", tmp_path: Path, renderer: str
) -> None:
    draw = Random(5)
    texts = [f"x{''.join(draw.choices(PIECES, k=draw.randint(1, 8)))}x" for _ in range(1_000)]
    shown = "".join(f"<div class=text>{RENDERED[renderer](escape(text))}</div>" for text in texts)
    assert show(page, f"<!doctype html><meta charset=utf-8><body>{shown}", tmp_path) == []
    assert page.locator("body *:not(div.text, div.text > p, div.text > p a)").count() == 0
    said = page.locator("div.text").evaluate_all("all => all.map(one => one.textContent.trim())")
    assert said == texts
    # An attack that is let through is seen here: the browser would run it.
    live = RENDERED["cmark-gfm"]("http://e.x)<img src=x onerror=alert(1)>")
    assert "1" in show(page, f"<!doctype html>{live}", tmp_path)


def test_an_arabic_page_runs_right_to_left_with_english_quotes_left_to_right(
    page: "Page", tmp_path: Path
) -> None:
    show(page, render_html(harbour("ar")), tmp_path)
    way = "one => [getComputedStyle(one).direction, one.closest('[lang]').lang]"
    assert page.locator("html").evaluate(way) == ["rtl", "ar"]
    assert page.locator("h1").evaluate(way) == ["rtl", "ar"]
    assert page.locator(".gloss").first.evaluate(way) == ["rtl", "ar"]
    assert page.locator("blockquote q").first.evaluate(way) == ["ltr", "en"]
    assert page.locator(".text").evaluate(way) == ["ltr", "en"]
    # Where letters really are: of two in a line, which is to the left?
    left = """one => {
        const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode(), range = document.createRange();
        return [0, 3].map(at => (range.setStart(text, at), range.setEnd(text, at + 1), range.getBoundingClientRect().left));
    }"""
    first, later = page.locator("blockquote q").first.evaluate(left)
    assert first < later
    first, later = page.locator(".sentence").first.evaluate(left)
    assert first > later
    # The briefing is on the right, the article on its left.
    assert page.locator(".briefing").bounding_box()["x"] > page.locator(".article").bounding_box()["x"]  # type: ignore[index]


@pytest.mark.parametrize("to", TARGETS)
def test_tab_and_enter_lead_from_a_quote_to_its_place_and_back(
    page: "Page", tmp_path: Path, to: str | None
) -> None:
    show(page, render_html(harbour(to)), tmp_path)
    focused = "() => document.activeElement.id"

    def tab_to(wanted: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate(focused) == wanted:
                return
        pytest.fail(f"Tab never came to {wanted}")

    for number in (2, 5):
        tab_to(f"quote-{number}")
        page.keyboard.press("Enter")
        assert page.evaluate(focused) == f"place-{number}"
        assert page.locator(f"#place-{number}").evaluate(VISIBLE)
        page.keyboard.press("Enter")
        assert page.evaluate(focused) == f"quote-{number}"
        assert page.locator(f"#quote-{number}").evaluate(VISIBLE)


VISIBLE = """one => {
    const box = one.getClientRects()[0];
    return box.top >= 0 && box.bottom <= innerHeight && one.contains(document.elementFromPoint(box.left + 4, box.top + 8));
}"""


def test_a_click_on_a_summary_sentence_shows_its_source_and_leads_back(page: "Page", tmp_path: Path) -> None:
    made = harbour()
    long = replace(made.article, text=made.article.text + "\n\nMore." * 200)
    page.set_viewport_size({"width": 400, "height": 500})
    show(page, render_html(replace(made, articles=(long,))), tmp_path)
    page.locator("#summary-2").click()
    source = page.locator("#source-2")
    assert source.evaluate("one => one.matches(':target')")
    assert source.text_content() == made.summary[1].source_text
    assert source.evaluate(
        "one => one.getBoundingClientRect().top < innerHeight && one.getBoundingClientRect().top > 0"
    )
    page.locator("a.back[href='#summary-2']").click()
    assert page.locator("#summary-2").evaluate("one => one.matches(':target')")


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_no_serious_fault(
    chromium: "Browser", tmp_path: Path, to: str | None, scheme: Any, width: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    show(page, render_html(harbour(to)), tmp_path, at="#place-1")
    page.evaluate((resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    page.close()
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []
    # It did look: at contrast (AA), at language, at what links are called.
    assert {"color-contrast", "html-has-lang", "valid-lang", "link-name"} <= {
        rule["id"] for rule in found["passes"]
    }


@pytest.mark.parametrize("to", TARGETS)
def test_at_360_pixels_nothing_is_wider_than_the_window(page: "Page", tmp_path: Path, to: str | None) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    made = harbour(to)
    text = made.article.text + "\n\nhttps://news.example/" + "x" * 300
    html = render_html(replace(made, articles=(replace(made.article, text=text, name="y" * 300),)))
    show(page, html, tmp_path)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    boxes = page.locator("p, q, dd, h1").evaluate_all("all => all.map(one => one.getBoundingClientRect())")
    assert all(box["left"] >= 0 and box["right"] <= 360 for box in boxes)


def test_it_prints_on_a4_without_what_only_a_screen_needs(page: "Page", tmp_path: Path) -> None:
    show(page, render_html(harbour()), tmp_path)
    page.emulate_media(media="print", color_scheme="light")
    assert page.locator(".back").first.evaluate("one => getComputedStyle(one).display") == "none"
    assert page.locator(".briefing").evaluate("one => getComputedStyle(one).overflowY") == "visible"
    pdf = page.pdf(prefer_css_page_size=True)
    # 210 by 297 mm in points; the briefing on one page, the article on the next.
    assert pdf.count(b"/Type /Page\n") == 2
    assert b"/MediaBox [0 0 594.95996 841.91998]" in pdf


def test_what_the_command_writes_is_that_page(
    page: "Page", tmp_path: Path, brief: Any, examples: Path
) -> None:
    result = brief(examples / "dam.ar.txt", "--format", "html", "-o", "dam.html")
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert show(page, (tmp_path / "dam.html").read_text(encoding="utf-8"), tmp_path) == []
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator(".text").evaluate("one => one.textContent") == (examples / "dam.ar.txt").read_text(
        "utf-8"
    )
    assert page.locator("blockquote q").count() >= 3
