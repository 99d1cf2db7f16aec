"""Which language a text is in, and where its sentences end. Data per language stands in `data/`, one file a language."""

from summarize.language.detection import detect_language
from summarize.language.names import language_code, language_name
from summarize.language.sentences import split_paragraphs, split_sentences

__all__ = ["detect_language", "language_code", "language_name", "split_paragraphs", "split_sentences"]
