"""Learns the weights of the embedded summarizer from articles with reference summaries.

    python -m benchmarks.learn_extractive [--data ../shared/eval] [--press FOLDER] [--check]

A sentence is worth what it adds, on average, to summaries that it could stand in: for each article, sets of plausible
sentences are drawn, and the target is the ROUGE F1 of the set with the sentence in it. A ridge regression learns it from
the features, articles weighing the same whatever their length; the answer is exact, so the same data and seed give the
same file, bit for bit. Arabic has weights of its own, learnt from what benchmarks.press_summaries put together: as near
to those of all as its few articles allow. --check compares it with the file in the repository instead of writing it.
"""

import argparse
import dataclasses
import itertools
import sys
import zlib
from collections import Counter
from collections.abc import Collection as Names
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import DEFAULT_DATA
from benchmarks.summary_data import (
    DEFAULT_PRESS,
    PRESS,
    TRAINING,
    Example,
    read_examples,
    require_summaries,
)
from summarize.language.sentences import split_sentences
from summarize.summarizers.extractive import weights as weights_module
from summarize.summarizers.extractive.features import sentence_features
from summarize.summarizers.extractive.furniture import without_furniture
from summarize.summarizers.extractive.shapes import shaped
from summarize.summarizers.extractive.weights import Weights, format_weights
from summarize.summarizers.words import stem_of, words_of

Matrix = NDArray[np.float64]

OUTPUT = Path(weights_module.__file__).parent / "weights.tsv"
SEED = 1
# How many articles are read of each collection, and what a collection counts for, however many it has.
ARTICLES = {"en CNN": 700, "fr OrangeSum": 8000, "ru RT": 3000}
SHARE = {"en CNN": 2.0, "fr OrangeSum": 1.0, "ru RT": 2.0}
# Two words in a row that the reference has count as much as this many single ones.
BIGRAM_SHARE = 12.0
# Ridge penalty, as a share of the mean variance of a feature.
PENALTY = 0.01
# The same for how far a language's own weights go from those of all: by the papers left out in turn, a fifth to a half of it
# and thrice it do as well.
OWN_PENALTY = 0.3
# Sets drawn an article, and how many of its first sentences every set may draw from whatever they are worth.
SETS, LEAD = 12, 6
# Sentences behind this one are hardly ever chosen, and a few long reads would outweigh the news.
LONGEST = 80


@dataclasses.dataclass(frozen=True, slots=True)
class Lesson:
    """An article's columns and what each of its sentences is worth, both less their mean over the article."""

    columns: Matrix
    target: Matrix


def learn(data: Path, collections: Names[str] = tuple(TRAINING)) -> Weights:
    """The weights learnt from some of the training collections."""
    read = {
        name: list(itertools.islice(read_examples(data, TRAINING[name]), ARTICLES[name]))
        for name in collections
    }
    names, mean, scale = _standards([example for examples in read.values() for example in examples[::8]])
    size = len(names)
    weights = Weights(names, mean, scale, np.zeros(size))
    gram, moment = np.zeros((size, size)), np.zeros(size)
    for name, examples in read.items():
        sums = _sums(lessons_of(examples, weights))
        gram, moment = gram + SHARE[name] * sums[0], moment + SHARE[name] * sums[1]
    penalty = PENALTY * np.trace(gram) / size
    return dataclasses.replace(weights, weight=np.linalg.solve(gram + penalty * np.eye(size), moment))


def learn_own(lessons: Iterable[Lesson | None], shared: Weights) -> Weights:
    """A language's own weights, learnt from lessons with the columns of the `shared` ones."""
    gram, moment = _sums(lessons)
    penalty = OWN_PENALTY * np.trace(gram) / len(moment)
    apart = np.linalg.solve(gram + penalty * np.eye(len(moment)), moment - gram @ shared.weight)
    return dataclasses.replace(shared, weight=shared.weight + apart)


def lessons_of(examples: Sequence[Example], weights: Weights) -> Iterator[Lesson | None]:
    """What is learnt from each example; None where it is nothing. Of `weights` only the columns count."""
    return (_lesson(example, weights) for example in _untitled(examples))


def _sums(lessons: Iterable[Lesson | None]) -> tuple[Matrix, Matrix]:
    """What the regression is solved from: columns by columns, and columns by targets, per article."""
    gram, moment, articles = np.zeros(()), np.zeros(()), 0
    for lesson in lessons:
        articles += 1
        if lesson is not None:
            importance = 1 / np.sqrt(len(lesson.target))
            gram = gram + importance * lesson.columns.T @ lesson.columns
            moment = moment + importance * lesson.columns.T @ lesson.target
    return gram / articles, moment / articles


