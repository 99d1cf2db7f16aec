"""How an output is searched for."""

from dataclasses import dataclass

from summarize.models.entry import ModelEntry


@dataclass(frozen=True, slots=True)
class Decoding:
    """The settings of one search, the same in every engine. What a checkpoint's own files say is never used.

    `max_tokens` and `min_tokens` count the forced token and not the end mark. `early_stopping` ends a beam search with
    its first full set of hypotheses; CTranslate2 always does.
    """

    beams: int = 1
    max_tokens: int = 512
    min_tokens: int = 0
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    early_stopping: bool = False


def decoding_of(entry: ModelEntry) -> Decoding:
    """The settings of a model's entry, which have the names that transformers gives them."""
    said = entry.decoding
    # transformers counts the token that starts the decoder; a model's own `min_length` does, too.
    return Decoding(
        beams=int(said.get("num_beams", 1)),
        max_tokens=entry.max_tokens,
        min_tokens=max(0, int(said.get("min_length", 0)) - 1),
        length_penalty=float(said.get("length_penalty", 1.0)),
        repetition_penalty=float(said.get("repetition_penalty", 1.0)),
        no_repeat_ngram_size=int(said.get("no_repeat_ngram_size", 0)),
        early_stopping=bool(said.get("early_stopping", False)),
    )
