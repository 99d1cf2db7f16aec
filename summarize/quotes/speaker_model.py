"""The speaker model: an encoder that reads a window around a quote and points at the words for its speaker.

It is multilingual-e5-small, fine-tuned on annotated articles (benchmarks/learn_speakers.py; docs/speaker-model.md), run in
8 bits by CTranslate2. Nothing heavier than numpy is imported.
"""

import functools
import multiprocessing
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from summarize.language.characters import (
    COLONS,
    DOUBLE_QUOTATION_MARKS,
    EXCLAMATION_MARKS,
    FULL_STOPS,
    QUESTION_MARKS,
    SEMICOLONS,
)
from summarize.machine import allow_wide_vectors, available_cores
from summarize.quotes.windows import Tokens, Window, pieces_of, tokenize, window, with_usual_marks

# Windows that are run together, at most: of about the same length, so that little of a batch is padding, and few, so that
# what a layer hands to the next one stays in a core's cache (sixteen of them take twice as long each).
_BATCH = 4
# More cores than these bring little for an article's few windows.
_MOST_CORES = 4
# The likeliest beginnings that are looked at, and the tokens that a mention has at most.
_BEGINNINGS, _LONGEST = 8, 16
# What no mention goes over: a quotation mark, the end of a line, of a clause, or of a sentence, unless it is an initial's or an
# abbreviation's full stop.
_BREAK = re.compile(
    rf"[{re.escape(DOUBLE_QUOTATION_MARKS)}\n{re.escape(SEMICOLONS + COLONS + QUESTION_MARKS + EXCLAMATION_MARKS)}]|(?<=\w\w\w\w)[{FULL_STOPS}]"
)


@dataclass(frozen=True, slots=True)
class Pointed:
    """Words of the article that the model points at, with the probability; `start == end` stands for nobody."""

    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says of one passage between marks.

    `mentions` and `names` have the likeliest words first; `quote` is the probability that the passage is somebody's
    words at all, `partial` that it is a partial quote.
    """

    mentions: tuple[Pointed, ...]
    names: tuple[Pointed, ...]
    quote: float
    partial: float


class SpeakerModel:
    """The loaded model."""

    def __init__(self, folder: Path, cores: int = 1) -> None:
        import ctranslate2
        import numpy as np

        allow_wide_vectors()
        # A core works on windows of its own: several on one window wait for each other, and OpenMP's threads that wait
        # take as long as loading the model does.
        self._cores = cores
        self._encoder = ctranslate2.Encoder(
            str(folder), compute_type="int8", inter_threads=cores, intra_threads=1
        )
        with np.load(folder / "heads.npz") as heads:
            self._heads = {name: heads[name] for name in heads.files}
        pieces = (folder / "pieces.txt").read_text("utf-8").split("\n")
        self._pieces = pieces_of(pieces, self._heads["scores"].tolist())

    def answers(
        self,
        text: str,
        paragraphs: Sequence[tuple[int, int]],
        spans: Sequence[tuple[int, int]],
    ) -> list[Answer]:
        """The answer for each of the spans of a text."""
        text = with_usual_marks(text, spans)
        tokens = tokenize(text, paragraphs, self._pieces)
        windows = [window(tokens, span, spans) for span in spans]
        order = sorted(range(len(spans)), key=lambda n: len(windows[n].ids))
        size = max(1, min(_BATCH, -(-len(order) // self._cores)))
        parts = [order[at : at + size] for at in range(0, len(order), size)]
        found: dict[int, Answer] = {}
        for part, states in zip(
            parts, self._run([[windows[n] for n in part] for part in parts]), strict=True
        ):
            for n, state in zip(part, states, strict=True):
                found[n] = self._answer(state, windows[n], tokens, spans[n], text)
        return [found[n] for n in range(len(spans))]

    def _run(self, parts: Sequence[Sequence[Window]]) -> Iterator[list[Any]]:
        """The states of each batch, several batches at a time where there are cores for it."""
        if self._cores == 1 or len(parts) < 2:
            yield from map(self._states, parts)
            return
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(self._cores) as pool:
            yield from pool.map(self._states, parts)

    def answer_at(
        self,
        text: str,
        paragraphs: Sequence[tuple[int, int]],
        span: tuple[int, int],
        others: Sequence[tuple[int, int]],
    ) -> Answer:
        """The answer for one span alone; `others` are all passages between marks."""
        tokens = tokenize(text, paragraphs, self._pieces)
        seen = window(tokens, span, others)
        return self._answer(self._states([seen])[0], seen, tokens, span, text)

    def _states(self, windows: Sequence[Window]) -> list[Any]:
        """The encoder's states of each window, `(length, hidden)`."""
        import ctranslate2
        import numpy as np

        lengths = np.array([len(each.ids) for each in windows], np.int32)
        ids = np.ones((len(windows), int(lengths.max())), np.int32)
        for n, each in enumerate(windows):
            ids[n, : len(each.ids)] = each.ids
        view = ctranslate2.StorageView.from_array
        output = self._encoder.forward_batch(view(ids), lengths=view(lengths))
        states = np.array(output.last_hidden_state, np.float32)
        return [states[n, :length] for n, length in enumerate(lengths)]

    def _answer(self, states: Any, seen: Window, tokens: Tokens, quote: tuple[int, int], text: str) -> Answer:
        import numpy as np

        inside = tokens.within(*quote)
        places = np.array(seen.places)
        allowed = (places >= 0) & ((places < inside.start) | (places >= inside.stop))
        allowed[0] = True
        scores = states @ self._heads["pointers"].T + self._heads["pointers_bias"]
        scores[~allowed] = -1e4
        log = scores - _log_sum(scores)
        kinds = self._heads["kinds"] @ states[0] + self._heads["kinds_bias"]
        kinds = np.exp(kinds - _log_sum(kinds))
        return Answer(
            _pointed(log[:, 0], log[:, 1], seen, tokens, text),
            _pointed(log[:, 2], log[:, 3], seen, tokens, text),
            float(1 - kinds[0]),
            float(kinds[2]),
        )


