"""The learnt numbers: what each feature of a sentence adds to its value. benchmarks/learn_extractive.py writes them."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from summarize.summarizers.extractive.features import Column

# A feature that is odder than this many standard deviations is no stronger evidence for it.
_ODDEST = 6.0
# Sentences that are weighed at once; articles have fewer.
_BLOCK = 4_096
# The first cells of a line; one a language with weights of its own follows.
_COLUMNS = ("name", "mean", "scale", "weight")


@dataclass(frozen=True, slots=True)
class Weights:
    """A weighted sum over named features, each first moved by `mean` and divided by `scale`."""

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weight: NDArray[np.float64]

    def standardize(self, columns: dict[str, Column]) -> NDArray[np.float64]:
        """The features that have weights as a matrix: a row a sentence, a column a feature."""
        matrix = np.array([columns[name] for name in self.names]).T
        return np.clip((matrix - self.mean) / self.scale, -_ODDEST, _ODDEST)

    def values(self, columns: dict[str, Column]) -> NDArray[np.float64]:
        """What each sentence is worth, in points of ROUGE that it adds to a summary, up to a constant."""
        size = len(columns[self.names[0]])
        # In blocks: the matrix of a book would be larger than all else that it takes.
        blocks = (
            {name: columns[name][start : start + _BLOCK] for name in self.names}
            for start in range(0, max(size, 1), _BLOCK)
        )
        return np.concatenate([self.standardize(block) @ self.weight for block in blocks])


def parse_weights(lines: Sequence[str]) -> dict[str, Weights]:
    """Weights by language, "" for any without its own: lines of cells set apart by tabs, and # before comments.

    The first line names the columns: name, mean, scale, the weight for any language, and a code for each with its own.
    """
    heading, *rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    names, *columns = zip(*rows, strict=True)
    mean, scale, *several = (np.array(column, dtype=float) for column in columns)
    return {
        language: Weights(names, mean, scale, weight)
        for language, weight in zip(["", *heading[len(_COLUMNS) :]], several, strict=True)
    }


def format_weights(weights: Mapping[str, Weights]) -> list[str]:
    """The lines that `parse_weights` reads, with six significant digits: enough to choose the same sentences."""
    shared = weights[""]
    own = {language: each.weight for language, each in weights.items() if language}
    columns = (shared.mean, shared.scale, shared.weight, *own.values())
    rows = (
        [name, *(f"{number:.6g}" for number in numbers)]
        for name, *numbers in zip(shared.names, *columns, strict=True)
    )
    return ["\t".join(row) for row in ([*_COLUMNS, *own], *rows)]


def packaged_weights(language: str) -> Weights:
    """The weights that come with the package: the language's own where it has such."""
    several = _packaged()
    return several.get(language, several[""])


@functools.cache
def _packaged() -> dict[str, Weights]:
    file = resources.files("summarize.summarizers.extractive") / "weights.tsv"
    return parse_weights(file.read_text(encoding="utf-8").splitlines())
