"""A Digest for eyes in a terminal: the stories one behind the other, as briefings are set, with their sources."""

from collections.abc import Iterator
from functools import partial

from summarize.rendering.digest.layout import PlacedClaim, PlacedStory, Source, about_quote, lay_out_digest
from summarize.rendering.direction import isolated
from summarize.rendering.layout import PlacedSentence, one_line
from summarize.rendering.terminal import (
    Line,
    joined,
    lines,
    model_lines,
    quote_lines,
    usable,
    warning_lines,
)
from summarize.rendering.visible import undirected
from summarize.story import Digest

_INDENT = 2


def digest_as_text(digest: Digest, *, width: int = 80, colour: bool = False) -> str:
    """The stories as lines of at most `width` cells, with ANSI styles where `colour` is true."""
    width = usable(width)
    stories = lay_out_digest(digest, shown=undirected).stories
    return joined((block for story in stories for block in _story(story, width)), colour=colour)


def _story(story: PlacedStory, width: int) -> Iterator[list[Line]]:
    layout, label = story.layout, story.layout.label
    yield lines(f"{story.number}. {undirected(story.title)}", width, style="bold")
    yield [line for source in story.sources for line in _source(story, source, width)]
    if layout.warnings:
        yield warning_lines(layout.warnings, width)
    for paragraph in layout.paragraphs:
        text = " ".join(_sentence(story, placed) for placed in paragraph.sentences)
        yield lines(text, width) + warning_lines(paragraph.warnings, width)
    if story.disagreements:
        yield lines(label.differences, width, style="bold")
    for claims in story.disagreements:
        yield [line for claim in claims for line in _claim(story, claim, width)]
    if layout.quotes:
        yield lines(label.quotes, width, style="bold")
    foreign = partial(_isolated, story)
    for placed in layout.quotes:
        yield quote_lines(layout, placed, width, about_quote(story, placed, _plain, foreign, str))
    yield from model_lines(layout, width)


def _source(story: PlacedStory, source: Source, width: int) -> list[Line]:
    parts = [source.name, source.title, source.article.date]
    text = " · ".join(_isolated(story, part, source) for part in dict.fromkeys(parts) if part)
    return lines(text, width, style="dim", indent=_INDENT)


def _sentence(story: PlacedStory, placed: PlacedSentence) -> str:
    text = _plain(placed.sentence.text) + placed.mark
    source = story.source_of(placed)
    return f"{text} ({_isolated(story, source.name, source)})" if source and story.several else text


def _claim(story: PlacedStory, placed: PlacedClaim, width: int) -> list[Line]:
    label = story.layout.label
    words = _isolated(story, placed.claim.words, placed.source)
    name = _isolated(story, placed.source.name, placed.source)
    shown = lines(f"{words} ({name})", width, indent=_INDENT)
    sentence = _isolated(story, placed.claim.sentence, placed.source)
    shown += lines(sentence, width, style="dim", indent=2 * _INDENT)
    if placed.claim.gloss is not None:
        gloss = f"{label.gloss}{label.colon}{_plain(placed.claim.gloss)}"
        shown += lines(gloss, width, style="italic", indent=2 * _INDENT)
    return shown + warning_lines(placed.notices, width)


def _plain(text: str) -> str:
    return undirected(one_line(text))


def _isolated(story: PlacedStory, text: str, source: Source) -> str:
    return isolated(_plain(text), source.article.language, story.layout.language)
