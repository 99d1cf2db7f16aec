"""Marian: OPUS-MT's checkpoints, for one pair or one group of languages, a SentencePiece model a side."""

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from summarize.errors import ModelError
from summarize.models.entry import Task
from summarize.models.families.family import Family
from summarize.models.families.languages import iso_code, pair_in_name
from summarize.models.families.pieces import Pieces, SentencePieces
from summarize.models.families.reading import read_json, read_tokens

# Its codes, which are tokens and no pieces.
_CODE = re.compile(">>.*<<")
# Of a language in several scripts, the one that its readers expect; most codes have none.
_SCRIPTS = ("", "Hans", "Cyrl")
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


class Marian(Family):
    model_types = ("marian",)
    task: Task | None = "translation"

    def recognises_conversion(self, names: Container[str], vocabulary: Container[str]) -> bool:
        """See Family."""
        return "source.spm" in names and "target.spm" in names

    def languages(self, folder: Path, task: Task, tokenizer: Mapping[str, Any]) -> dict[str, Any]:
        """See Family: one pair, or the codes that the vocabulary has for the targets."""
        source, target = (iso_code(str(tokenizer.get(key) or "")) for key in ("source_lang", "target_lang"))
        codes = [token for token in _vocabulary(folder) if _CODE.fullmatch(token)]
        targets = {}
        # A bare code comes last, and so is preferred to one with a script.
        for code in sorted(codes, key=lambda code: "_" not in code):
            language, _, script = code[2:-2].partition("_")
            if script in _SCRIPTS and iso_code(language):
                targets[iso_code(language)] = code
        if not (source or target or targets):
            return pair_in_name(folder)
        sources = [source] if source else []
        if targets:
            return {"sources": sources, "targets": dict(sorted(targets.items())), "prefix": "{target} "}
        return {"sources": sources, "targets": [target] if target else []}

    def pieces(self, folder: Path) -> Pieces | None:
        """See Family."""
        source, target = folder / "source.spm", folder / "target.spm"
        for file in (source, target):
            if not file.exists():
                raise ModelError(f"{folder}: {file.name} is missing; pull the model again")
        return SentencePieces(source, target)

    def prepared(self, text: str) -> str:
        """The text as OPUS-MT's models have learnt to read it, on one line.

        They have seen no curly quotation mark: each would be an unknown word in the middle of a sentence.
        """
        plain = text.translate(_PREPARED)
        if not plain.isprintable():
            plain = "".join(" " if unicodedata.category(mark)[0] == "C" else mark for mark in plain)
        return " ".join(plain.split())

    def lead(self, prefix: str, pieces: Pieces) -> list[str]:
        """See Family: the code is one token that no SentencePiece model knows."""
        return [prefix] if _CODE.fullmatch(prefix) else pieces.encode(prefix, marked=True)

    def is_code(self, piece: str) -> bool:
        """See Family."""
        return bool(_CODE.fullmatch(piece))

    def repair(self, model: Any) -> None:
        """The configuration ties the output head to the shared embedding, but the tc-big files also store a head of
        their own, which is stale and which transformers 5 prefers (transformers issue 45005).
        """
        config = model.config
        if config.share_encoder_decoder_embeddings and config.tie_word_embeddings:
            model.lm_head.weight = model.model.shared.weight

    def never_written(self, config: Any) -> list[int]:
        """Marian has a padding token only because transformers wants one."""
        return [config.pad_token_id]

    def only_read(self, folder: Path) -> frozenset[str]:
        """The pieces of source.spm that target.spm lacks.

        vocab.json is made of the pieces of source.spm, those of target.spm and the codes of the targets (OPUS-MT-train,
        its rule for vocabularies), and translations were cut by target.spm.
        """
        # Imported here, like all that only a model needs.
        from sentencepiece import SentencePieceProcessor

        def pieces(file: str) -> frozenset[str]:
            model = SentencePieceProcessor(model_file=str(folder / file))
            own = (i for i in range(len(model)) if not (model.is_unknown(i) or model.is_control(i)))
            return frozenset(map(model.id_to_piece, own))

        return pieces("source.spm") - pieces("target.spm")

    def narrowed_specification(self, model: Any, tokenizer: Any, left_out: frozenset[str]) -> Any:
        """See Family. The decoder keeps 32,000 tokens of some 62,000; nothing in the model is larger than its output layer.

        The encoder keeps them all: Marian looks up a source's unknown characters among the pieces of either side.
        """
        import torch
        from ctranslate2.converters.transformers import MarianMTLoader

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


def _vocabulary(folder: Path) -> Iterable[str]:
    """The checkpoint's tokens, or those that a conversion of it reads."""
    for name in ("source_vocabulary.json", "shared_vocabulary.json"):
        if found := read_tokens(folder / name):
            return found
    return read_json(folder / "vocab.json", needed=True)


FAMILY = Marian()
