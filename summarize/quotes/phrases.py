"""Noun phrases: the words beside a speech verb that stand for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from summarize.language.cues import Role
from summarize.language.record import Language
from summarize.quotes.persons import person_end, person_start
from summarize.quotes.words import Word

# A noun phrase of more words than this is a clause that was misread.
LONGEST = 14
# Without capitals a name's end can't be seen; hardly any has more words than this.
_LONGEST_NAME = 4
# Characters of a nickname with its marks.
_NICKNAME = 30


_BEGINNINGS = frozenset({".", "quote", "gap"})
# Words that begin no name even with a capital: “По словам …” behind a missing full stop.
_CLOSED = Role.AFTER | Role.PRONOUN | Role.ADVERB | Role.OBLIQUE | Role.BREAK | Role.SOURCE


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words `first:last` (indices, end exclusive) of a row, standing for somebody.

    `head:last` is the name itself where it is one ("Ana Ruiz" of "the lawyer Ana Ruiz").
    """

    kind: Literal["name", "pronoun", "role"]
    first: int
    head: int
    last: int


def phrase_at(words: Sequence[Word], index: int, language: Language) -> Phrase | None:
    """The noun phrase that begins at `index`, with an apposed name; None where none does."""
    stop = len(words)
    while index < stop and words[index].roles & Role.ADVERB and not words[index].mark:
        index += 1
    if index >= stop or words[index].mark:
        return None
    if words[index].roles & Role.PRONOUN:
        return Phrase("pronoun", index, index, index + 1)
    last = index
    while last < min(stop, index + LONGEST) and _continues(words, last, index, language):
        last += 1
    if last == index:
        return None
    phrase = _reading(words, index, last, language)
    if phrase is not None and phrase.kind == "name":
        return _with_partner(words, phrase, language)
    return None if phrase is None else _with_apposition(words, phrase, language)


def _with_partner(words: Sequence[Word], phrase: Phrase, language: Language) -> Phrase:
    """“Ana Ruiz and Bo Lee”: both speak, if both are full names or both are single ones."""
    at = phrase.last
    if at + 1 >= len(words) or words[at].lower not in language.cues.conjunctions or not words[at + 1].capital:
        return phrase
    partner = phrase_at(words, at + 1, language)
    alike = partner is not None and partner.kind == "name" and partner.head == partner.first
    if partner is None or not alike or (partner.last - partner.head > 1) != (phrase.last - phrase.head > 1):
        return phrase
    return Phrase("name", phrase.first, phrase.head, partner.last)


def _continues(words: Sequence[Word], at: int, first: int, language: Language) -> bool:
    word = words[at]
    if word.mark:
        return at > first and _goes_on_over(words, at, language)
    if word.text[1:2] == "-":
        return False  # “R-Pa.”
    if at == first and word.text[0].isdigit() and (at + 1 == len(words) or words[at + 1].mark):
        return False  # an age
    if word.roles & Role.DETERMINER and at > first and not word.capital:
        return False
    if at > first and at + 1 < len(words) and words[at + 1].capital and not words[at + 1].mark:
        links_body = (
            word.lower in language.cues.body_links
            and words[at - 1].capital
            and words[at - 1].roles & Role.BODY
        )
        # «le maire de Reims»: a preposition links the parts of a name only behind one.
        links_name = words[at - 1].capital or not word.roles & (Role.OBLIQUE | Role.DETERMINER)
        if (word.roles & Role.LINK and links_name) or links_body:
            return True
    if word.capital and at > first and not word.roles & _CLOSED:
        return True
    if language.has_case and not word.capital and at > first:
        previous = words[at - 1]
        if (
            not language.cues.compounds
            and previous.capital
            and not (previous.roles & Role.DETERMINER or word.roles & Role.PERSON)
        ):
            # A name is the last of its phrase; a capital at the beginning of a sentence needn't be one.
            begins = at - 1 == first and (first == 0 or words[first - 1].mark in _BEGINNINGS)
            if language.capital_nouns or not begins:
                return False
        if (
            language.cues.compounds
            and word.lower.endswith(language.cues.not_nouns)
            and not previous.roles & Role.DETERMINER
        ):
            return False  # a verb or an adverb that the table doesn't have
    return not word.roles & (_CLOSED | Role.VERB | Role.PARTICIPLE)


