"""What stands where in a digest, for all formats alike: stories by number, sources by name, claims with what differs in them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from summarize.article import Article
from summarize.language import language_of
from summarize.language.labels import Labels
from summarize.rendering.layout import Layout, PlacedQuote, PlacedSentence, lay_out, one_line
from summarize.story import Claim, Digest, Story


@dataclass(frozen=True, slots=True)
class Source:
    """An article of a story: its number, and a name short enough to stand behind a sentence."""

    number: int
    name: str
    article: Article

    @property
    def title(self) -> str | None:
        """Its headline, in one line."""
        return one_line(self.article.title) if self.article.title else None


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim with its sentence in three parts, the middle one of which is what differs."""

    claim: Claim
    source: Source
    parts: tuple[str, str, str]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedEcho:
    """What another source prints of a key quote; `text` is None where it has the same words."""

    source: Source
    text: str | None


@dataclass(frozen=True, slots=True)
class PlacedStory:
    """A story: `number` counts from 1; `layout` places what is its briefing's."""

    number: int
    title: str
    story: Story
    layout: Layout
    sources: tuple[Source, ...]
    disagreements: tuple[tuple[PlacedClaim, ...], ...]

    @property
    def several(self) -> bool:
        """Whether more than one article tells it, so that sentences and quotes need their sources."""
        return len(self.sources) > 1

    def source_of(self, placed: PlacedSentence | PlacedQuote) -> Source | None:
        """The source of a sentence or a quote; None where a model wrote it."""
        place = placed.sentence.place if isinstance(placed, PlacedSentence) else placed.quote.place
        return None if place is None else self.sources[place.article]

    def other_names(self, placed: PlacedQuote) -> tuple[str, ...]:
        """How else the speaker's name is spelled in the story, the name to show first."""
        person = self.story.person_of(placed.number - 1)
        if person is None:
            return ()
        names = dict.fromkeys((person.name, *person.spellings))
        return tuple(name for name in names if name != placed.quote.speaker)

    def echoes(self, placed: PlacedQuote) -> list[PlacedEcho]:
        """Where else a key quote is printed."""
        return [
            PlacedEcho(self.sources[echo.place.article], None if echo.same else echo.text)
            for echo in self.story.echoes
            if echo.quote == placed.number - 1
        ]


@dataclass(frozen=True, slots=True)
class DigestLayout:
    """A digest in the order in which it is read."""

    language: str
    label: Labels
    stories: tuple[PlacedStory, ...]


def lay_out_digest(
    digest: Digest, *, repeat_quotes: bool = False, shown: Callable[[str], str] = str
) -> DigestLayout:
    """Where everything in `digest` is shown; the options are those of `lay_out`."""
    stories = []
    for number, story in enumerate(digest.stories, 1):
        layout = lay_out(story.briefing, repeat_quotes=repeat_quotes, shown=shown)
        sources = _sources(story)
        stories.append(
            PlacedStory(
                number=number,
                title=layout.title or sources[0].title or sources[0].name,
                story=story,
                layout=layout,
                sources=sources,
                disagreements=tuple(
                    tuple(_placed(claim, sources[claim.place.article], layout) for claim in one.claims)
                    for one in story.disagreements
                ),
            )
        )
    return DigestLayout(digest.language, language_of(digest.language).labels, tuple(stories))


def about_quote(
    story: PlacedStory,
    placed: PlacedQuote,
    plain: Callable[[str], str],
    foreign: Callable[[str, Source], str],
    named: Callable[[str], str],
) -> Iterator[str]:
    """What stands below a key quote of several articles, in parts: how else its speaker is spelled, its source, and the others
    that print it. `plain` marks up a text, `foreign` one that is in its source's language, and `named` then a source."""
    if not story.several:
        return
    label = story.layout.label
    if names := story.other_names(placed):
        yield f"({label.comma.join(map(plain, names))})"
    source = story.source_of(placed)
    if source is not None:
        yield named(f"({foreign(source.name, source)})")
    echoes = story.echoes(placed)
    if same := [foreign(echo.source.name, echo.source) for echo in echoes if echo.text is None]:
        yield f"{label.also} {named(label.comma.join(same))}"
    for echo in echoes:
        if echo.text is not None:
            words = foreign(f"{placed.opening}{echo.text}{placed.closing}", echo.source)
            yield f"{label.differently} {named(foreign(echo.source.name, echo.source))}{label.colon}{words}"


def source_name(article: Article) -> str:
    """A short name of where an article is from: its site, the host of its address, or its file without folders."""
    if article.site:
        return one_line(article.site)
    if article.name.startswith(("http://", "https://")):
        return urlsplit(article.name).hostname or article.name
    return re.split(r"[/\\]", article.name.rstrip("/\\"))[-1]


def _sources(story: Story) -> tuple[Source, ...]:
    names = [source_name(article) for article in story.articles]
    counts = Counter(names)
    met: Counter[str] = Counter()
    sources = []
    for index, (name, article) in enumerate(zip(names, story.articles, strict=True)):
        met[name] += 1
        sources.append(Source(index + 1, f"{name} ({met[name]})" if counts[name] > 1 else name, article))
    return tuple(sources)


def _placed(claim: Claim, source: Source, layout: Layout) -> PlacedClaim:
    start, end = claim.at.start - claim.place.start, claim.at.end - claim.place.start
    label = layout.label
    return PlacedClaim(
        claim,
        source,
        (claim.sentence[:start], claim.words, claim.sentence[end:]),
        tuple(f"{label.warning}{label.colon}{warning.said_with(label)}" for warning in claim.warnings),
    )
