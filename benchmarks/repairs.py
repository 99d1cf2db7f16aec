"""Which share of the marked sentences does trying again mend? Measured with tiny trained models that are damaged on purpose.

    python -m benchmarks.repairs [--noise 0.6 0.9]

The models of the tests translate a small grammar without a fault. Here noise on their weights makes them err; their sentences
are then translated as the pipeline does it: checked, tried again in the translator's other ways, and marked if that doesn't
help. Printed for each model and noise: the share of sentences marked at first, marked in the end, mended in between, and
the share of mended ones that are exactly right.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from benchmarks import news_grammar
from summarize.models.engines import open_engine
from summarize.translators.checked import CheckedTranslator
from summarize.translators.checks import check_translation
from summarize.translators.seq2seq import Seq2SeqTranslator
from tests.models.tiny_models import ENTRIES, TRAINED, tokenizer

MODELS = [("opus-mt-en-ar", "ar"), ("opus-mt-tc-big-en-zle", "ru"), ("m2m100_418M", "ar")]
SENTENCES = 60


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--noise", type=float, nargs="*", default=[0.6, 0.9], help="in standard deviations")
    options = parser.parse_args(arguments)
    print(
        f"of {SENTENCES} sentences, per cent:   noise   marked at first   marked in the end   mended   mended and right"
    )
    for name, target in MODELS:
        for noise in options.noise:
            print_row(name, target, noise)


def print_row(name: str, target: str, noise: float) -> None:
    made = news_grammar.sentences(SENTENCES, seed=47, unseen=True)
    with tempfile.TemporaryDirectory() as folder:
        damaged = damaged_copy(TRAINED / name, Path(folder) / name, noise)
        engine = open_engine(ENTRIES[name], damaged, None, "torch", "cpu", threads=1)
        inner = Seq2SeqTranslator(ENTRIES[name], engine, tokenizer(name))
        sources = [sentence["en"] for sentence in made]
        first = inner.translate(sources, "en", target)
        final = CheckedTranslator(inner).translate(sources, "en", target)
    marked = [
        bool(check_translation(source, translation.text, "en", target))
        for source, translation in zip(sources, first, strict=True)
    ]
    mended = [
        (translation.text, sentence[target])
        for was_marked, translation, sentence in zip(marked, final, made, strict=True)
        if was_marked and not translation.warnings
    ]
    right = sum(text == expected for text, expected in mended)
    remaining = sum(bool(translation.warnings) for translation in final)
    print(
        f"  {name:28s}{noise:7.2f}{_share(sum(marked), SENTENCES):18.0f}{_share(remaining, SENTENCES):20.0f}"
        f"{_share(len(mended), sum(marked)):9.0f}{_share(right, len(mended)):19.0f}"
    )


def damaged_copy(checkpoint: Path, target: Path, noise: float) -> Path:
    """The checkpoint with noise on each matrix, so many times as strong as its own values spread."""
    import torch
    from safetensors.torch import load_file, save_file

    shutil.copytree(checkpoint, target)
    generator = torch.Generator().manual_seed(5)
    pickled, tensors = target / "pytorch_model.bin", target / "model.safetensors"
    weights = torch.load(pickled, weights_only=True) if pickled.exists() else load_file(tensors)
    for matrix in weights.values():
        if matrix.is_floating_point() and matrix.dim() > 1:
            matrix += torch.randn(matrix.shape, generator=generator).to(matrix.dtype) * matrix.std() * noise
    if pickled.exists():
        torch.save(weights, pickled)
    else:
        save_file(weights, tensors, {"format": "pt"})
    return target


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


if __name__ == "__main__":
    main()
