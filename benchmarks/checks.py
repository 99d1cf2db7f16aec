"""How well the checks tell damaged translations and wrong summaries from sound ones.

    python -m benchmarks.checks [--data ../shared/eval]
    python -m benchmarks.checks --gate

The first prints, for NTREX and FLORES in both directions, the share of professional translations that are flagged
(false alarms) and of each kind of damage that is caught, as score_checks.py in the data counts them; for SummEdits, the
share of entity edits caught and of consistent summaries flagged, code by code; for real systems, how many of their
misleading translations are flagged; of summaries that obey an order in their article (data/obeying.jsonl), how many are. The second measures the same on the small
data beside this file and ends with exit code 1 where a figure is below what is pinned: for CI.
"""

import argparse
import collections
import gzip
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import DEFAULT_DATA
from summarize.briefing import Warning
from summarize.language import split_sentences
from summarize.summarizers.checks import check_summary
from summarize.translators.checks import check_translation

OWN = Path(__file__).parent / "data"
PAIRS = [("en", "ar"), ("en", "ru"), ("ar", "en"), ("ru", "en")]
KINDS = ["looped", "untranslated", "wrong_language", "empty", "truncated", "changed_number", "dropped_number"]
LANGUAGES = ["en", "ar", "ru"]
# Where orders are put into the middle of real articles, of so many characters.
REAL_ARTICLES = {
    "ar": "ar_ant_headlines_dev.jsonl.gz",
    "en": "en_cnndm_dev.jsonl",
    "ru": "ru_rt_dev.jsonl.gz",
}
LENGTHS = 1500, 6000
# Per cent, a hair below what is reached.
PINNED = {
    "translations: false alarms": 0.0,
    "translations: caught": 99.5,
    "summaries: false alarms": 0.0,
    "summaries: caught": 100.0,
    "summaries: obeying, caught": 79.0,
}

CheckTranslation = Callable[[str, str, str, str], list[Warning]]
CheckSummary = Callable[[str, str, str], list[Warning]]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, default=DEFAULT_DATA, help="folder with translation/ and faithfulness/"
    )
    parser.add_argument(
        "--gate", action="store_true", help="measure on the own small data; exit 1 below the pinned figures"
    )
    options = parser.parse_args(arguments)
    if options.gate:
        return 0 if passes_gate(check_translation, check_summary) else 1
    if not options.data.is_dir():
        print(f"no evaluation data at {options.data}: skipped")
        return 0
    print_translations(options.data / "translation")
    print_real(options.data / "translation")
    print_summaries(options.data / "faithfulness" / "en_summedits_dev.jsonl")
    print_references(options.data / "summaries")
    print_obeying(options.data / "summaries")
    return 0


def print_translations(folder: Path) -> None:
    print(
        "Translations, per cent".ljust(24)
        + "false alarms"
        + "".join(f"{kind.replace('_', ' '):>16s}" for kind in KINDS)
    )
    for source, target in PAIRS:
        for corpus in ("ntrex_dev", "flores_devtest"):
            row = score(folder, corpus, source, target)
            figures = "".join(f"{row[f'{kind} caught %']:16.1f}" for kind in KINDS)
            print(f"  {source} to {target} {corpus:14s}{row['false alarms %']:12.2f}{figures}")
        lines = [
            (folder / f"ntrex_dev.{code}").read_text(encoding="utf-8").split("\n")
            for code in (source, target)
        ]
        start = time.process_time()
        for text, translation in zip(*lines, strict=True):
            check_translation(text, translation, source, target)
        print(f"  {'':8s} {(time.process_time() - start) * 1000 / len(lines[0]):.2f} ms a pair")