def _standards(examples: list[Example]) -> tuple[tuple[str, ...], Matrix, Matrix]:
    """The names of all columns, and the mean and the spread of each over the sentences of `examples`."""
    found = [columns for example in examples if (columns := _columns(example)[1])]
    names = tuple(found[0])
    matrix = np.concatenate([np.stack([columns[name] for name in names], axis=1) for columns in found])
    return names, matrix.mean(axis=0), matrix.std(axis=0) + 1e-3


def _columns(example: Example) -> tuple[list[list[str]], dict[str, Matrix]]:
    """The stems of each sentence that may be chosen, and its columns."""
    sentences = without_furniture(split_sentences(example.text, example.language), example.language)
    columns = shaped(sentence_features(example.text, sentences, example.title)) if sentences else {}
    return [_stems(sentence.text) for sentence in sentences], columns


def _lesson(example: Example, weights: Weights) -> Lesson | None:
    """None for an article with nothing to choose from, or a reference without a word."""
    stems, columns = _columns(example)
    reference = _stems(example.reference)
    if len(stems) < 2 or not reference:
        return None
    matrix = weights.standardize(columns)[:LONGEST]
    target = _worth(stems[:LONGEST], reference, example.sentences, _seed(example))
    return Lesson(matrix - matrix.mean(axis=0), target - target.mean())


def _worth(stems: list[list[str]], reference: list[str], sentences: int, seed: int) -> Matrix:
    """The mean ROUGE F1 (x100, single stems and pairs weighed together) of sets with each sentence in them."""
    counts = []
    for n in (1, 2):
        wanted = Counter(_grams(reference, n))
        places = {gram: place for place, gram in enumerate(wanted)}
        found = np.zeros((len(stems), len(places)))
        for row, sentence in enumerate(stems):
            for gram in _grams(sentence, n):
                if gram in places:
                    found[row, places[gram]] += 1
        counts.append((np.array(list(wanted.values()), dtype=float), found))
    length = np.array([len(sentence) for sentence in stems], dtype=float)

    def score(others: list[int]) -> Matrix:
        total = np.zeros(len(stems))
        for (wanted, found), share in zip(counts, (1.0, BIGRAM_SHARE), strict=True):
            hits = np.minimum(found + found[others].sum(axis=0), wanted).sum(axis=1)
            total += share * 200 * hits / np.maximum(length + length[others].sum() + wanted.sum(), 1)
        return total / (1 + BIGRAM_SHARE)

    if sentences == 1:
        return score([])
    hits = np.minimum(counts[0][1], counts[0][0]).sum(axis=1)
    # A sentence is plausible whose hits outweigh its length at the F1 that a Lead has, and so is the lead.
    plausible = np.argsort(0.14 * length - hits, kind="stable")[: max(8, len(stems) // 3)]
    pool = np.concatenate([plausible, np.arange(min(LEAD, len(stems)))])
    generator = np.random.default_rng(seed)
    size = min(sentences - 1, len(pool))
    drawn = [generator.choice(pool, size, replace=False) for _ in range(SETS)]
    return np.mean([score(list(dict.fromkeys(others.tolist()))) for others in drawn], axis=0)


def _untitled(examples: Sequence[Example]) -> list[Example]:
    """The examples, every other one without its title: many articles come without."""
    return [dataclasses.replace(e, title=e.title if i % 2 else None) for i, e in enumerate(examples)]


def _stems(text: str) -> list[str]:
    return [stem_of(word) for word in words_of(text)]


def _grams(stems: list[str], n: int) -> Iterator[tuple[str, ...]]:
    return zip(*(stems[start:] for start in range(n)), strict=False)


def _seed(example: Example) -> int:
    return SEED + zlib.crc32(example.text.encode())


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--press", type=Path, default=DEFAULT_PRESS)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    data = require_summaries(options.data)
    if not (options.press / PRESS.file).exists():
        sys.exit(f"{options.press / PRESS.file} is absent; run: python -m benchmarks.press_summaries")
    shared = learn(data)
    press = lessons_of(list(read_examples(options.press, PRESS)), shared)
    learnt = {"": shared, PRESS.language: learn_own(press, shared)}
    written = "\n".join(["# Learnt by benchmarks/learn_extractive.py", *format_weights(learnt), ""])
    if not options.check:
        OUTPUT.write_text(written, encoding="utf-8")
    elif OUTPUT.read_text(encoding="utf-8") != written:
        sys.exit("the weights in the repository aren't those learnt; learn them again without --check")
    else:
        print("the weights in the repository are those learnt")


if __name__ == "__main__":
    main()
