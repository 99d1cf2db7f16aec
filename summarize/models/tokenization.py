"""From text to the tokens that a model reads, and back, with each family's own frame of language codes and end marks.

transformers is not imported here: its import takes a second, and some of its tokenizers read these files wrongly (an
unknown character that becomes `</s>` in T5's, a `>>ara<<` that is no code behind a blank in Marian's). SentencePiece
models and tokenizer.json are taken as they stand. Whatever stands in a text is text: "</s>" or "arb_Arab" in an article
never becomes a special token.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from summarize.errors import LanguageError, ModelError
from summarize.language import language_name
from summarize.models.entry import Family, ModelEntry
from summarize.models.marian import prepared

BOS, EOS, PAD, UNKNOWN = "<s>", "</s>", "<pad>", "<unk>"
_SPECIAL = frozenset({BOS, EOS, PAD, UNKNOWN})
_SOURCE, _TARGET = "{source}", "{target}"
_SENTENCE_PIECE_FILES = ("sentencepiece.bpe.model", "spiece.model", "sentencepiece.model")
# Marian's codes, which are tokens and no pieces.
_CODE = re.compile(">>.*<<")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a family puts around a text, and the token that its output has to begin with.

    `code` makes a token of a language code.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = (EOS,)
    forced: str | None = None
    code: str = "{}"


_FRAMES: dict[Family, _Frame] = {
    "marian": _Frame(),
    "nllb": _Frame(before=(_SOURCE,), forced=_TARGET),
    "m2m100": _Frame(before=(_SOURCE,), forced=_TARGET, code="__{}__"),
    "mbart50": _Frame(before=(_SOURCE,), forced=_TARGET),
    # The older mBART names the source's language last, and its decoder starts with the target's.
    "mbart": _Frame(after=(EOS, _SOURCE), forced=_TARGET),
    "t5": _Frame(),
    "bart": _Frame(before=(BOS,), forced=BOS),
    "pegasus": _Frame(),
}


@dataclass(frozen=True, slots=True)
class Framing:
    """The tokens around every text of one language pair; `forced` is the token that the output has to begin with."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    forced: str | None


class _Pieces(Protocol):
    def encode(self, text: str, *, marked: bool = False) -> list[str]:
        """The pieces of `text`; `marked` is for a prefix of ours, in which special tokens count."""
        ...

    def decode(self, pieces: list[str]) -> str: ...


class Tokenizer:
    """The tokenizer of a checkpoint in a folder. Raises ModelError where its files are missing or damaged."""

    def __init__(self, entry: ModelEntry, folder: Path) -> None:
        self._entry = entry
        try:
            self._pieces = _open_pieces(entry, folder)
        except (OSError, RuntimeError, ValueError) as problem:
            raise ModelError(
                f"{entry.name}: the tokenizer's files are damaged; run: brief models pull {entry.name}"
            ) from problem

    def framing(self, source: str, target: str | None, knows: Callable[[str], bool]) -> Framing:
        """The frame for a language pair (ISO 639-1 codes); `target` is None for a summary.

        `knows` tells whether a token is in the model's vocabulary. Raises LanguageError for a language that the entry
        doesn't have, and for a code that the model doesn't: to a model such a code is any unknown word.
        """
        entry, frame = self._entry, _FRAMES[self._entry.family]
        if not entry.takes(source) or (target is not None and target not in entry.targets):
            into = f" into {language_name(target)}" if target is not None else ""
            raise LanguageError(
                f"{entry.name} doesn't take {language_name(source)}{into}; `brief models show {entry.name}` lists what it does"
            )
        codes = {_SOURCE: entry.sources.get(source, ""), _TARGET: entry.targets.get(target or source, "")}
        tokens = {place: frame.code.format(code) for place, code in codes.items() if code}
        prefix = entry.prefix.replace(_TARGET, codes[_TARGET]).strip()
        # Marian's code is one token that no SentencePiece model knows; other prefixes are text.
        is_code = entry.family == "marian" and prefix.startswith(">>") and prefix.endswith("<<")
        lead = [prefix] if is_code else self._pieces.encode(prefix, marked=True) if prefix else []
        framing = Framing(
            before=(*lead, *_filled(frame.before, tokens)),
            after=_filled(frame.after, tokens),
            forced=next(iter(_filled((frame.forced,), tokens)), None) if frame.forced else None,
        )
        used = {*framing.before, *framing.after, framing.forced}
        for place, token in tokens.items():
            needed = place in (*frame.before, *frame.after, frame.forced) or (
                place == _TARGET and bool(prefix)
            )
            if needed and (token not in used or not knows(token)):
                raise LanguageError(
                    f"{entry.name} has no token {token}; see its codes with: brief models show {entry.name}"
                )
        return framing

    def encode(self, text: str, framing: Framing) -> list[str]:
        """The tokens that the model reads for `text`, the frame included. Nothing is cut."""
        if self._entry.family == "marian":
            text = prepared(text)
        elif self._entry.collapse_whitespace:
            text = " ".join(text.split())
        # A lone surrogate has no UTF-8, which both libraries take.
        pieces = self._pieces.encode(_SURROGATE.sub("\ufffd", text))
        # Where the vocabulary is a plain list of pieces, "</s>" in a text would be one of them.
        words = [UNKNOWN if piece in _SPECIAL or _CODE.fullmatch(piece) else piece for piece in pieces]
        return [*framing.before, *words, *framing.after]

    def decode(self, tokens: Sequence[str], framing: Framing) -> str:
        """The text of a model's output, special tokens and the model's sentence marks left out."""
        frame = {*framing.before, *framing.after, framing.forced} - {None}
        text = self._pieces.decode([t for t in tokens if t not in _SPECIAL and t not in frame])
        if self._entry.sentence_mark:
            text = " ".join(text.replace(self._entry.sentence_mark, " ").split())
        return text.strip()


