"""Markdown, read back with a real renderer: plain CommonMark, and GitHub's extensions with links found in text."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from docs.samples import harbour
from summarize.briefing import Warning
from summarize.rendering.layout import one_line
from summarize.rendering.markdown import render_markdown
from summarize.rendering.markdown_text import escape
from tests.rendering.briefings import ANY_TEXT, quoting, summarised
from tests.rendering.markdown_renderers import PIECES, RENDERED, UNSAFE

COMMONMARK = MarkdownIt("commonmark")
GITHUB = MarkdownIt("gfm-like")
RENDERERS = pytest.mark.parametrize("renderer", [COMMONMARK, GITHUB], ids=["commonmark", "github"])


def shown(inline: Token) -> str:
    """The text a reader sees of a paragraph; no element but a link may come out of article text."""
    text = ""
    for token in inline.children or []:
        if token.type in ("text", "text_special"):
            text += token.content
        elif token.type == "softbreak":
            text += "\n"
        else:
            assert token.type in ("link_open", "link_close")
            assert token.markup in ("linkify", "autolink")
    return text


def paragraphs(tokens: list[Token], within: str) -> list[str]:
    """The text of each paragraph inside the first block of the type `within`."""
    opened = next(i for i, token in enumerate(tokens) if token.type == f"{within}_open")
    closed = next(i for i, token in enumerate(tokens) if token.type == f"{within}_close")
    inner = tokens[opened + 1 : closed]
    assert {token.type for token in inner} <= {"paragraph_open", "inline", "paragraph_close"}
    return [shown(token) for token in inner if token.type == "inline"]


@RENDERERS
@pytest.mark.parametrize("mark", ["“”", '""', "«»"])
@given(words=ANY_TEXT)
@settings(max_examples=200, deadline=None)
@example("first\n\nsecond\r\n\r\n \nthird")
@example("a | b\n---|---\nc | d")
@example("\n|---|---|\n|---|---|\n")
def test_a_rendered_quote_is_the_articles_characters(renderer: MarkdownIt, mark: str, words: str) -> None:
    tokens = renderer.parse(render_markdown(quoting(words, opening=mark[0], closing=mark[1])))
    *quote, attribution = paragraphs(tokens, "blockquote")
    # NUL is the one character that CommonMark can't carry.
    assert "\n\n".join(quote) == f"“{words}”".replace("\0", "\ufffd")
    assert attribution == "— Vera Lind"


class Quotes(HTMLParser):
    """The paragraphs of a page's block quotes as text, and the elements they are made of."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.paragraphs: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        if "blockquote" in self._open:
            self.elements.add(tag)
        if tag == "p" and "blockquote" in self._open:
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "blockquote" in self._open and "p" in self._open:
            self.paragraphs[-1] += data


@given(words=ANY_TEXT.filter(lambda words: not any("\ud800" <= char <= "\udfff" for char in words)))
@settings(max_examples=400, deadline=None)
def test_githubs_own_renderer_shows_the_articles_characters(words: str) -> None:
    html = github_flavored_markdown_to_html(render_markdown(quoting(words)), UNSAFE)
    quotes = Quotes(html)
    assert "\n\n".join(quotes.paragraphs[:-1]) == f"“{words}”".replace("\0", "\ufffd")
    assert quotes.elements <= {"blockquote", "p", "a"}


@pytest.mark.parametrize("renderer", RENDERED)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=8))
@settings(max_examples=400, deadline=None)
@example(["http://", "e.x", ")", "<img src=x onerror=alert(1)>"])
@example(["www.", "mailto:", "a@b.cd"])
def test_no_text_becomes_an_element_but_a_link_to_where_it_says(renderer: str, pieces: list[str]) -> None:
    text = f"x{''.join(pieces)}x"
    page = Elements(RENDERED[renderer](escape(text)))
    assert page.names <= {"p", "a"}
    # cmark leaves the scheme of some mail addresses out, and markdown-it that of “//host”.
    # GitHub's takes what is glued to “mailto:” or “xmpp:” into the scheme, which then is nobody's.
    schemes = {re.sub(r"^.+(?=(mailto|xmpp)$)", "", urlsplit(target).scheme) for target in page.targets}
    assert schemes <= {"", "mailto", "xmpp", "http"}
    assert page.text.strip() == text


