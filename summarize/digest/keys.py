"""What an article can be known by: the stems of its words within its language, and across languages its names and
loanwords as they sound, its numbers and the places that it names."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from summarize.article import Article
from summarize.language.characters import (
    APOSTROPHES,
    CAPITAL,
    LETTER,
    OPENING_MARKS,
    QUOTATION_MARKS,
    UNSPACED,
    any_of,
)
from summarize.language.exonyms import exonyms_in
from summarize.language.numerals import find_amounts
from summarize.language.record import Language, language_of
from summarize.language.sounds import sound
from summarize.summarizers.words import stem_of, words_of

# As much of an article as tells what it is about: the rest of a long one is background.
MOST_CHARACTERS = 4_000
# How much more the title and the first sentence say than any other.
_HEAD = 2.0
# Words that aren't names, by how they sound: some are the same in many languages ("president", "президент").
_LOANWORD = 0.4
# A word of fewer letters is mostly grammar; by fewer consonants too many words sound alike.
_SHORTEST_WORD, _FEWEST_IN_NAME, _FEWEST_IN_WORD = 3, 3, 4
# So many consonants tell a word; what follows is often an ending.
_CONSONANTS = 5
# Numbers below are often told by other words, or count something else.
_SMALLEST_NUMBER = 10
# A capital that no beginning of a sentence explains, or a word of its own in quotation marks.
_NAME = re.compile(
    rf"(?<=[\w,;] ){CAPITAL}(?:{LETTER}|[-’'])+|(?<={any_of(OPENING_MARKS)}){CAPITAL}{LETTER}+(?={any_of(QUOTATION_MARKS)})"
)
_WORD = re.compile(rf"(?:{LETTER}|{any_of(APOSTROPHES)})+")
_UNSPACED = re.compile(f"[{UNSPACED}]+")
# Sounds that one transcription or another takes for each other, by one sign; vowels and weak sounds are left out.
_CLASSES = str.maketrans(
    {**dict.fromkeys("bpvf", "b"), **dict.fromkeys("kgqcHx", "k"), **dict.fromkeys("szSZCJX", "s"),
     **dict.fromkeys("tdT", "t"), **dict.fromkeys("mn", "n"), **dict.fromkeys("aeiouyhwjG", None)}
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of an article and how much each stands for it. `words` are of its language, `shared` of any."""

    language: str
    words: dict[str, float]
    shared: dict[str, float]


def keys_of(article: Article) -> Keys:
    """The keys of an article."""
    language = language_of(article.language)
    text = article.text[:MOST_CHARACTERS]
    head = f"{article.title or ''}\n{article.sentences[0].text if article.sentences else ''}"
    heads = set(_words(head, language))
    words = {
        key: (1 + math.log(count)) * (_HEAD if key in heads else 1)
        for key, count in Counter(_words(text, language)).items()
    }
    return Keys(article.language, words, _shared(text, language))


def _words(text: str, language: Language) -> Iterator[str]:
    if not language.spaced:
        # Characters in twos: single ones are too few to tell words by.
        for run in _UNSPACED.findall(text):
            yield from (run[at : at + 2] for at in range(len(run) - 1))
        return
    grammar = language.frequent_words | language.function_words
    for word in words_of(text):
        if len(word) >= _SHORTEST_WORD and word.lower() not in grammar:
            yield stem_of(word)


def _shared(text: str, language: Language) -> dict[str, float]:
    found: dict[str, float] = {}
    grammar = language.frequent_words | language.function_words
    names = set(_NAME.findall(text)) if language.has_case else set()
    for word, count in Counter(_WORD.findall(text)).items():
        if len(word) < _SHORTEST_WORD or word.lower() in grammar:
            continue
        # Without capitals any word may be a name.
        is_name = not language.has_case or word in names
        key = skeleton(word, language)
        if len(key) >= (_FEWEST_IN_NAME if is_name else _FEWEST_IN_WORD):
            worth = (1 if is_name else _LOANWORD) * (1 + math.log(count))
            found[key] = max(found.get(key, 0), worth)
    for number in find_amounts(text, language.code).numbers:
        if number.values and number.kind != "other" and max(number.values) >= _SMALLEST_NUMBER:
            found[f"#{max(number.values).normalize():f}"] = 1
    places = Counter(
        next(iter(place.codes))
        for place in exonyms_in(text, language.code, vouching=False)
        if place.certain and len(place.codes) == 1
    )
    return found | {f"@{code}": 1 + math.log(count) for code, count in places.items()}


def skeleton(word: str, language: Language) -> str:
    """The first consonants of a word as they sound, without what its language writes onto its ends."""
    for particle in language.checking.particles:
        if word.startswith(particle) and len(word) >= len(particle) + _SHORTEST_WORD:
            word = word[len(particle) :]
            break
    if language.cues.endings is not None:
        word = language.cues.endings.sub("", word) or word
    return _TWICE.sub(r"\1", sound(word).translate(_CLASSES))[:_CONSONANTS]
