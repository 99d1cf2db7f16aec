"""Translation by way of a language in between, for a pair that no model has."""

from collections.abc import Sequence

from summarize.briefing import ModelUse, Warning, WarningCode
from summarize.language import ENGLISH
from summarize.translators import Translation, Translator
from summarize.translators.checked import checked


class PivotTranslator:
    """A Translator that is two, which meet in `pivot`. Each is checked for itself; who uses it checks the whole."""

    def __init__(self, first: Translator, second: Translator, pivot: str = ENGLISH) -> None:
        self._first = checked(first)
        self._second = checked(second)
        self._pivot = pivot

    @property
    def use(self) -> ModelUse:
        """Both models, joined by a plus sign."""
        first, second = self._first.use, self._second.use

        def both(one: str | None, other: str | None) -> str | None:
            return f"{one} + {other}" if one and other and one != other else one or other

        return ModelUse(
            f"{first.name} + {second.name}",
            repo=both(first.repo, second.repo),
            revision=both(first.revision, second.revision),
            engine=both(first.engine, second.engine),
        )

    def prepare(self, segments: int) -> None:
        """See Preparable: both, one after the other."""
        self._first.prepare(segments)
        self._second.prepare(segments)

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        """See Translator. The warnings of both steps, after the one that there were two."""
        between = self._first.translate(segments, source, self._pivot)
        final = self._second.translate([step.text for step in between], self._pivot, target)
        said = Warning(WarningCode.PIVOT, language=self._pivot)
        return [
            Translation(end.text, tuple(dict.fromkeys((said, *step.warnings, *end.warnings))))
            for step, end in zip(between, final, strict=True)
        ]
