"""What is known of each sentence before one is chosen: numbers that mean the same in every language.

`sentence_features` gives one row a sentence. All of it takes time linear in the article's length: sentences are compared
with sums over the article, never with each other.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarize.language.characters import (
    CLOSING,
    COLONS,
    DASHES,
    DOUBLE_QUOTATION_MARKS,
    EXCLAMATION_MARKS,
    OPENING_MARKS,
    QUESTION_MARKS,
    SEMICOLONS,
    SENTENCE_ENDS,
    any_of,
)
from summarize.language.sentences import Sentence
from summarize.summarizers.words import stem_of, words_of

Column = NDArray[np.float64]

_QUOTATION_MARK = re.compile(any_of(DOUBLE_QUOTATION_MARKS))
_OPENING_MARKS = tuple(OPENING_MARKS)
_DASHES = (*DASHES, "-")
_DASH = re.compile(rf"\s{any_of(DASHES + '-')}\s")
_QUESTION, _EXCLAMATION, _COLON = set(QUESTION_MARKS), set(EXCLAMATION_MARKS), set(COLONS)
_FINISHED = {*SENTENCE_ENDS, *COLONS, *SEMICOLONS}
# Characters that prose has little of and addresses, hashtags, credits and left-over code have much of.
_TECHNICAL = re.compile(r"[@#©{}=|;_/\\]")
# A sentence is read between its neighbours: an answer after a question, a quote after a claim.
_NEIGHBOURS = (
    "words", "quoted", "centrality", "numbers", "unfinished", "names", "question", "like_lead", "colon", "frequency",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of an article: a row each, with its sentence and stem, and the stems of each sentence without repeats."""

    sentence: NDArray[np.intp]
    stem: NDArray[np.intp]
    length: Column
    capital: NDArray[np.bool_]
    number: NDArray[np.bool_]
    first: NDArray[np.bool_]
    distinct_sentence: NDArray[np.intp]
    distinct_stem: NDArray[np.intp]
    distinct_count: Column
    stems: int
    titled: Column


def sentence_features(text: str, sentences: Sequence[Sentence], title: str | None) -> dict[str, Column]:
    """The features of an article's sentences by name, each an array with one number a sentence."""
    if not sentences:
        return {}
    words = _words(sentences, title)
    features = _position(text, sentences, words)
    features |= _likeness(words, len(sentences))
    features |= _wording(words, len(sentences))
    features |= _punctuation([sentence.text for sentence in sentences], features["words"])
    own = np.array([features[name] for name in _NEIGHBOURS])
    before, after = np.zeros_like(own), np.zeros_like(own)
    before[:, 1:], after[:, :-1] = own[:, :-1], own[:, 1:]
    features |= zip((f"{name}_before" for name in _NEIGHBOURS), before, strict=True)
    features |= zip((f"{name}_after" for name in _NEIGHBOURS), after, strict=True)
    return features


def _words(sentences: Sequence[Sentence], title: str | None) -> _Words:
    numbers: dict[str, int] = {}
    sentence_of: list[int] = []
    stem: list[int] = []
    first: list[bool] = []
    found: list[str] = []
    for index, sentence in enumerate(sentences):
        words = words_of(sentence.text)
        found += words
        sentence_of += [index] * len(words)
        first += [True] + [False] * (len(words) - 1) if words else []
        stem += [numbers.setdefault(stem_of(word), len(numbers)) for word in words]
    size = max(len(numbers), 1)
    rows = np.array(sentence_of, dtype=np.intp)
    stems = np.array(stem, dtype=np.intp)
    keys, counts = np.unique(rows * size + stems, return_counts=True)
    titled = np.zeros(size)
    titled[[numbers[key] for word in words_of(title or "") if (key := stem_of(word)) in numbers]] = 1
    return _Words(
        sentence=rows,
        stem=stems,
        length=np.array([len(word) for word in found], dtype=float),
        capital=np.array([word[0] != word[0].lower() for word in found], dtype=bool),
        number=np.array([word[0].isdigit() for word in found], dtype=bool),
        first=np.array(first, dtype=bool),
        distinct_sentence=keys // size,
        distinct_stem=keys % size,
        distinct_count=counts.astype(float),
        stems=size,
        titled=titled,
    )


