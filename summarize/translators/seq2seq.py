"""Translation with a model of models.toml."""

from collections.abc import Sequence
from dataclasses import replace

from summarize.language.clauses import split_clauses, split_to_fit
from summarize.models.engines import Decoding, decoding_of
from summarize.models.tokenization import Framing
from summarize.models.users import Seq2SeqUser
from summarize.translators import Retry, Translation

# A translation has more tokens than its source at times: so much of the output's limit may a source have.
_SHARE_OF_OUTPUT = 0.6
# The second try: more hypotheses, and no three tokens twice.
_SAFER_BEAMS = 8
_SAFER_NGRAM = 3


class Seq2SeqTranslator(Seq2SeqUser):
    """A Translator that runs a model. One sentence a segment; a segment too long for the model is split, never cut."""

    def translate(self, segments: Sequence[str], source: str, target: str) -> list[Translation]:
        """See Translator. Raises LanguageError where the model doesn't have the pair, before anything is generated."""
        framing = self._tokenizer.framing(source, target, self._engine.knows)
        decoding = decoding_of(self._entry)
        parts = [self._parts(segment, framing) for segment in segments]
        return [Translation(text) for text in self._generate(parts, framing, decoding)]

    def prepare(self, segments: int) -> None:
        """See Preparable."""
        self._engine.prepare(segments)

    @property
    def retries(self) -> Sequence[Retry]:
        """See Retryable: by a wider search that can't loop, as a whole and by its clauses; either can be the better one."""
        return (self._more_safely, self._clause_by_clause)

    def _more_safely(self, segments: Sequence[str], source: str, target: str) -> list[Translation | None]:
        return self._again([[segment] for segment in segments], source, target)

    def _clause_by_clause(
        self, segments: Sequence[str], source: str, target: str
    ) -> list[Translation | None]:
        clauses = [split_clauses(segment) for segment in segments]
        again = iter(self._again([split for split in clauses if len(split) > 1], source, target))
        return [next(again) if len(split) > 1 else None for split in clauses]

    def _again(self, segments: list[list[str]], source: str, target: str) -> list[Translation | None]:
        """Segments, each given in clauses, translated by the wider search."""
        framing = self._tokenizer.framing(source, target, self._engine.knows)
        first = decoding_of(self._entry)
        safer = replace(
            first,
            beams=max(_SAFER_BEAMS, first.beams),
            no_repeat_ngram_size=first.no_repeat_ngram_size or _SAFER_NGRAM,
        )
        parts = [
            [part for clause in clauses for part in self._parts(clause, framing)] for clauses in segments
        ]
        return [Translation(text) for text in self._generate(parts, framing, safer)]

    def _parts(self, segment: str, framing: Framing) -> list[str]:
        """The segment, in parts where it is too long for the model's window or its output."""
        limit = min(self._entry.window, int(self._entry.max_tokens * _SHARE_OF_OUTPUT))
        return split_to_fit(segment, lambda text: len(self._tokenizer.encode(text, framing)) <= limit)

    def _generate(self, segments: list[list[str]], framing: Framing, decoding: Decoding) -> list[str]:
        """The translation of each segment, given in parts; all parts of all segments share the engine's batches."""
        sources = [self._tokenizer.encode(part, framing) for parts in segments for part in parts]
        outputs = iter(self._engine.generate(sources, framing.forced, decoding))
        return [" ".join(self._tokenizer.decode(next(outputs)) for _ in parts).strip() for parts in segments]
