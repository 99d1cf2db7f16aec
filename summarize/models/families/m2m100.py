"""M2M-100: a hundred languages in one vocabulary; its codes are tokens such as __ar__."""

from summarize.models.entry import FamilyName, Task
from summarize.models.families.family import SOURCE, TARGET, Frame
from summarize.models.families.many import ManyLanguages


class M2M100(ManyLanguages):
    name: FamilyName = "m2m100"
    model_types = ("m2m_100",)
    known_code = "__en__"
    task: Task | None = "translation"
    frame = Frame(before=(SOURCE,), forced=TARGET, code="__{}__")


FAMILY = M2M100()
