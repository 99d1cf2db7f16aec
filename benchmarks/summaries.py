"""Measures the embedded summarizer beside Lead, sumy's methods and itself without a language.

    python -m benchmarks.summaries [--data ../shared/eval] [--press FOLDER] [--sumy] [--unseen]

The gain in ROUGE is over Lead cut by the scorer's splitter and over Lead cut by our own: for each metric the smaller
counts, with its 95% interval. Beside it stands what an editor would strike (summary_faults.py). --sumy adds sumy's methods
on the same sentences and how fast they are. --unseen learns the weights without the publisher that is
measured (minutes); the publishers that have no training collection are unseen always, and each Arabic paper of those that
benchmarks.press_summaries put together is measured with weights learnt from the others. Ends with 1 where a goal is missed. Needs `pip install .[benchmark]`.
"""

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks import DEFAULT_DATA
from benchmarks.learn_extractive import learn, learn_own, lessons_of
from benchmarks.summary_data import (
    DEFAULT_PRESS,
    DEVELOPMENT,
    PRESS,
    TRAINING,
    Collection,
    Example,
    read_examples,
    require_summaries,
)
from benchmarks.summary_faults import FAULTS, faults_of
from summarize.article import Article
from summarize.language.sentences import Sentence, split_sentences
from summarize.summarizers import Length
from summarize.summarizers.extractive import choose_sentences
from summarize.summarizers.extractive.weights import Weights, packaged_weights
from summarize.summarizers.words import words_of

# What the gains in R1, R2 and RLsum must reach; None where the issue asks nothing of a metric.
GOALS: dict[str, tuple[float | None, ...]] = {
    "en CNN": (1.3, 0.8, 1.2),
    "fr OrangeSum": (1.2, 0.6, 0.9),
    "ru RT": (2.0, 0.6, 1.7),
    "en XSum": (1.5, None, None),
    "en leads": (0.5, None, None),
    "ar leads": (0.5, None, None),
    "de leads": (0.5, None, None),
    "ar headlines": (0.0, 0.0, 0.0),
    "ar press": (0.5, None, None),
}
ANY_PUBLISHER = (0.5, None, None)
TIMES_FASTER = 3.0
SUMY_METHODS = ("lex_rank.LexRank", "text_rank.TextRank", "lsa.Lsa", "luhn.Luhn", "kl.KL")
SUMY_LANGUAGES = {"en": "english", "fr": "french", "ru": "russian", "ar": "arabic"}
DRAWS = 2000

Scores = NDArray[np.float64]
Sentences = TypeVar("Sentences")


class Bench:
    """The examples of one collection, split, with the scores of both Leads: each method is measured against them."""

    def __init__(self, collection: Collection, folder: Path, scorer: ModuleType, limit: int | None) -> None:
        self.examples = list(read_examples(folder, collection))[:limit]
        self.sentences = collection.sentences
        language = collection.language
        rouge = scorer.make_scorer(language)

        def score(example: Example, sentences: Sequence[str]) -> list[float]:
            reference = "\n".join(scorer.sentences(example.reference, language))
            result = rouge.score(reference, "\n".join(sentences))
            return [100 * result[metric].fmeasure for metric in scorer.METRICS]

        self.score = score
        self.articles = [as_article(example) for example in self.examples]
        self.lead = self.scores([scorer.sentences(example.text, language) for example in self.examples])
        self.own_lead = self.scores(texts_of([article.sentences for article in self.articles]))

    def scores(self, summaries: Sequence[Sequence[str]]) -> Scores:
        """ROUGE of the first sentences of each summary: a row an article, a column a metric."""
        pairs = zip(self.examples, summaries, strict=True)
        return np.array([self.score(example, summary[: self.sentences]) for example, summary in pairs])

    def row(self, method: str, summaries: Sequence[Sequence[str]], seconds: float) -> tuple[str, Scores]:
        """The line of the table for a method, and its smaller gains."""
        ours = self.scores(summaries)
        differences = np.stack([ours - self.lead, ours - self.own_lead])
        smaller = differences.mean(axis=1).argmin(axis=0)
        chosen = np.stack([differences[which, :, metric] for metric, which in enumerate(smaller)], axis=1)
        draws = np.random.default_rng(0).integers(0, len(ours), (DRAWS, len(ours)))
        low, high = np.percentile(chosen[draws].mean(axis=1), [2.5, 97.5], axis=0)
        cells = [f"{method:22s}", " ".join(f"{value:5.2f}" for value in ours.mean(axis=0))]
        cells += [
            f"{g:+5.2f} [{a:+5.2f} {b:+5.2f}]" for g, a, b in zip(chosen.mean(axis=0), low, high, strict=True)
        ]
        words = np.mean([sum(len(words_of(s)) for s in summary[: self.sentences]) for summary in summaries])
        cells += [f"{words:5.1f}", f"{1000 * seconds / len(ours):7.2f}"]
        return " | ".join(cells), chosen.mean(axis=0)

    def faults(self, summaries: Sequence[Sequence[Sentence]]) -> str:
        """The shares of summaries with each of FAULTS, in percent, and their mean words."""
        shown = [summary[: self.sentences] for summary in summaries]
        found = [faults_of(article, summary) for article, summary in zip(self.articles, shown, strict=True)]
        cells = [f"{100 * share:7.1f}" for share in np.mean(found, axis=0)]
        words = np.mean([sum(len(words_of(s.text)) for s in summary) for summary in shown])
        return " ".join([*cells, f"{words:7.1f}"])


