"""What is particular to a family of models, and what holds for most of them."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarize.models.entry import Task
from summarize.models.families.pieces import EOS, FastPieces, Pieces, SentencePieces

SOURCE, TARGET = "{source}", "{target}"
_SENTENCE_PIECE_FILES = ("sentencepiece.bpe.model", "spiece.model", "sentencepiece.model")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a family puts around a text, and the token that its output has to begin with.

    SOURCE and TARGET stand for the languages' codes; `code` makes a token of one.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = (EOS,)
    forced: str | None = None
    code: str = "{}"


class Family:
    """An encoder-decoder of transformers whose files are what they seem to be. A family overrides what isn't so.

    `model_types` are its names in a config.json, `tokenizer_class` the one that sets it apart from another family of
    the same name. `task` is what all its checkpoints are for, None where that isn't the same for all. `settings` are
    keys of models.toml for a checkpoint without an entry, before what its files say. `configuration` are keys that CTranslate2's converter asks
    config.json for: the files of the hub have them, transformers 5 no longer writes them. `cuda_precision` is the number
    format for a GPU. `is_told_in_words` means a chat model: what is
    wanted is said in its prompt, so that no language needs a code.
    """

    model_types: tuple[str, ...] = ()
    tokenizer_class: str | None = None
    task: Task | None = None
    frame: Frame = Frame()
    cuda_precision: str = "float16"
    is_told_in_words: bool = False
    settings: Mapping[str, object] = {}
    configuration: Mapping[str, object] = {}

    # --- from the files -------------------------------------------------------------------------------------------

    def recognises(self, config: Mapping[str, Any], tokenizer: Mapping[str, Any]) -> bool:
        """Whether a config.json and a tokenizer_config.json are of this family."""
        if config.get("model_type") not in self.model_types:
            return False
        classes = (str(where.get("tokenizer_class", "")) for where in (tokenizer, config))
        return self.tokenizer_class is None or self.tokenizer_class in [
            name.removesuffix("Fast") for name in classes
        ]

    def recognises_conversion(self, names: Container[str], vocabulary: Container[str]) -> bool:
        """Whether a folder in CTranslate2's own form, with files of these names, is of this family."""
        return False

    def languages(self, folder: Path, task: Task, tokenizer: Mapping[str, Any]) -> dict[str, Any]:
        """The keys `sources`, `targets` and `prefix` of models.toml, as far as the files tell them.

        `tokenizer` is the content of tokenizer_config.json.
        """
        return {"sources": []}

    # --- text and tokens ------------------------------------------------------------------------------------------

    def pieces(self, folder: Path) -> Pieces | None:
        """The checkpoint's own tokenizer; None where its files are missing."""
        if (folder / "tokenizer.json").exists() or (folder / "merges.txt").exists():
            return FastPieces(folder)
        for name in _SENTENCE_PIECE_FILES:
            if (folder / name).exists():
                return SentencePieces(folder / name)
        return None

    def prepared(self, text: str) -> str:
        """The text as the family's models have learnt to read it: on one line, as all corpora are."""
        return " ".join(text.split())

    def lead(self, prefix: str, pieces: Pieces) -> list[str]:
        """The tokens of an entry's prefix, in which the target's code may stand."""
        return pieces.encode(prefix, marked=True)

    def is_code(self, piece: str) -> bool:
        """Whether the piece would tell the model a language; no text may have such a one in it."""
        return False

    # --- torch, and the conversion from it ------------------------------------------------------------------------

    def tokenizer(self, folder: Path) -> Any:
        """The class of transformers that reads the checkpoint's vocabulary rightly."""
        import transformers

        return transformers.AutoTokenizer

    def model_class(self) -> Any:
        """The class of transformers that loads the checkpoint's weights."""
        import transformers

        return transformers.AutoModelForSeq2SeqLM

    def repair(self, model: Any) -> None:
        """Mend what transformers is known to load wrongly."""

    def repair_specification(self, specification: Any, config: Any) -> None:
        """Mend what CTranslate2's converter is known to get wrong; `config` is the model's."""

    def never_written(self, config: Any) -> list[int]:
        """Ids that are no output although the model gives them a probability."""
        return []

    def only_read(self, folder: Path) -> frozenset[str]:
        """The tokens that no output has: a conversion may leave them out of the decoder. Empty where nothing tells."""
        return frozenset()

    def narrowed_specification(self, model: Any, tokenizer: Any, left_out: frozenset[str]) -> Any:
        """CTranslate2's specification of the model without these tokens in its decoder."""
        raise NotImplementedError(type(self).__name__)
