"""What a sentence of a summary says otherwise than the sentences of its article that stand closest to it: another number or
unit of time of the same thing, the opposite word, a negation more or less.

A paraphrase has other words as well, so only those tell that exclude the article's. Measured on SummEdits and on
highlights of CNN and Daily Mail: see benchmarks/checks.py.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from summarize.briefing import Warning, WarningCode
from summarize.language.record import Language, Sides, language_of
from summarize.language.sentences import split_sentences
from summarize.summarizers.closest import Sentences, Told, Word, bare_forms, told
from summarize.summarizers.quantities import Quantity, misquoted, quantities_of

# A negation denies the first telling word of so many behind it; one of a hyphenated word denies none ("never-ending").
_REACH = 3
_HYPHENATED = re.compile(r"[-‑]$")
# Two places speak of the same where so many of the telling words around them are the same ones, of so many on either side.
_SHARED, _AROUND = 2, 4

# By rows of words that exclude each other, by sides of those: a word of a text that stands there.
_Found = Mapping[int, Mapping[int, str]]


def contradictions(summary: str, article_text: str, language: str) -> Iterator[Warning]:
    """The warnings on each sentence: unsupported-word, negation-mismatch, unsupported-number."""
    known = language_of(language)
    article, everywhere, quantities = _read(article_text, language)
    for one in split_sentences(summary, language):
        sentence = told(one.text, known)
        ours = _sides([sentence], known.checking.contrasts, known)
        for word, instead in _excluding(ours, everywhere):
            yield Warning(WarningCode.UNSUPPORTED_WORD, source=(instead,), result=(word,))
        closest = article.closest(sentence)
        if closest:
            yield from _opposites(sentence, closest, known)
            yield from _negations(sentence, closest, known)
            yield from misquoted(quantities_of(sentence, known), quantities)


# The sentences of a summary are checked one after the other, each against the same article.
@functools.lru_cache(maxsize=1)
def _read(article_text: str, language: str) -> tuple[Sentences, _Found, list[Quantity]]:
    known = language_of(language)
    sentences = Sentences(article_text, language)
    quantities = [quantity for one in sentences.all for quantity in quantities_of(one, known)]
    return sentences, _sides(sentences.all, known.checking.contrasts, known), quantities


def _opposites(sentence: Told, closest: Sequence[Told], language: Language) -> Iterator[Warning]:
    rows = language.checking.opposites
    ours, theirs = (_sides(told_so, rows, language, denied=False) for told_so in ([sentence], closest))
    for word, instead in _excluding({row: sides for row, sides in ours.items() if len(sides) == 1}, theirs):
        yield Warning(WarningCode.UNSUPPORTED_WORD, source=(instead,), result=(word,))


def _excluding(ours: _Found, theirs: _Found) -> Iterator[tuple[str, str]]:
    """Words of one text on a side that the other text lacks, each with one of the other text on another side of that row."""
    for row, sides in ours.items():
        others = theirs.get(row, {})
        for side, word in sides.items():
            if others and side not in others:
                yield word, next(iter(others.values()))


def _sides(sentences: Iterable[Told], rows: Sides, language: Language, *, denied: bool = True) -> _Found:
    """By the rows that words of the sentences stand in: the first word of each side. Without `denied`, words that a negation
    stands before count for nothing: they say the opposite of themselves."""
    found: dict[int, dict[int, str]] = {}
    for sentence in sentences:
        left_out = set() if denied else {word for _, words in _denied(sentence, language) for word in words}
        for word in sentence.words:
            if word not in left_out:
                for row, side in _sides_of(word.text, rows, language):
                    found.setdefault(row, {}).setdefault(side, sentence.text[word.start : word.end])
    return found


def _sides_of(word: str, rows: Sides, language: Language) -> Iterator[tuple[int, int]]:
    for form in bare_forms(word, language):
        yield from rows.get(form, ())
        # "Small-minded" is no form of "small".
        for end in range(len(form), 1, -1) if form.isalpha() else ():
            yield from rows.get(f"{form[:end]}~", ())


def _denied(sentence: Told, language: Language) -> Iterator[tuple[str, tuple[Word, ...]]]:
    """Each negation, with the words behind it as far as it reaches."""
    checking = language.checking
    if checking.negations is None:
        return
    harmless = (
        [match.span() for match in checking.not_negations.finditer(sentence.text)]
        if checking.not_negations
        else []
    )
    for match in checking.negations.finditer(sentence.text):
        inside = any(start <= match.start() < end for start, end in harmless)
        around = sentence.text[: match.start()], sentence.text[match.end() : match.end() + 1]
        if inside or _HYPHENATED.search(around[0]) or _HYPHENATED.search(around[1]):
            continue
        yield match.group(), tuple(word for word in sentence.words if word.start >= match.end())[:_REACH]


def _negations(sentence: Told, closest: Sequence[Told], language: Language) -> Iterator[Warning]:
    """A word that is denied on one side, and on the other is said, among the same words and with no denial near."""
    ours = _first_denied(sentence, language)
    theirs = [(one, _first_denied(one, language)) for one in closest]
    for negation, word in ours.items():
        places = [
            (one, other) for one, _ in theirs for other in one.words if _same(sentence, word, one, other)
        ]
        if places and not any(_denies_near(one, other, language) for one, other in places):
            yield Warning(WarningCode.NEGATION_MISMATCH, result=(f"{negation} {word.text}",))
            return
    for one, denied in theirs[:1]:
        for negation, word in denied.items():
            places = [(sentence, other) for other in sentence.words if _same(one, word, sentence, other)]
            if places and not any(_denies_near(sentence, other, language) for _, other in places):
                yield Warning(WarningCode.NEGATION_MISMATCH, source=(f"{negation} {word.text}",))
                return


def _first_denied(sentence: Told, language: Language) -> dict[str, Word]:
    return {
        negation: first
        for negation, words in _denied(sentence, language)
        if (first := next((word for word in words if word.stem), None))
        and not _is_name(sentence, first, language)
    }


def _is_name(sentence: Told, word: Word, language: Language) -> bool:
    return language.has_case and not language.capital_nouns and sentence.text[word.start].isupper()


def _same(sentence: Told, word: Word, other_sentence: Told, other: Word) -> bool:
    return (
        word.stem == other.stem
        and len(_around(sentence, word) & _around(other_sentence, other) - {word.stem}) >= _SHARED
    )


def _around(sentence: Told, word: Word) -> set[str]:
    index = sentence.words.index(word)
    near = sentence.words[max(0, index - _AROUND) : index + _AROUND + 1]
    return {one.stem for one in near if one.stem}


def _denies_near(sentence: Told, word: Word, language: Language) -> bool:
    index = sentence.words.index(word)
    near = sentence.words[max(0, index - _AROUND) : index + _AROUND + 1]
    text = sentence.text[near[0].start : near[-1].end]
    checking = language.checking
    patterns = (checking.negations, checking.refusals, checking.refutations)
    return any(pattern is not None and pattern.search(text) for pattern in patterns)
