"""Hostile tables of articles."""

import csv
import io
import json
from random import Random

from tests.hostile.pieces import mutated, prose
from tests.hostile.texts import value


def _rows(random: Random) -> list[dict[str, object]]:
    return [{key: value(random) if random.random() < 0.5 else prose(random) for key in random.sample(("text", "title", "id", "x"), 3)} for _ in range(random.randint(1, 6))]  # fmt: skip


def json_lines(random: Random) -> tuple[str, bytes]:
    data = "\n".join(json.dumps(row) for row in _rows(random)).encode()
    return random.choice((".jsonl", ".ndjson", ".jsonl")), mutated(
        random, data
    ) if random.random() < 0.5 else data


def csv_table(random: Random) -> tuple[str, bytes]:
    made = io.StringIO()
    writer = csv.DictWriter(made, ["text", "title", "id", "x"], delimiter=random.choice(",\t"))
    writer.writeheader()
    writer.writerows(_rows(random))
    data = made.getvalue().encode("utf-8", "replace")
    return random.choice((".csv", ".tsv")), mutated(random, data) if random.random() < 0.6 else data


def parquet_table(random: Random) -> tuple[str, bytes]:
    import pyarrow
    from pyarrow import parquet

    table = pyarrow.table(
        {
            "text": [prose(random, most=30) for _ in range(5)],
            "title": [prose(random, most=3) for _ in range(5)],
        }
    )
    made = io.BytesIO()
    parquet.write_table(
        table,
        made,
        compression=random.choice(("none", "snappy", "zstd")),
        use_dictionary=random.random() < 0.5,
    )
    return ".parquet", mutated(random, made.getvalue()) if random.random() < 0.8 else made.getvalue()
