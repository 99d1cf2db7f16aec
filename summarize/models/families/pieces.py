"""SentencePiece models and tokenizer.json, taken as they stand: from text to pieces and back.

transformers is not imported here: its import takes a second, and some of its tokenizers read these files wrongly (an
unknown character that becomes `</s>` in T5's, a `>>ara<<` that is no code behind a blank in Marian's).
"""

from pathlib import Path
from typing import Protocol

BOS, EOS, PAD, UNKNOWN = "<s>", "</s>", "<pad>", "<unk>"


class Pieces(Protocol):
    """A tokenizer without a frame."""

    def encode(self, text: str, *, marked: bool = False) -> list[str]:
        """The pieces of `text`; `marked` is for a prefix of ours, in which special tokens count."""
        ...

    def decode(self, pieces: list[str]) -> str: ...


class SentencePieces:
    """A SentencePiece model, or one for either side. No text becomes one of its control symbols.

    Characters that the model doesn't know come out as they are. Where each side has a model of its own, those are looked
    up in a vocabulary of both; elsewhere they could only be taken for a special token of the same letters.
    """

    def __init__(self, source: Path, target: Path | None = None) -> None:
        # Imported here, like the tokenizers library below: a model needs one of them, the embedded summarizer none.
        from sentencepiece import SentencePieceProcessor

        self._source = SentencePieceProcessor(model_file=str(source))
        self._target = SentencePieceProcessor(model_file=str(target)) if target else self._source

    def encode(self, text: str, *, marked: bool = False) -> list[str]:
        """See Pieces."""
        pieces = list(self._source.encode(text, out_type=str))
        if self._target is not self._source:
            return pieces
        unknown = self._source.unk_id()
        ids = self._source.piece_to_id(pieces)
        return [UNKNOWN if index == unknown else piece for piece, index in zip(pieces, ids, strict=True)]

    def decode(self, pieces: list[str]) -> str:
        """See Pieces."""
        return str(self._target.decode_pieces(pieces)).replace("▁", " ")


class FastPieces:
    """A tokenizer.json, or the vocabulary and merges of byte-level BPE where there is none."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import ByteLevelBPETokenizer, Tokenizer

        if (folder / "tokenizer.json").exists():
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        else:
            files = str(folder / "vocab.json"), str(folder / "merges.txt")
            self._tokenizer = ByteLevelBPETokenizer.from_file(*files)._tokenizer
        # The file may tell to cut and to pad.
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def encode(self, text: str, *, marked: bool = False) -> list[str]:
        """See Pieces."""
        self._tokenizer.encode_special_tokens = not marked
        return list(self._tokenizer.encode(text, add_special_tokens=False).tokens)

    def decode(self, pieces: list[str]) -> str:
        """See Pieces."""
        decoder = self._tokenizer.decoder
        return str(decoder.decode(pieces)) if decoder else "".join(pieces)
