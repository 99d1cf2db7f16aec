"""The shapes in which a weighted sum can use the features: damped, squared, compared with the article, by place."""

import numpy as np

from summarize.summarizers.extractive.features import Column

# Values that decide most by how they compare with the rest of the article.
_COMPARED = (
    "words", "centrality", "forward", "backward", "like_first", "like_lead", "title", "frequency", "frequency_sum",
    "names_sum", "new_stems", "capitals", "numbers", "rarity",
)  # fmt: skip
# What tells a first sentence that sums up the story from one that plunges into it.
_FIRST_SENTENCE = (
    "words_compared", "centrality_compared", "forward_compared", "frequency_sum_compared", "rarity_compared",
    "first_word_length", "first_word_frequency", "quoted",
)  # fmt: skip
# From this many sentences on an article isn't brief at all; at `_WHOLLY_BRIEF` and below it is wholly so.
_NOT_BRIEF, _WHOLLY_BRIEF = 10, 4


def shaped(features: dict[str, Column]) -> dict[str, Column]:
    """All columns that have weights, by name, each with a number a sentence."""
    columns = _general(features)
    return columns | _brief(columns)


def _general(features: dict[str, Column]) -> dict[str, Column]:
    damped = {name: np.sign(column) * np.log1p(np.abs(column)) for name, column in features.items()}
    columns = dict(damped)
    columns |= {f"{name}_squared": np.minimum(column, 8.0) ** 2 for name, column in damped.items()}
    for name in _COMPARED:
        column = features[name]
        columns[f"{name}_compared"] = (column - column.mean()) / (column.std() + 1e-6)
    index = features["index"]
    for place in range(5):
        columns[f"place_{place}"] = (index == place).astype(float)
    columns["near_start"] = np.exp(-index / 5)
    columns["at_start"] = 1 / (1 + index)
    for name in _FIRST_SENTENCE:
        columns[f"first_{name}"] = columns["place_0"] * columns[name][0]
    return columns


def _brief(columns: dict[str, Column]) -> dict[str, Column]:
    """What counts in an article of a few sentences, where the first one mostly tells all; nothing in a longer one."""
    size = len(columns["place_0"])
    brevity = float(np.clip((_NOT_BRIEF - size) / (_NOT_BRIEF - _WHOLLY_BRIEF), 0, 1))
    names = [
        "place_0",
        "place_1",
        "at_start",
        "words",
        "words_compared",
        "centrality_compared",
        "title",
        "quoted",
    ]
    names += [f"first_{name}" for name in _FIRST_SENTENCE]
    return {f"brief_{name}": columns[name] * brevity for name in names}
