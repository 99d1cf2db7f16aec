"""From articles to a digest: grouped into stories, each told once, and translated by the pipeline that every briefing takes."""

from collections.abc import Sequence
from dataclasses import replace

from summarize.article import Article
from summarize.briefing import Briefing, Quote
from summarize.digest.stories import group
from summarize.digest.studying import Studied, study
from summarize.digest.telling import story_of, told_in
from summarize.language import ENGLISH
from summarize.opening import Models
from summarize.pipeline import Watch, make_briefings, translate, unwatched, within
from summarize.request import Request
from summarize.story import Digest, Disagreement, Story
from summarize.summarizers import Length
from summarize.translators import Translator
from summarize.warning import Warning, Where

# The speaker model takes its time for each quote: with more articles "auto" is the rules.
MOST_BY_MODEL = 10


def make_digest(
    articles: Sequence[Article | Studied],
    request: Request | None = None,
    models: Models | None = None,
    watch: Watch = unwatched,
) -> Digest:
    """The digest of the articles as `request` asks for it: how long each story's briefing is, and in which language.

    An article of which nothing else tells is a story too. The same articles always give the same digest. `models` are the
    request's, to be used again; articles that were studied before, elsewhere, aren't again. Raises what `make_briefing`
    raises, for the first story that it is raised of.
    """
    request = request or Request()
    if request.speakers == "auto" and len(articles) > MOST_BY_MODEL:
        request = replace(request, speakers="fast")
    models = models or Models(request)
    plain = [one.article if isinstance(one, Studied) else one for one in articles]
    opened = _translators(plain, request, models, watch)
    known = [
        one
        if isinstance(one, Studied) and one.speakers == request.speakers
        else study(article, request.speakers)
        for one, article in zip(articles, plain, strict=True)
    ]
    grouped = group(plain, [one.keys for one in known])
    found = ([known[index] for index in indices] for indices in grouped.stories)
    ordered = sorted((_newest_first(story) for story in found), key=_leading)
    alone = [story[0] for story in ordered if len(story) == 1]
    told = iter(
        make_briefings(
            [one.article for one in alone], request, models, watch, heard=[one.heard for one in alone]
        )
    )
    stories: list[Story] = []
    for story in ordered:
        if len(story) == 1:
            made = next(told)
            if isinstance(made, Exception):
                raise made
            stories.append(Story(made))
        else:
            stories.append(story_of(story, request, models.summarizer()))
    if request.to is not None:
        stories = _translated(stories, request, request.to, opened, watch)
    language = request.to or (told_in(plain, None) if plain else ENGLISH)
    return Digest(language, tuple(stories), grouped.encoder)


def _translators(
    articles: Sequence[Article], request: Request, models: Models, watch: Watch
) -> dict[str, Translator]:
    """Those that will be needed, by language: a model that is missing is said before anything is made."""
    if request.to is None:
        return {}
    # Imported here: the embedded path needs no checks of translations.
    from summarize.translators.checked import checked

    opened: dict[str, Translator] = {}
    for language in dict.fromkeys(article.language for article in articles):
        if language != request.to:
            with watch("translation", 0):
                opened[language] = checked(models.translator(language, request.to))
    return opened


def _newest_first(story: Sequence[Studied]) -> list[Studied]:
    """The articles with the newest first, those without a day last; else as they were given."""
    return sorted(story, key=lambda one: one.article.date or "", reverse=True)


def _leading(story: Sequence[Studied]) -> tuple[int, int]:
    """Sorts the stories: what most tell first, then the newest."""
    newest = story[0].article.date
    return -len(story), -int(newest.replace("-", "")) if newest else 0


def _translated(
    stories: Sequence[Story],
    request: Request,
    target: str,
    translators: dict[str, Translator],
    watch: Watch,
) -> list[Story]:
    """The stories in `target`: all that is in one other language is translated together, and each part put in its place."""
    made = list(stories)
    for language, translator in translators.items():
        parts = [
            (index, part)
            for index, story in enumerate(made)
            if len(story.articles) > 1 and (part := _part(story, language)) is not None
        ]
        results = translate([part.briefing for _, part in parts], target, translator, None, watch)
        for (index, part), result in zip(parts, results, strict=True):
            if isinstance(result, Exception):
                raise result
            made[index] = part.joined(made[index], result)
    return [_whole_in(story, target, request.length) for story in made]