def _goes_on_over(words: Sequence[Word], at: int, language: Language) -> bool:
    """Whether a mark belongs to a phrase: the full stop of an abbreviation or an initial, or a nickname between marks."""
    word = words[at]
    nickname = word.mark == "quote" and language.has_case and is_nickname(words, at)
    return nickname or (word.text == "." and word.mark == "other")


def is_nickname(words: Sequence[Word], at: int) -> bool:
    """Whether a quote stands within a name, as its own: Ana “Slim” Ruiz."""
    if not 0 < at < len(words) - 1 or not words[at].capital or words[at].end - words[at].start > _NICKNAME:
        return False
    beside = (words[at - 1], words[at + 1])
    return all(
        word.capital and not word.mark and not word.roles & ~(Role.LINK | Role.PLACE) for word in beside
    )


def _reading(words: Sequence[Word], first: int, last: int, language: Language) -> Phrase | None:
    while last > first and words[last - 1].mark and not words[last - 2].roles & Role.TITLE:
        last -= 1
    alone = last == first + 1 and words[first].roles & Role.DETERMINER and language.cues.has_articles
    if last == first or alone:
        return None
    if not language.has_case:
        return _caseless_reading(words, first, last, language)
    end = words[last - 1]
    is_name = end.capital or bool(end.mark) or end.text.isdigit()
    if language.capital_nouns:
        is_name = is_name and not end.roles & (Role.PERSON | Role.BODY)
    if last - first == 1 and end.roles & Role.PERSON:
        return Phrase("role", first, first, last)
    if language.cues.compounds and not is_name and words[first].capital:
        # “Ruiz bristles”: what follows the name is no noun that stands for somebody.
        cut = next((n for n in range(first, last) if not words[n].capital and not words[n].mark), last)
        known = words[first].roles & Role.DETERMINER or any(
            word.roles & (Role.PERSON | Role.BODY) for word in words[cut:last]
        )
        if not known:
            return _reading(words, first, cut, language)
    if is_name:
        head = last - 1
        while head > first and _in_name(words, head - 1, first, language):
            head -= 1
        last = head + person_end([word.text or '"' for word in words[head:last]], language)
        before = [word.text for word in words[first:head]]
        head += person_start([word.text or '"' for word in words[head:last]], before, language)
        while head < last - 1 and (words[head].mark or words[head].roles & (Role.DETERMINER | Role.LINK)):
            head += 1
        if (
            language.capital_nouns
            and head == last - 1
            and head > first
            and words[first].roles & Role.DETERMINER
        ):
            return Phrase("role", first, first, last)
        return Phrase("name", first, head, last)
    opens = words[first]
    is_role = opens.capital or any(word.roles & (Role.PERSON | Role.BODY) for word in words[first:last])
    return Phrase("role", first, first, last) if is_role or opens.roles & Role.DETERMINER else None


def _in_name(words: Sequence[Word], at: int, first: int, language: Language) -> bool:
    word = words[at]
    if word.mark:
        return word.text == "." or word.mark == "quote"
    if word.roles & Role.LINK and at > first:
        return words[at - 1].capital and not words[at - 1].roles & Role.DETERMINER
    if language.capital_nouns and word.roles & (Role.PERSON | Role.BODY | Role.DETERMINER):
        return False
    if word.lower.endswith(("'s", "’s")):
        return False  # “Channel 5’s Ana Ruiz”
    if word.lower in language.cues.body_links and at > first:
        return words[at - 1].capital
    return word.capital and not word.roles & (Role.DETERMINER | Role.OBLIQUE)


