"""Fits what a quote's speaker and a quote are weighed by, and from which probability on they are claimed.

    python -m benchmarks.calibrate_speakers [--data ../shared/eval] [--model summarize/quotes/model] [--write]

Both are logistic regressions on the evidence that summarize/quotes/evidence.py gathers, fitted on the dev sets: articles that
the speaker model wasn't trained on. Probabilities for the thresholds come from five folds by article, and five ways to fold.
"""

import argparse
import json
import pickle
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import DEFAULT_DATA
from benchmarks.quotes import GOALS, SPEAKERS_ONLY, load_module
from benchmarks.speaker_data import for_calibration, untouched
from benchmarks.speaker_labels import DEFAULT_MORE
from summarize.language import language_of, split_paragraphs
from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.machine import available_cores
from summarize.quotes import unwrapped
from summarize.quotes.choice import preferred, shown
from summarize.quotes.evidence import Candidate, candidates, pointed_at, quote_evidence, remember_names
from summarize.quotes.names import Names
from summarize.quotes.people import People
from summarize.quotes.spans import find_spans
from summarize.quotes.speaker_model import SpeakerModel
from summarize.quotes.speakers import attribute
from summarize.quotes.weights import signatures, way_of

Vector = NDArray[np.float64]

FILES = (
    "ar_press_dev", "ru_press_dev", "fr_press_dev", "en_polnear_dev", "de_wikinews_dev", "ar_ant_dev", "ru_wmt21_dev",
    "ru_adaq_dev", "en_pronoun_dev",
)  # fmt: skip
# The sets with all quotes of an article, annotated by hand.
SPANS = FILES[:5]
PENALTY = 1.0
# How much the weights of a language may differ from those of all: their scale, where that of the weights of all is 1.
OWN = 0.12
# From which probability on a passage is a quote, at most and at least; between them as low as so many of `SPANS` are quotes.
KEPT, LEAST_KEPT, PRECISE = 0.65, 0.4, 0.92
# Who says a passage that is hardly a quote isn't carried to the next one.
QUOTE_GOES_ON = 0.3
# Articles that were labelled for the model and kept from its training, with the dev set whose goals they have.
MORE = {
    f"{language}_{lot}": f"{language}_press_dev"
    for language in ("ar", "ru", "fr")
    for lot in ("more", "second")
}
RULES_FILES = ("ar_press_train", "ru_press_train", "fr_press_train", "de_wikinews_train", "en_polnear_train")
FOLDS, FOLDINGS = 5, 5
# Its annotation has no mentions: a role that is shown as printed counts as wrong, however right it is.
WITHOUT_MENTIONS = {"ar_ant_dev"}
# Its annotation leaves speakers out that stand beside their quotes: of those that it has nobody for, seven were claimed, and
# all seven were right when they were read. They still count as wrong where the set is scored.
LEAVES_OUT = {"de_wikinews_dev"}
LEAST = 0.7
WEIGHTS = Path(__file__).resolve().parent.parent / "summarize" / "quotes" / "model"


@dataclass(slots=True)
class Case:
    """A passage between marks: its evidence as a quote, and that of each candidate for its speaker.

    `is_quote` is None where the annotation doesn't tell, `right` (of each candidate) where it doesn't name a speaker;
    `named` is of each candidate whether it is the speaker that the article names.
    """

    file: str
    language: str
    article: str
    evidence: tuple[float, ...]
    is_quote: bool | None
    candidates: list[tuple[float, ...]]
    right: list[bool] | None
    named: list[bool]
    several: list[Candidate]
    quote_chance: float = 1.0
    chances: list[float] = field(default_factory=list)

    def claim(self, enough: float) -> tuple[float, bool, bool]:
        """The preferred candidate's probability, whether it is right, and whether it is the named speaker."""
        best = preferred(self.several, self.chances, enough)
        return self.chances[best], (self.right or [])[best], self.named[best]


