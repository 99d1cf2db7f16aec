"""Which articles tell of the same event: first within each language, by their words; then across, by names and numbers.

Nobody says how many stories there are, and the same articles always give the same stories. Articles are compared only
where they share a rare key, and of a key that many share each only with its next few neighbours: the work grows with the
number of articles, not with its square.
"""

import functools
import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from summarize.article import Article
from summarize.briefing import ModelUse
from summarize.digest.keys import Keys

# Articles on one event are at least so much alike, on average, by their words. All set on the development halves of
# benchmarks/digest.py.
ALIKE = 0.2
# Or, by their words, alike at least so much where each is the nearest of the other, by this factor.
HARDLY_ALIKE, NEAREST_BY = 0.12, 2.5
# What is at least so much alike by its words is compared by an encoder, too, and is one story where both come to so much.
UNCLEAR, ALIKE_BY_MEANING = 0.1, 0.54
# Across languages: alike enough by itself; or enough where nothing else is nearly as like, by this factor.
SURELY, POSSIBLY, STANDS_OUT = 0.25, 0.06, 1.2
# What the likeness of meaning beyond that of any two articles adds, and what is enough then across languages.
UNRELATED, BY_MEANING = 0.8, 3.0
SURELY_BY_MEANING, POSSIBLY_BY_MEANING, STANDS_OUT_BY_MEANING = 0.4, 0.2, 1.5
# So many articles are encoded at the most, which takes up to a sixth of a second each, so many characters of each in pieces
# of so many: one vector of a long text says less.
_MOST_ENCODED, _ENCODED, _PIECE = 400, 600, 300
# So many nearest ones by meaning are looked at.
_NEAREST = 4
# How much of the likeness within a language is by words; the rest is by names and numbers.
_BY_WORDS = 0.7
# Keys are as rare as they are among the articles and so many more, of which a key stands in half an article: two articles
# alone tell nothing of what is rare.
_BACKGROUND, _EXPECTED = 50, 0.5
# The weightiest keys by which an article is compared, and by which those are found that it is compared with.
_COMPARED, _ASKED = 200, 40
# With so many of those that have a key an article is compared; what more have is no rare key.
_NEIGHBOURS = 12
# News of a day is told for some; what is told weeks later is mostly another event of the kind.
_DAYS, _FADING = 4, 20

Vector = dict[str, float]
# Of an article, of length 1.
Meaning = NDArray[np.float32]


@dataclass(slots=True)
class _Group:
    """Articles that belong together: their vectors added up, within the language and across, and their days."""

    members: list[int]
    language: str
    words: Vector
    shared: Vector
    days: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Stories as lists of indices, each in rising order, by their first; and the encoder that helped, None for none."""

    stories: list[list[int]]
    encoder: ModelUse | None = None


def group(articles: Sequence[Article], keys: Sequence[Keys], *, by_meaning: bool = True) -> Grouped:
    """The stories of the articles, by the keys of each; `by_meaning` compares them with the encoder, too, where
    there is one."""
    shared = _vectors([one.shared for one in keys])
    days = [_day(article.date) for article in articles]
    by_language: dict[str, list[int]] = {}
    for index, one in enumerate(keys):
        by_language.setdefault(one.language, []).append(index)
    meanings = _Meanings(articles) if by_meaning and _encoder() is not None else None
    groups: list[_Group] = []
    for language, members in by_language.items():
        words = _vectors([keys[index].words for index in members])
        alone = [
            _Group([index], language, _mixed(vector, shared[index]), shared[index], days[index])
            for index, vector in zip(members, words, strict=True)
        ]
        groups += _merged(alone, meanings)
    if len(by_language) > 1:
        groups = _across(groups, meanings if meanings and meanings.can_have(groups) else None)
    return Grouped(
        sorted(sorted(one.members) for one in groups), _encoder() if meanings and meanings.known else None
    )


class _Meanings:
    """What the articles that come first in their groups mean, each encoded when it is first asked for."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.known: dict[int, Meaning] = {}
        self._articles = articles

    def can_have(self, groups: Sequence[_Group]) -> bool:
        """Whether these, with those that are known, are no more than are encoded at the most."""
        return len(self.known.keys() | {one.members[0] for one in groups}) <= _MOST_ENCODED

    def of(self, group: _Group) -> Meaning:
        """The title and the beginning of the first article as one vector."""
        first = group.members[0]
        if first not in self.known:
            # Imported here: few have the extra.
            from summarize.models.encoder import vectors

            text = _beginning(self._articles[first])[:_ENCODED]
            pieces = vectors([text[at : at + _PIECE] for at in range(0, max(len(text), 1), _PIECE)])
            assert pieces is not None
            total = pieces.sum(axis=0)
            self.known[first] = total / np.linalg.norm(total)
        return self.known[first]

    def likeness(self, one: _Group, other: _Group) -> float:
        """What the likeness of what two groups mean adds to that of their words."""
        return BY_MEANING * (float(self.of(one) @ self.of(other)) - UNRELATED)


