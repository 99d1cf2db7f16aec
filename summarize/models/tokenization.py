"""From text to the tokens that a model reads, and back, in the frame of language codes and end marks of its family.

Whatever stands in a text is text: "</s>" or "arb_Arab" in an article never becomes a special token.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import LanguageError, ModelError
from summarize.language import language_name
from summarize.models.entry import ModelEntry
from summarize.models.families import family_named
from summarize.models.families.family import SOURCE, TARGET
from summarize.models.families.pieces import BOS, EOS, PAD, UNKNOWN

_SPECIAL = frozenset({BOS, EOS, PAD, UNKNOWN})
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Framing:
    """The tokens around every text of one language pair; `forced` is the token that the output has to begin with."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    forced: str | None


class Tokenizer:
    """The tokenizer of a checkpoint in a folder. Raises ModelError where its files are missing or damaged."""

    def __init__(self, entry: ModelEntry, folder: Path) -> None:
        self._entry = entry
        self._family = family_named(entry.family)
        try:
            pieces = self._family.pieces(folder)
        except (OSError, RuntimeError, ValueError) as problem:
            raise ModelError(
                f"{entry.name}: the tokenizer's files are damaged; run: brief models pull {entry.typed}"
            ) from problem
        if pieces is None:
            raise ModelError(
                f"{entry.name} has no tokenizer in {folder}; run: brief models pull {entry.typed}"
            )
        self._pieces = pieces

    def framing(self, source: str, target: str | None, knows: Callable[[str], bool]) -> Framing:
        """The frame for a language pair (ISO 639-1 codes); `target` is None for a summary.

        `knows` tells whether a token is in the model's vocabulary. Raises LanguageError for a language that the entry
        doesn't have, and for a code that the model doesn't: to a model such a code is any unknown word.
        """
        entry, frame = self._entry, self._family.frame
        if not entry.takes(source) or (target is not None and target not in entry.targets):
            into = f" into {language_name(target)}" if target is not None else ""
            raise LanguageError(
                f"{entry.name} doesn't take {language_name(source)}{into}; `brief models show {entry.typed}` lists what it does"
            )
        codes = {SOURCE: entry.sources.get(source, ""), TARGET: entry.targets.get(target or source, "")}
        tokens = {place: frame.code.format(code) for place, code in codes.items() if code}
        prefix = entry.prefix.replace(TARGET, codes[TARGET]).strip()
        lead = self._family.lead(prefix, self._pieces) if prefix else []
        framing = Framing(
            before=(*lead, *_filled(frame.before, tokens)),
            after=_filled(frame.after, tokens),
            forced=next(iter(_filled((frame.forced,), tokens)), None) if frame.forced else None,
        )
        used = {*framing.before, *framing.after, framing.forced}
        for place, token in tokens.items():
            needed = place in (*frame.before, *frame.after, frame.forced) or (
                place == TARGET and bool(prefix)
            )
            if needed and (token not in used or not knows(token)):
                raise LanguageError(
                    f"{entry.name} has no token {token}; see its codes with: brief models show {entry.typed}"
                )
        return framing

    def encode(self, text: str, framing: Framing) -> list[str]:
        """The tokens that the model reads for `text`, the frame included. Nothing is cut."""
        text = self._family.prepared(text)
        # A lone surrogate has no UTF-8, which both libraries take.
        pieces = self._pieces.encode(_SURROGATE.sub("\ufffd", text))
        # Where the vocabulary is a plain list of pieces, "</s>" in a text would be one of them.
        words = [UNKNOWN if piece in _SPECIAL or self._family.is_code(piece) else piece for piece in pieces]
        return [*framing.before, *words, *framing.after]

    def decode(self, tokens: Sequence[str]) -> str:
        """The text of a model's output, control tokens and the model's sentence marks left out.

        The frame isn't looked for: the engine has taken off the token that the output began with, and what a prefix is
        made of (a colon, a lone blank) may be any piece of a text.
        """
        text = self._pieces.decode([token for token in tokens if token not in _SPECIAL])
        if self._entry.sentence_mark:
            text = " ".join(text.replace(self._entry.sentence_mark, " ").split())
        return text.strip()


def _filled(places: tuple[str, ...], tokens: dict[str, str]) -> tuple[str, ...]:
    """The places with the codes in them; a place whose code is empty falls away."""
    return tuple(
        tokens.get(place, place) for place in places if place in tokens or place not in (SOURCE, TARGET)
    )