@functools.cache
def speaker_model() -> SpeakerModel:
    """The model in the package, loaded once; one of several processes keeps to one core."""
    alone = multiprocessing.parent_process() is None
    cores = min(_MOST_CORES, available_cores()) if alone else 1
    with resources.as_file(resources.files("summarize.quotes") / "model") as folder:
        return SpeakerModel(folder, cores)


def _log_sum(scores: Any) -> Any:
    import numpy as np

    top = scores.max(0)
    return top + np.log(np.exp(scores - top).sum(0))


def _stop(text: str, start: int, first: int, seen: Window, tokens: Tokens) -> int:
    """Behind which token of a window words that begin at `start`, with the token `first`, can't go on."""
    break_ = _BREAK.search(text, start)
    limit = break_.start() if break_ else len(text)
    stop = first + 1
    while stop < min(len(seen.places), first + _LONGEST):
        place = seen.places[stop]
        # What is left out, of a quote or by the quote in question, parts words too.
        if place != seen.places[stop - 1] + 1 or tokens.starts[place] >= limit:
            break
        stop += 1
    return stop


def _pointed(start: Any, end: Any, seen: Window, tokens: Tokens, text: str) -> tuple[Pointed, ...]:
    """The likeliest words of a window by the log probabilities of its tokens to be their first and their last.

    A token may be a piece of a word: what is pointed at are whole words.
    """
    import numpy as np

    found: dict[tuple[int, int], float] = {(0, 0): float(np.exp(start[0] + end[0]))}
    for first in np.argsort(-start)[:_BEGINNINGS]:
        if first == 0:
            continue
        a = tokens.starts[seen.places[first]]
        if a == tokens.ends[seen.places[first]]:
            continue  # the end of a paragraph, which is no word
        last = first + int(np.argmax(end[first : _stop(text, a, first, seen, tokens)]))
        b = tokens.ends[seen.places[last]]
        while a > 0 and text[a - 1].isalnum() and text[a].isalnum():
            a -= 1
        while b < len(text) and text[b - 1].isalnum() and text[b].isalnum():
            b += 1
        if a < b:
            found[a, b] = found.get((a, b), 0.0) + float(np.exp(start[first] + end[last]))
    pointed = [Pointed(a, b, chance) for (a, b), chance in found.items()]
    return tuple(sorted(pointed, key=lambda each: -each.chance))
