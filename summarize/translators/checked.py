"""Whatever translates comes out checked, tried again where it can, and marked: a model, or a class of the caller's own."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from summarize.briefing import ModelUse, Warning
from summarize.translators import Preparable, Retry, Retryable, Translation, Translator
from summarize.translators.checks import check_translation

# (source, translation, source language, target language) -> what is wrong with it
Check = Callable[[str, str, str, str], list[Warning]]


def checked(translator: Translator) -> "CheckedTranslator":
    """The translator with every translation checked; one that is checked already stays as it is."""
    return translator if isinstance(translator, CheckedTranslator) else CheckedTranslator(translator)


class CheckedTranslator:
    """A Translator that trusts the one inside it with nothing but the words."""

    def __init__(self, inner: Translator, check: Check = check_translation) -> None:
        self._inner, self._check = inner, check

    @property
    def use(self) -> ModelUse:
        """The inner translator's."""
        return self._inner.use

    def prepare(self, segments: int) -> None:
        """See Preparable; nothing where the inner translator isn't one."""
        if isinstance(self._inner, Preparable):
            self._inner.prepare(segments)

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        """See Translator. Raises what the inner one raises.

        A segment of digits and marks only ("102", "* * *") stays as it is: models make up words for it. What the checks find is added to what the translator says itself. A segment with findings is tried again in the
        translator's other ways, if it has any, and the translation with the fewest findings is kept.
        """
        results = [Translation(segment) for segment in segments]
        wanted = [index for index, segment in enumerate(segments) if _has_words(segment)]
        first = self._aligned([segments[index] for index in wanted], source, target) if wanted else []
        for index, given in zip(wanted, first, strict=True):
            results[index] = self._marked(segments[index], given, source, target)
        retries: Sequence[Retry] = self._inner.retries if isinstance(self._inner, Retryable) else ()
        for retry in retries:
            doubtful = [index for index, result in enumerate(results) if result.warnings]
            if not doubtful:
                break
            again = retry([segments[index] for index in doubtful], source, target)
            for index, translation in zip(doubtful, again, strict=True):
                if translation is None:
                    continue
                other = self._marked(segments[index], translation, source, target)
                if len(other.warnings) < len(results[index].warnings):
                    results[index] = other
        return results

    def _aligned(self, segments: Sequence[str], source: str, target: str) -> Sequence[Translation]:
        """One translation a segment, also of a translator that gives more or fewer.

        Of several at once nobody can tell which is whose, so each segment is then translated alone.
        """
        results = self._inner.translate(segments, source, target)
        if len(results) == len(segments):
            return results
        if len(segments) == 1:
            return [_joined(results)]
        return [_joined(self._inner.translate([segment], source, target)) for segment in segments]

    def _marked(self, segment: str, translation: Translation, source: str, target: str) -> Translation:
        found = self._check(segment, translation.text, source, target)
        return replace(translation, warnings=tuple(dict.fromkeys([*translation.warnings, *found])))


def _has_words(segment: str) -> bool:
    return any(map(str.isalpha, segment))


def _joined(parts: Sequence[Translation]) -> Translation:
    """What a translator gave for one segment, as one translation; an empty one for nothing."""
    return Translation(
        " ".join(part.text for part in parts),
        tuple(dict.fromkeys(warning for part in parts for warning in part.warnings)),
    )
