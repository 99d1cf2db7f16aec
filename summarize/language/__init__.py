"""What the program knows of each language, one file a language in `data/`, and what follows from it: which language a text
is in, and where its sentences end."""

from summarize.language.detection import detect_language
from summarize.language.names import language_code, language_name
from summarize.language.paragraphs import split_paragraphs
from summarize.language.record import ENGLISH, Language, all_languages, language_of
from summarize.language.sentences import split_sentences

__all__ = [
    "ENGLISH",
    "Language",
    "all_languages",
    "detect_language",
    "language_code",
    "language_name",
    "language_of",
    "split_paragraphs",
    "split_sentences",
]
