"""NLLB: two hundred languages in one vocabulary, the source's code before the text."""

from summarize.models.entry import Task
from summarize.models.families.family import SOURCE, TARGET, Frame
from summarize.models.families.many import ManyLanguages


class NLLB(ManyLanguages):
    model_types = ("m2m_100",)
    tokenizer_class = "NllbTokenizer"
    task: Task | None = "translation"
    frame = Frame(before=(SOURCE,), forced=TARGET)


FAMILY = NLLB()
