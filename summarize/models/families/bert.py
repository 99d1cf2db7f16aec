"""BERT and XLM-RoBERTa as encoders of sentences: what they read has one vector, the mean over its tokens."""

from collections.abc import Mapping
from typing import Any

from summarize.models.entry import FamilyName, Task
from summarize.models.families.family import Family


class Bert(Family):
    name: FamilyName = "bert"
    model_types: tuple[str, ...] = ("bert", "xlm-roberta")
    task: Task | None = "similarity"
    configuration: Mapping[str, object] = {"position_embedding_type": "absolute"}

    def model_class(self) -> Any:
        """See Family: there is no head, and what pools by a token of its own isn't used."""
        import transformers

        return transformers.AutoModel


FAMILY = Bert()
