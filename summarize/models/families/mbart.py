"""The older mBART: the source's code behind the text, and a decoder that starts with the target's."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from summarize.models.entry import Task
from summarize.models.families.family import SOURCE, TARGET, Family, Frame
from summarize.models.families.languages import iso_code
from summarize.models.families.pieces import EOS


class MBart(Family):
    model_types = ("mbart",)
    frame = Frame(after=(EOS, SOURCE), forced=TARGET)
    configuration: Mapping[str, object] = {"normalize_before": True, "normalize_embedding": True}

    def languages(self, folder: Path, task: Task, tokenizer: Mapping[str, Any]) -> dict[str, Any]:
        """See Family: one pair, which the tokenizer's configuration names."""
        source, target = (str(tokenizer.get(key) or "") for key in ("src_lang", "tgt_lang"))
        if task == "summarization" and iso_code(target):
            # The summary is in the language that decoding starts with, whatever the source is said to be.
            return {"sources": {iso_code(target): source or target}, "targets": _named(target)}
        return {"sources": _named(source), "targets": _named(target)}


def _named(code: str) -> dict[str, str]:
    """The model's code by its language; empty where that has no name here."""
    return {iso_code(code): code} if iso_code(code) else {}


FAMILY = MBart()
