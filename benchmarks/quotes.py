"""Quality and speed of the quote engine: `python -m benchmarks.quotes [--data PATH]`.

Prints, for each dev set of the shared data, what is reached by rules alone and with the speaker model, and the goal, by the
data's own score.py; then textacy's rule for direct quotations, where textacy is installed; then the rules' speed at growing
lengths, on news-like text and on hostile input, and the model's. Without the data only the speed is measured.
"""

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import DEFAULT_DATA
from summarize.briefing import Quote
from summarize.quotes import extract_quotes

LONG_QUOTE = 5  # words
KINDS = {"direct", "mixed"}

# set: goals in percent for speakers right among those claimed, named speakers right, and quote+speaker F1.
GOALS: dict[str, tuple[float | None, float | None, float | None]] = {
    "ar_press_dev": (95, 82, 82),
    "ru_press_dev": (95, 80, 82),
    "fr_press_dev": (95, 72, 78),
    "en_polnear_dev": (95, 90, 93),
    "en_pronoun_dev": (90, None, None),
    "de_wikinews_dev": (92, 80, 82),
    "ar_ant_dev": (92, None, None),
    "ru_wmt21_dev": (92, None, None),
    "ru_adaq_dev": (92, None, None),
    "press_cases": (None, None, None),
    "edge_cases": (None, None, 100),
}
SPANS_GOAL = (92, 88)  # precision and recall, of any length
# en_pronoun_dev has one quote a document marked, of many: only its speakers can be scored.
SPEAKERS_ONLY = {"en_pronoun_dev"}