def _position(text: str, sentences: Sequence[Sentence], words: _Words) -> dict[str, Column]:
    size = len(sentences)
    index = np.arange(size, dtype=float)
    count = np.bincount(words.sentence, minlength=size).astype(float)
    before = np.cumsum(count) - count
    breaks = [True] + ["\n" in text[left.end : right.start] for left, right in itertools.pairwise(sentences)]
    paragraph = np.cumsum(breaks) - 1
    starts = np.flatnonzero(breaks)
    return {
        "index": index,
        "index_share": index / max(size - 1, 1),
        "index_from_end": size - 1 - index,
        "words_before": before,
        "words_before_share": before / max(count.sum(), 1),
        "paragraph": paragraph.astype(float),
        "index_in_paragraph": index - starts[paragraph],
        "paragraph_size": np.bincount(paragraph)[paragraph].astype(float),
        "words": count,
        "characters": np.array([sentence.end - sentence.start for sentence in sentences], dtype=float),
    }


def _likeness(words: _Words, size: int) -> dict[str, Column]:
    """Cosines of the sentences' tf-isf vectors with the sum of all, of those before and after, and of the lead."""
    rows, stems = words.distinct_sentence, words.distinct_stem
    frequency = np.bincount(stems, minlength=words.stems).astype(float)
    weight = words.distinct_count * np.log((size + 1) / (frequency[stems] + 0.5))
    norm = np.sqrt(np.bincount(rows, weight**2, minlength=size)) + 1e-9
    weight = weight / norm[rows]
    total = _sums(stems, weight, words.stems)
    # The weight of each stem in the sentences before: a running sum within the stem's own entries.
    order = np.lexsort((rows, stems))
    running = np.cumsum(weight[order]) - weight[order]
    start_of_stem = np.concatenate([[0], np.cumsum(frequency)[:-1]]).astype(np.intp)
    before = np.empty_like(weight)
    if len(order):
        before[order] = running - running[np.minimum(start_of_stem, len(order) - 1)][stems[order]]
    after = total[stems] - before - weight

    def product(other: Column) -> Column:
        return _sums(rows, weight * other, size)

    def like(sentences: int) -> Column:
        lead = _sums(stems, weight * (rows < sentences), words.stems)
        return product(lead[stems]) / (float(np.linalg.norm(lead)) + 1e-9)

    index = np.arange(size)
    return {
        "centrality": product(total[stems]) / (float(np.linalg.norm(total)) + 1e-9),
        "likeness": (product(total[stems]) - 1) / max(size - 1, 1),
        "backward": product(before) / np.maximum(index, 1),
        "forward": product(after) / np.maximum(size - 1 - index, 1),
        "backward_sum": product(before),
        "forward_sum": product(after),
        "like_first": like(1),
        "like_lead": like(3),
    }


