"""What a reader should know about a briefing: a code, the words it is about, and where. The text comes from the codes' table
in the reader's language, so that a warning reads as one piece in any of them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from summarize.language.labels import Labels

Part = Literal["title", "summary", "quotes"]


class WarningCode(StrEnum):
    """What brief itself warns of. Each has its text in every language with labels, in the file of that language."""

    # The article, as it was read.
    PAGE_INCOMPLETE = "page-incomplete"
    # A summary: longer than was asked for, and one that a model wrote against its article.
    TOO_LONG = "too-long"
    UNSUPPORTED_NUMBER = "unsupported-number"
    UNSUPPORTED_DATE = "unsupported-date"
    UNSUPPORTED_NAME = "unsupported-name"
    UNSUPPORTED_WORD = "unsupported-word"
    ALTERED_QUOTE = "altered-quote"
    # A translation, against its source.
    EMPTY = "empty"
    UNTRANSLATED = "untranslated"
    WRONG_LANGUAGE = "wrong-language"
    FOREIGN_WORDS = "foreign-words"
    LOOP = "loop"
    LENGTH = "length"
    NUMBER_MISMATCH = "number-mismatch"
    DATE_MISMATCH = "date-mismatch"
    NAME_MISMATCH = "name-mismatch"
    NEGATION_MISMATCH = "negation-mismatch"
    LINK_MISMATCH = "link-mismatch"
    QUOTE_LOST = "quote-lost"
    PART_MISSING = "part-missing"
    PART_ADDED = "part-added"
    ADDED_NOTE = "added-note"
    MEANING = "meaning"
    PIVOT = "pivot"


@dataclass(frozen=True, slots=True)
class Where:
    """A part of a briefing: its title, its summary, or the sentence or key quote of an index. As text: "summary[1]"."""

    part: Part
    index: int | None = None

    def __str__(self) -> str:
        return self.part if self.index is None else f"{self.part}[{self.index}]"


@dataclass(frozen=True, slots=True)
class Warning:
    """Something the reader should know about this briefing.

    `code` is a stable word for scripts: a WarningCode, or any other word in a check of one's own. `text` is what such a
    check says, in a language of its choice; it is None in brief's own warnings. `where` is the part it is about, None for the
    briefing as a whole. `source` are the words of the article that it is about, as they stand there, `result` those of
    the summary or the translation; `language` is the one that it names, an ISO 639-1 code.
    """

    code: str
    text: str | None = None
    where: Where | None = None
    source: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    language: str | None = None

    @property
    def message(self) -> str:
        """The warning in English; a text of its own as it is."""
        if self.text is not None:
            return self.text
        # Imported here: most briefings have no warning.
        from summarize.language import ENGLISH, language_of

        return self.said_with(language_of(ENGLISH).labels)

    def said_with(self, labels: "Labels", shown: Callable[[str], str] | None = None) -> str:
        """The warning in the language of `labels`: "number differs from the original (5 — in the original: 6)".

        `shown` prepares words that aren't in that language for standing there; as it is, they are put in one line.
        """
        shown = shown or _one_line
        kind = labels.kinds.get(self.code)
        if self.text is not None:
            return f"{kind} — {shown(self.text)}" if kind else shown(self.text)
        details = [labels.comma.join(map(shown, self.result))] if self.result else []
        if self.source:
            details.append(labels.original + labels.colon + labels.comma.join(map(shown, self.source)))
        if self.language is not None:
            details.append(shown(_own_name(self.language)))
        return f"{kind or self.code} ({' — '.join(details)})" if details else kind or self.code


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _own_name(language: str) -> str:
    from summarize.language import language_of

    return language_of(language).own_name
