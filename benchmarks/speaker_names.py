"""Names behind pronouns and roles that the annotation leaves out, told by an earlier speaker model where it is sure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.speaker_data import Example, name_places
from summarize.language import split_paragraphs
from summarize.quotes.speaker_model import SpeakerModel

# The model is believed from this probability on.
BELIEVED = 0.6
# Whom one speaks to, which it takes for who speaks.
_SPOKEN_TO = re.compile(r"\b(?:told|tells|asked|to|with|on|by|an|mit|von)\s(?:[\w’']+[’']s\s)?\Z")
PRONOUNS = {"en": ("he", "she"), "de": ("er", "sie")}


def with_names(examples: Iterable[Example], teacher: Path | None) -> Iterator[Example]:
    """The examples, with the names that the model in the folder `teacher` is sure of behind pronouns and roles."""
    model: SpeakerModel | None = SpeakerModel(teacher) if teacher else None
    for example in examples:
        unnamed = example.names is None and example.speaker_type in {"pronoun", "nominal"}
        if model is None or not unnamed or example.kind == "none":
            yield example
        else:
            yield _named(example, model)


def _named(example: Example, model: SpeakerModel) -> Example:
    text = example.article.text
    here = example.start, example.end
    answer = model.answer_at(text, list(split_paragraphs(text)), here, example.article.spans)
    best = answer.names[0]
    words = text[best.start : best.end]
    if best.chance < BELIEVED or best.start == best.end or not words[:1].isupper():
        return example
    if _SPOKEN_TO.search(text[max(0, best.start - 40) : best.start]):
        return example
    spoken = (example.speaker or "").casefold()
    if example.speaker_type == "pronoun" and spoken not in PRONOUNS.get(example.article.language, ()):
        return example
    names = tuple(p for p in name_places(text, words) if p[1] <= example.start or p[0] >= example.end)
    return replace(example, names=names or None)