def records(path: Path, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[dict[str, Any]]:
    """The articles of a file whose ids are wanted; none where there is no file."""
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        record = json.loads(line)
        if wanted(record["id"]):
            yield record


def names_verb(gold: Mapping[str, Any], language: Language) -> bool:
    """Whether an annotation has nothing but the speech verb for the speaker, which is a slip: “said”."""
    return bool(language.cues.roles.get(str(gold.get("speaker")).casefold(), 0) & Role.VERB)


def read_cases(
    path: Path,
    model: SpeakerModel,
    score: ModuleType,
    kept: dict[str, Any],
    wanted: Callable[[str], bool] = lambda _: True,
) -> list[Case]:
    """The cases of a file; `kept` has the model's answers by article, and gets those that are missing."""
    cases = []
    for record in records(path, wanted):
        language = language_of(record["lang"])
        paragraphs = list(split_paragraphs(record["text"]))
        text = unwrapped(record["text"], paragraphs)
        found = list(attribute(text, list(find_spans(text, paragraphs, language)), language))
        signed = signatures(found, language)
        spans = [(said.span.start, said.span.end) for said in found]
        if kept.get(record["id"], (None, None))[0] != spans:
            kept[record["id"]] = spans, model.answers(text, paragraphs, spans)
        answers = kept[record["id"]][1]
        people = People(text, language, Names(text, language))
        remember_names(text, answers, people)
        golds = {place: quote for quote in record["quotes"] for place in score.norm(text, quote)}
        before: str | None = None
        for said, answer in zip(found, answers, strict=True):
            if said.span.start in signed and said.kind is not None:
                before = None  # no model is asked
                continue
            places = score.norm(text, {"start": said.span.start, "end": said.span.end})
            gold = next((golds[place] for place in places if place in golds), None)
            is_quote: bool | None = gold is not None
            if path.stem in SPEAKERS_ONLY or (gold and gold.get("kind") not in {"direct", "mixed"}):
                is_quote = None
            if gold is not None and (
                gold["kind"] == "unknown"
                or names_verb(gold, language)
                or (path.stem in LEAVES_OUT and gold["speaker_type"] == "none")
            ):
                gold = None
            several = candidates(text, said, answer, people, language, before)
            if answer.quote >= QUOTE_GOES_ON:
                before = pointed_at(several)
            right, named = None, []
            if gold is not None and gold["speaker_type"] != "pronoun" and several:
                sides = [gold[part] for part in ("speaker", "mention") if gold.get(part)]
                words = [shown(each, said, people) for each in several]
                right = [any(score.partial(side, each) for side in sides) for each in words]
                named = [gold["speaker_type"] == "name" and bool(score.partial(gold["speaker"], each))
                         for each in words]  # fmt: skip
            evidence = quote_evidence(text, said, answer, language)
            rows = [each.evidence for each in several]
            cases.append(
                Case(path.stem, language.code, record["id"], evidence, is_quote, rows, right, named, several)
            )
    return cases


def ways_of_rules(data: Path, score: ModuleType) -> dict[str, dict[str, float]]:
    """How often each way of the rules to a speaker was right on the training halves, by language; "" has all of them.

    What was seen seldom is taken for somewhat worse than it was.
    """
    seen: dict[tuple[str, str], list[bool]] = {}
    for name in RULES_FILES:
        for record in records(data / f"{name}.jsonl"):
            text, language = record["text"], language_of(record["lang"])
            paragraphs = list(split_paragraphs(text))
            golds = {place: quote for quote in record["quotes"] for place in score.norm(text, quote)}
            for said in attribute(text, list(find_spans(text, paragraphs, language)), language):
                places = score.norm(text, {"start": said.span.start, "end": said.span.end})
                gold = next((golds[place] for place in places if place in golds), None)
                if not said.kind or said.speaker is None or said.speaker.name is None or gold is None:
                    continue
                if gold["speaker_type"] == "pronoun":
                    continue
                sides = [gold[part] for part in ("speaker", "mention") if gold.get(part)]
                right = any(score.partial(side, said.speaker.name) for side in sides)
                for code in (language.code, ""):
                    seen.setdefault((code, way_of(said)), []).append(right)
    found: dict[str, dict[str, float]] = {}
    for (code, way), several in sorted(seen.items()):
        found.setdefault(code, {})[way] = round((sum(several) + 6) / (len(several) + 8), 3)
    return found


def fit(rows: Sequence[tuple[float, ...]], right: Sequence[bool]) -> Vector:
    """The weights of a logistic regression, by Newton's method."""
    x, y = np.array(rows), np.array(right, float)
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + PENALTY * weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(weights)), slope)
    return weights


