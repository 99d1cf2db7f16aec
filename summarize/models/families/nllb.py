"""NLLB: two hundred languages in one vocabulary, the source's code before the text."""

from summarize.models.entry import FamilyName, Task
from summarize.models.families.family import SOURCE, TARGET, Frame
from summarize.models.families.many import ManyLanguages


class NLLB(ManyLanguages):
    name: FamilyName = "nllb"
    model_types = ("m2m_100",)
    tokenizer_class = "NllbTokenizer"
    known_code = "eng_Latn"
    task: Task | None = "translation"
    frame = Frame(before=(SOURCE,), forced=TARGET)


FAMILY = NLLB()