class Elements(HTMLParser):
    """The names of a page's elements, where its links lead, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.targets: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.targets += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


@RENDERERS
@given(sentence=ANY_TEXT, title=ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_a_rendered_summary_and_title_are_text_with_line_breaks_folded(
    renderer: MarkdownIt, sentence: str, title: str
) -> None:
    briefing = summarised(f"x{sentence}x", title=f"x{title}", warnings=[Warning("a", f"x{sentence}x")])
    tokens = renderer.parse(render_markdown(briefing))
    heading, warning, summary, _ = (shown(token) for token in tokens if token.type == "inline")
    expected = one_line(f"x{sentence}x").replace("\0", "\ufffd")
    assert heading == one_line(f"x{title}").replace("\0", "\ufffd")
    assert warning == f"⚠ Note: {expected}"
    assert summary == expected


@pytest.mark.parametrize(
    "text",
    [
        "“We [the council] paid $5 million, not $6.50 (10:30 a.m.),” she said — 50% more than AT&T's [sic]!",
        "The U.S.-led force voted 7-4; 3 < 4 and x = y. No. 1 | No. 2 #MeToo @mayor snake_case 'so'",
        "See news.example/2031/04, or write to desk@news.example.",
        "А. С. Пушкин: «Да здравствует солнце!» + 3,4 млрд",
        "قالت: «لن نعود؛ هل تعود أنت؟» ٤٥٪",
    ],
)
def test_ordinary_text_needs_no_backslash(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        # Obsidian's and GitHub's own, which the renderers above don't know.
        ("==x==", r"\==x\=="),
        ("%%x%%", r"\%%x\%%"),
        ("[[x]] ![[y]]", r"\[[x]] !\[[y]]"),
        ("[^1] ^[x] ^block", r"\[\^1] \^[x] \^block"),
        ("[!note] x", r"\[!note] x"),
        (":smile: :+1:", r"\:smile: \:+1:"),
        ("$x$ $$y$$", r"\$x\$ \$\$y\$\$"),
        # Ordinary Markdown at a line's start.
        ("1. x\n2) x\n- x\n+ x\n# x\n> x", "1\\. x\n2\\) x\n\\- x\n\\+ x\n\\# x\n\\> x"),
        ("x\n---\nx\n=\n| - | - |", "x\n\\---\nx\n\\=\n\\| - | - |"),
        ("1.5 -x #x =x", "1.5 -x #x =x"),
        # White space that a renderer would drop, and blank lines.
        ("a \n\tb\r\nc\n\n\nd\n\ne", "a&#32;\n&#9;b&#13;\nc\n&#10;&#10;d\n\ne"),
        # GitHub shows an address raw: a backslash inside it would be seen, so such an address is no link.
        ("https://a.example/x_*y* www.a.example/~b", r"https\://a.example/x\_\*y\* www\.a.example/\~b"),
        ("a\0b", "a\ufffdb"),
    ],
)
def test_what_means_something_in_markdown_is_escaped_at_its_first_character(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_a_briefing_reads_well_raw() -> None:
    title, summary, heading, *quotes = render_markdown(harbour()).split("\n\n")
    assert title == "# Harbour town votes to keep its last ferry"
    assert summary.startswith("The council of Port Alden voted 7 to 4 on Tuesday night")
    assert heading == "## Key quotes"
    assert quotes[1] == "> “a bill that our children will pay”\n>\n> — Daniel Okafor"
    assert "\\" not in render_markdown(harbour())


@RENDERERS
def test_an_arabic_briefing_is_a_right_to_left_block_with_markdown_inside(renderer: MarkdownIt) -> None:
    text = render_markdown(harbour("ar"))
    html = renderer.render(text)
    assert text.startswith('<div dir="rtl" lang="ar">\n\n# ')
    assert text.endswith("\n\n</div>\n")
    assert html.startswith('<div dir="rtl" lang="ar">\n<h1>')
    assert html.endswith("</div>\n")
    assert "<blockquote>\n<p>\u2066«a bill that our children will pay»\u2069</p>\n" in html
    assert "<p><em>ترجمة آلية:</em> فاتورة سيدفعها أطفالنا</p>" in html
    assert "<div" not in render_markdown(harbour("ru"))


@given(words=ANY_TEXT)
@settings(max_examples=100, deadline=None)
def test_a_foreign_quote_has_its_isolates_outside_its_marks(words: str) -> None:
    tokens = COMMONMARK.parse(
        render_markdown(quoting(words, to="ar")).removeprefix('<div dir="rtl" lang="ar">\n\n')
    )
    *quote, _ = paragraphs(tokens, "blockquote")
    assert all(part.startswith("\u2066") and part.endswith("\u2069") for part in quote)
    assert "\n\n".join(part[1:-1] for part in quote) == f"«{words}»".replace("\0", "\ufffd")
