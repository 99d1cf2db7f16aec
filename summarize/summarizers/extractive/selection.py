"""The choice of a set of sentences: the most valuable ones that don't repeat each other, within a length."""

import heapq
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from summarize.summarizers import Length
from summarize.summarizers.extractive.words import count_words, stem_of, words_of

# What a sentence loses, in the points of its value, when the sentences chosen before have all its longer words.
# Found by cross-validation on the training articles.
REPETITION = 1.5
# Words of fewer letters are mostly grammar: that two sentences share them says nothing.
_TELLING_LETTERS = 4
# A sentence with more than this share of its words said already comes after all others.
NOTHING_NEW, LAST = 0.8, 1_000.0
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


def choose(texts: Sequence[str], values: NDArray[np.float64], length: Length) -> list[int]:
    """The indices of the chosen texts in rising order.

    One by one, the text whose value less its repetition is highest and that still fits. Repetition only grows as texts
    are chosen, so a text is looked at again only when it comes to the top: the order is exact, the time near linear.
    """
    queue = [(-float(value), index) for index, value in enumerate(values)]
    heapq.heapify(queue)
    covered: set[str] = set()
    chosen: list[int] = []
    words_left = length.words
    while queue and (length.sentences is None or len(chosen) < length.sentences):
        priority, index = heapq.heappop(queue)
        stems = {stem_of(word) for word in words_of(texts[index]) if len(word) >= _TELLING_LETTERS}
        repeated = len(stems & covered) / len(stems) if stems else 0.0
        penalty = REPETITION * repeated if repeated <= NOTHING_NEW else LAST
        current = penalty - float(values[index])
        if current > priority and queue and (current, index) > queue[0]:
            heapq.heappush(queue, (current, index))
            continue
        if words_left is not None:
            cost = count_words(texts[index])
            if cost > words_left and chosen:
                continue
            words_left -= cost
        chosen.append(index)
        covered |= stems
    return sorted(chosen)
