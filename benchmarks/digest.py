"""How well articles are grouped into stories, and how fast: python -m benchmarks.digest --data FOLDER [--half dev|held|all]

FOLDER has, as files or as git would lay them out, NTREX-128 (DOCUMENT_IDS.tsv and NTREX-128/newstest2019-*.txt) and, if it is
there, ECB+ (ECB+/TOPIC/*.xml). One story is a document of NTREX in several languages; within a language a document is cut
into two articles, its odd and its even sentences. Documents that tell of the same event count as one story; data/ntrex_events.tsv
says which. Of ECB+ a story is a topic's half (the event itself, and another of its kind).
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from summarize import make_digest
from summarize.article import Article
from summarize.digest.stories import group
from summarize.reading.articles import article_from_text
from summarize.request import Request

NTREX = {"en": "src.eng", "ru": "ref.rus", "ar": "ref.arb", "de": "ref.deu", "fr": "ref.fra", "es": "ref.spa"}
EVENTS = Path(__file__).parent / "data" / "ntrex_events.tsv"
# The thresholds were set on the first half of NTREX's documents and on ECB+'s first topics.
DEVELOPMENT, TOPICS = 62, 23
_FEWEST_SENTENCES = 8

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
        path = folder / "NTREX-128" / f"newstest2019-{NTREX[language]}.txt"
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
    stories = group(articles, by_meaning=by_meaning).stories
    seconds = time.perf_counter() - began
    figures = " | ".join(f"{figure:.3f}" for figure in b_cubed(stories, gold))
    return f"| {name} | {len(articles)} | {len(set(gold))} | {len(stories)} | {figures} | {seconds:.1f} |"


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
        articles, _ = ecb(folder, "all")
        for count in (50, 250, len(articles)):
            began = time.perf_counter()
            made = make_digest(articles[:count], Request())
            print(f"{count} articles, {len(made.stories)} stories: {time.perf_counter() - began:.1f} s")
        return
    print(
        "| set | articles | events | stories | precision | recall | F1 | seconds |\n|---|---|---|---|---|---|---|---|"
    )
    for language in NTREX:
        print(row(f"{language}, halves", ntrex(folder, arguments.half, [language], halves=True)))
    for languages in (["en", "ru", "ar"], list(NTREX)):
        labelled = ntrex(folder, arguments.half, languages)
        print(row(", ".join(languages), labelled), flush=True)
        if arguments.encoder:
            print(row(f"{', '.join(languages)} (encoder)", labelled, by_meaning=True), flush=True)
    if (folder / "ECB+").is_dir():
        print(row("ECB+", ecb(folder, arguments.half)))


if __name__ == "__main__":
    main()