def _caseless_reading(words: Sequence[Word], first: int, last: int, language: Language) -> Phrase | None:
    article = language.cues.definite_prefix
    head = first
    while head < last and words[head].roles & (Role.PERSON | Role.BODY | Role.TITLE | Role.DETERMINER):
        construct = words[head].roles & (Role.PERSON | Role.BODY) and not _has_prefix(words[head], article)
        head += 1
        # رئيس البلدية: a role without the article has its complement behind it.
        if construct and head < last - 1 and _has_prefix(words[head], article):
            head += 1
    if head == last:
        is_role = any(word.roles & (Role.PERSON | Role.BODY) for word in words[first:last])
        return Phrase("role", first, first, last) if is_role else None
    if head == first + 1 and words[first].roles & Role.DETERMINER:
        return None  # “these criticisms”: an object
    return Phrase("name", first, head, min(last, head + _LONGEST_NAME))


def _has_prefix(word: Word, article: str) -> bool:
    return bool(article) and word.lower.startswith(article)


def _with_apposition(words: Sequence[Word], phrase: Phrase, language: Language) -> Phrase:
    """“the company's lawyer, Ana Ruiz,” is Ana Ruiz."""
    at = phrase.last
    # “a spokesman for the court in Ghent”: what follows belongs to the phrase.
    governs = Role.OBLIQUE | Role.DETERMINER if language.capital_nouns else Role.OBLIQUE
    while at + 1 < len(words) and words[at].roles & governs and not words[at + 1].mark:
        if not language.cues.has_articles and not words[at - 1].roles & (
            Role.PERSON | Role.BODY | Role.DETERMINER
        ):
            break  # «художник живёт в …»: a verb that the table doesn't have came between
        inner = phrase_at(words, at + bool(words[at].roles & Role.OBLIQUE), language)
        if inner is None and not words[at + 1].roles and not words[at + 1].capital:
            inner = Phrase("role", at + 1, at + 1, at + 2)  # a noun that the table doesn't have
        if inner is None or inner.kind == "pronoun" or inner.last - phrase.first > LONGEST:
            break
        if any(word.mark == "," for word in words[inner.first : inner.head]):
            return Phrase("name", phrase.first, inner.head, inner.last)
        head = _behind_complement(words, at, inner, language)
        if head is not None:
            return Phrase("name", phrase.first, head, inner.last)
        phrase = Phrase("role", phrase.first, phrase.head, inner.last)
        at = phrase.last
    # «la ministre des Sports française Anne Lys»
    is_origin = at < len(words) and words[at].roles & Role.PLACE and not language.cues.compounds
    if at + 1 < len(words) and (words[at].mark == "," or is_origin):
        name = phrase_at(words, at + 1, language)
        if (
            name is not None
            and name.kind == "name"
            and name.last - name.head >= 2
            and name.head == name.first
        ):
            return Phrase("name", phrase.first, name.head, name.last)
    return phrase


def _behind_complement(words: Sequence[Word], at: int, inner: Phrase, language: Language) -> int | None:
    """Where the person begins in the phrase that the preposition at `at` governs: “envoy on Syria Ana Ruiz”.

    «le ministre de la Santé Luc Lys»: what has an article isn't the person, the name stands behind it. A town has none,
    but a first name behind it: «le maire de Lorme Luc Lys».
    """
    if inner.kind != "name":
        return None
    before = words[inner.head - 1]
    if inner.head > inner.first and before.capital and before.roles & (Role.PLACE | Role.BODY):
        return inner.head
    romance = language.cues.has_articles and not (language.cues.compounds or language.capital_nouns)
    has_article = words[at + 1].roles & Role.DETERMINER
    if not romance or inner.last - inner.head <= 2:
        return None
    first_names = [word.lower in language.cues.gender for word in words[inner.head : inner.head + 2]]
    if first_names == [False, True]:
        return inner.head + 1
    return inner.last - 2 if has_article else None
