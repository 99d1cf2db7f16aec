"""The choice of a set of sentences: the most valuable ones that stand and don't repeat each other, within a length."""

import heapq
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from summarize.language.characters import QUOTATION_MARKS, any_of
from summarize.language.record import Language
from summarize.language.sentences import split_sentences
from summarize.summarizers import Length
from summarize.summarizers.extractive.repeats import Said
from summarize.summarizers.extractive.standing import Candidate
from summarize.summarizers.words import count_characters, count_words

# What a sentence loses, in the points of its value, when the sentences chosen before have all its longer words.
# Found by cross-validation on the training articles.
REPETITION = 1.5
# One that has more words than this may be several within one pair of marks, and counts as those, or as so many of these.
LONGEST_SENTENCE = 60
_MARKS = re.compile(any_of(QUOTATION_MARKS))
# The first sentence of a short article tells the story. The weights can't know: the articles they were learnt from are
# longer. The first sentence gains this many points up to the first number of sentences, nothing from the second on, and
# its share in between. Without capitals names can't be told from other words, so that much of what the weights go by is
# missing: there the first sentence is the safer choice in any article of ordinary length.
LEAD_GAIN = 8.0
# Prose in scripts with capitals has one to six in a hundred characters; foreign names in one without make fewer.
FEWEST_CAPITALS = 0.004
SHORT, SHORT_WITHOUT_CAPITALS = (4, 8), (24, 48)


def favour_the_lead(values: NDArray[np.float64], upper_case: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values of an article's sentences, that of the first raised where the article is short.

    `upper_case` is the share of capitals among each sentence's characters.
    """
    wholly, not_at_all = SHORT if upper_case.mean() > FEWEST_CAPITALS else SHORT_WITHOUT_CAPITALS
    share = min(max((not_at_all - len(values)) / (not_at_all - wholly), 0.0), 1.0)
    favoured = values.copy()
    favoured[:1] += share * LEAD_GAIN
    return favoured


def choose(
    candidates: Sequence[Candidate],
    values: NDArray[np.float64],
    length: Length,
    language: Language,
    *,
    by_several: bool = False,
) -> list[int]:
    """The indices of the chosen candidates in rising order.

    One by one, the one whose value less its repetition is highest, among those that are whole, that lean on nothing or
    on the one before, already chosen, that fit, and that don't say again what was said. Where none is whole and stands,
    leaning ones are taken, then any. `by_several`: the candidates are those of several articles, one behind the other.
    """
    for usable in (_whole_and_standing, _whole, _any):
        opening = [index for index, candidate in enumerate(candidates) if usable(candidate)]
        if opening:
            said = Said(language, by_several=by_several)
            return _choose(candidates, opening, values, length, language, said)
    return []


def _whole_and_standing(candidate: Candidate) -> bool:
    return candidate.whole and not candidate.leans


def _whole(candidate: Candidate) -> bool:
    return candidate.whole


def _any(candidate: Candidate) -> bool:
    return True


def _choose(
    candidates: Sequence[Candidate],
    opening: Sequence[int],
    values: NDArray[np.float64],
    length: Length,
    language: Language,
    said: Said,
) -> list[int]:
    """Repetition only grows as sentences are chosen, so one is looked at again only when it comes to the top: the order
    is exact, the time near linear."""
    texts = [candidate.sentence.text for candidate in candidates]
    values = _with_what_they_carry(candidates, values)
    queue = [(-float(values[index]), index) for index in opening]
    heapq.heapify(queue)
    waiting = set(range(len(candidates))) - set(opening)
    chosen: list[int] = []
    too_long: int | None = None
    sentences_left, words_left = length.sentences, length.most_words(language.code)
    # A blank stands between two.
    characters_left = None if length.characters is None else length.characters + 1
    while queue and (sentences_left is None or sentences_left > 0):
        priority, index = heapq.heappop(queue)
        current = REPETITION * said.share(texts[index]) - float(values[index])
        if current > priority and queue and (current, index) > queue[0]:
            heapq.heappush(queue, (current, index))
            continue
        words, sentences = _size(texts[index], language)
        characters = count_characters(texts[index]) + 1
        if (
            (words_left is not None and words > words_left)
            or (characters_left is not None and characters > characters_left)
            or (sentences_left is not None and sentences > sentences_left)
        ):
            too_long = index if too_long is None else too_long
            continue
        if said.has(texts[index]):
            continue
        chosen.append(index)
        said.add(texts[index])
        words_left = None if words_left is None else words_left - words
        characters_left = None if characters_left is None else characters_left - characters
        sentences_left = None if sentences_left is None else sentences_left - sentences
        following = index + 1
        if following in waiting and candidates[following].whole:
            waiting.remove(following)
            heapq.heappush(queue, (-float(values[following]), following))
    if not chosen and too_long is not None:
        return [too_long]
    return sorted(chosen)


# How much of it. Found on the development sets, where more brings in weak first halves.
CARRIED = 0.25


def _with_what_they_carry(
    candidates: Sequence[Candidate], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """A sentence on which a better one leans is worth some of that one too."""
    carried = values.copy()
    for index in range(len(values) - 2, -1, -1):
        following = candidates[index + 1]
        if following.whole and following.leans:
            carried[index] = max(
                values[index], values[index] + CARRIED * (carried[index + 1] - values[index])
            )
    return carried


def _size(text: str, language: Language) -> tuple[int, int]:
    """How many words `text` has, and how many sentences: a long quote has several between its marks, and what is longer
    than sentences are takes the place of several."""
    words = count_words(text)
    if words <= LONGEST_SENTENCE:
        return words, 1
    unmarked = _MARKS.sub(" ", text)
    return words, max(len(split_sentences(unmarked, language.code)), round(words / LONGEST_SENTENCE))
