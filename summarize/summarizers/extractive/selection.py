"""The choice of a set of sentences: the most valuable ones that don't repeat each other, within a length."""

import heapq
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from summarize.summarizers import Length
from summarize.summarizers.extractive.words import count_words, stem_of, words_of

# What a sentence loses, in the points of its value, when the sentences chosen before have all its longer words.
# Found by cross-validation on the training articles.
REPETITION = 1.0
# Words of fewer letters are mostly grammar: that two sentences share them says nothing.
_TELLING_LETTERS = 4


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
        current = REPETITION * repeated - float(values[index])
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
