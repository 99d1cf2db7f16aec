"""A Digest as Markdown: a heading a story, its sources, and what a briefing has."""

from collections.abc import Iterator
from functools import partial

from summarize.rendering.digest.layout import PlacedClaim, PlacedStory, Source, about_quote, lay_out_digest
from summarize.rendering.direction import isolated
from summarize.rendering.layout import PlacedSentence, one_line, unwrapped
from summarize.rendering.markdown import isolated_text, model_blocks, page, quote_block, warning_blocks
from summarize.rendering.markdown_text import escape, escape_heading
from summarize.story import Digest


def digest_as_markdown(digest: Digest) -> str:
    """The stories one behind the other; quotes and claims are the articles' own characters."""
    blocks = [block for story in lay_out_digest(digest).stories for block in _story(story)]
    return page(blocks, digest.language)


def _story(story: PlacedStory) -> Iterator[str]:
    layout, label = story.layout, story.layout.label
    yield f"# {escape_heading(story.title)}"
    yield "\n".join(f"{source.number}. {_described(story, source)}" for source in story.sources)
    yield from warning_blocks(layout.warnings)
    for paragraph in layout.paragraphs:
        yield " ".join(_sentence(story, placed) for placed in paragraph.sentences)
        yield from warning_blocks(paragraph.warnings)
    if story.disagreements:
        yield f"## {label.differences}"
        for claims in story.disagreements:
            yield "\n".join(_claim(story, claim) for claim in claims)
    if layout.quotes:
        yield f"## {label.quotes}"
        foreign = partial(_isolated, story)
        for placed in layout.quotes:
            yield quote_block(layout, placed, about_quote(story, placed, _plain, foreign, "*{}*".format))
    yield from model_blocks(layout)


def _described(story: PlacedStory, source: Source) -> str:
    parts = [source.name, source.title, source.article.date, source.article.url]
    shown = (_isolated(story, part, source) for part in dict.fromkeys(parts) if part)
    return " · ".join(one_line(part) for part in shown)


def _sentence(story: PlacedStory, placed: PlacedSentence) -> str:
    text = escape(one_line(placed.sentence.text) + placed.mark)
    source = story.source_of(placed)
    return f"{text} *({_isolated(story, source.name, source)})*" if source and story.several else text


def _claim(story: PlacedStory, placed: PlacedClaim) -> str:
    before, words, after = map(_inline, placed.parts)
    language, label = story.layout.language, story.layout.label
    sentence = isolated(f"{before}**{words}**{after}", placed.source.article.language, language)
    lines = [f"- {sentence} *({_isolated(story, placed.source.name, placed.source)})*"]
    if placed.claim.gloss is not None:
        lines.append(f"  *{label.gloss}{label.colon.rstrip()}* {_plain(placed.claim.gloss)}")
    lines += [f"  ⚠ {escape(notice)}" for notice in placed.notices]
    return "\\\n".join(lines)


def _inline(part: str) -> str:
    """A part of a line, escaped; the blanks at its ends stay blanks."""
    text = unwrapped(part)
    opening, closing = text[:1].isspace(), text[-1:].isspace() and bool(text.strip())
    return f"{' ' * opening}{escape(text.strip())}{' ' * closing}"


def _plain(text: str) -> str:
    return escape(one_line(text))


def _isolated(story: PlacedStory, text: str, source: Source) -> str:
    return isolated_text(text, source.article.language, story.layout.language)