Record = dict[str, Any]
Extract = Callable[[str, str], list[Quote]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is reached on a set, in percent; `claimed` is a number of quotes, `all_right` one of articles."""

    claimed: int
    right: float
    names: float
    speaker_f1: float
    precision: float
    recall: float
    all_right: int
    articles: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="the folder that has quotes/score.py")
    folder = parser.parse_args().data / "quotes"
    if (folder / "score.py").is_file():
        quality(folder)
        textacy_rule(folder)
    else:
        print(f"no data at {folder}: quality is skipped (give --data PATH)")
    speed()
    return 0


def quality(folder: Path) -> None:
    score = load_module(folder / "score.py")
    print(
        "Percent, by rules alone -> with the speaker model (goal). Claimed: a speaker is shown. Spans: of any length"
    )
    head = (
        "claimed",
        "right among claimed",
        "right names",
        "quote+speaker F1",
        "spans P",
        "spans R",
        "cases right",
    )
    print(f"{'set':18}" + "".join(f"{name:>24}" for name in head))
    for name, goals in GOALS.items():
        gold = score.load(folder / f"{name}.jsonl")
        rules, model = (
            figures(score, gold, partial(extract_quotes, speakers=by)) for by in ("fast", "model")
        )
        cells = [
            f"{rules.claimed} -> {model.claimed}",
            _cell(rules.right, model.right, goals[0]),
            _cell(rules.names, model.names, goals[1]),
        ]
        if name not in SPEAKERS_ONLY:
            cells += [
                _cell(rules.speaker_f1, model.speaker_f1, goals[2]),
                _cell(rules.precision, model.precision, SPANS_GOAL[0]),
                _cell(rules.recall, model.recall, SPANS_GOAL[1]),
            ]
        if name.endswith("cases"):
            cells.append(f"{rules.all_right} -> {model.all_right} of {model.articles}")
        print(f"{name:18}" + "".join(f"{cell:>24}" for cell in cells), flush=True)


def figures(score: ModuleType, gold: Record, extract: Extract) -> Figures:
    """What `extract` reaches on a set."""
    found: Record = {}
    claimed = right = names = named = whole = 0
    for key, record in gold.items():
        quotes = [_prediction(quote) for quote in extract(record["text"], record["lang"])]
        found[key] = {"id": key, "quotes": quotes}
        golds = {place: quote for quote in record["quotes"] for place in score.norm(record["text"], quote)}
        ours = {place: quote for quote in quotes for place in score.norm(record["text"], quote)}
        for quote in quotes:
            other = _at_same_place(score, record["text"], quote, golds)
            if other is not None and quote["speaker"] and other.get("speaker_type") != "pronoun":
                claimed += 1
                right += _fits(score, other, quote["speaker"])
        missed = set(golds) ^ set(ours)
        for quote in record["quotes"]:
            if quote.get("kind") in KINDS and quote.get("speaker_type") == "name":
                other = _at_same_place(score, record["text"], quote, ours)
                fits = bool(other and other["speaker"] and score.partial(quote["speaker"], other["speaker"]))
                names, named = names + 1, named + fits
                missed |= set() if fits else {(quote["start"], quote["end"])}
        whole += not missed
    long = score.score(gold, found, LONG_QUOTE, KINDS)
    exact = score.score(gold, found, 1, KINDS)["exact"]
    return Figures(
        claimed, _percent(right, claimed), _percent(named, names), long["quote+speaker"][2], exact[0], exact[1],
        whole, len(gold),
    )  # fmt: skip


def _prediction(quote: Quote) -> Record:
    return {"start": quote.start, "end": quote.end, "speaker": quote.speaker, "mention": quote.mention}


def _at_same_place(score: ModuleType, text: str, quote: Record, others: Record) -> Record | None:
    return next((others[place] for place in score.norm(text, quote) if place in others), None)


def _fits(score: ModuleType, gold: Record, speaker: str) -> bool:
    """Whether a speaker is the gold one, or the gold mention: a role that is shown as it is printed."""
    return any(gold.get(part) and score.partial(gold[part], speaker) for part in ("speaker", "mention"))


def _percent(part: int, of: int) -> float:
    return 100 * part / max(1, of)


def _cell(before: float, reached: float, goal: float | None) -> str:
    wanted = "" if goal is None else f" ({goal:g}{'' if reached >= goal else ' MISSED'})"
    return f"{before:.1f} -> {reached:.1f}{wanted}"


def textacy_rule(folder: Path) -> None:
    """textacy's published rule: marks paired two by two, titles dropped, an error where their number is odd.

    Its speakers need a trained model of spaCy; the spans don't, and are compared here.
    """
    try:
        import spacy
        from textacy.extract.triples import direct_quotations
    except ImportError:
        print("\ntextacy isn't installed (the extra `benchmark`): its rule is skipped")
        return
    score = load_module(folder / "score.py")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    for name in ("en_polnear_dev", "en_polnear_train"):
        gold = score.load(folder / f"{name}.jsonl")
        failed = 0
        found: Record = {}
        ours: Record = {}
        for key, record in gold.items():
            doc = pipeline(record["text"])
            try:
                list(direct_quotations(doc))
                found[key] = {"quotes": _paired(doc)}
            except ValueError:
                failed += 1
                found[key] = {"quotes": []}
            ours[key] = {
                "quotes": [
                    _prediction(quote) for quote in extract_quotes(record["text"], record["lang"], "fast")
                ]
            }
        theirs = score.score(gold, found, LONG_QUOTE, KINDS)["exact"]
        mine = score.score(gold, ours, LONG_QUOTE, KINDS)["exact"]
        print(
            f"\n{name}: textacy raises an error on {failed} of {len(gold)} articles ({100 * failed / len(gold):.0f}%), "
            f"the engine on none\n  exact spans P/R/F1: textacy {theirs}, the engine {mine}"
        )


def _paired(doc: Any) -> list[Record]:
    marks = [token for token in doc if token.is_quote]
    spans = []
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        content = doc[opening.i : closing.i + 1]
        telling = [token for token in content if not (token.is_punct or token.is_stop)]
        if len(content) >= 4 and not all(token.is_title for token in telling):
            spans.append({"start": opening.idx + len(opening), "end": closing.idx, "speaker": None})
    return [span for span in spans if span["start"] < span["end"]]


NEWS = (
    "The council of Marlow voted on Tuesday to close the old ferry, which has crossed the river since 1921.\n\n"
    "“We have looked at every figure twice, and there is no money left for it,” said Ada Brenner, the mayor. "
    "“Nobody is happy about this.”\n\n"
    "Residents on the northern bank will need forty minutes more to reach the hospital, a report found. It calls the "
    "plan “a risk that nobody has measured” and asks for a bridge instead. The state pays for such studies, but not "
    "for bridges, and the county has not built one in thirty years.\n\n"
    "Ferryman Joel Ostrander, 61, heard of the vote on the radio. He has worked on the boat since he was nineteen, and "
    "his father worked on it before him. “They could have called me,” he said.\n\n"
)


def speed() -> None:
    print("\nSpeed of the rules on one core, language given")
    inputs: list[tuple[str, Callable[[int], str], Iterable[int]]] = [
        ("news, characters", lambda n: (NEWS * (n // len(NEWS) + 1))[:n], (10**4, 10**5, 10**6, 10**7)),
        (
            "one paragraph, characters",
            lambda n: (NEWS.replace("\n", " ") * (n // len(NEWS) + 1))[:n],
            (10**5, 10**7),
        ),
        ("opening marks", lambda n: "“" * n, (10**4, 10**5)),
        ("opening marks and words", lambda n: "“so " * n, (10**4, 10**5)),
        ("nested, deep", lambda n: "“so " * n + "” " * n, (10**3, 10**4)),
        ("straight marks", lambda n: '" ' * n, (10**4, 10**5)),
        ("quotes by a pronoun", lambda n: "“We go to town,” he said.\n\n" * n, (10**3, 10**4)),
    ]
    extract_quotes(NEWS, "en", "fast")
    print(f"{'input':28}{'size':>10}{'bytes':>12}{'seconds':>10}{'MB/s':>8}")
    for name, make, sizes in inputs:
        for size in sizes:
            text = make(size)
            length = len(text.encode())
            start = time.process_time()
            extract_quotes(text, "en", "fast")
            seconds = max(time.process_time() - start, 1e-6)
            print(f"{name:28}{size:>10}{length:>12}{seconds:>10.3f}{length / 1e6 / seconds:>8.2f}")
    text = NEWS * 20
    count = len(extract_quotes(text, "en", "model"))
    start = time.monotonic()
    extract_quotes(text, "en", "model")
    seconds = time.monotonic() - start
    print(
        f"with the speaker model, on all cores: {count} quotes in {seconds:.2f} s, {1000 * seconds / count:.1f} ms each"
    )


def load_module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"shared_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
