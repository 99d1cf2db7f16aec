"""Which articles tell of the same event: first within each language, by their words; then across, by names and numbers.

Nobody says how many stories there are, and the same articles always give the same stories. Articles are compared only
where they share a rare key, and of a key that many share each only with its next few neighbours: the work grows with the
number of articles, not with its square.
"""

import functools
import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from summarize.article import Article
from summarize.briefing import ModelUse
from summarize.digest.keys import keys_of

# Articles on one event are at least so much alike, on average; set on the development halves of benchmarks/digest.py.
ALIKE = 0.2
# Across languages: alike enough by itself; or enough where nothing else is nearly as like, by this factor.
SURELY, POSSIBLY, STANDS_OUT = 0.25, 0.06, 1.35
# The same where an encoder compares what articles mean, too: what the likeness of meaning beyond that of any two articles
# adds, and what is enough then.
UNRELATED, BY_MEANING = 0.8, 3.0
SURELY_BY_MEANING, POSSIBLY_BY_MEANING, STANDS_OUT_BY_MEANING = 0.4, 0.2, 1.5
# So many groups are encoded at the most, which takes up to a tenth of a second each, by so many characters of the article
# that comes first; and so many nearest ones are looked at.
_MOST_ENCODED, _ENCODED_CHARACTERS, _NEAREST = 400, 300, 4
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
# A row of length 1 a group.
Meanings = NDArray[np.float32]


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


@dataclass(frozen=True, slots=True)
class Grouped:
    """Stories as lists of indices, each in rising order, by their first; and the encoder that helped, None for none."""

    stories: list[list[int]]
    encoder: ModelUse | None = None


def group(articles: Sequence[Article], *, by_meaning: bool = True) -> Grouped:
    """The stories of the articles; `by_meaning` compares what is in several languages with the encoder, where there is one."""
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
    encoder: ModelUse | None = None
    if len(by_language) > 1:
        meanings = None
        if by_meaning and len(groups) <= _MOST_ENCODED:
            # Imported here: few have the extra.
            from summarize.models.encoder import encoder_use, vectors

            meanings = vectors([_beginning(articles[one.first]) for one in groups])
            encoder = encoder_use() if meanings is not None else None
        groups = _across(groups, meanings)
    return Grouped(sorted(sorted(one.members) for one in groups), encoder)


def _beginning(article: Article) -> str:
    """The title and what follows it, as much as is encoded."""
    text = " ".join(sentence.text for sentence in article.sentences[:6]) or article.text
    title = article.title or ""
    return (text if text.startswith(title) else f"{title} {text}")[:_ENCODED_CHARACTERS]


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


@dataclass(frozen=True, slots=True)
class _Enough:
    """How much alike groups of two languages are that are one story: by itself, or where nothing is nearly as like."""

    surely: float
    possibly: float
    stands_out: float


def _across(groups: Sequence[_Group], meanings: Meanings | None) -> list[_Group]:
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
                    cosine = float(meanings[index] @ meanings[other])
                    likeness += BY_MEANING * max(cosine - UNRELATED, 0)
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


def _nearest(groups: Sequence[_Group], meanings: Meanings) -> list[set[int]]:
    """For each group the few of other languages whose meaning is nearest; row by row, so that no square is held."""
    languages = np.array([one.language for one in groups])
    found: list[set[int]] = []
    for index, meaning in enumerate(meanings):
        cosines = np.where(languages == languages[index], -1.0, meanings @ meaning)
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
