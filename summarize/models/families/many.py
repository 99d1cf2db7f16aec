"""Families whose checkpoints all share one vocabulary, with a code for each of many languages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from summarize.models.entry import Task
from summarize.models.families.family import Family
from summarize.models.families.languages import packaged_codes


class ManyLanguages(Family):
    """A family of translators from any of its languages into any."""

    def languages(self, folder: Path, task: Task, tokenizer: Mapping[str, Any]) -> dict[str, Any]:
        """See Family: the codes of the entry that comes with `brief`."""
        codes = packaged_codes(type(self).__module__.rpartition(".")[2])
        return {"sources": codes, "targets": codes}