def fit_languages(
    rows: Sequence[tuple[float, ...]], right: Sequence[bool], languages: Sequence[str]
) -> dict[str, Vector]:
    """The weights of each language; under "" those of a language without data.

    A language's weights are those of all and some of its own (`OWN`): the less it has of them, the less they may differ.
    """
    own = sorted(set(languages))
    wide = []
    for row, language in zip(rows, languages, strict=True):
        blocks = [OWN * value if each == language else 0.0 for each in own for value in row]
        wide.append((*row, *blocks))
    weights = fit(wide, right)
    shared, *several = np.split(weights, len(own) + 1)
    return {
        "": shared,
        **{language: shared + OWN * each for language, each in zip(own, several, strict=True)},
    }


def held_back(
    rows: Sequence[tuple[float, ...]],
    right: Sequence[bool],
    articles: Sequence[str],
    languages: Sequence[str],
) -> list[float]:
    """The probability of each row by weights that were fitted without its article: the mean of several ways to fold."""
    chances = np.zeros(len(rows))
    for seed in range(FOLDINGS):
        order = sorted(set(articles))
        random.Random(seed).shuffle(order)
        fold_of = {article: n % FOLDS for n, article in enumerate(order)}
        for fold in range(FOLDS):
            learnt = [n for n, article in enumerate(articles) if fold_of[article] != fold]
            weights = fit_languages(
                [rows[n] for n in learnt], [right[n] for n in learnt], [languages[n] for n in learnt]
            )
            for n, row in enumerate(rows):
                if fold_of[articles[n]] == fold:
                    own = weights.get(languages[n], weights[""])
                    chances[n] += 1 / (1 + np.exp(-np.dot(row, own))) / FOLDINGS
    return [float(each) for each in chances]


def kept_from(told: Sequence[Case], language: str) -> float:
    """From which probability on a passage is a quote: the lowest from which on enough of them are (`PRECISE`)."""
    own = [case for case in told if case.language == language and case.file in SPANS]
    for cut in np.arange(LEAST_KEPT, KEPT, 0.01):
        good = [bool(case.is_quote) for case in own if case.quote_chance >= cut]
        if np.mean(good) >= PRECISE:
            return float(cut)
    return KEPT


def threshold(cases: Sequence[Case], language: str, kept: Mapping[str, float]) -> float:
    """The lowest probability from which on as much of what a language claims is right as the goals of its sets ask for.

    What was right and what the probabilities promise count half each, so that a few lucky claims move little; and what is
    right seven times of ten at best isn't claimed, whatever the sets say.
    """
    own = [case for case in cases if case.language == language and case.file not in WITHOUT_MENTIONS]
    for cut in np.arange(LEAST, 1.0, 0.01):
        beyond = 0.0
        for case in own:
            chance, is_right, _ = case.claim(cut)
            if chance >= cut and case.quote_chance >= kept[language]:
                goal = GOALS[MORE.get(case.file, case.file)][0] or 0.0
                beyond += (is_right + chance) / 2 - goal / 100
        if beyond >= 0:
            return float(cut)
    return 1.0


def threshold_elsewhere(claims: Sequence[Case], kept: Mapping[str, float]) -> float:
    """The threshold of a language without data, which leaves half the doubt of the highest that a language here needs, with its
    own data or if it had none."""
    needed = [threshold(claims, language, kept) for language in {case.language for case in claims}]
    for language in sorted({case.language for case in claims}):
        rest = [case for case in claims if case.language != language]
        flat = [(row, right, case.language) for case in rest
                for row, right in zip(case.candidates, case.right or [], strict=True)]  # fmt: skip
        rows, is_right, languages = (list(each) for each in zip(*flat, strict=True))
        weights = fit_languages(rows, is_right, languages)[""]
        own = [
            replace(case, chances=[float(1 / (1 + np.exp(-np.dot(weights, row)))) for row in case.candidates])
            for case in claims
            if case.language == language
        ]
        needed.append(threshold(own, language, kept))
    return (1 + max(needed)) / 2