def _filled(places: tuple[str, ...], tokens: dict[str, str]) -> tuple[str, ...]:
    """The places with the codes in them; a place whose code is empty falls away."""
    return tuple(
        tokens.get(place, place) for place in places if place in tokens or place not in (_SOURCE, _TARGET)
    )


class _SentencePiece:
    """A SentencePiece model, or the two of Marian. No text becomes one of its control symbols.

    Characters that the model doesn't know come out as they are. Marian looks those up in its vocabulary too; elsewhere
    they could only be taken for a special token of the same letters.
    """

    def __init__(self, source: Path, target: Path) -> None:
        # Imported here, like the tokenizers library below: a model needs one of them, the embedded summarizer none.
        from sentencepiece import SentencePieceProcessor

        self._source = SentencePieceProcessor(model_file=str(source))
        self._target = self._source if target == source else SentencePieceProcessor(model_file=str(target))

    def encode(self, text: str, *, marked: bool = False) -> list[str]:
        pieces = list(self._source.encode(text, out_type=str))
        if self._target is not self._source:
            return pieces
        unknown = self._source.unk_id()
        ids = self._source.piece_to_id(pieces)
        return [UNKNOWN if index == unknown else piece for piece, index in zip(pieces, ids, strict=True)]

    def decode(self, pieces: list[str]) -> str:
        return str(self._target.decode_pieces(pieces)).replace("▁", " ")


class _Fast:
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
        self._tokenizer.encode_special_tokens = not marked
        return list(self._tokenizer.encode(text, add_special_tokens=False).tokens)

    def decode(self, pieces: list[str]) -> str:
        decoder = self._tokenizer.decoder
        return str(decoder.decode(pieces)) if decoder else "".join(pieces)


def _open_pieces(entry: ModelEntry, folder: Path) -> _Pieces:
    if entry.family == "marian":
        return _SentencePiece(
            _required(entry, folder / "source.spm"), _required(entry, folder / "target.spm")
        )
    if (folder / "tokenizer.json").exists() or (folder / "merges.txt").exists():
        return _Fast(folder)
    for name in _SENTENCE_PIECE_FILES:
        if (folder / name).exists():
            return _SentencePiece(folder / name, folder / name)
    raise ModelError(
        f"{entry.name} has no tokenizer in {folder}: there should be a tokenizer.json or a SentencePiece model"
    )


def _required(entry: ModelEntry, file: Path) -> Path:
    if not file.exists():
        raise ModelError(f"{entry.name} has no {file.name}; run: brief models pull {entry.name}")
    return file