def _wording(words: _Words, size: int) -> dict[str, Column]:
    """Frequent, new, long and titled words, names and numbers: as shares of the sentence, some as sums too."""
    rows, stems = words.distinct_sentence, words.distinct_stem
    count = np.maximum(np.bincount(words.sentence, minlength=size), 1)
    distinct = np.maximum(np.bincount(rows, minlength=size), 1)

    def over_words(value: Column | NDArray[np.bool_]) -> Column:
        return _sums(words.sentence, value, size)

    def over_stems(value: Column | NDArray[np.bool_]) -> Column:
        return _sums(rows, value, size)

    frequency = np.bincount(words.stem, minlength=words.stems).astype(float)
    once = np.maximum(frequency, 1)
    length = np.bincount(words.stem, words.length, minlength=words.stems) / once
    inner = ~words.first
    inner_count = np.maximum(np.bincount(words.stem, inner, minlength=words.stems), 1)
    is_name = np.bincount(words.stem, words.capital & inner, minlength=words.stems) / inner_count > 0.5
    in_sentences = np.bincount(stems, minlength=words.stems).astype(float)
    first_seen = np.full(words.stems, size)
    np.minimum.at(first_seen, stems, rows)
    # A long word carries more of the story than a short one: the language's little words are short everywhere.
    telling = np.log(once)[stems] * np.clip((length[stems] - 2) / 4, 0, 1)
    # Two words in a row that come back are mostly the name of what the story is about.
    together = np.flatnonzero(words.sentence[1:] == words.sentence[:-1])
    pairs = words.stem[together] * words.stems + words.stem[together + 1]
    _, pair, pair_count = np.unique(pairs, return_inverse=True, return_counts=True)
    repeated = _sums(words.sentence[together], np.log(pair_count)[pair], size)
    opener = np.zeros(size, dtype=np.intp)
    opener[words.sentence[words.first]] = words.stem[words.first]
    return {
        "title": over_stems(words.titled[stems]) / max(words.titled.sum(), 1),
        "title_share": over_stems(words.titled[stems]) / distinct,
        "frequency": over_stems(telling) / distinct,
        "frequency_sum": over_stems(telling),
        "frequent": over_stems((frequency[stems] >= 3) & (length[stems] >= 4)) / distinct,
        "rarity": over_stems(np.log((size + 1) / (in_sentences[stems] + 0.5))) / distinct,
        "pairs": repeated / count,
        "introduced": over_stems(telling * (first_seen[stems] == rows)),
        "new_stems": over_stems(first_seen[stems] == rows) / distinct,
        "word_length": over_words(words.length) / count,
        "short_words": over_words(words.length <= 3) / count,
        "long_words": over_words(words.length >= 8) / count,
        "capitals": over_words(words.capital & inner) / np.maximum(over_words(inner), 1),
        "names": over_words(words.capital & inner),
        "names_sum": over_stems(is_name[stems] * np.log(once)[stems]),
        "new_names": over_stems(is_name[stems] & (first_seen[stems] == rows)),
        "numbers": over_words(words.number),
        "numbers_share": over_words(words.number) / count,
        "first_word_length": length[opener],
        "first_word_frequency": np.log(frequency[opener] + 1) / np.log(size + 2),
        "first_word_name": is_name[opener].astype(float),
    }


def _punctuation(texts: list[str], count: Column) -> dict[str, Column]:
    last = [text.rstrip(CLOSING)[-1:] for text in texts]
    marks = [[match.start() for match in _QUOTATION_MARK.finditer(text)] for text in texts]

    def number(values: list[int] | list[bool] | list[float]) -> Column:
        return np.array(values, dtype=float)

    return {
        "commas": number([text.count(",") + text.count("،") for text in texts]) / np.maximum(count, 1),
        "opens_quoted": number([text.startswith(_OPENING_MARKS) for text in texts]),
        "quotation_marks": number([len(places) for places in marks]),
        "odd_quotation_marks": number([len(places) % 2 for places in marks]),
        "quoted": number(list(map(_quoted_share, texts, marks))),
        "question": number([mark in _QUESTION for mark in last]),
        "exclamation": number([mark in _EXCLAMATION for mark in last]),
        "colon": number([mark in _COLON for mark in last]),
        "unfinished": number([mark not in _FINISHED for mark in last]),
        "trails_off": number([text.endswith(("...", "…")) for text in texts]),
        "lower_case": number([text[:1].islower() for text in texts]),
        "opens_with_dash": number([text.startswith(_DASHES) for text in texts]),
        "dashes": number([len(_DASH.findall(text)) for text in texts]),
        "parentheses": number([text.count("(") for text in texts]),
        "technical": number([len(_TECHNICAL.findall(text)) for text in texts]),
        "upper_case": number([sum(map(str.isupper, text)) / max(len(text), 1) for text in texts]),
    }


def _sums(groups: NDArray[np.intp], value: Column | NDArray[np.bool_], size: int) -> Column:
    """The sum of `value` over each of `size` groups."""
    return np.bincount(groups, value, minlength=size).astype(float)


def _quoted_share(text: str, marks: list[int]) -> float:
    """The share of a sentence between its quotation marks, one after the other, whatever their kind."""
    closed = [*marks, len(text)] if len(marks) % 2 else marks
    inside = sum(close - start for start, close in zip(closed[::2], closed[1::2], strict=True))
    return inside / max(len(text), 1)
