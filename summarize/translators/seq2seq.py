"""Translation with a model of models.toml: every segment checked, tried again where a check finds something."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from summarize.briefing import ModelUse, Warning
from summarize.language import language_name
from summarize.language.clauses import split_clauses, split_to_fit
from summarize.models.engines import Decoding, Engine, decoding_of
from summarize.models.entry import ModelEntry
from summarize.models.tokenization import Framing, Tokenizer
from summarize.translators import Translation, Translator

# (source, translation, source language, target language) -> what is wrong with it
Check = Callable[[str, str, str, str], list[Warning]]

_WORD = re.compile(r"\w")
# A translation has more tokens than its source at times: so much of the output's limit may a source have.
_SHARE_OF_OUTPUT = 0.6
# The second try: more hypotheses, and no three tokens twice.
_SAFER_BEAMS = 8
_SAFER_NGRAM = 3


class Seq2SeqTranslator:
    """A Translator that runs a model. One sentence a segment; a segment too long for the model is split, never cut."""

    def __init__(
        self,
        entry: ModelEntry,
        engine: Engine,
        tokenizer: Tokenizer,
        *,
        revision: str | None = None,
        check: Check | None = None,
    ) -> None:
        self._entry = entry
        self._engine = engine
        self._tokenizer = tokenizer
        self._revision = revision or entry.revision
        self._check = check or _default_check

    @property
    def use(self) -> ModelUse:
        """The model, and the engine that runs it."""
        entry = self._entry
        return ModelUse(entry.name, repo=entry.repo, revision=self._revision, engine=self._engine.name)

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        """See Translator. Raises LanguageError where the model doesn't have the pair, before anything is generated."""
        framing = self._tokenizer.framing(source, target, self._engine.knows)
        decoding = decoding_of(self._entry)
        # Without a letter or a digit there is nothing to translate.
        wanted = [index for index, segment in enumerate(segments) if _WORD.search(segment)]
        parts = [self._parts(segments[index], framing) for index in wanted]
        texts = self._generate(parts, framing, decoding)
        results = [Translation(segment) for segment in segments]
        for index, text in zip(wanted, texts, strict=True):
            results[index] = Translation(text, tuple(self._check(segments[index], text, source, target)))
        self._mend(segments, results, source, target, framing)
        return results

    def _mend(
        self, segments: Sequence[str], results: list[Translation], source: str, target: str, framing: Framing
    ) -> None:
        """Try again what has findings: by a wider search that can't loop, clause by clause. Keep the better."""
        doubtful = [index for index, result in enumerate(results) if result.warnings]
        first = decoding_of(self._entry)
        safer = replace(
            first,
            beams=max(_SAFER_BEAMS, first.beams),
            no_repeat_ngram_size=first.no_repeat_ngram_size or _SAFER_NGRAM,
        )
        # As a whole and by its clauses: either can be the better one.
        for split in (_whole, split_clauses):
            parts = [
                [part for clause in split(segments[index]) for part in self._parts(clause, framing)]
                for index in doubtful
            ]
            for index, text in zip(doubtful, self._generate(parts, framing, safer), strict=True):
                findings = tuple(self._check(segments[index], text, source, target))
                if len(findings) < len(results[index].warnings):
                    results[index] = Translation(text, findings)
            doubtful = [
                index
                for index in doubtful
                if results[index].warnings and len(split_clauses(segments[index])) > 1
            ]

    def _parts(self, segment: str, framing: Framing) -> list[str]:
        """The segment, in parts where it is too long for the model's window or its output."""
        limit = min(self._entry.window, int(self._entry.max_tokens * _SHARE_OF_OUTPUT))
        return split_to_fit(segment, lambda text: len(self._tokenizer.encode(text, framing)) <= limit)

    def _generate(self, segments: list[list[str]], framing: Framing, decoding: Decoding) -> list[str]:
        """The translation of each segment, given in parts; all parts of all segments share the engine's batches."""
        sources = [self._tokenizer.encode(part, framing) for parts in segments for part in parts]
        outputs = iter(self._engine.generate(sources, framing.forced, decoding))
        return [
            " ".join(self._tokenizer.decode(next(outputs), framing) for _ in parts).strip()
            for parts in segments
        ]


class PivotTranslator:
    """A Translator for a pair that no model has: through a language in between, which every translation says."""

    def __init__(self, first: Translator, second: Translator, pivot: str = "en") -> None:
        self._first = first
        self._second = second
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

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        """See Translator. The warnings of both steps, after the one that there were two."""
        between = self._first.translate(segments, source, self._pivot)
        final = self._second.translate([step.text for step in between], self._pivot, target)
        said = Warning(
            "pivot", f"translated by way of {language_name(self._pivot)}: no model has the pair itself"
        )
        return [
            Translation(end.text, (said, *step.warnings, *end.warnings))
            for step, end in zip(between, final, strict=True)
        ]


def _default_check(
    source: str, translation: str, source_language: str, target_language: str
) -> list[Warning]:
    from summarize.translators.checks import check_translation

    return check_translation(source, translation, source_language, target_language)


def _whole(segment: str) -> list[str]:
    return [segment]
