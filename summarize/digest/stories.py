"""Which articles tell of the same event: first within each language, by their words; then across, by names and numbers.

Nobody says how many stories there are, and the same articles always give the same stories. Articles are compared only
where they share a rare key, and of a key that many share each only with its next few neighbours: the work grows with the
number of articles, not with its square.
"""

import functools
import heapq
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from summarize.article import Article
from summarize.briefing import ModelUse
from summarize.digest.keys import Keys

# Articles on one event are at least so much alike, on average: by their words; and where an encoder compares what they
# mean, too. All set on the development halves of benchmarks/digest.py.
ALIKE, ALIKE_BY_MEANING = 0.2, 0.51
# Or, by their words, alike at least so much where each is the nearest of the other, by this factor.
HARDLY_ALIKE, NEAREST_BY = 0.12, 2.5
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
    """Articles that belong together: their vectors added up, within the language and across, what they mean, where that
    is known, and their days."""

    members: list[int]
    language: str
    words: Vector
    shared: Vector
    meaning: Meaning | None = None
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
    meanings = _meanings(articles) if by_meaning else None
    groups: list[_Group] = []
    for language, members in by_language.items():
        words = _vectors([keys[index].words for index in members])
        alone = [
            _Group(
                [index],
                language,
                _mixed(vector, shared[index]),
                shared[index],
                None if meanings is None else meanings[index],
                days[index],
            )
            for index, vector in zip(members, words, strict=True)
        ]
        groups += _merged(alone)
    if len(by_language) > 1:
        groups = _across(groups)
    return Grouped(sorted(sorted(one.members) for one in groups), _encoder() if meanings else None)


def _meanings(articles: Sequence[Article]) -> list[Meaning] | None:
    """What the title and the beginning of each article mean; None without an encoder, and where it would take too long."""
    if not 1 < len(articles) <= _MOST_ENCODED or _encoder() is None:
        return None
    # Imported here: few have the extra.
    from summarize.models.encoder import vectors

    meanings: list[Meaning] = []
    for article in articles:
        text = _beginning(article)[:_ENCODED]
        pieces = vectors([text[at : at + _PIECE] for at in range(0, max(len(text), 1), _PIECE)])
        assert pieces is not None
        total = pieces.sum(axis=0)
        meanings.append(total / np.linalg.norm(total))
    return meanings


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
    by_words = _product(one.words, other.words) / (len(one.members) * len(other.members))
    return (by_words + _by_meaning(one, other)) * _in_time(one, other)


def _by_meaning(one: _Group, other: _Group) -> float:
    """What the mean likeness of the meanings of the pairs adds."""
    if one.meaning is None or other.meaning is None:
        return 0.0
    cosine = float(one.meaning @ other.meaning) / (len(one.members) * len(other.members))
    return BY_MEANING * (cosine - UNRELATED)


def _in_time(one: _Group, other: _Group) -> float:
    if not one.days or not other.days:
        return 1.0
    apart = max(min(one.days) - max(other.days), min(other.days) - max(one.days), 0)
    return math.exp(-max(apart - _DAYS, 0) / _FADING)


def _candidates(
    groups: Sequence[_Group], vectors: Sequence[Vector], *, across: bool = False
) -> list[set[int]]:
    """For each group those whose vector shares a weighty key with its own, and those that are nearest by meaning, of other
    languages where `across` is true."""
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
    for index, others in enumerate(_nearest(groups, across=across)):
        found[index] |= others
        for other in others:
            found[other].add(index)
    return found


def _merged(groups: Sequence[_Group]) -> list[_Group]:
    """The groups of a language, the most alike put together until none are alike enough."""
    alive: dict[int, _Group] = dict(enumerate(groups))
    enough = ALIKE if groups[0].meaning is None else ALIKE_BY_MEANING
    near = dict(enumerate(_candidates(groups, [one.words for one in groups])))
    queue = [
        (-likeness, index, other)
        for index, others in near.items()
        for other in others
        if index < other and (likeness := _likeness(groups[index], groups[other])) >= enough
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
            if (likeness := _likeness(joined, alive[one])) >= enough:
                heapq.heappush(queue, (-likeness, one, number))
    if groups[0].meaning is None:
        while pairs := list(_standing_out(alive, near)):
            for index, other in pairs:
                number = len(near)
                alive[number] = _joined(alive.pop(index), alive.pop(other))
                near[number] = near[index] | near[other]
                for one in near[number]:
                    near[one].add(number)
    return list(alive.values())


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
        None if one.meaning is None or other.meaning is None else one.meaning + other.meaning,
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


def _across(groups: Sequence[_Group]) -> list[_Group]:
    """Stories of several languages: groups that are surely alike, or more alike than either is to anything else."""
    enough = _Enough(SURELY, POSSIBLY, STANDS_OUT)
    vectors = [_unit(one.shared) for one in groups]
    candidates = _candidates(groups, vectors, across=True)
    if groups[0].meaning is not None:
        enough = _Enough(SURELY_BY_MEANING, POSSIBLY_BY_MEANING, STANDS_OUT_BY_MEANING)
    alike: list[dict[int, float]] = [{} for _ in groups]
    for index, others in enumerate(candidates):
        for other in others:
            if groups[index].language != groups[other].language:
                likeness = _product(vectors[index], vectors[other])
                likeness += max(_by_meaning(groups[index], groups[other]), 0)
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


def _nearest(groups: Sequence[_Group], *, across: bool) -> list[set[int]]:
    """For each group the few whose meaning is nearest, where it is known; row by row, so that no square is held."""
    known = [one.meaning / len(one.members) for one in groups if one.meaning is not None]
    if not known:
        return []
    meanings, languages = np.stack(known), np.array([one.language for one in groups])
    found: list[set[int]] = []
    for index, meaning in enumerate(meanings):
        apart = languages == languages[index] if across else np.arange(len(groups)) == index
        cosines = np.where(apart, -1.0, meanings @ meaning)
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