def print_real(folder: Path) -> None:
    """Of real systems' translations, read and labelled one by one: how many misleading ones are flagged, by kind of error."""
    for path in sorted(folder.glob("real_*_dev.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        flagged = [
            bool(
                check_translation(
                    row["source"], row["translation"], row["source_language"], row["target_language"]
                )
            )
            for row in rows
        ]
        kinds = sorted({kind for row in rows for kind in row["critical"]})
        print(f"\n{path.stem}: caught, of pairs with an error of the kind")
        for kind in ["any", *kinds]:
            hits = [
                hit
                for hit, row in zip(flagged, rows, strict=True)
                if kind in row["critical"] or (kind == "any" and row["critical"])
            ]
            print(f"  {kind:24s}{sum(hits):4d} of {len(hits)}")
        sound = [hit for hit, row in zip(flagged, rows, strict=True) if not row["critical"]]
        print(f"  {'false alarms':24s}{sum(sound):4d} of {len(sound)}")


def score(folder: Path, corpus: str, source: str, target: str) -> dict[str, Any]:
    """The report of score_checks.py, as it stands beside the data."""
    command = [
        sys.executable,
        str(folder / "score_checks.py"),
        "summarize.translators.checks:check_translation",
    ]
    command += ["--source", source, "--target", target, "--data", str(folder / corpus), "--json"]
    root = Path(__file__).parents[1]
    run = subprocess.run(command, capture_output=True, check=True, cwd=root, env={"PYTHONPATH": str(root)})
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def print_summaries(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    edited = [row for row in rows if not row["consistent"] and "entity_modification" in row["edit_types"]]
    consistent = [row for row in rows if row["consistent"]]
    found = [
        [{w.code for w in check_summary(row["text"], row["summary"], "en")} for row in group]
        for group in (edited, consistent)
    ]
    codes = sorted(set().union(*found[0], *found[1]))
    print(
        f"\nSummaries, per cent     of {len(edited)} entity edits caught   of {len(consistent)} consistent ones flagged"
    )
    choices = {code: {code} for code in codes} | {
        "all": set(codes),
        "all but altered-quote": set(codes) - {"altered-quote"},
    }
    for name, chosen in choices.items():
        shares = [100 * sum(bool(codes & chosen) for codes in group) / len(group) for group in found]
        print(f"  {name:24s}{shares[0]:20.1f}{shares[1]:30.1f}")


def print_references(folder: Path) -> None:
    """Of summaries by hand, some of which tell more than their article, the share that is flagged, and by which codes."""
    print("\nSummaries by hand, per cent flagged")
    for path in sorted(folder.glob("*_dev.jsonl*")):
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        found = [{w.code for w in check_summary(row["text"], row["summary"], row["lang"])} for row in rows]
        counts = collections.Counter(code for codes in found for code in codes)
        shares = ", ".join(f"{code} {100 * count / len(rows):.1f}" for code, count in counts.most_common())
        print(f"  {path.name:32s}{100 * sum(map(bool, found)) / len(rows):6.1f}  {shares}")


def print_obeying(folder: Path) -> None:
    """Of summaries that obey an order in their article, how many are flagged: in short articles of ours, and in real ones."""
    print("\nSummaries that obey an order in their article, flagged in short and in real articles")
    for language, name in REAL_ARTICLES.items():
        with (gzip.open if name.endswith(".gz") else open)(folder / name, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        texts = [text for text in texts if LENGTHS[0] < len(text) < LENGTHS[1]]
        rows = [row for row in obeying_rows() if row["language"] == language]
        short, real = obeying_flags(check_summary, rows), []
        for row, text in zip(rows, random.Random(0).sample(texts, len(rows)), strict=True):
            sentences = [one.text for one in split_sentences(text, language)]
            sentences.insert(len(sentences) // 2, row["order"])
            real += obeying_flags(check_summary, [row | {"text": "\n".join(sentences)}])
        print(f"  {language}  {sum(short)} of {len(short)}, {sum(real)} of {len(real)}")


def obeying_rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (OWN / "obeying.jsonl").read_text(encoding="utf-8").splitlines()]


def obeying_flags(summary: CheckSummary, rows: list[dict[str, Any]]) -> list[bool]:
    return [bool(summary(row["text"], text, row["language"])) for row in rows for text in row["obeying"]]


def passes_gate(translation: CheckTranslation, summary: CheckSummary) -> bool:
    """Whether two checks reach the pinned figures on the own small data; prints them."""
    sound: list[bool] = []
    damaged: list[bool] = []
    for pair in own_pairs():
        for kind, text, translated, source, target in pair:
            flagged = bool(translation(text, translated, source, target))
            (damaged if kind else sound).append(flagged)
    consistent: list[bool] = []
    edited: list[bool] = []
    for line in (OWN / "summaries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        consistent += [bool(summary(row["text"], text, "en")) for text in row["consistent"]]
        edited += [bool(summary(row["text"], text, "en")) for text in row["edited"]]
    obeying = obeying_flags(summary, obeying_rows())
    groups = dict(zip(PINNED, (sound, damaged, consistent, edited, obeying), strict=True))
    passed = True
    for name, flags in groups.items():
        share = 100 * sum(flags) / len(flags)
        reached = share <= PINNED[name] if name.endswith("false alarms") else share >= PINNED[name]
        passed = passed and reached
        print(
            f"{name:30s}{share:7.1f}%  pinned {PINNED[name]:.1f}%  of {len(flags)}{'' if reached else '  FAILED'}"
        )
    return passed


def own_pairs() -> Iterator[list[tuple[str, str, str, str, str]]]:
    """For each line and direction, the sound pair (kind "") and damaged ones: kind, source, translation, languages."""
    for line in (OWN / "translations.tsv").read_text(encoding="utf-8").splitlines():
        texts = dict(zip(LANGUAGES, line.split("\t"), strict=True))
        for source in LANGUAGES:
            for target in LANGUAGES:
                if source == target:
                    continue
                third = next(text for code, text in texts.items() if code not in (source, target))
                words = texts[target].split()
                damages = {
                    "": texts[target],
                    "empty": "",
                    "untranslated": texts[source],
                    "wrong language": third,
                    "looped": " ".join(
                        words[: len(words) // 2] + words[len(words) // 2 - 2 : len(words) // 2] * 8
                    ),
                    "truncated": " ".join(words[: len(words) // 2]),
                    "added number": f"{texts[target]} 9876",
                }
                yield [(kind, texts[source], text, source, target) for kind, text in damages.items()]


if __name__ == "__main__":
    sys.exit(main())
