"""Puts together the labelled articles that the speaker model learns from beside the annotated sets.

    python -m benchmarks.speaker_labels --saudi DIR --orange DIR --nerel DIR --wmt DIR --ntrex DIR --gnad DIR
        [--data ../shared/eval] --out FOLDER

The labels lie in benchmarks/data/speakers: who says each passage between marks, by its place in an article. The articles
lie in public repositories, each cloned into a folder that is named here: inparallel/SaudiNewsNet, Tixierae/OrangeSum,
nerel-ds/NEREL, wmt-conference/wmt23-news-systems, MicrosoftTranslator/NTREX and tblock/10kGNAD, and in the folder `--data`
(RT's articles; and the annotated sets, of which "names" has those behind pronouns and roles). An article whose text
isn't the one that was labelled is left out with a line. The labels were written by a language model that read each article whole; a label that it wasn't sure of is
"unknown". They serve training and thresholds, never a figure.
"""

import argparse
import csv
import gzip
import html
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

LABELS = Path(__file__).resolve().parent / "data" / "speakers"
DEFAULT_MORE = Path("speakers")
_NONE = "-"
# WMT's documents: paragraphs of segments.
_DOCUMENT = re.compile(r'<doc [^>]*id="([^"]+)"[^>]*>.*?<src[^>]*>(.*?)</src>', re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_SEGMENT = re.compile(r"<seg[^>]*>(.*?)</seg>", re.DOTALL)


def texts_of_saudi(folder: Path) -> Iterator[tuple[str, str]]:
    """The articles of SaudiNewsNet: a day's are one file, told apart by newspaper and number."""
    for path in sorted((folder / "dataset").glob("2015-*.zip")):
        with zipfile.ZipFile(path) as archive:
            articles = json.loads(archive.read(archive.namelist()[0]))
        for number, article in enumerate(articles):
            text = f"{(article['title'] or '').strip()}\n\n{(article['content'] or '').strip()}"
            yield f"saudi/{article['source']}/{path.stem}/{number}", text


def texts_of_orange(folder: Path) -> Iterator[tuple[str, str]]:
    """The articles of OrangeSum."""
    for path in sorted((folder / "data" / "docs" / "parsed").glob("*.json")):
        article = json.loads(path.read_text("utf-8"))
        yield f"orange-train/{path.name}", f"{article['title'].strip()}\n\n{article['article'].strip()}"


def texts_of_nerel(folder: Path) -> Iterator[tuple[str, str]]:
    """The articles of NEREL, version 1.0."""
    for path in sorted((folder / "NEREL-v1.0").glob("*/*.txt")):
        yield f"nerel/{path.stem}", path.read_bytes().decode("utf-8")


def texts_of_wmt(folder: Path) -> Iterator[tuple[str, str]]:
    """The Russian documents of WMT 2023."""
    text = (folder / "xml" / "wmttest2023.ru-en.all.xml").read_text("utf-8")
    for identity, body in _DOCUMENT.findall(text):
        paragraphs = (
            " ".join(html.unescape(segment).strip() for segment in _SEGMENT.findall(paragraph))
            for paragraph in _PARAGRAPH.findall(body)
        )
        yield f"wmt23ru/{identity}", "\n".join(paragraphs).strip()


def texts_of_ntrex(folder: Path) -> Iterator[tuple[str, str]]:
    """The Russian and the German articles of NTREX: a headline, and a line a sentence."""
    names = (folder / "DOCUMENT_IDS.tsv").read_text("utf-8").split("\n")
    for code, prefix in (("rus", "ntrex"), ("deu", "ntrexde")):
        lines = (folder / "NTREX-128" / f"newstest2019-ref.{code}.txt").read_text("utf-8").split("\n")
        articles: dict[str, list[str]] = {}
        for name, line in zip(names, lines, strict=True):
            if name.strip():
                articles.setdefault(name.strip().split("\t")[-1], []).append(line.strip())
        for name, (headline, *rest) in articles.items():
            yield f"{prefix}/{name}", headline + "\n\n" + "\n".join(rest)


def texts_of_gnad(folder: Path) -> Iterator[tuple[str, str]]:
    """The articles of 10kGNAD's test split, told apart by their line."""
    with (folder / "test.csv").open(encoding="utf-8", newline="") as lines:
        for number, (_, text) in enumerate(csv.reader(lines, delimiter=";", quotechar="'")):
            yield f"gnad-test/{number}", text.strip()


def texts_of_data(folder: Path) -> Iterator[tuple[str, str]]:
    """The articles of RT, and those of the annotated sets that leave names out."""
    with gzip.open(folder / "summaries" / "ru_rt_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            yield f"rt/{record['id']}", f"{record['title'].strip()}\n\n{record['text'].strip()}"
    for name in ("de_wikinews_train", "en_polnear_train"):
        for line in (folder / "quotes" / f"{name}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            yield record["id"], record["text"]


SOURCES: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {
    "saudi": texts_of_saudi,
    "orange": texts_of_orange,
    "nerel": texts_of_nerel,
    "wmt": texts_of_wmt,
    "ntrex": texts_of_ntrex,
    "gnad": texts_of_gnad,
    "data": texts_of_data,
}


def read_labels(path: Path) -> dict[str, tuple[str, list[dict[str, Any]]]]:
    """By article: the checksum of its text, and its quotes as the annotated sets have them.

    A line that begins with a tab is a quote of the article above it.
    """
    found: dict[str, tuple[str, list[dict[str, Any]]]] = {}
    quotes: list[dict[str, Any]] = []
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("\t"):
            identity, checksum = line.split("\t")
            quotes = []
            found[identity] = checksum, quotes
            continue
        start, end, kind, speaker_type, speaker, mention = line[1:].split("\t")
        quotes.append(
            {
                "start": int(start), "end": int(end), "kind": kind, "speaker_type": speaker_type,
                "speaker": None if speaker == _NONE else speaker, "mention": None if mention == _NONE else mention,
            }
        )  # fmt: skip
    return found


def checksum_of(text: str) -> str:
    """Tells whether an article's text is the one that was labelled."""
    return f"{zlib.crc32(text.encode()):08x}"


def main() -> None:
    """Reads the arguments and writes a file of articles for each language."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in SOURCES:
        meaning = (
            "the folder that has quotes/ and summaries/" if name == "data" else "a clone of that repository"
        )
        parser.add_argument(f"--{name}", type=Path, metavar="DIR", help=meaning)
    parser.add_argument("--out", type=Path, default=DEFAULT_MORE)
    arguments = parser.parse_args()
    texts: dict[str, str] = {}
    for name, texts_of in SOURCES.items():
        if getattr(arguments, name):
            texts.update(texts_of(getattr(arguments, name)))
    arguments.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(LABELS.glob("*.tsv")):
        language, lines, other = path.stem.split("_")[0], [], 0
        for identity, (checksum, quotes) in read_labels(path).items():
            text = texts.get(identity)
            if text is None or checksum_of(text) != checksum:
                other += 1
                continue
            record = {"id": identity, "lang": language, "text": text, "quotes": quotes}
            lines.append(json.dumps(record, ensure_ascii=False) + "\n")
        (arguments.out / f"{path.stem}.jsonl").write_text("".join(lines), "utf-8")
        print(f"{path.stem}: {len(lines)} articles, {other} left out: their text isn't there, or is another")


if __name__ == "__main__":
    main()
