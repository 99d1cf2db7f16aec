"""Markdown, read back with a real renderer: plain CommonMark, and GitHub's extensions with links found in text."""

import pytest
from briefings import ANY_TEXT, quoting, summarised
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarize.briefing import Warning
from summarize.rendering.layout import one_line
from summarize.rendering.markdown import render_markdown

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
@settings(max_examples=400, deadline=None)
@example("first\n\nsecond\r\n\r\n \nthird")
@example("a | b\n---|---\nc | d")
@example("\n|---|---|\n|---|---|\n")
def test_a_rendered_quote_is_the_articles_characters(renderer: MarkdownIt, mark: str, words: str) -> None:
    tokens = renderer.parse(render_markdown(quoting(words, opening=mark[0], closing=mark[1])))
    *quote, attribution = paragraphs(tokens, "blockquote")
    # NUL is the one character that CommonMark can't carry.
    assert "\n\n".join(quote) == f"{mark[0]}{words}{mark[1]}".replace("\0", "\ufffd")
    assert attribution == "— Vera Lind"


@RENDERERS
@given(sentence=ANY_TEXT, title=ANY_TEXT)
@settings(max_examples=300, deadline=None)
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
