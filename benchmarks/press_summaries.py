"""Puts together the Arabic press articles with reference summaries that the summarizer's Arabic weights are learnt from.

    python -m benchmarks.press_summaries --saudi DIR [--out FOLDER]

The references lie in benchmarks/data/press_summaries.tsv: two or three sentences on each article, by a language model that
read it whole. The articles lie in a public repository, inparallel/SaudiNewsNet, cloned into the folder named here. One whose text
isn't the one that was summed up is left out.
"""

import argparse
import json
from pathlib import Path

from benchmarks.speaker_labels import checksum_of, texts_of_saudi
from benchmarks.summary_data import DEFAULT_PRESS, PRESS

REFERENCES = Path(__file__).resolve().parent / "data" / "press_summaries.tsv"


def main() -> None:
    """Reads the arguments and writes the file of articles."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--saudi", type=Path, metavar="DIR", required=True, help="a clone of the repository")
    parser.add_argument("--out", type=Path, default=DEFAULT_PRESS)
    arguments = parser.parse_args()
    texts = dict(texts_of_saudi(arguments.saudi))
    lines, other = [], 0
    for row in REFERENCES.read_text("utf-8").splitlines():
        identity, checksum, summary = row.split("\t")
        text = texts.get(identity)
        if text is None or checksum_of(text) != checksum:
            other += 1
            continue
        title, _, body = text.partition("\n\n")
        record = {
            "id": identity,
            "publisher": identity.split("/")[1],
            "title": title,
            "text": body,
            "summary": summary,
        }
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    path = arguments.out / PRESS.file
    arguments.out.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), "utf-8")
    print(f"{path}: {len(lines)} articles, {other} left out: their text isn't there, or is another")


if __name__ == "__main__":
    main()