def _encoder() -> ModelUse | None:
    from summarize.models.encoder import encoder_use

    return encoder_use()


def _beginning(article: Article) -> str:
    """The title and what follows it."""
    text = " ".join(sentence.text for sentence in article.sentences) or article.text
    title = article.title or ""
    return text if text.startswith(title) else f"{title} {text}"


def _day(written: str | None) -> list[int]:
    try:
        return [date.fromisoformat(written).toordinal()] if written else []
    except ValueError:
        return []


def _vectors(keys: Sequence[Mapping[str, float]]) -> list[Vector]:
    """Each article's keys weighed by how rare they are, as a vector of length 1."""
    spread = Counter(key for one in keys for key in one)
    rarity = {key: math.log((len(keys) + _BACKGROUND) / (count + _EXPECTED)) for key, count in spread.items()}
    return [_unit({key: worth * max(rarity[key], 0) for key, worth in one.items()}) for one in keys]


def _unit(vector: Vector) -> Vector:
    kept = heapq.nlargest(_COMPARED, vector.items(), key=lambda item: (item[1], item[0]))
    length = math.sqrt(sum(worth * worth for _, worth in kept)) or 1.0
    return {key: worth / length for key, worth in kept}


def _mixed(words: Vector, shared: Vector) -> Vector:
    mixed = {f" {key}": worth * math.sqrt(_BY_WORDS) for key, worth in words.items()}
    return mixed | {key: worth * math.sqrt(1 - _BY_WORDS) for key, worth in shared.items()}


