"""mBART-50: fifty languages in one vocabulary, the source's code before the text."""

from typing import Any

from summarize.models.entry import FamilyName, Task
from summarize.models.families import mbart
from summarize.models.families.family import SOURCE, TARGET, Frame
from summarize.models.families.many import ManyLanguages
from summarize.models.families.pieces import BOS


class MBart50(ManyLanguages):
    name: FamilyName = "mbart50"
    model_types = ("mbart",)
    tokenizer_class = "MBart50Tokenizer"
    known_code = "en_XX"
    task: Task | None = "translation"
    frame = Frame(before=(SOURCE,), forced=TARGET)
    configuration = mbart.MBart.configuration

    def repair_specification(self, specification: Any, config: Any) -> None:
        """Its tokenizer names no BOS in transformers 5, and CTranslate2 doesn't load a model without."""
        specification.config.bos_token = specification.config.bos_token or BOS


FAMILY = MBart50()
