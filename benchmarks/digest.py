"""How well articles are grouped into stories, and how fast: python -m benchmarks.digest --data FOLDER [--half dev|held|all]

FOLDER has, as files or as git would lay them out, NTREX-128 (DOCUMENT_IDS.tsv and NTREX-128/newstest2019-*.txt) and, if it is
there, ECB+ (ECB+/TOPIC/*.xml). One story is a document of NTREX in several languages; within a language a document is cut
into two articles, its odd and its even sentences. Documents that tell of the same event count as one story; data/ntrex_events.tsv
says which. Of ECB+ a story is a topic's half (the event itself, and another of its kind).

With --speed folders of 50 to 1,000 such articles are digested by `brief digest`, each by a process of its own: in one
language, and each event in eight. Goals: 1,000 articles in under 60 seconds on two cores, 50 in under 3, and memory that
grows with the articles.
"""

import argparse
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from summarize.article import Article
from summarize.digest.keys import keys_of
from summarize.digest.stories import group
from summarize.models.encoder import encoder_use
from summarize.reading.articles import article_from_text

NTREX = {"en": "src.eng", "ru": "ref.rus", "ar": "ref.arb", "de": "ref.deu", "fr": "ref.fra", "es": "ref.spa"}
# With those above, the languages that timed articles are in.
MORE = {"it": "ref.ita", "tr": "ref.tur"}
EVENTS = Path(__file__).parent / "data" / "ntrex_events.tsv"
# The thresholds were set on the first half of NTREX's documents and on ECB+'s first topics.
DEVELOPMENT, TOPICS = 62, 23
_FEWEST_SENTENCES = 8
COUNTS = (50, 250, 500, 1_000)
# Measured by a small process: the most memory that a child took counts what its parent had when it was started.
_MEASURED = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(process.pid, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""

Labelled = tuple[list[Article], list[str]]


def b_cubed(stories: Sequence[Sequence[int]], gold: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 by article (Bagga and Baldwin, 1998)."""
    sizes = Counter(gold)
    precision = recall = 0.0
    for story in stories:
        counts = Counter(gold[index] for index in story)
        precision += sum(count * count for count in counts.values()) / len(story)
        recall += sum(count * count / sizes[event] for event, count in counts.items())
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def ntrex(folder: Path, half: str, languages: Sequence[str], *, halves: bool = False) -> Labelled:
    """The documents of a half in the languages; with `halves` each as two articles."""
    ids = [line.strip() for line in (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()]
    order = list(dict.fromkeys(ids))
    kept = {"dev": order[:DEVELOPMENT], "held": order[DEVELOPMENT:], "all": order}[half]
    same = dict(_events())
    articles: list[Article] = []
    gold: list[str] = []
    for language in languages:
        path = folder / "NTREX-128" / f"newstest2019-{(NTREX | MORE)[language]}.txt"
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        documents: dict[str, list[str]] = {name: [] for name in kept}
        for name, line in zip(ids, lines, strict=False):
            if name in documents:
                documents[name].append(line)
        for name, sentences in documents.items():
            parts = [sentences[::2], sentences[1::2]] if halves else [sentences]
            if halves and len(sentences) < _FEWEST_SENTENCES:
                continue
            for part in parts:
                articles.append(article_from_text("\n\n".join(part), language=language, name=name))
                gold.append(same.get(name, name))
    return articles, gold


def _events() -> Iterator[tuple[str, str]]:
    for line in EVENTS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            first, *others = line.split("\t")
            yield from ((name, first) for name in (first, *others))


def ecb(folder: Path, half: str) -> Labelled:
    """The articles of ECB+'s topics."""
    articles: list[Article] = []
    gold: list[str] = []
    for path in sorted((folder / "ECB+").glob("*/*.xml")):
        named = re.fullmatch(r"(\d+)_\d+(ecb|ecbplus)", path.stem)
        if named is None or (half != "all" and (int(named[1]) <= TOPICS) != (half == "dev")):
            continue
        sentences: dict[int, list[str]] = {}
        for token in ElementTree.fromstring(path.read_bytes()).iter("token"):
            sentences.setdefault(int(token.get("sentence", 0)), []).append(token.text or "")
        lines = [re.sub(r" (?=[.,;:!?%)\]’])", "", " ".join(words)) for words in sentences.values()]
        articles.append(article_from_text("\n\n".join(lines), language="en", name=path.stem))
        gold.append(named[1] + named[2])
    return articles, gold


def row(name: str, labelled: Labelled, *, by_meaning: bool = False) -> str:
    """A line of the table."""
    articles, gold = labelled
    began = time.perf_counter()
    stories = group(articles, [keys_of(article) for article in articles], by_meaning=by_meaning).stories
    seconds = time.perf_counter() - began
    figures = " | ".join(f"{figure:.3f}" for figure in b_cubed(stories, gold))
    return f"| {name} | {len(articles)} | {len(set(gold))} | {len(stories)} | {figures} | {seconds:.1f} |"


def speed(folder: Path) -> None:
    """Print how long folders of so many articles take, and how much memory."""
    english = [*ecb(folder, "all")[0], *ntrex(folder, "all", ["en"])[0]]
    several = [ntrex(folder, "all", [language])[0] for language in (*NTREX, *MORE)]
    events = list(itertools.chain.from_iterable(zip(*several, strict=True)))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; encoder: {encoder_use()}\n")
    print(
        "| articles | languages | stories | seconds | seconds of processors | MB |\n|---|---|---|---|---|---|"
    )
    for count, (languages, articles) in itertools.product(COUNTS, ((1, english), (len(several), events))):
        timed = _timed([article.text for article in articles[:count]])
        print(f"| {min(count, len(articles))} | {languages} | {timed} |", flush=True)


def _timed(texts: Sequence[str]) -> str:
    """Stories, seconds, seconds of processors and megabytes of a digest of a folder with the texts."""
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number:04}.txt").write_text(text, encoding="utf-8")
        page = f"{folder}.html"
        command = [
            sys.executable,
            "-c",
            _MEASURED,
            sys.executable,
            "-m",
            "summarize",
            "digest",
            folder,
            "-o",
            page,
        ]
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds = time.perf_counter() - began
        Path(page).unlink()
    stories = done.stderr.split()[1]
    processors, memory = done.stdout.split()
    return f"{stories} | {seconds:.1f} | {float(processors):.1f} | {memory}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--half", choices=("dev", "held", "all"), default="dev")
    parser.add_argument("--encoder", action="store_true", help="By meaning, too.")
    parser.add_argument("--speed", action="store_true", help="Whole digests, timed, instead.")
    arguments = parser.parse_args()
    folder: Path = arguments.data
    if arguments.speed:
        speed(folder)
        return
    print(
        "| set | articles | events | stories | precision | recall | F1 | seconds |\n|---|---|---|---|---|---|---|---|"
    )
    sets = {
        f"{language}, halves": ntrex(folder, arguments.half, [language], halves=True) for language in NTREX
    }
    sets |= {
        ", ".join(several): ntrex(folder, arguments.half, several)
        for several in (["en", "ru", "ar"], list(NTREX))
    }
    if (folder / "ECB+").is_dir():
        sets["ECB+"] = ecb(folder, arguments.half)
    for name, labelled in sets.items():
        print(row(name, labelled), flush=True)
        if arguments.encoder:
            print(row(f"{name} (encoder)", labelled, by_meaning=True), flush=True)


if __name__ == "__main__":
    main()
