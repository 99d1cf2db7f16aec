"""The shapes in which a weighted sum can use the features: damped, squared, compared with the article, by place."""

import numpy as np

from summarize.summarizers.extractive.features import Column

# Values that decide most by how they compare with the rest of the article.
_COMPARED = (
    "words", "centrality", "forward", "backward", "like_first", "like_lead", "title", "frequency", "frequency_sum",
    "names_sum", "new_stems", "capitals", "numbers", "rarity", "introduced",
)  # fmt: skip
# What tells a first sentence that sums up the story from one that plunges into it.
_FIRST_SENTENCE = (
    "words_compared", "centrality_compared", "forward_compared", "frequency_sum_compared", "rarity_compared",
    "first_word_length", "first_word_frequency", "quoted",
)  # fmt: skip


def shaped(features: dict[str, Column]) -> dict[str, Column]:
    """All columns that have weights, by name, each with a number a sentence."""
    matrix = np.stack(list(features.values()))
    damped = np.sign(matrix) * np.log1p(np.abs(matrix))
    columns = dict(zip(features, damped, strict=True))
    columns |= zip((f"{name}_squared" for name in features), np.minimum(damped, 8.0) ** 2, strict=True)
    compared = np.stack([features[name] for name in _COMPARED])
    compared = (compared - compared.mean(axis=1, keepdims=True)) / (
        compared.std(axis=1, keepdims=True) + 1e-6
    )
    columns |= zip((f"{name}_compared" for name in _COMPARED), compared, strict=True)
    index = features["index"]
    places = (index == np.arange(5)[:, np.newaxis]).astype(float)
    columns |= zip((f"place_{place}" for place in range(5)), places, strict=True)
    columns["near_start"] = np.exp(-index / 5)
    columns["at_start"] = 1 / (1 + index)
    first = np.array([columns[name][0] for name in _FIRST_SENTENCE])[:, np.newaxis] * places[0]
    columns |= zip((f"first_{name}" for name in _FIRST_SENTENCE), first, strict=True)
    return columns