def _product(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(worth * other[key] for key, worth in one.items() if key in other)


def _likeness(one: _Group, other: _Group) -> float:
    """The mean likeness of the pairs of two groups of one language."""
    return _product(one.words, other.words) / (len(one.members) * len(other.members)) * _in_time(one, other)


def _in_time(one: _Group, other: _Group) -> float:
    if not one.days or not other.days:
        return 1.0
    apart = max(min(one.days) - max(other.days), min(other.days) - max(one.days), 0)
    return math.exp(-max(apart - _DAYS, 0) / _FADING)


def _candidates(vectors: Sequence[Vector]) -> list[set[int]]:
    """For each vector those that share a weighty key with it."""
    having: dict[str, list[int]] = {}
    for index, vector in enumerate(vectors):
        for key in heapq.nlargest(_ASKED, vector, key=lambda key: (vector[key], key)):
            having.setdefault(key, []).append(index)
    found: list[set[int]] = [set() for _ in vectors]
    for indices in having.values():
        for at, index in enumerate(indices):
            for other in indices[at + 1 : at + 1 + _NEIGHBOURS]:
                found[index].add(other)
                found[other].add(index)
    return found


def _merged(groups: Sequence[_Group], meanings: _Meanings | None) -> list[_Group]:
    """The groups of a language: the most alike put together until none are alike enough, then those that stand out, then
    those that an encoder finds alike."""
    alive: dict[int, _Group] = dict(enumerate(groups))
    near = dict(enumerate(_candidates([one.words for one in groups])))
    _merge(alive, near, _likeness, ALIKE)
    while pairs := list(_standing_out(alive, near)):
        for index, other in pairs:
            _join(alive, near, index, other)
    if meanings is not None:

        def with_meaning(one: _Group, other: _Group) -> float:
            by_words = _likeness(one, other)
            is_unclear = by_words >= UNCLEAR and meanings.can_have([one, other])
            return by_words + meanings.likeness(one, other) if is_unclear else 0.0

        _merge(alive, near, with_meaning, ALIKE_BY_MEANING)
    return list(alive.values())


def _merge(
    alive: dict[int, _Group],
    near: dict[int, set[int]],
    likeness: Callable[[_Group, _Group], float],
    enough: float,
) -> None:
    """Join the two groups that are most alike until none are alike enough; `near` says which are compared."""
    queue = [
        (-alike, index, other)
        for index in alive
        for other in sorted(near[index])
        if index < other and other in alive and (alike := likeness(alive[index], alive[other])) >= enough
    ]
    heapq.heapify(queue)
    while queue:
        _, index, other = heapq.heappop(queue)
        if index in alive and other in alive:
            number = _join(alive, near, index, other)
            for one in sorted(near[number]):
                if (alike := likeness(alive[number], alive[one])) >= enough:
                    heapq.heappush(queue, (-alike, one, number))


def _join(alive: dict[int, _Group], near: dict[int, set[int]], index: int, other: int) -> int:
    """Put two groups together under a number of its own, near whatever either was near."""
    number = len(near)
    alive[number] = _joined(alive.pop(index), alive.pop(other))
    near[number] = {one for one in near[index] | near[other] if one in alive}
    for one in near[number]:
        near[one].add(number)
    return number


def _standing_out(alive: Mapping[int, _Group], near: Mapping[int, set[int]]) -> Iterator[tuple[int, int]]:
    """The pairs of groups that are each other's nearest by far. Where there is nothing to compare with, nothing can be said
    to stand out."""
    nearest: dict[int, int] = {}
    for index, group in alive.items():
        ranked = sorted(
            (
                (_likeness(group, alive[other]), other)
                for other in near[index]
                if other in alive and other != index
            ),
            key=lambda one: (-one[0], one[1]),
        )
        if len(ranked) > 1:
            (likeness, other), (next_best, _) = ranked[:2]
            if likeness >= max(HARDLY_ALIKE, NEAREST_BY * next_best):
                nearest[index] = other
    for index, other in nearest.items():
        if index < other and nearest.get(other) == index:
            yield index, other


def _joined(one: _Group, other: _Group) -> _Group:
    return _Group(
        sorted(one.members + other.members),
        one.language,
        _sum(one.words, other.words),
        _sum(one.shared, other.shared),
        one.days + other.days,
    )


def _sum(one: Vector, other: Vector) -> Vector:
    total = dict(one)
    for key, worth in other.items():
        total[key] = total.get(key, 0) + worth
    return total


@dataclass(frozen=True, slots=True)
class _Enough:
    """How much alike groups of two languages are that are one story: by itself, or where nothing is nearly as like."""

    surely: float
    possibly: float
    stands_out: float


def _across(groups: Sequence[_Group], meanings: _Meanings | None) -> list[_Group]:
    """Stories of several languages: groups that are surely alike, or more alike than either is to anything else."""
    enough = _Enough(SURELY, POSSIBLY, STANDS_OUT)
    vectors = [_unit(one.shared) for one in groups]
    candidates = _candidates(vectors)
    if meanings is not None:
        enough = _Enough(SURELY_BY_MEANING, POSSIBLY_BY_MEANING, STANDS_OUT_BY_MEANING)
        for index, others in enumerate(_nearest(groups, meanings)):
            candidates[index] |= others
            for other in others:
                candidates[other].add(index)
    alike: list[dict[int, float]] = [{} for _ in groups]
    for index, others in enumerate(candidates):
        for other in others:
            if groups[index].language != groups[other].language:
                likeness = _product(vectors[index], vectors[other])
                if meanings is not None:
                    likeness += max(meanings.likeness(groups[index], groups[other]), 0)
                alike[index][other] = likeness * _in_time(groups[index], groups[other])
    links = sorted(
        (-likeness, index, other)
        for index, others in enumerate(alike)
        for other, likeness in others.items()
        if index < other and _belong(likeness, index, other, groups, alike, enough)
    )
    home = list(range(len(groups)))
    living: dict[int, list[int]] = {index: [index] for index in home}
    for _, index, other in links:
        here, there = home[index], home[other]
        languages = {groups[one].language for one in living[here]}
        # A group of a language has taken in already what is of its story in that language.
        if here != there and not languages & {groups[one].language for one in living[there]}:
            moved = living.pop(there)
            living[here] += moved
            for one in moved:
                home[one] = here
    return [functools.reduce(_joined, (groups[one] for one in members)) for members in living.values()]


def _nearest(groups: Sequence[_Group], meanings: _Meanings) -> list[set[int]]:
    """For each group the few of other languages whose meaning is nearest; row by row, so that no square is held."""
    rows, languages = (
        np.stack([meanings.of(one) for one in groups]),
        np.array([one.language for one in groups]),
    )
    found: list[set[int]] = []
    for index, row in enumerate(rows):
        cosines = np.where(languages == languages[index], -1.0, rows @ row)
        order = np.argsort(-cosines, kind="stable")[:_NEAREST]
        found.append({int(other) for other in order if cosines[other] > UNRELATED})
    return found


def _belong(
    likeness: float,
    index: int,
    other: int,
    groups: Sequence[_Group],
    alike: Sequence[Mapping[int, float]],
    enough: _Enough,
) -> bool:
    if likeness < enough.possibly:
        return False
    rivals = [
        *_rivals(alike[index], other, groups[other].language, groups),
        *_rivals(alike[other], index, groups[index].language, groups),
    ]
    nearest = max(rivals, default=None)
    if likeness >= enough.surely:
        return nearest is None or likeness >= nearest
    # Where there is nothing to compare with, nothing can be said to stand out.
    return nearest is not None and likeness >= enough.stands_out * nearest


def _rivals(alike: Mapping[int, float], but: int, language: str, groups: Sequence[_Group]) -> Iterable[float]:
    return (value for other, value in alike.items() if other != but and groups[other].language == language)
