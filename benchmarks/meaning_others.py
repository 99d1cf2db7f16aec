"""Makes summarize/models/others.npy, the sentences on other things that the encoder compares with.

    python -m benchmarks.meaning_others [--data ../shared/eval]

Some sentences are near everything, in any language, so that the cosine of a pair says less than how much nearer the two are to each
other than to sentences on other things (Artetxe and Schwenk 2019, margin-based mining). Those are every eighth English
sentence of FLORES-200 (CC BY-SA 4.0), as vectors of multilingual-e5-small (MIT) in eight bits: 127 rows of 384, 48 kB, from
which nobody reads the sentences. Needs the encoder: the extra `meaning`, or a pulled one.
"""

import argparse
from pathlib import Path

import numpy as np

from benchmarks import DEFAULT_DATA
from summarize.models.encoder import vectors

TARGET = Path(__file__).parents[1] / "summarize" / "models" / "others.npy"
EVERY = 8


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder with translation/")
    options = parser.parse_args()
    lines = (options.data / "translation" / "flores_devtest.en").read_text(encoding="utf-8").splitlines()
    rows = vectors(lines[::EVERY])
    if rows is None:
        raise SystemExit("no encoder here: pip install 'brief[meaning]'")
    np.save(TARGET, np.round(rows * 127 / np.abs(rows).max()).astype(np.int8))
    print(f"{TARGET.name}: {rows.shape[0]} sentences")


if __name__ == "__main__":
    main()
