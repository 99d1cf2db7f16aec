"""Collects the ordinary words that names are made of, for summarize/language/data/ordinary/.

    python -m benchmarks.ordinary_words [--data ../shared/eval]

"Bank" and "Council" stand in names, but a translation has other words for them, while "Merkel" sounds the same everywhere.
An ordinary word is one that news articles write with a small letter too: at least twice, and in a tenth of its places
inside sentences. Only the words are kept, in order of the alphabet, none of the articles' text.
"""

import argparse
import collections
import gzip
import json
import re
import textwrap
from pathlib import Path

from summarize.language import files
from summarize.language.record import language_of
from summarize.language.scripts import letters_by_script

DATA = Path(__file__).parents[1].parent / "shared" / "eval"
TARGET = Path(files.__file__).parent / "data" / "ordinary"
SOURCES = {
    "en": ["en_cnndm_train.jsonl.gz", "en_xsum_dev.jsonl.gz"],
    "fr": ["fr_orangesum_train.jsonl.gz"],
    "ru": ["ru_rt_train.jsonl.gz"],
}
MOST_ARTICLES = 6_000
FEWEST, SHARE = 2, 0.1
_WORD = re.compile(r"[^\W\d_]{3,}")
_OPENING = re.compile(r"(?:^|[.!?:;\"“«„\n-])\s*$")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="folder with summaries/")
    options = parser.parse_args(arguments)
    for language, names in SOURCES.items():
        texts = (text for name in names for text in articles(options.data / "summaries" / name))
        words = ordinary_words(list(texts), language)
        wrapped = textwrap.fill(" ".join(words), 118, break_on_hyphens=False)
        (TARGET / f"{language}.txt").write_text(f"{wrapped}\n", encoding="utf-8")
        print(language, len(words))


def articles(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line, _ in zip(lines, range(MOST_ARTICLES), strict=False)]


def ordinary_words(texts: list[str], language: str) -> list[str]:
    small: collections.Counter[str] = collections.Counter()
    capital: collections.Counter[str] = collections.Counter()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            if word.islower():
                small[word] += 1
            elif word.istitle() and not _OPENING.search(text[max(0, match.start() - 3) : match.start()]):
                capital[word.lower()] += 1
    scripts = language_of(language).scripts
    return sorted(
        word
        for word in capital
        if small[word] >= FEWEST
        and small[word] >= SHARE * (small[word] + capital[word])
        and letters_by_script(word).keys() <= scripts
    )


if __name__ == "__main__":
    main()