def texts_of(summaries: Sequence[Sequence[Sentence]]) -> list[list[str]]:
    """The texts of the sentences of each summary."""
    return [[sentence.text for sentence in summary] for summary in summaries]


def as_article(example: Example) -> Article:
    """An example as the pipeline reads it."""
    sentences = tuple(split_sentences(example.text, example.language))
    return Article(example.text, example.language, sentences, example.title)


def extractive(article: Article, sentences: int, weights: Weights | None = None) -> list[Sentence]:
    """The embedded summarizer."""
    return choose_sentences(article, Length(sentences), weights)


def papers_left_out(bench: Bench) -> list[list[Sentence]]:
    """The summaries of articles of several papers, those of each by weights learnt from the other papers."""
    shared = packaged_weights("")
    lessons = list(lessons_of(bench.examples, shared))
    papers = [example.publisher for example in bench.examples]
    weights = {
        paper: learn_own(
            [lesson for lesson, home in zip(lessons, papers, strict=True) if home != paper], shared
        )
        for paper in sorted(set(papers))
    }
    return [
        extractive(article, bench.sentences, weights[paper])
        for article, paper in zip(bench.articles, papers, strict=True)
    ]


def sumy_method(name: str) -> Callable[[Article, int], list[str]]:
    """One of sumy's summarizers on our sentences: its own splitter needs a download."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.utils import get_stop_words

    module, _, kind = name.partition(".")
    summarizer_class = getattr(importlib.import_module(f"sumy.summarizers.{module}"), f"{kind}Summarizer")

    class Words:
        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(words_of(text))

    def run(article: Article, sentences: int) -> list[str]:
        language = SUMY_LANGUAGES[article.language]
        summarizer = summarizer_class(Stemmer(language))
        try:
            summarizer.stop_words = get_stop_words(language)
        except LookupError:
            summarizer.stop_words = ()
        rows = [Sentence(sentence.text, Words()) for sentence in article.sentences]
        return [str(sentence) for sentence in summarizer(ObjectDocumentModel([Paragraph(rows)]), sentences)]

    return run


def timed(
    method: Callable[[Article, int], list[Sentences]], bench: Bench
) -> tuple[list[list[Sentences]], float]:
    """The summaries of all articles and the processor time they took; the first article warms up."""
    method(bench.articles[0], bench.sentences)
    start = time.process_time()
    summaries = [method(article, bench.sentences) for article in bench.articles]
    return summaries, time.process_time() - start


def reached(gains: Scores, goals: Sequence[float | None]) -> bool:
    """Whether all gains reach their goals, to the second decimal as they are printed."""
    return all(goal is None or round(float(gain), 2) >= goal for gain, goal in zip(gains, goals, strict=True))


def load_scorer(folder: Path) -> ModuleType:
    """score.py of the data folder: the one definition of what counts."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--press", type=Path, default=DEFAULT_PRESS)
    parser.add_argument("--limit", type=int, help="only the first articles of each collection")
    parser.add_argument("--sumy", action="store_true")
    parser.add_argument("--unseen", action="store_true")
    options = parser.parse_args()
    folder = require_summaries(options.data)
    scorer = load_scorer(folder / "summaries")
    missed = []
    header = "R1    R2    RLsum | gain over Lead in R1, R2, RLsum [95%] | words | ms an article"
    sources = [(name, folder, collection) for name, collection in DEVELOPMENT.items()]
    if (options.press / PRESS.file).exists():
        sources.append(("ar press", options.press, PRESS))
    else:
        print(
            f"ar press: skipped; {options.press / PRESS.file} is absent, benchmarks.press_summaries writes it"
        )
    for name, source, collection in sources:
        bench = Bench(collection, source, scorer, options.limit)
        print(
            f"\n{name}, {len(bench.examples)} articles, {bench.sentences} sentences, goal {GOALS[name]}\n{header}"
        )
        for label, lead in (("Lead, scorer's", bench.lead), ("Lead, ours", bench.own_lead)):
            print(f"{label:22s} | " + " ".join(f"{value:5.2f}" for value in lead.mean(axis=0)))
        summaries, seconds = timed(extractive, bench)
        label = "extractive"
        if collection is PRESS:
            label, summaries = "each paper left out", papers_left_out(bench)
        line, gains = bench.row(label, texts_of(summaries), seconds)
        print(line)
        print(f"{'':22s} | " + " ".join(f"{name:>7s}" for name in (*FAULTS, "words")))
        leads = [list(article.sentences) for article in bench.articles]
        for method, chosen in (("Lead, ours", leads), (label, summaries)):
            print(f"{method:22s} | {bench.faults(chosen)}", flush=True)
        if not reached(gains, GOALS[name]):
            missed.append(name)
        if options.unseen and name in TRAINING:
            weights = learn(folder, [other for other in TRAINING if other != name])
            summaries, _ = timed(partial(extractive, weights=weights), bench)
            line, gains = bench.row("publisher left out", texts_of(summaries), 0.0)
            print(line, flush=True)
            if not reached(gains, ANY_PUBLISHER):
                missed.append(f"{name}, publisher left out")
        for method in SUMY_METHODS if options.sumy else ():
            theirs, their_seconds = timed(sumy_method(method), bench)
            line, _ = bench.row(f"sumy {method.partition('.')[2]}", theirs, their_seconds)
            print(line, flush=True)
            if "LexRank" in method:
                print(f"{their_seconds / seconds:.1f} times the articles of sumy's LexRank a second")
                if their_seconds < TIMES_FASTER * seconds:
                    missed.append(f"{name}, speed")
    print("\nall goals reached" if not missed else "\nmissed: " + "; ".join(missed))
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
