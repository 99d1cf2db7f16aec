"""T5, mT5 and MADLAD: what is wanted is said in the text itself."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from summarize.language import all_languages
from summarize.models.entry import Task
from summarize.models.families.family import Family

_CODE = re.compile(r"<2\w+>")


class T5(Family):
    model_types = ("t5", "mt5", "umt5")
    # Trained in bfloat16's range, it overflows in float16: bad words, or nothing but padding (CTranslate2 1074, 2102, where
    # beams in bfloat16 are bad, too).
    cuda_precision = "float32"

    def languages(self, folder: Path, task: Task, tokenizer: Mapping[str, Any]) -> dict[str, Any]:
        """See Family: a translator has tokens in its tokenizer.json that tell the target, as MADLAD's do."""
        if task != "translation":
            return {"sources": []}
        file = folder / "tokenizer.json"
        content = file.read_text(encoding="utf-8") if file.is_file() else ""
        targets = {code: f"<2{code}>" for code in all_languages() if f'"<2{code}>"' in content}
        return {"sources": [], "targets": targets, "prefix": "{target} "}

    def is_code(self, piece: str) -> bool:
        """See Family: in MADLAD's vocabulary a code is a piece like any other."""
        return bool(_CODE.fullmatch(piece))

    def tokenizer(self, folder: Path) -> Any:
        """T5's own class takes id 2 for unknown characters whatever the file says; in MADLAD that is `</s>`.

        The general class takes tokenizer.json as it is.
        """
        import transformers

        has_file = (folder / "tokenizer.json").exists()
        return transformers.PreTrainedTokenizerFast if has_file else transformers.AutoTokenizer

    def repair_specification(self, specification: Any, config: Any) -> None:
        """Only an output head that is the embedding has its output scaled down.

        transformers 5 sets `tie_word_embeddings` to True for each T5 in memory, and the converter takes it at its word. What
        the file said is kept under another name; an mT5 always has a head of its own.
        """
        if config.model_type == "mt5" or (config.model_type == "t5" and not config.scale_decoder_outputs):
            specification.decoder.scale_outputs = 1.0


FAMILY = T5()