class _Part:
    """What of a story is in one language, as a briefing of its own that the pipeline can translate.

    Claims are translated as quotes are: what stands in the article stays, the translation beside it.
    """

    def __init__(self, story: Story, language: str) -> None:
        told = story.briefing
        languages = [article.language for article in story.articles]
        teller = told.language
        self._sentences = [
            index
            for index, sentence in enumerate(told.summary)
            if (languages[sentence.place.article] if sentence.place else teller) == language
        ]
        self._quotes = [
            i for i, quote in enumerate(told.quotes) if languages[quote.place.article] == language
        ]
        self._claims = [
            (number, index)
            for number, disagreement in enumerate(story.disagreements)
            for index, claim in enumerate(disagreement.claims)
            if languages[claim.place.article] == language
        ]
        claims = [story.disagreements[number].claims[index] for number, index in self._claims]
        self.is_empty = not (self._sentences or self._quotes or claims or teller == language)
        self.briefing = replace(
            told,
            title=told.title if teller == language else None,
            language=language,
            summary=tuple(replace(told.summary[index], quotes=()) for index in self._sentences),
            quotes=(
                *(told.quotes[index] for index in self._quotes),
                *(Quote(claim.sentence, claim.place, "direct", language=language) for claim in claims),
            ),
            warnings=(),
        )

    def joined(self, story: Story, result: Briefing) -> Story:
        """The story with what was translated in its place."""
        told = story.briefing
        summary, quotes = list(told.summary), list(told.quotes)
        for index, sentence in zip(self._sentences, result.summary, strict=True):
            summary[index] = replace(summary[index], text=sentence.text)
        for index, quote in zip(self._quotes, result.quotes, strict=False):
            quotes[index] = replace(quotes[index], gloss=quote.gloss)
        disagreements = [list(disagreement.claims) for disagreement in story.disagreements]
        glosses = result.quotes[len(self._quotes) :]
        for at, ((number, index), quote) in enumerate(zip(self._claims, glosses, strict=True)):
            about = Where("quotes", len(self._quotes) + at)
            disagreements[number][index] = replace(
                disagreements[number][index],
                gloss=quote.gloss,
                warnings=tuple(replace(one, where=None) for one in result.warnings if one.where == about),
            )
        return replace(
            story,
            briefing=replace(
                told,
                title=result.title if result.title is not None else told.title,
                summary=tuple(summary),
                quotes=tuple(quotes),
                warnings=(*told.warnings, *self._placed(result.warnings)),
                translator=result.translator,
                encoder=result.encoder,
            ),
            disagreements=tuple(
                Disagreement(one.kind, tuple(claims))
                for one, claims in zip(story.disagreements, disagreements, strict=True)
            ),
        )

    def _placed(self, warnings: Sequence[Warning]) -> list[Warning]:
        """The warnings with the story's own indices; those of claims stand with the claims."""
        placed: list[Warning] = []
        for warning in warnings:
            where = warning.where
            if where is None or where.index is None:
                placed.append(warning)
            elif where.part == "summary":
                placed.append(replace(warning, where=Where("summary", self._sentences[where.index])))
            elif where.index < len(self._quotes):
                placed.append(replace(warning, where=Where("quotes", self._quotes[where.index])))
        return placed


def _part(story: Story, language: str) -> _Part | None:
    part = _Part(story, language)
    return None if part.is_empty else part


def _whole_in(story: Story, target: str, length: Length) -> Story:
    """The story as one in `target`, its summary no longer than it may be."""
    told = replace(story.briefing, language=target)
    is_translated = any(sentence.text != sentence.source_text for sentence in told.summary)
    several = len(story.articles) > 1
    return replace(story, briefing=within(told, length) if several and is_translated else told)
