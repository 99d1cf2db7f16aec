"""The model of these tests: lantern-en-ar, a Marian checkpoint by its file layout, with noise for weights."""

import json
import random
from pathlib import Path

from summarize.models.entry import ModelEntry
from summarize.models.home import Progress
from summarize.models.store import Store

REPO = "kestrel/lantern-en-ar"
COMMIT = "a" * 40
# What a pull takes of the repository.
TAKEN = {
    "config.json",
    "generation_config.json",
    "model.safetensors",
    "source.spm",
    "target.spm",
    "tokenizer_config.json",
    "vocab.json",
}
PINNED = ModelEntry(
    name="lantern-en-ar",
    task="translation",
    family="marian",
    repo=REPO,
    revision=COMMIT,
    licence="cc-by-4.0",
    sources={"en": ""},
    targets={"ar": ">>ara<<"},
    megabytes=1,
)


def copy_weights(folder: Path, entry: ModelEntry, target: Path, quantization: str, report: Progress) -> None:
    """A conversion that loads no framework: the store must not care what is in one."""
    weights = next(
        path for path in (folder / "model.safetensors", folder / "pytorch_model.bin") if path.is_file()
    )
    target.mkdir()
    (target / "model.bin").write_bytes(quantization.encode() + weights.read_bytes())
    (target / "config.json").write_text("{}")


def checkpoint_files() -> dict[str, bytes]:
    """A Marian repository as the hub has them, with other frameworks' files and code that nobody wants."""
    vocabulary = {"</s>": 0, "<unk>": 1, ">>ara<<": 2, ">>ara_Latn<<": 3, ">>arz<<": 4, "a": 5, "<pad>": 6}
    config = {"model_type": "marian", "max_position_embeddings": 512, "num_beams": 4, "max_length": 512}
    tokenizer = {"source_lang": "eng", "target_lang": "ara", "model_max_length": 512}
    return {
        "README.md": b"# lantern",
        "config.json": json.dumps(config).encode(),
        "generation_config.json": b'{"num_beams": 6, "max_length": 512, "renormalize_logits": true}',
        "modeling_lantern.py": b"raise SystemExit('code of a checkpoint ran')",
        "pytorch_model.bin": random.Random(1).randbytes(300_000),
        "model.safetensors": random.Random(2).randbytes(300_000),
        "tf_model.h5": b"tensorflow",
        "source.spm": random.Random(3).randbytes(5_000),
        "target.spm": random.Random(4).randbytes(5_000),
        "tokenizer_config.json": json.dumps(tokenizer).encode(),
        "vocab.json": json.dumps(vocabulary).encode(),
    }


def everything(store: Store) -> set[str]:
    """All files below the store, but the locks, which stay."""
    paths = (path.relative_to(store.root) for path in store.root.rglob("*") if path.is_file())
    return {str(path) for path in paths if path.suffix != ".lock"}