def show_quotes(told: Sequence[Case]) -> None:
    """Prints precision and recall of quotes, as percentages, kept from several probabilities on."""
    for cut in (0.3, 0.4, 0.5, 0.6, 0.7):
        print("quotes kept from", cut, end=": ")
        for name in (*FILES, *MORE):
            several = [case for case in told if case.file == name]
            good = [bool(case.is_quote) for case in several if case.quote_chance >= cut]
            total = sum(bool(case.is_quote) for case in several)
            print(
                f"{name} {100 * sum(good) / max(1, len(good)):.0f}/{100 * sum(good) / max(1, total):.0f}",
                end="  ",
            )
        print()


def show_claims(claims: Sequence[Case], claimed: Mapping[str, float], kept: Mapping[str, float]) -> None:
    """Prints, for several thresholds and the claimed one, how many speakers are shown, which share of them is right, and names."""
    for name in (*FILES, *MORE):
        several = [case for case in claims if case.file == name]
        if not several:
            continue
        enough = kept[several[0].language]
        everything = 100 * sum(case.claim(0.5)[1] for case in several) / max(1, len(several))
        print(f"{name:18} right of all {everything:.1f}", end="")
        for cut in (0.7, 0.75, 0.8, 0.85, 0.9, claimed[several[0].language]):
            shown_ones = [case.claim(cut) for case in several if case.quote_chance >= enough]
            shown_ones = [claim for claim in shown_ones if claim[0] >= cut]
            rate = 100 * sum(right for _, right, _ in shown_ones) / max(1, len(shown_ones))
            names = sum(named for *_, named in shown_ones)
            print(f" | {cut:.2f}: {len(shown_ones)}/{len(several)} {rate:.1f} names {names}", end="")
        print()


def main() -> None:
    """Fits, prints what is reached, and writes where --write says so."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument(
        "--more", type=Path, default=DEFAULT_MORE, help="the folder that benchmarks.speaker_labels wrote"
    )
    parser.add_argument("--model", type=Path, default=WEIGHTS)
    parser.add_argument("--answers", type=Path, help="a file to keep the model's answers in")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.data / "quotes"
    score = load_module(folder / "score.py")
    model = SpeakerModel(arguments.model, available_cores())
    kept: dict[str, Any] = {}
    if arguments.answers and arguments.answers.exists():
        kept = pickle.loads(arguments.answers.read_bytes())
    cases = [case for name in FILES for case in read_cases(folder / f"{name}.jsonl", model, score, kept)]
    for name in MORE:
        cases += read_cases(
            arguments.more / f"{name}.jsonl", model, score, kept,
            lambda each: for_calibration(each) and not untouched(each),
        )  # fmt: skip
    if arguments.answers:
        arguments.answers.write_bytes(pickle.dumps(kept))

    told = [case for case in cases if case.is_quote is not None]
    rows, is_quote = [case.evidence for case in told], [bool(case.is_quote) for case in told]
    languages = [case.language for case in told]
    quote_chances = held_back(rows, is_quote, [case.article for case in told], languages)
    for case, chance in zip(told, quote_chances, strict=True):
        case.quote_chance = chance
    quotes = fit_languages(rows, is_quote, languages)

    claims = [case for case in cases if case.right is not None]
    flat = [(row, right, case.article, case.language) for case in claims
            for row, right in zip(case.candidates, case.right or [], strict=True)]  # fmt: skip
    rows, is_right, articles, languages = (list(each) for each in zip(*flat, strict=True))
    chances = iter(held_back(rows, is_right, articles, languages))
    for case in claims:
        case.chances = [next(chances) for _ in case.candidates]
    speakers = fit_languages(rows, is_right, languages)
    print("speaker", np.round(speakers[""], 2), "\nquote", np.round(quotes[""], 2))

    show_quotes(told)
    several = sorted({case.language for case in claims})
    kept_by = {"": KEPT, **{language: round(kept_from(told, language), 3) for language in several}}
    claimed = {language: round(threshold(claims, language, kept_by), 3) for language in several}
    claimed[""] = round(threshold_elsewhere(claims, kept_by), 3)
    print("claimed", claimed, "\nkept", kept_by)
    show_claims(claims, claimed, kept_by)
    if arguments.write:
        data = {
            "speakers": {code: [round(float(each), 4) for each in own] for code, own in speakers.items()},
            "quotes": {code: [round(float(each), 4) for each in own] for code, own in quotes.items()},
            "claimed": claimed,
            "kept": kept_by,
            "rules": ways_of_rules(folder, score),
        }
        (arguments.model / "choice.json").write_text(json.dumps(data, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
