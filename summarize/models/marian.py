"""What no file of a Marian checkpoint tells: how OPUS-MT prepared its training text, and which tokens it writes."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

# What OPUS-MT put in place of some marks before it trained (OPUS-MT-train, scripts/preprocess-spm.sh). Its full-width 1
# became a quotation mark, a slip that is not repeated here.
_PLAIN_MARKS = {
    "“": '"', "”": '"', "’": "'", "…": "...", "《": '"', "》": '"', "「": '"', "」": '"', "〈": "<", "〉": ">", "【": "[",
    "】": "]", "（": "(", "）": ")", "，": ",", "、": ",", "。": ". ", "．": ". ", "：": ":", "∶": ":", "；": ";", "？": "?",
    "！": "!", "％": "%", "～": "~", "━": "-",
}  # fmt: skip
_WIDE_DIGITS = {chr(ord("０") + digit): str(digit) for digit in range(10)}
# Invisible within a word; other control characters are blanks.
_NOTHING = dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")
_PREPARED = str.maketrans(_PLAIN_MARKS | _WIDE_DIGITS | _NOTHING)


def prepared(text: str) -> str:
    """The text as OPUS-MT's models have learnt to read it, on one line.

    They have seen no curly quotation mark: each would be an unknown word in the middle of a sentence.
    """
    plain = text.translate(_PREPARED)
    if not plain.isprintable():
        plain = "".join(" " if unicodedata.category(mark)[0] == "C" else mark for mark in plain)
    return " ".join(plain.split())


def only_read(folder: Path) -> frozenset[str]:
    """The tokens that no translation has: the pieces of source.spm that target.spm lacks.

    vocab.json is made of the pieces of source.spm, those of target.spm and the codes of the targets (OPUS-MT-train, its
    rule for vocabularies), and translations were cut by target.spm.
    """
    # Imported here, like all that only a model needs.
    from sentencepiece import SentencePieceProcessor

    def pieces(file: str) -> frozenset[str]:
        model = SentencePieceProcessor(model_file=str(folder / file))
        own = (i for i in range(len(model)) if not (model.is_unknown(i) or model.is_control(i)))
        return frozenset(map(model.id_to_piece, own))

    return pieces("source.spm") - pieces("target.spm")


def is_narrowed(converted: Path) -> bool:
    """Whether a conversion's decoder has fewer tokens than its encoder."""
    return (converted / "target_vocabulary.json").exists()


def narrowed_spec(model: Any, tokenizer: Any, folder: Path) -> Any:
    """CTranslate2's specification of a Marian model whose decoder has no tokens but those that a translation can have.

    Those are 32,000 of some 62,000, and nothing in the model is larger than its output layer. The encoder keeps them all:
    Marian looks up a source's unknown characters among the pieces of either side. `model` and `tokenizer` are
    transformers' own, of the checkpoint in `folder`.
    """
    import torch
    from ctranslate2.converters.transformers import MarianMTLoader

    left_out = only_read(folder)

    class NarrowingLoader(MarianMTLoader):  # type: ignore[misc]
        def set_vocabulary(self, spec: Any, tokens: Sequence[str]) -> None:
            written = [index for index, token in enumerate(tokens) if token not in left_out]
            spec.register_source_vocabulary(tokens)
            spec.register_target_vocabulary([tokens[index] for index in written])
            embeddings, projection = spec.decoder.embeddings, spec.decoder.projection
            embeddings.weight = embeddings.weight[written]
            projection.weight = projection.weight[written]
            if projection.has_bias():
                projection.bias = projection.bias[written]

    with torch.no_grad():
        return NarrowingLoader()(model, tokenizer)
