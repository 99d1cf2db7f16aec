"""Which articles tell of the same event: first within each language, by their words; then across, by names and numbers.

Nobody says how many stories there are, and the same articles always give the same stories. Articles are compared only
where they share a rare key, and of a key that many share each only with its next few neighbours: the work grows with the
number of articles, not with its square.
"""

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from summarize.article import Article
from summarize.digest.keys import keys_of

# Articles on one event are at least so much alike, on average; set on the development halves of benchmarks/digest.py.
ALIKE = 0.2
# Across languages: alike enough by itself; or enough where nothing else is nearly as like, by this factor.
SURELY, POSSIBLY, STANDS_OUT = 0.25, 0.06, 1.35
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


@dataclass(slots=True)
class _Group:
    """Articles that belong together: their vectors added up, within the language and across, and their days."""

    members: list[int]
    language: str
    words: Vector
    shared: Vector
    days: list[int] = field(default_factory=list)

    @property
    def first(self) -> int:
        return self.members[0]


def group(articles: Sequence[Article]) -> list[list[int]]:
    """The stories as lists of indices, each in rising order, by their first."""
    keys = [keys_of(article) for article in articles]
    shared = _vectors([one.shared for one in keys])
    days = [_day(article.date) for article in articles]
    by_language: dict[str, list[int]] = {}
    for index, one in enumerate(keys):
        by_language.setdefault(one.language, []).append(index)
    groups: list[_Group] = []
    for language, members in by_language.items():
        words = _vectors([keys[index].words for index in members])
        alone = [
            _Group([index], language, _mixed(vector, shared[index]), shared[index], days[index])
            for index, vector in zip(members, words, strict=True)
        ]
        groups += _merged(alone)
    if len(by_language) > 1:
        groups = _across(groups)
    return sorted(sorted(one.members) for one in groups)


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


def _merged(groups: Sequence[_Group]) -> list[_Group]:
    """The groups of a language, the most alike put together until none are alike enough."""
    alive: dict[int, _Group] = dict(enumerate(groups))
    near = dict(enumerate(_candidates([one.words for one in groups])))
    queue = [
        (-likeness, index, other)
        for index, others in near.items()
        for other in others
        if index < other and (likeness := _likeness(groups[index], groups[other])) >= ALIKE
    ]
    heapq.heapify(queue)
    while queue:
        _, index, other = heapq.heappop(queue)
        if index not in alive or other not in alive:
            continue
        number = len(near)
        alive[number] = joined = _joined(alive.pop(index), alive.pop(other))
        near[number] = {one for one in near[index] | near[other] if one in alive}
        for one in near[number]:
            near[one].add(number)
            if (likeness := _likeness(joined, alive[one])) >= ALIKE:
                heapq.heappush(queue, (-likeness, one, number))
    return list(alive.values())


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


def _across(groups: Sequence[_Group]) -> list[_Group]:
    """Stories of several languages: groups that are surely alike, or more alike than either is to anything else."""
    vectors = [_unit(one.shared) for one in groups]
    alike: dict[int, dict[int, float]] = {index: {} for index in range(len(groups))}
    for index, others in enumerate(_candidates(vectors)):
        for other in others:
            if groups[index].language != groups[other].language:
                time = _in_time(groups[index], groups[other])
                alike[index][other] = _product(vectors[index], vectors[other]) * time
    links = sorted(
        (-likeness, index, other)
        for index, others in alike.items()
        for other, likeness in others.items()
        if index < other and _belong(likeness, index, other, groups, alike)
    )
    home = list(range(len(groups)))
    taken: dict[int, set[str]] = {index: {one.language} for index, one in enumerate(groups)}
    for _, index, other in links:
        here, there = home[index], home[other]
        # A group of a language has taken in already what is of its story in that language.
        if here != there and not taken[here] & taken[there]:
            taken[here] |= taken.pop(there)
            home = [here if one == there else one for one in home]
    joined: dict[int, _Group] = {}
    for index, one in enumerate(groups):
        joined[home[index]] = _joined(joined[home[index]], one) if home[index] in joined else one
    return list(joined.values())


def _belong(
    likeness: float,
    index: int,
    other: int,
    groups: Sequence[_Group],
    alike: Mapping[int, Mapping[int, float]],
) -> bool:
    if likeness < POSSIBLY:
        return False
    rivals = [
        *_rivals(alike[index], other, groups[other].language, groups),
        *_rivals(alike[other], index, groups[index].language, groups),
    ]
    nearest = max(rivals, default=None)
    if likeness >= SURELY:
        return nearest is None or likeness >= nearest
    # Where there is nothing to compare with, nothing can be said to stand out.
    return nearest is not None and likeness >= STANDS_OUT * nearest


def _rivals(alike: Mapping[int, float], but: int, language: str, groups: Sequence[_Group]) -> Iterable[float]:
    return (value for other, value in alike.items() if other != but and groups[other].language == language)
