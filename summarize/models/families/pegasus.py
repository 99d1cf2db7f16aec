"""PEGASUS: summaries in English, with a mark of its own between sentences."""

from collections.abc import Mapping

from summarize.models.entry import Task
from summarize.models.families.family import Family


class Pegasus(Family):
    model_types = ("pegasus",)
    task: Task | None = "summarization"
    cuda_precision = "float32"  # like T5's
    settings: Mapping[str, object] = {"sentence_mark": "<n>"}
    configuration: Mapping[str, object] = {"normalize_before": True, "normalize_embedding": False}


FAMILY = Pegasus()
