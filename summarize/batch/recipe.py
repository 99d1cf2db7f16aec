"""What is to be made of records: plain data, which goes to every process that makes it."""

from collections.abc import Callable
from dataclasses import dataclass

from summarize.summarizers import Summarizer
from summarize.translators import Translator


@dataclass(frozen=True, slots=True)
class Recipe:
    """How records are turned into briefings: the options, and what opens the models in the process that runs them.

    `open_summarizer()` and `open_translator(source, target)` must be picklable. `language` is the articles', None to
    tell it from each. `document` is the format of one file an article, None for the briefing in the line itself.
    `uses_models` says that a model does the work, which articles then share, rather than plain Python on every core.
    `versions` stands for the program and the models, by which a result is shaped as much as by the options.
    """

    open_summarizer: Callable[[], Summarizer]
    open_translator: Callable[[str, str], Translator]
    versions: str
    to: str | None = None
    language: str | None = None
    sentences: int | None = 3
    words: int | None = None
    quotes: int = 5
    document: str | None = None
    uses_models: bool = False

    @property
    def fingerprint(self) -> str:
        """Everything but the record that shapes a result; see `record_key`."""
        options = (self.to, self.language, self.sentences, self.words, self.quotes, self.document)
        return repr((self.versions, options))
