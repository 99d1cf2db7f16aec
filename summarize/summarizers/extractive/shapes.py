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
    for place in range(5):
        columns[f"place_{place}"] = (index == place).astype(float)
    columns["near_start"] = np.exp(-index / 5)
    columns["at_start"] = 1 / (1 + index)
    for name in _FIRST_SENTENCE:
        columns[f"first_{name}"] = columns["place_0"] * columns[name][0]
    return columns
