"""Abstractive summaries with a model of models.toml. An article longer than the model's window is summarised in parts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from summarize.article import Article
from summarize.errors import LanguageError
from summarize.language import language_name, split_sentences
from summarize.language.clauses import split_to_fit
from summarize.language.sentences import Sentence
from summarize.models.engines import Decoding, decoding_of
from summarize.models.tokenization import Framing
from summarize.models.users import Seq2SeqUser
from summarize.summarizers import Length, Summary
from summarize.summarizers.written import as_summary

# A shortest length is asked for only of a text so many times as long: from less a model makes up what is missing.
_TIMES_THE_SHORTEST = 4
# Summaries of summaries: each round is shorter than the one before, or it is the last.
_SHRINKS_TO = 0.9
_BLANKS = re.compile(r"\s+")
# No other mark: French has a blank before its question marks.
_DETACHED_STOP = re.compile(r"(?<!\s)\s++\.(\s+|$)(\w?)")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the model is given of one article: `chunks`, each within the window; `seen` is their share of the text."""

    chunks: list[str]
    seen: float


class Seq2SeqSummarizer(Seq2SeqUser):
    """A Summarizer that runs a model."""

    def summarize(self, articles: Sequence[Article], length: Length) -> list[Summary]:
        """See Summarizer. Raises LanguageError for an article in a language that the model doesn't have.

        All parts of all articles share the engine's batches. `Summary.seen` is the share of the article that went in.
        """
        framings = [self._framing(article.language) for article in articles]
        readings = [
            self._reading(article.sentences, framing)
            for article, framing in zip(articles, framings, strict=True)
        ]
        texts = self._shortened([reading.chunks for reading in readings], framings, articles)
        return [
            as_summary(article, text, length, reading.seen)
            for article, text, reading in zip(articles, texts, readings, strict=True)
        ]

    def _framing(self, language: str) -> Framing:
        if not self._entry.takes(language):
            raise LanguageError(
                f"{self._entry.name} doesn't summarise {language_name(language)}; leave out --summarizer for the embedded one"
            )
        return self._tokenizer.framing(language, None, self._engine.knows)

    def _reading(self, sentences: Sequence[Sentence], framing: Framing) -> _Reading:
        """Sentences in chunks of about the same size, as few as the window allows: a short rest would say little."""
        parts = [part for sentence in sentences for part in split_to_fit(sentence.text, self._fits(framing))]
        lengths = [len(self._tokenizer.encode(part, framing)) for part in parts]
        frame = len(framing.before) + len(framing.after)
        room = self._entry.window - frame
        total = sum(lengths) - frame * len(lengths)
        aim = total / max(1, -(-total // room)) if total else room
        chunks: list[str] = []
        filled = 0
        for part, length in zip(parts, lengths, strict=True):
            joined = f"{chunks[-1]} {part}" if chunks else part
            if chunks and filled < aim and self._fits(framing)(joined):
                chunks[-1] = joined
                filled += length - frame
            else:
                chunks.append(part)
                filled = length - frame
        return _Reading(chunks, _share(chunks, sentences))

    def _fits(self, framing: Framing) -> Callable[[str], bool]:
        return lambda text: len(self._tokenizer.encode(text, framing)) <= self._entry.window

    def _shortened(
        self, chunks: list[list[str]], framings: list[Framing], articles: Sequence[Article]
    ) -> list[str]:
        """The summary of each article: of its chunks, and where there are several, of their summaries again."""
        texts = [" ".join(parts) for parts in chunks]
        open_articles = [index for index, parts in enumerate(chunks) if parts]
        while open_articles:
            again = []
            for index, outputs in zip(
                open_articles, self._generate(chunks, open_articles, framings), strict=True
            ):
                before, texts[index] = len(texts[index]), " ".join(outputs)
                if len(outputs) > 1 and len(texts[index]) < _SHRINKS_TO * before:
                    sentences = split_sentences(texts[index], articles[index].language)
                    chunks[index] = self._reading(sentences, framings[index]).chunks
                    again.append(index)
            open_articles = again
        return texts

    def _generate(
        self, chunks: list[list[str]], wanted: list[int], framings: list[Framing]
    ) -> list[list[str]]:
        """The summaries of the wanted articles' chunks. Chunks with the same forced token and limits go together."""
        decoding = decoding_of(self._entry)
        jobs: dict[tuple[str | None, Decoding], list[tuple[int, int, list[str]]]] = {}
        for index in wanted:
            framing = framings[index]
            for position, chunk in enumerate(chunks[index]):
                source = self._tokenizer.encode(chunk, framing)
                long_enough = len(source) >= _TIMES_THE_SHORTEST * decoding.min_tokens
                fitting = decoding if long_enough else replace(decoding, min_tokens=0)
                jobs.setdefault((framing.forced, fitting), []).append((index, position, source))
        outputs: dict[tuple[int, int], str] = {}
        for (forced, fitting), job in jobs.items():
            results = self._engine.generate([source for _, _, source in job], forced, fitting)
            for (index, position, _), tokens in zip(job, results, strict=True):
                outputs[index, position] = _as_sentences(self._tokenizer.decode(tokens))
        return [[outputs[index, position] for position in range(len(chunks[index]))] for index in wanted]


def _as_sentences(text: str) -> str:
    """A model's output with each full stop at its word and a capital behind it.

    The summaries of CNN/Daily Mail have a blank before each full stop, and models that have learnt from them write so, T5
    in lower case, too: no sentence would end there.
    """
    attached, count = _DETACHED_STOP.subn(lambda match: f".{match[1]}{match[2].upper()}", text)
    return attached[:1].upper() + attached[1:] if count else text


def _share(chunks: list[str], sentences: Sequence[Sentence]) -> float:
    """How much of the sentences' characters is in the chunks, blanks aside."""
    given = sum(len(_BLANKS.sub("", sentence.text)) for sentence in sentences)
    return sum(len(_BLANKS.sub("", chunk)) for chunk in chunks) / given if given else 1.0
