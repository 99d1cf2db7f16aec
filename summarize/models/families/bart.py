"""BART: summaries in English; its output begins with BOS."""

from collections.abc import Mapping

from summarize.models.entry import Task
from summarize.models.families.family import Family, Frame
from summarize.models.families.pieces import BOS


class Bart(Family):
    model_types = ("bart",)
    task: Task | None = "summarization"
    frame = Frame(before=(BOS,), forced=BOS)
    configuration: Mapping[str, object] = {"normalize_before": False, "normalize_embedding": True}


FAMILY = Bart()
