"""What a digest is made of: plain frozen data. A Story checks the verbatim guarantee when it is built, as a Briefing does."""

from dataclasses import dataclass
from typing import Literal

from summarize.article import Article, Place
from summarize.briefing import Briefing, ModelUse, Quote, require_verbatim
from summarize.errors import VerbatimError
from summarize.warning import Warning

# What sources differ in: how many or how much, when, who did it, whether it happened at all.
Difference = Literal["number", "date", "person", "denial"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says where another says otherwise.

    `sentence` is what the article has at `place`, and `words`, at `at` within it, are what differs. `gloss` is the machine
    translation of the sentence, never in its place; `warnings` are about that.
    """

    sentence: str
    place: Place
    words: str
    at: Place
    gloss: str | None = None
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the articles of a story say differently of the same thing, one claim an article, side by side."""

    kind: Difference
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Echo:
    """A key quote, by its index in the briefing, as another article prints it: with the same words, or differently."""

    quote: int
    text: str
    place: Place
    same: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom several articles name, or one in several ways: the name to show, all spellings, and which key quotes
    are theirs."""

    name: str
    spellings: tuple[str, ...]
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An event: the briefing of all articles on it, and what only several can tell. The newest article comes first."""

    briefing: Briefing
    disagreements: tuple[Disagreement, ...] = ()
    echoes: tuple[Echo, ...] = ()
    people: tuple[Person, ...] = ()

    def __post_init__(self) -> None:
        articles = self.briefing.articles
        for disagreement in self.disagreements:
            for claim in disagreement.claims:
                require_verbatim(articles, claim.sentence, claim.place)
                require_verbatim(articles, claim.words, claim.at)
                if not claim.place.holds(claim.at):
                    raise VerbatimError(f"{claim.words[:60]!r} isn't in the sentence that it is claimed of")
        for echo in self.echoes:
            require_verbatim(articles, echo.text, echo.place)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles of the story, as places count them."""
        return self.briefing.articles

    def person_of(self, quote: int) -> Person | None:
        """Who said the key quote of an index, where that is somebody with several names."""
        return next((person for person in self.people if quote in person.quotes), None)


@dataclass(frozen=True, slots=True)
class Digest:
    """Stories, those that most articles tell first. `language` is the reader's; `encoder` is what compared the articles'
    meaning, None where that wasn't done."""

    language: str
    stories: tuple[Story, ...]
    encoder: ModelUse | None = None


__all__ = ["Claim", "Difference", "Digest", "Disagreement", "Echo", "Person", "Quote", "Story"]
