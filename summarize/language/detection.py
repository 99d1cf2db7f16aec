"""The language of a text: by its function words where they settle it, else by lingua's n-gram models.

Both come with the packages: nothing is downloaded.
"""

import functools
import re
from typing import TYPE_CHECKING

from summarize.errors import LanguageError
from summarize.language.record import all_languages, language_of

if TYPE_CHECKING:
    from lingua import Language, LanguageDetector, LanguageDetectorBuilder

# Enough text to be sure of, little enough to be instant. Taken from the start and from the middle: a page's first lines
# are more often in another language than its body.
SAMPLE_CHARACTERS = 1_000
# A text of this many words of which this share are one language's function words is in that language: of 1,700 articles of
# the evaluation data this settles 1,190, none of them wrongly.
MIN_WORDS = 60
MIN_SHARE = 0.06
# Confidence from which the trigrams' answer stands. Of texts cut at 60 characters 0 to 4% stay below it.
SURE = 0.8
# Below it all n-grams decide, among so many that the trigrams find likeliest. Of NTREX's lines in 31 languages they lose
# one in a thousand at 30 and 60 characters, five at 15.
CANDIDATES = 7
# A sentence of so many words is in another language where the trigrams say so with the one confidence and leave its own no
# more than the other: of NTREX's sentences in 30 languages at most 0.1%, of those in a near language with a file 86 to 96%.
SENTENCE_WORDS, CLEARLY, HARDLY = 6, 0.99, 1e-4
_WORD = re.compile(r"\w+")


def detect_language(text: str) -> str:
    """The ISO 639-1 code of `text`'s language.

    Raises LanguageError where there are no letters, or too few to tell.
    """
    middle = len(text) // 2
    sample = text[:SAMPLE_CHARACTERS]
    if middle > SAMPLE_CHARACTERS:
        sample += "\n" + text[middle : middle + SAMPLE_CHARACTERS]
    language = _by_function_words(sample) or _by_ngrams(sample)
    if language is None:
        raise LanguageError(
            "the article's language can't be told; name it with --from, for example --from en"
        )
    return language


def surely_another_language(words: list[str], language: str) -> str | None:
    """The language of a sentence's words where they surely aren't in `language`, however near the two are.

    None where they may be in it, and where they are too few to tell. A language that has no file here goes by the nearest
    one that has.
    """
    # Of a language of several scripts, as Serbian, the models know one.
    if len(words) < SENTENCE_WORDS or len(language_of(language).scripts) > 1:
        return None
    text = " ".join(words).encode("utf-8", "replace").decode("utf-8")
    values = _by_trigrams().compute_language_confidence_values(text)
    codes = {str(one.language.iso_code_639_1.name).lower(): one.value for one in values}
    best = max(codes, key=codes.__getitem__)
    return best if codes[best] >= CLEARLY and codes.get(language, 1) <= HARDLY else None


def _by_function_words(sample: str) -> str | None:
    """The language, where it is plain to see. Lingua would say the same, but takes 0.1 to 0.3 s to load its models."""
    words = _WORD.findall(sample.lower())
    if len(words) < MIN_WORDS:
        return None
    shares = sorted(
        (sum(word in language.function_words for word in words) / len(words), code)
        for code, language in all_languages().items()
    )
    (second, _), (best, language) = shares[-2:]
    return language if best >= MIN_SHARE and best >= 3 * second else None


def _by_ngrams(sample: str) -> str | None:
    # The library is Rust and takes UTF-8, which has no lone surrogates.
    text = sample.encode("utf-8", "replace").decode("utf-8")
    likely = _by_trigrams().compute_language_confidence_values(text)
    best = likely[0]
    if best.value >= SURE:
        found: Language | None = best.language
    else:
        # Models of all languages would take twice the time and the memory.
        languages = [each.language for each in likely[:CANDIDATES]]
        found = _builder().from_languages(*languages).build().detect_language_of(text)
    return None if found is None else str(found.iso_code_639_1.name).lower()


@functools.cache
def _by_trigrams() -> "LanguageDetector":
    """Lingua with trigrams alone: with all its n-grams it is more sure of a few words, but takes seconds to load them."""
    from lingua import IsoCode639_1

    # The languages that have a file. Models load one by one as their script turns up: a longer list takes longer to start.
    codes = [getattr(IsoCode639_1, code.upper(), None) for code in all_languages()]
    known = [code for code in codes if code is not None]
    return _builder().from_iso_codes_639_1(*known).with_low_accuracy_mode().build()


def _builder() -> "type[LanguageDetectorBuilder]":
    # Imported here: most articles never need it.
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder
