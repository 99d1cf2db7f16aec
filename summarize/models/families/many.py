"""Families whose checkpoints all share one vocabulary, with a code for each of many languages."""

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from summarize.models.entry import FamilyName, Task
from summarize.models.families.family import Family
from summarize.models.families.languages import packaged_codes


class ManyLanguages(Family):
    """A family of translators from any of its languages into any."""

    name: FamilyName
    # A code that only this family's vocabulary has.
    known_code: str

    def recognises_conversion(self, names: Container[str], vocabulary: Container[str]) -> bool:
        """See Family."""
        has_tokenizer = "tokenizer.json" in names or "sentencepiece.bpe.model" in names
        return has_tokenizer and self.known_code in vocabulary

    def languages(self, folder: Path, task: Task, tokenizer: Mapping[str, Any]) -> dict[str, Any]:
        """See Family: the codes of the entry that comes with `brief`."""
        codes = packaged_codes(self.name)
        return {"sources": codes, "targets": codes}
