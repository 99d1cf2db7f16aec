"""quickmt: CTranslate2's own form, for one pair, with a SentencePiece model a side or one for both."""

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from summarize.models.entry import FamilyName, Task
from summarize.models.families.family import Family
from summarize.models.families.languages import pair_in_name
from summarize.models.families.pieces import Pieces, SentencePieces


class QuickMT(Family):
    name: FamilyName = "quickmt"
    task: Task | None = "translation"
    # As its own translator has them; longer segments than a sentence it hasn't seen.
    settings: Mapping[str, object] = {"window": 256, "max_tokens": 256, "decoding": {"num_beams": 5}}

    def recognises_conversion(self, names: Container[str], vocabulary: Container[str]) -> bool:
        """See Family."""
        return "joint.spm.model" in names or ("src.spm.model" in names and "tgt.spm.model" in names)

    def languages(self, folder: Path, task: Task, tokenizer: Mapping[str, Any]) -> dict[str, Any]:
        """See Family: only its name tells the pair."""
        return pair_in_name(folder)

    def pieces(self, folder: Path) -> Pieces | None:
        """See Family."""
        joint, source, target = (folder / f"{side}.spm.model" for side in ("joint", "src", "tgt"))
        if joint.exists():
            return SentencePieces(joint)
        return SentencePieces(source, target) if source.exists() and target.exists() else None


FAMILY = QuickMT()
